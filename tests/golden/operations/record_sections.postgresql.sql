SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"creditFile":' || (SELECT CASE WHEN anon_3.granted THEN '
0|' || anon_3.uscc || '|' || coalesce(anon_3.consent_id, '') || '|' || coalesce(anon_3.agreement_id, '') || '' ELSE '' END || '{"access":{"granted":' || CASE WHEN anon_3.granted THEN $2::VARCHAR WHEN NOT anon_3.granted THEN $3::VARCHAR END || '},"taxArrears":' || CASE WHEN (EXISTS (SELECT 1
FROM catalogue_item AS held
WHERE held.record_kind = $4::VARCHAR COLLATE "C" AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = held.code)) AND held.publicity = $5::VARCHAR COLLATE "C")) THEN (SELECT '{"nodes":[' || coalesce(string_agg('
{"id":"' || s1.id || '","amountFen":' || coalesce('"' || CAST((s1.facts::json ->> 'amount_fen') AS TEXT) || '"', 'null') || '}', ','), '') || ']}'
FROM (SELECT credit_record.id AS id, credit_record.facts AS facts
FROM credit_record
WHERE credit_record.uscc = anon_3.uscc AND credit_record.kind = $6::VARCHAR COLLATE "C" AND credit_record.uscc = anon_3.uscc AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = credit_record.item_code)) AND credit_record.publicity = $7::VARCHAR COLLATE "C" AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= $8::DATE AND (credit_record.published_until IS NULL OR credit_record.published_until >= $8::DATE) ORDER BY coalesce(credit_record.decided_on, '0001-01-02') DESC, credit_record.id DESC
 LIMIT 20) AS s1) ELSE 'null' END || ',"wageArrears":' || CASE WHEN (EXISTS (SELECT 1
FROM catalogue_item AS held
WHERE held.record_kind = $9::VARCHAR COLLATE "C" AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = held.code)) AND held.publicity = $10::VARCHAR COLLATE "C")) THEN (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM credit_record
WHERE credit_record.uscc = anon_3.uscc AND credit_record.kind = $11::VARCHAR COLLATE "C" AND credit_record.uscc = anon_3.uscc AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = credit_record.item_code)) AND credit_record.publicity = $12::VARCHAR COLLATE "C" AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= $8::DATE AND (credit_record.published_until IS NULL OR credit_record.published_until >= $8::DATE)) AS anon_4) AS TEXT) || ',"nodes":[' || coalesce(string_agg('
{"id":"' || s2.id || '","workers":' || coalesce(CAST(CAST((s2.facts::json ->> 'workers') AS INTEGER) AS TEXT), 'null') || ',"entity":' || coalesce((SELECT '{"records":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"id":"' || s4.id || '"}', ','), '') || ']}'
FROM (SELECT credit_record.kind AS kind, credit_record.id AS id
FROM credit_record
WHERE credit_record.uscc = s3.uscc AND credit_record.publicity = 'PUBLIC' AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= $8::DATE AND (credit_record.published_until IS NULL OR credit_record.published_until >= $8::DATE) AND (credit_record.publicity = 'PUBLIC' AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= $8::DATE AND (credit_record.published_until IS NULL OR credit_record.published_until >= $8::DATE) OR credit_record.supplier_code = $13::VARCHAR) ORDER BY coalesce(credit_record.decided_on, '0001-01-02') DESC, credit_record.id DESC
 LIMIT 1) AS s4) || '}'
FROM (SELECT entity.uscc AS uscc
FROM entity
WHERE entity.uscc = s2.uscc) AS s3), 'null') || '}', ','), '') || ']}'
FROM (SELECT credit_record.id AS id, credit_record.facts AS facts, credit_record.uscc AS uscc
FROM credit_record
WHERE credit_record.uscc = anon_3.uscc AND credit_record.kind = $11::VARCHAR COLLATE "C" AND credit_record.uscc = anon_3.uscc AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = credit_record.item_code)) AND credit_record.publicity = $12::VARCHAR COLLATE "C" AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= $8::DATE AND (credit_record.published_until IS NULL OR credit_record.published_until >= $8::DATE) ORDER BY coalesce(credit_record.decided_on, '0001-01-02') DESC, credit_record.id DESC
 LIMIT 2) AS s2) ELSE 'null' END || '}' AS anon_2
FROM (SELECT $14::VARCHAR AS uscc, (SELECT agreement.id
FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id JOIN agreement_purpose ON agreement_purpose.agreement_id = agreement.id
WHERE $15::VARCHAR IN ($16::VARCHAR) AND agreement_party.institution_code = $13::VARCHAR AND agreement_purpose.purpose = $17::VARCHAR COLLATE "C" AND agreement.valid_from <= $8::DATE AND agreement.valid_until >= $8::DATE AND agreement.terminated_at IS NULL AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = $14::VARCHAR)) ORDER BY agreement.id
 LIMIT $18::INTEGER) IS NOT NULL AS granted, CASE WHEN ((SELECT agreement.id
FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id JOIN agreement_purpose ON agreement_purpose.agreement_id = agreement.id
WHERE $15::VARCHAR IN ($16::VARCHAR) AND agreement_party.institution_code = $13::VARCHAR AND agreement_purpose.purpose = $17::VARCHAR COLLATE "C" AND agreement.valid_from <= $8::DATE AND agreement.valid_until >= $8::DATE AND agreement.terminated_at IS NULL AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = $14::VARCHAR)) ORDER BY agreement.id
 LIMIT $18::INTEGER) IS NOT NULL) THEN $19::VARCHAR END AS basis, NULL AS consent_id, (SELECT agreement.id
FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id JOIN agreement_purpose ON agreement_purpose.agreement_id = agreement.id
WHERE $15::VARCHAR IN ($16::VARCHAR) AND agreement_party.institution_code = $13::VARCHAR AND agreement_purpose.purpose = $17::VARCHAR COLLATE "C" AND agreement.valid_from <= $8::DATE AND agreement.valid_until >= $8::DATE AND agreement.terminated_at IS NULL AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = $14::VARCHAR)) ORDER BY agreement.id
 LIMIT $18::INTEGER) AS agreement_id, NULL AS data_from, NULL AS data_until
 LIMIT ALL OFFSET 0) AS anon_3) || '}') END AS anon_1
-- cost 46
