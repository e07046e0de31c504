SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"entity":' || (SELECT '{"name":' || json_quote(s1.name) || ',"creditFile":' || (SELECT CASE WHEN anon_3.granted THEN '
0|' || anon_3.uscc || '|' || coalesce(anon_3.consent_id, '') || '|' || coalesce(anon_3.agreement_id, '') || '' ELSE '' END || '{"access":{"granted":' || CASE WHEN anon_3.granted THEN ? WHEN anon_3.granted = 0 THEN ? END || ',"basis":' || coalesce('"' || anon_3.basis || '"', 'null') || ',"reason":' || coalesce('"' || CASE WHEN anon_3.granted = 0 THEN ? ELSE NULL END || '"', 'null') || ',"agreement":' || coalesce('"' || anon_3.agreement_id || '"', 'null') || '},"registeredContact":' || (SELECT '
{"phone":' || coalesce(json_quote(s2.phone), 'null') || '}'
FROM (SELECT registered_contact.phone AS phone
FROM registered_contact
WHERE registered_contact.uscc = anon_3.uscc AND registered_contact.uscc = anon_3.uscc AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = ?)) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = ? AND catalogue_item.publicity = ?))) AS s2 UNION ALL SELECT 'null' LIMIT 1) || ',"annualReports":' || CASE WHEN ((EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = ?)) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = ? AND catalogue_item.publicity = ?))) THEN '[' || coalesce((SELECT group_concat('
{"year":' || CAST(s3.year AS TEXT) || ',"revenueFen":' || coalesce('"' || CAST(s3.revenue_fen AS TEXT) || '"', 'null') || '}', ',')
FROM (SELECT annual_report.year AS year, annual_report.revenue_fen AS revenue_fen
FROM annual_report
WHERE annual_report.uscc = anon_3.uscc AND annual_report.uscc = anon_3.uscc AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = ?)) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = ? AND catalogue_item.publicity = ?)) ORDER BY annual_report.year DESC) AS s3), '') || ']' ELSE 'null' END || ',"riskClasses":' || CASE WHEN ((EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = ?)) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = ? AND catalogue_item.publicity = ?))) THEN '[' || coalesce((SELECT group_concat('
{"grade":"' || s4.grade || '","assessedOn":"' || CAST(s4.assessed_on AS TEXT) || '","supplier":' || (SELECT '{"name":' || json_quote(s5.name) || '}'
FROM (SELECT institution.name AS name
FROM institution
WHERE institution.code = s4.supplier_code) AS s5 UNION ALL SELECT 'null' LIMIT 1) || '}', ',')
FROM (SELECT risk_class.grade AS grade, risk_class.assessed_on AS assessed_on, risk_class.supplier_code AS supplier_code
FROM risk_class
WHERE risk_class.uscc = anon_3.uscc AND risk_class.uscc = anon_3.uscc AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = ?)) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = ? AND catalogue_item.publicity = ?)) ORDER BY risk_class.assessed_on DESC) AS s4), '') || ']' ELSE 'null' END || '}' AS anon_2
FROM (SELECT s1.uscc AS uscc, (SELECT agreement.id
FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id JOIN agreement_purpose ON agreement_purpose.agreement_id = agreement.id
WHERE ? IN (?) AND agreement_party.institution_code = ? AND agreement_purpose.purpose = ? AND agreement.valid_from <= ? AND agreement.valid_until >= ? AND agreement.terminated_at IS NULL AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = s1.uscc)) ORDER BY agreement.id
 LIMIT ? OFFSET ?) IS NOT NULL AS granted, CASE WHEN ((SELECT agreement.id
FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id JOIN agreement_purpose ON agreement_purpose.agreement_id = agreement.id
WHERE ? IN (?) AND agreement_party.institution_code = ? AND agreement_purpose.purpose = ? AND agreement.valid_from <= ? AND agreement.valid_until >= ? AND agreement.terminated_at IS NULL AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = s1.uscc)) ORDER BY agreement.id
 LIMIT ? OFFSET ?) IS NOT NULL) THEN ? END AS basis, NULL AS consent_id, (SELECT agreement.id
FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id JOIN agreement_purpose ON agreement_purpose.agreement_id = agreement.id
WHERE ? IN (?) AND agreement_party.institution_code = ? AND agreement_purpose.purpose = ? AND agreement.valid_from <= ? AND agreement.valid_until >= ? AND agreement.terminated_at IS NULL AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = s1.uscc)) ORDER BY agreement.id
 LIMIT ? OFFSET ?) AS agreement_id, NULL AS data_from, NULL AS data_until
 LIMIT ? OFFSET 0) AS anon_3) || '}'
