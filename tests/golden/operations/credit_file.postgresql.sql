SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"entity":' || coalesce((SELECT '{"name":' || CASE WHEN s1.quotable THEN '"' || s1.name || '"' ELSE to_json(s1.name)::text END || ',"creditFile":' || (SELECT CASE WHEN anon_3.granted THEN '
0|' || anon_3.uscc || '|' || coalesce(anon_3.consent_id, '') || '|' || coalesce(anon_3.agreement_id, '') || '' ELSE '' END || '{"access":{"granted":' || CASE WHEN anon_3.granted THEN $2::VARCHAR WHEN NOT anon_3.granted THEN $3::VARCHAR END || ',"basis":' || coalesce('"' || anon_3.basis || '"', 'null') || ',"reason":' || coalesce('"' || CASE WHEN NOT anon_3.granted THEN $4::VARCHAR ELSE NULL END || '"', 'null') || ',"agreement":' || coalesce('"' || anon_3.agreement_id || '"', 'null') || '},"registeredContact":' || coalesce((SELECT '
{"phone":' || coalesce(to_json(s2.phone)::text, 'null') || '}'
FROM (SELECT registered_contact.phone AS phone
FROM registered_contact
WHERE registered_contact.uscc = anon_3.uscc AND registered_contact.uscc = anon_3.uscc AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = $5::VARCHAR COLLATE "C")) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = $6::VARCHAR COLLATE "C" AND catalogue_item.publicity = $7::VARCHAR COLLATE "C"))) AS s2), 'null') || ',"annualReports":' || CASE WHEN ((EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = $8::VARCHAR COLLATE "C")) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = $9::VARCHAR COLLATE "C" AND catalogue_item.publicity = $10::VARCHAR COLLATE "C"))) THEN '[' || coalesce((SELECT string_agg('
{"year":' || CAST(s3.year AS TEXT) || ',"revenueFen":' || coalesce('"' || CAST(s3.revenue_fen AS TEXT) || '"', 'null') || '}', ',')
FROM (SELECT annual_report.year AS year, annual_report.revenue_fen AS revenue_fen
FROM annual_report
WHERE annual_report.uscc = anon_3.uscc AND annual_report.uscc = anon_3.uscc AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = $11::VARCHAR COLLATE "C")) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = $12::VARCHAR COLLATE "C" AND catalogue_item.publicity = $13::VARCHAR COLLATE "C")) ORDER BY annual_report.year DESC) AS s3), '') || ']' ELSE 'null' END || ',"riskClasses":' || CASE WHEN ((EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = $14::VARCHAR COLLATE "C")) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = $15::VARCHAR COLLATE "C" AND catalogue_item.publicity = $16::VARCHAR COLLATE "C"))) THEN '[' || coalesce((SELECT string_agg('
{"grade":"' || s4.grade || '","assessedOn":"' || CAST(s4.assessed_on AS TEXT) || '","supplier":' || coalesce((SELECT '{"name":' || to_json(s5.name)::text || '}'
FROM (SELECT institution.name AS name
FROM institution
WHERE institution.code = s4.supplier_code) AS s5), 'null') || '}', ',')
FROM (SELECT risk_class.grade AS grade, risk_class.assessed_on AS assessed_on, risk_class.supplier_code AS supplier_code
FROM risk_class
WHERE risk_class.uscc = anon_3.uscc AND risk_class.uscc = anon_3.uscc AND (EXISTS (SELECT 1
FROM agreement_item
WHERE agreement_item.agreement_id = anon_3.agreement_id AND agreement_item.item_code = $17::VARCHAR COLLATE "C")) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = $18::VARCHAR COLLATE "C" AND catalogue_item.publicity = $19::VARCHAR COLLATE "C")) ORDER BY risk_class.assessed_on DESC) AS s4), '') || ']' ELSE 'null' END || '}' AS anon_2
FROM (SELECT s1.uscc AS uscc, (SELECT agreement.id
FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id JOIN agreement_purpose ON agreement_purpose.agreement_id = agreement.id
WHERE $20::VARCHAR IN ($21::VARCHAR) AND agreement_party.institution_code = $22::VARCHAR AND agreement_purpose.purpose = $23::VARCHAR COLLATE "C" AND agreement.valid_from <= $24::DATE AND agreement.valid_until >= $24::DATE AND agreement.terminated_at IS NULL AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = s1.uscc)) ORDER BY agreement.id
 LIMIT $25::INTEGER) IS NOT NULL AS granted, CASE WHEN ((SELECT agreement.id
FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id JOIN agreement_purpose ON agreement_purpose.agreement_id = agreement.id
WHERE $20::VARCHAR IN ($21::VARCHAR) AND agreement_party.institution_code = $22::VARCHAR AND agreement_purpose.purpose = $23::VARCHAR COLLATE "C" AND agreement.valid_from <= $24::DATE AND agreement.valid_until >= $24::DATE AND agreement.terminated_at IS NULL AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = s1.uscc)) ORDER BY agreement.id
 LIMIT $25::INTEGER) IS NOT NULL) THEN $26::VARCHAR END AS basis, NULL AS consent_id, (SELECT agreement.id
FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id JOIN agreement_purpose ON agreement_purpose.agreement_id = agreement.id
WHERE $20::VARCHAR IN ($21::VARCHAR) AND agreement_party.institution_code = $22::VARCHAR AND agreement_purpose.purpose = $23::VARCHAR COLLATE "C" AND agreement.valid_from <= $24::DATE AND agreement.valid_until >= $24::DATE AND agreement.terminated_at IS NULL AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = s1.uscc)) ORDER BY agreement.id
 LIMIT $25::INTEGER) AS agreement_id, NULL AS data_from, NULL AS data_until
 LIMIT ALL OFFSET 0) AS anon_3) || '}'
