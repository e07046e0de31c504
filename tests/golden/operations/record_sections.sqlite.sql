SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"creditFile":' || (SELECT CASE WHEN anon_3.granted THEN '
0|' || anon_3.uscc || '|' || coalesce(anon_3.consent_id, '') || '|' || coalesce(anon_3.agreement_id, '') || '' ELSE '' END || '{"access":{"granted":' || CASE WHEN anon_3.granted THEN ? WHEN anon_3.granted = 0 THEN ? END || '},"taxArrears":' || CASE WHEN (EXISTS (SELECT 1
FROM catalogue_item AS held
WHERE held.record_kind = ? AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = held.code)) AND held.publicity = ?)) THEN (SELECT '{"nodes":[' || coalesce(group_concat('
{"id":"' || s1.id || '","amountFen":' || coalesce('"' || CAST(CAST(json_extract(s1.facts, '$.' || 'amount_fen') AS TEXT) AS TEXT) || '"', 'null') || '}', ','), '') || ']}'
FROM (SELECT credit_record.id AS id, credit_record.facts AS facts
FROM credit_record
WHERE credit_record.uscc = anon_3.uscc AND credit_record.kind = ? AND credit_record.uscc = anon_3.uscc AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = credit_record.item_code)) AND credit_record.publicity = ? AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= ? AND (credit_record.published_until IS NULL OR credit_record.published_until >= ?) ORDER BY coalesce(credit_record.decided_on, '0001-01-02') DESC, credit_record.id DESC
 LIMIT 20 OFFSET ?) AS s1) ELSE 'null' END || ',"wageArrears":' || CASE WHEN (EXISTS (SELECT 1
FROM catalogue_item AS held
WHERE held.record_kind = ? AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = held.code)) AND held.publicity = ?)) THEN (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM credit_record
WHERE credit_record.uscc = anon_3.uscc AND credit_record.kind = ? AND credit_record.uscc = anon_3.uscc AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = credit_record.item_code)) AND credit_record.publicity = ? AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= ? AND (credit_record.published_until IS NULL OR credit_record.published_until >= ?)) AS anon_4) AS TEXT) || ',"nodes":[' || coalesce(group_concat('
{"id":"' || s2.id || '","workers":' || coalesce(CAST(CAST(CAST(json_extract(s2.facts, '$.' || 'workers') AS TEXT) AS INTEGER) AS TEXT), 'null') || ',"entity":' || (SELECT '{"records":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"id":"' || s4.id || '"}', ','), '') || ']}'
FROM (SELECT credit_record.kind AS kind, credit_record.id AS id
FROM credit_record
WHERE credit_record.uscc = s3.uscc AND credit_record.publicity = 'PUBLIC' AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= ? AND (credit_record.published_until IS NULL OR credit_record.published_until >= ?) AND (credit_record.publicity = 'PUBLIC' AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= ? AND (credit_record.published_until IS NULL OR credit_record.published_until >= ?) OR credit_record.supplier_code = ?) ORDER BY coalesce(credit_record.decided_on, '0001-01-02') DESC, credit_record.id DESC
 LIMIT 1 OFFSET ?) AS s4) || '}'
FROM (SELECT entity.uscc AS uscc
FROM entity
WHERE entity.uscc = s2.uscc) AS s3 UNION ALL SELECT 'null' LIMIT 1) || '}', ','), '') || ']}'
FROM (SELECT credit_record.id AS id, credit_record.facts AS facts, credit_record.uscc AS uscc
FROM credit_record
WHERE credit_record.uscc = anon_3.uscc AND credit_record.kind = ? AND credit_record.uscc = anon_3.uscc AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = credit_record.item_code)) AND credit_record.publicity = ? AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= ? AND (credit_record.published_until IS NULL OR credit_record.published_until >= ?) ORDER BY coalesce(credit_record.decided_on, '0001-01-02') DESC, credit_record.id DESC
 LIMIT 2 OFFSET ?) AS s2) ELSE 'null' END || '}' AS anon_2
FROM (SELECT ? AS uscc, (SELECT agreement.id
FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id JOIN agreement_purpose ON agreement_purpose.agreement_id = agreement.id
WHERE ? IN (?) AND agreement_party.institution_code = ? AND agreement_purpose.purpose = ? AND agreement.valid_from <= ? AND agreement.valid_until >= ? AND agreement.terminated_at IS NULL AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = ?)) ORDER BY agreement.id
 LIMIT ? OFFSET ?) IS NOT NULL AS granted, CASE WHEN ((SELECT agreement.id
FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id JOIN agreement_purpose ON agreement_purpose.agreement_id = agreement.id
WHERE ? IN (?) AND agreement_party.institution_code = ? AND agreement_purpose.purpose = ? AND agreement.valid_from <= ? AND agreement.valid_until >= ? AND agreement.terminated_at IS NULL AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = ?)) ORDER BY agreement.id
 LIMIT ? OFFSET ?) IS NOT NULL) THEN ? END AS basis, NULL AS consent_id, (SELECT agreement.id
FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id JOIN agreement_purpose ON agreement_purpose.agreement_id = agreement.id
WHERE ? IN (?) AND agreement_party.institution_code = ? AND agreement_purpose.purpose = ? AND agreement.valid_from <= ? AND agreement.valid_until >= ? AND agreement.terminated_at IS NULL AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = ?)) ORDER BY agreement.id
 LIMIT ? OFFSET ?) AS agreement_id, NULL AS data_from, NULL AS data_until
 LIMIT ? OFFSET 0) AS anon_3) || '}' AS BLOB) END AS anon_1
-- cost 46
