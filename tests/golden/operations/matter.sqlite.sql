SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"matter":' || (SELECT '{"name":' || json_quote(anon_3.name) || ',"edition":' || (SELECT '{"edition":' || CAST(anon_5.edition AS TEXT) || ',"validFrom":"' || CAST(anon_5.valid_from AS TEXT) || '","rules":[' || coalesce((SELECT group_concat('{"number":' || CAST(anon_6.number AS TEXT) || ',"list":' || (SELECT '{"code":"' || anon_8.code || '"}' AS anon_7
FROM (SELECT list_definition.code AS code, list_definition.name AS name, list_definition.colour AS colour, list_definition.court_only AS court_only, list_definition.legal_basis AS legal_basis, list_definition.entry_conditions AS entry_conditions, list_definition.exit_conditions AS exit_conditions, list_definition.remedy AS remedy, list_definition.term_months AS term_months, list_definition.restorable_after_months AS restorable_after_months, list_definition.source AS source, list_definition.keeper_code AS keeper_code, list_definition.published AS published
FROM list_definition
WHERE list_definition.code = anon_6.list_code) AS anon_8 UNION ALL SELECT 'null' LIMIT 1) || ',"colour":' || coalesce('"' || anon_6.colour || '"', 'null') || ',"consequence":"' || anon_6.consequence || '","precedence":' || CAST(anon_6.precedence AS TEXT) || ',"legalBasis":' || json_quote(anon_6.legal_basis) || ',"article":' || coalesce(json_quote(anon_6.article), 'null') || ',"verified":' || CASE WHEN anon_6.verified THEN ? WHEN anon_6.verified = 0 THEN ? END || ',"measure":' || (SELECT '{"id":"' || anon_10.id || '","clause":' || coalesce(json_quote(anon_10.clause), 'null') || '}' AS anon_9
FROM (SELECT measure.id AS id, measure.edition_id AS edition_id, measure.number AS number, measure.content AS content, measure.legal_basis AS legal_basis, measure.clause AS clause, measure.target AS target, measure.valid_from AS valid_from, measure.valid_until AS valid_until, measure.published_at AS published_at, measure.lapsed_at AS lapsed_at
FROM measure
WHERE measure.id = anon_6.measure_id) AS anon_10 UNION ALL SELECT 'null' LIMIT 1) || '}', ',') AS aggregate_strings_1
FROM (SELECT matter_rule.edition_id AS edition_id, matter_rule.number AS number, matter_rule.list_code AS list_code, matter_rule.colour AS colour, matter_rule.from_state AS from_state, matter_rule.consequence AS consequence, matter_rule.precedence AS precedence, matter_rule.legal_basis AS legal_basis, matter_rule.article AS article, matter_rule.verified AS verified, matter_rule.measure_id AS measure_id, matter_rule.valid_from AS valid_from, matter_rule.valid_until AS valid_until
FROM matter_rule
WHERE matter_rule.edition_id = anon_5.id ORDER BY matter_rule.precedence DESC) AS anon_6), '') || ']}' AS anon_4
FROM (SELECT matter_edition.id AS id, matter_edition.matter_code AS matter_code, matter_edition.edition AS edition, matter_edition.valid_from AS valid_from, matter_edition.source AS source, matter_edition.entered_by AS entered_by, matter_edition.entered_at AS entered_at
FROM matter_edition
WHERE matter_edition.matter_code = anon_3.code AND (matter_edition.entered_at IS NULL OR matter_edition.entered_at <= ?) AND matter_edition.valid_from <= ? ORDER BY matter_edition.edition DESC
 LIMIT ? OFFSET ?) AS anon_5 UNION ALL SELECT 'null' LIMIT 1) || '}' AS anon_2
FROM (SELECT matter.code AS code, matter.name AS name, matter.description AS description, matter.source AS source, matter.entered_by AS entered_by, matter.entered_at AS entered_at
FROM matter
WHERE matter.code = ?) AS anon_3 UNION ALL SELECT 'null' LIMIT 1) || '}' AS BLOB) END AS anon_1
-- cost 14