FROM (SELECT entity.name AS name, entity.quotable AS quotable, entity.uscc AS uscc
FROM entity
WHERE entity.uscc = $27::VARCHAR) AS s1), 'null') || ',"shut":' || (SELECT CASE WHEN anon_5.granted THEN '
1|' || anon_5.uscc || '|' || coalesce(anon_5.consent_id, '') || '|' || coalesce(anon_5.agreement_id, '') || '' ELSE '' END || '{"access":{"granted":' || CASE WHEN anon_5.granted THEN $28::VARCHAR WHEN NOT anon_5.granted THEN $29::VARCHAR END || ',"reason":' || coalesce('"' || CASE WHEN NOT anon_5.granted THEN $30::VARCHAR ELSE NULL END || '"', 'null') || '},"riskClasses":' || CASE WHEN ((EXISTS (SELECT 1
FROM consent_item
WHERE consent_item.consent_id = anon_5.consent_id AND consent_item.item_code = $31::VARCHAR COLLATE "C")) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = $32::VARCHAR COLLATE "C" AND catalogue_item.publicity = $33::VARCHAR COLLATE "C"))) THEN '[' || coalesce((SELECT string_agg('
{"grade":"' || s6.grade || '"}', ',')
FROM (SELECT risk_class.grade AS grade
FROM risk_class
WHERE risk_class.uscc = anon_5.uscc AND risk_class.uscc = anon_5.uscc AND (EXISTS (SELECT 1
FROM consent_item
WHERE consent_item.consent_id = anon_5.consent_id AND consent_item.item_code = $34::VARCHAR COLLATE "C")) AND (EXISTS (SELECT 1
FROM catalogue_item
WHERE catalogue_item.code = $35::VARCHAR COLLATE "C" AND catalogue_item.publicity = $36::VARCHAR COLLATE "C")) AND (anon_5.data_from IS NULL OR risk_class.assessed_on >= anon_5.data_from) AND (anon_5.data_until IS NULL OR risk_class.assessed_on <= anon_5.data_until) ORDER BY risk_class.assessed_on DESC) AS s6), '') || ']' ELSE 'null' END || '}' AS anon_4
FROM (SELECT $37::VARCHAR AS uscc, consent.id IS NOT NULL AS granted, CASE WHEN (consent.id IS NOT NULL) THEN $38::VARCHAR END AS basis, consent.id AS consent_id, NULL AS agreement_id, consent.data_from AS data_from, consent.data_until AS data_until
FROM (SELECT 1 AS one) AS here LEFT OUTER JOIN consent ON consent.id = $39::VARCHAR AND consent.uscc = $37::VARCHAR AND consent.grantee_code = $22::VARCHAR AND consent.purpose = $40::VARCHAR COLLATE "C" AND consent.valid_from <= $41::TIMESTAMP WITH TIME ZONE AND consent.valid_until > $41::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT 1
FROM consent_balance
WHERE consent_balance.consent_id = consent.id AND consent_balance.remaining > $42::INTEGER)) AND (SELECT consent_event.state
FROM consent_event
WHERE consent_event.consent_id = consent.id ORDER BY consent_event.id DESC
 LIMIT $43::INTEGER) = $44::VARCHAR COLLATE "C" AND NOT (EXISTS (SELECT 1
FROM access_dispute
WHERE access_dispute.consent_id = consent.id AND access_dispute.answered_at IS NULL AND access_dispute.due_on < $24::DATE)) AND NOT (EXISTS (SELECT 1
FROM consent_lapse
WHERE consent_lapse.consent_id = consent.id AND consent_lapse.last_on < $24::DATE))
 LIMIT ALL OFFSET 0) AS anon_5) || '}') END AS anon_1
-- cost 73
