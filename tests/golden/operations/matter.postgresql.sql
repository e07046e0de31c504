SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"matter":' || coalesce((SELECT '{"name":' || to_json(s1.name)::text || ',"edition":' || coalesce((SELECT '{"edition":' || CAST(s2.edition AS TEXT) || ',"validFrom":"' || CAST(s2.valid_from AS TEXT) || '","rules":[' || coalesce((SELECT string_agg('{"number":' || CAST(s3.number AS TEXT) || ',"list":' || coalesce((SELECT '{"code":"' || s4.code || '"}'
FROM (SELECT list_definition.code AS code
FROM list_definition
WHERE list_definition.code = s3.list_code) AS s4), 'null') || ',"colour":' || coalesce('"' || s3.colour || '"', 'null') || ',"consequence":"' || s3.consequence || '","precedence":' || CAST(s3.precedence AS TEXT) || ',"legalBasis":' || to_json(s3.legal_basis)::text || ',"article":' || coalesce(to_json(s3.article)::text, 'null') || ',"verified":' || CASE WHEN s3.verified THEN $2::VARCHAR WHEN NOT s3.verified THEN $3::VARCHAR END || ',"measure":' || coalesce((SELECT '{"id":"' || s5.id || '","clause":' || coalesce(to_json(s5.clause)::text, 'null') || '}'
FROM (SELECT measure.id AS id, measure.clause AS clause
FROM measure
WHERE measure.id = s3.measure_id) AS s5), 'null') || '}', ',')
FROM (SELECT matter_rule.number AS number, matter_rule.list_code AS list_code, matter_rule.colour AS colour, matter_rule.consequence AS consequence, matter_rule.precedence AS precedence, matter_rule.legal_basis AS legal_basis, matter_rule.article AS article, matter_rule.verified AS verified, matter_rule.measure_id AS measure_id
FROM matter_rule
WHERE matter_rule.edition_id = s2.id ORDER BY matter_rule.precedence DESC) AS s3), '') || ']}'
FROM (SELECT matter_edition.edition AS edition, matter_edition.valid_from AS valid_from, matter_edition.id AS id
FROM matter_edition
WHERE matter_edition.matter_code = s1.code AND (matter_edition.entered_at IS NULL OR matter_edition.entered_at <= $4::TIMESTAMP WITH TIME ZONE) AND matter_edition.valid_from <= $5::DATE ORDER BY matter_edition.edition DESC
 LIMIT $6::INTEGER) AS s2), 'null') || '}'
FROM (SELECT matter.name AS name, matter.code AS code
FROM matter
WHERE matter.code = $7::VARCHAR) AS s1), 'null') || '}') END AS anon_1
-- cost 14
