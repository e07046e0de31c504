SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"matter":' || (SELECT '{"name":' || json_quote(s1.name) || ',"edition":' || (SELECT '{"edition":' || CAST(s2.edition AS TEXT) || ',"validFrom":"' || CAST(s2.valid_from AS TEXT) || '","rules":[' || coalesce((SELECT group_concat('{"number":' || CAST(s3.number AS TEXT) || ',"list":' || (SELECT '{"code":"' || s4.code || '"}'
FROM (SELECT list_definition.code AS code
FROM list_definition
WHERE list_definition.code = s3.list_code) AS s4 UNION ALL SELECT 'null' LIMIT 1) || ',"colour":' || coalesce('"' || s3.colour || '"', 'null') || ',"consequence":"' || s3.consequence || '","precedence":' || CAST(s3.precedence AS TEXT) || ',"legalBasis":' || json_quote(s3.legal_basis) || ',"article":' || coalesce(json_quote(s3.article), 'null') || ',"verified":' || CASE WHEN s3.verified THEN ? WHEN s3.verified = 0 THEN ? END || ',"measure":' || (SELECT '{"id":"' || s5.id || '","clause":' || coalesce(json_quote(s5.clause), 'null') || '}'
FROM (SELECT measure.id AS id, measure.clause AS clause
FROM measure
WHERE measure.id = s3.measure_id) AS s5 UNION ALL SELECT 'null' LIMIT 1) || '}', ',')
FROM (SELECT matter_rule.number AS number, matter_rule.list_code AS list_code, matter_rule.colour AS colour, matter_rule.consequence AS consequence, matter_rule.precedence AS precedence, matter_rule.legal_basis AS legal_basis, matter_rule.article AS article, matter_rule.verified AS verified, matter_rule.measure_id AS measure_id
FROM matter_rule
WHERE matter_rule.edition_id = s2.id ORDER BY matter_rule.precedence DESC) AS s3), '') || ']}'
FROM (SELECT matter_edition.edition AS edition, matter_edition.valid_from AS valid_from, matter_edition.id AS id
FROM matter_edition
WHERE matter_edition.matter_code = s1.code AND (matter_edition.entered_at IS NULL OR matter_edition.entered_at <= ?) AND matter_edition.valid_from <= ? ORDER BY matter_edition.edition DESC
 LIMIT ? OFFSET ?) AS s2 UNION ALL SELECT 'null' LIMIT 1) || '}'
FROM (SELECT matter.name AS name, matter.code AS code
FROM matter
WHERE matter.code = ?) AS s1 UNION ALL SELECT 'null' LIMIT 1) || '}' AS BLOB) END AS anon_1
-- cost 14