FROM (SELECT entity.name AS name, entity.uscc AS uscc
FROM entity
WHERE entity.uscc = ?) AS s1 UNION ALL SELECT 'null' LIMIT 1) || ',"shut":' || (SELECT CASE WHEN anon_5.granted THEN '
1|' || anon_5.uscc || '|' || coalesce(anon_5.consent_id, '') || '|' || coalesce(anon_5.agreement_id, '') || '' ELSE '' END || '{"access":{"granted":' || CASE WHEN anon_5.granted THEN ? WHEN anon_5.granted = 0 THEN ? END || ',"reason":' || coalesce('"' || CASE WHEN anon_5.granted = 0 THEN ? ELSE NULL END || '"', 'null') || '},"riskClasses":' || CASE WHEN ((EXISTS (SELECT 1
FROM consent_item
WHERE consent_item.consent_id = anon_5.consent_id AND consent_item.item_code = ?)) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = ? AND catalogue_item.publicity = ?))) THEN '[' || coalesce((SELECT group_concat('
{"grade":"' || s6.grade || '"}', ',')
FROM (SELECT risk_class.grade AS grade
FROM risk_class
WHERE risk_class.uscc = anon_5.uscc AND risk_class.uscc = anon_5.uscc AND (EXISTS (SELECT 1
FROM consent_item
WHERE consent_item.consent_id = anon_5.consent_id AND consent_item.item_code = ?)) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = ? AND catalogue_item.publicity = ?)) AND (anon_5.data_from IS NULL OR risk_class.assessed_on >= anon_5.data_from) AND (anon_5.data_until IS NULL OR risk_class.assessed_on <= anon_5.data_until) ORDER BY risk_class.assessed_on DESC) AS s6), '') || ']' ELSE 'null' END || '}' AS anon_4
FROM (SELECT ? AS uscc, consent.id IS NOT NULL AS granted, CASE WHEN (consent.id IS NOT NULL) THEN ? END AS basis, consent.id AS consent_id, NULL AS agreement_id, consent.data_from AS data_from, consent.data_until AS data_until
FROM (SELECT 1 AS one) AS here LEFT OUTER JOIN consent ON consent.id = ? AND consent.uscc = ? AND consent.grantee_code = ? AND consent.purpose = ? AND consent.valid_from <= ? AND consent.valid_until > ? AND (EXISTS (SELECT 1
FROM consent_balance
WHERE consent_balance.consent_id = consent.id AND consent_balance.remaining > ?)) AND (SELECT consent_event.state
FROM consent_event
WHERE consent_event.consent_id = consent.id ORDER BY consent_event.id DESC
 LIMIT ? OFFSET ?) = ? AND NOT (EXISTS (SELECT 1
FROM access_dispute
WHERE access_dispute.consent_id = consent.id AND access_dispute.answered_at IS NULL AND access_dispute.due_on < ?)) AND NOT (EXISTS (SELECT 1
FROM consent_lapse
WHERE consent_lapse.consent_id = consent.id AND consent_lapse.last_on < ?))
 LIMIT ? OFFSET 0) AS anon_5) || '}' AS BLOB) END AS anon_1
-- cost 73
