SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"listings":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM list_entry
WHERE list_entry.listed_at <= $2::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $2::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $3::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $3::DATE) AND list_entry.list_code = $4::VARCHAR AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = list_entry.uscc AND entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $5::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $5::VARCHAR) || '~'))) AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS true)) AND (list_entry.listed_at <= $6::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $6::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $7::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $7::DATE) OR list_entry.state = $8::VARCHAR COLLATE "C") OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = $9::VARCHAR)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $10::VARCHAR AND mandate.uscc = list_entry.uscc AND mandate.state = $11::VARCHAR COLLATE "C")) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = $9::VARCHAR AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = $9::VARCHAR))))) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(string_agg('{"uscc":"' || s1.uscc || '","subjectName":' || to_json(s1.subject_name)::text || ',"state":"' || CASE WHEN (s1.listed_at IS NOT NULL AND s1.valid_until < $7::DATE) THEN $12::VARCHAR ELSE s1.state END || '","validFrom":' || coalesce('"' || CAST(s1.valid_from AS TEXT) || '"', 'null') || ',"validUntil":' || coalesce('"' || CAST(s1.valid_until AS TEXT) || '"', 'null') || ',"list":' || coalesce((SELECT '{"code":"' || s2.code || '","colour":"' || s2.colour || '","keeper":' || coalesce((SELECT '{"code":"' || s3.code || '"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = s2.keeper_code) AS s3), 'null') || ',"statistics":' || CASE WHEN (s2.published OR s2.keeper_code = $9::VARCHAR) THEN '{"entries":' || CAST((SELECT count(*) AS count_2
FROM list_entry
WHERE list_entry.list_code = s2.code AND list_entry.listed_at <= $2::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $2::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $3::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $3::DATE)) AS TEXT) || '}' ELSE 'null' END || '}'
FROM (SELECT list_definition.code AS code, list_definition.colour AS colour, list_definition.keeper_code AS keeper_code, list_definition.published AS published
FROM list_definition
WHERE list_definition.code = s1.list_code) AS s2), 'null') || ',"ground":' || coalesce((SELECT '{"code":"' || s4.code || '"}'
FROM (SELECT list_ground.code AS code
FROM list_ground
WHERE list_ground.list_code = s1.list_code AND list_ground.code = s1.ground_code) AS s4), 'null') || ',"deadline":' || CASE WHEN (s1.state IN ($13::VARCHAR, $14::VARCHAR)) THEN '{"dueOn":"' || CAST(s1.due_on AS TEXT) || '","rule":' || (SELECT '{"code":"' || s5.code || '"}'
FROM (SELECT deadline_rule.code AS code
FROM deadline_rule
WHERE deadline_rule.code = s1.rule_code) AS s5) || '}' ELSE 'null' END || ',"events":[' || coalesce((SELECT string_agg('{"state":"' || s6.state || '","institution":' || coalesce((SELECT '{"code":"' || s7.code || '"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = s6.institution_code) AS s7), 'null') || '}', ',')
FROM (SELECT list_entry_event.state AS state, list_entry_event.institution_code AS institution_code
FROM list_entry_event
WHERE list_entry_event.entry_id = s1.id AND (list_entry_event.state IN ($15::VARCHAR, $16::VARCHAR, $17::VARCHAR) OR (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = list_entry_event.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = $9::VARCHAR)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $10::VARCHAR AND mandate.uscc = list_entry.uscc AND mandate.state = $18::VARCHAR COLLATE "C")))))) ORDER BY list_entry_event.id) AS s6), '') || '],"plea":' || coalesce((SELECT '{"plea":' || coalesce(to_json(s8.plea)::text, 'null') || '}'
FROM (SELECT list_plea.plea AS plea
FROM list_plea
WHERE list_plea.entry_id = s1.id AND (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = list_plea.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = $9::VARCHAR)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $10::VARCHAR AND mandate.uscc = list_entry.uscc AND mandate.state = $19::VARCHAR COLLATE "C")))))) AS s8), 'null') || '}', ','), '') || ']}'
FROM (SELECT list_entry.uscc AS uscc, list_entry.subject_name AS subject_name, list_entry.listed_at AS listed_at, list_entry.valid_until AS valid_until, list_entry.state AS state, list_entry.valid_from AS valid_from, list_entry.list_code AS list_code, list_entry.ground_code AS ground_code, list_entry.due_on AS due_on, list_entry.provisional AS provisional, list_entry.rule_code AS rule_code, list_entry.id AS id
FROM list_entry
WHERE list_entry.listed_at <= $2::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $2::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $3::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $3::DATE) AND list_entry.list_code = $4::VARCHAR AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = list_entry.uscc AND entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $5::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $5::VARCHAR) || '~'))) AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS true)) AND (list_entry.listed_at <= $6::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $6::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $7::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $7::DATE) OR list_entry.state = $8::VARCHAR COLLATE "C") OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = $9::VARCHAR)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $10::VARCHAR AND mandate.uscc = list_entry.uscc AND mandate.state = $11::VARCHAR COLLATE "C")) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = $9::VARCHAR AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = $9::VARCHAR)))) ORDER BY list_entry.id DESC
 LIMIT 5) AS s1) || ',"measureWork":' || (SELECT '{"triggered":' || CAST(s9.triggered AS TEXT) || ',"received":' || CAST(s9.received AS TEXT) || ',"executed":' || CAST(s9.executed AS TEXT) || ',"notApplicable":' || CAST(s9.not_applicable AS TEXT) || ',"fedBack":' || CAST(s9.fed_back AS TEXT) || ',"lifted":' || CAST(s9.lifted AS TEXT) || ',"overdue":' || CAST(s9.overdue AS TEXT) || '}'
FROM (SELECT count(*) FILTER (WHERE anon_3.state = $20::VARCHAR) AS triggered, count(*) FILTER (WHERE anon_3.state = $21::VARCHAR) AS received, count(*) FILTER (WHERE anon_3.state = $22::VARCHAR) AS executed, count(*) FILTER (WHERE anon_3.state = $23::VARCHAR) AS not_applicable, count(*) FILTER (WHERE anon_3.state = $24::VARCHAR) AS fed_back, count(*) FILTER (WHERE anon_3.state = $25::VARCHAR) AS lifted, count(*) FILTER (WHERE anon_3.state IN ($26::VARCHAR, $27::VARCHAR, $28::VARCHAR, $29::VARCHAR) AND anon_3.due_on < $7::DATE) AS overdue
FROM (SELECT CASE WHEN (measure_action.valid_until < $7::DATE) THEN $30::VARCHAR ELSE measure_action.state END AS state, measure_action.due_on AS due_on
FROM measure_action
WHERE measure_action.institution_code = $9::VARCHAR) AS anon_3) AS s9) || '}') END AS anon_1
-- cost 205
