SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"listings":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM list_entry
WHERE list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) AND list_entry.list_code = ? AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = list_entry.uscc AND entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~'))) AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS 1)) AND (list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) OR list_entry.state = ?) OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = ? AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = ?))))) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"uscc":"' || s1.uscc || '","subjectName":' || json_quote(s1.subject_name) || ',"state":"' || CASE WHEN (s1.listed_at IS NOT NULL AND s1.valid_until < ?) THEN ? ELSE s1.state END || '","validFrom":' || coalesce('"' || CAST(s1.valid_from AS TEXT) || '"', 'null') || ',"validUntil":' || coalesce('"' || CAST(s1.valid_until AS TEXT) || '"', 'null') || ',"list":' || (SELECT '{"code":"' || s2.code || '","colour":"' || s2.colour || '","keeper":' || (SELECT '{"code":"' || s3.code || '"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = s2.keeper_code) AS s3 UNION ALL SELECT 'null' LIMIT 1) || ',"statistics":' || CASE WHEN (s2.published = 1 OR s2.keeper_code = ?) THEN '{"entries":' || CAST((SELECT count(*) AS count_2
FROM list_entry
WHERE list_entry.list_code = s2.code AND list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?)) AS TEXT) || '}' ELSE 'null' END || '}'
FROM (SELECT list_definition.code AS code, list_definition.colour AS colour, list_definition.keeper_code AS keeper_code, list_definition.published AS published
FROM list_definition
WHERE list_definition.code = s1.list_code) AS s2 UNION ALL SELECT 'null' LIMIT 1) || ',"ground":' || (SELECT '{"code":"' || s4.code || '"}'
FROM (SELECT list_ground.code AS code
FROM list_ground
WHERE list_ground.list_code = s1.list_code AND list_ground.code = s1.ground_code) AS s4 UNION ALL SELECT 'null' LIMIT 1) || ',"deadline":' || CASE WHEN (s1.state IN (?, ?)) THEN '{"dueOn":"' || CAST(s1.due_on AS TEXT) || '","rule":' || (SELECT '{"code":"' || s5.code || '"}'
FROM (SELECT deadline_rule.code AS code
FROM deadline_rule
WHERE deadline_rule.code = s1.rule_code) AS s5) || '}' ELSE 'null' END || ',"events":[' || coalesce((SELECT group_concat('{"state":"' || s6.state || '","institution":' || (SELECT '{"code":"' || s7.code || '"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = s6.institution_code) AS s7 UNION ALL SELECT 'null' LIMIT 1) || '}', ',')
FROM (SELECT list_entry_event.state AS state, list_entry_event.institution_code AS institution_code
FROM list_entry_event
WHERE list_entry_event.entry_id = s1.id AND (list_entry_event.state IN (?, ?, ?) OR (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = list_entry_event.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)))))) ORDER BY list_entry_event.id) AS s6), '') || '],"plea":' || (SELECT '{"plea":' || coalesce(json_quote(s8.plea), 'null') || '}'
FROM (SELECT list_plea.plea AS plea
FROM list_plea
WHERE list_plea.entry_id = s1.id AND (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = list_plea.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)))))) AS s8 UNION ALL SELECT 'null' LIMIT 1) || '}', ','), '') || ']}'
FROM (SELECT list_entry.uscc AS uscc, list_entry.subject_name AS subject_name, list_entry.listed_at AS listed_at, list_entry.valid_until AS valid_until, list_entry.state AS state, list_entry.valid_from AS valid_from, list_entry.list_code AS list_code, list_entry.ground_code AS ground_code, list_entry.due_on AS due_on, list_entry.provisional AS provisional, list_entry.rule_code AS rule_code, list_entry.id AS id
FROM list_entry
WHERE list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) AND list_entry.list_code = ? AND (EXISTS (SELECT 1
FROM entity
WHERE entity.uscc = list_entry.uscc AND entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~'))) AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS 1)) AND (list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) OR list_entry.state = ?) OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = ? AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = ?)))) ORDER BY list_entry.id DESC
 LIMIT 5 OFFSET ?) AS s1) || ',"measureWork":' || (SELECT '{"triggered":' || CAST(s9.triggered AS TEXT) || ',"received":' || CAST(s9.received AS TEXT) || ',"executed":' || CAST(s9.executed AS TEXT) || ',"notApplicable":' || CAST(s9.not_applicable AS TEXT) || ',"fedBack":' || CAST(s9.fed_back AS TEXT) || ',"lifted":' || CAST(s9.lifted AS TEXT) || ',"overdue":' || CAST(s9.overdue AS TEXT) || '}'
FROM (SELECT count(*) FILTER (WHERE anon_3.state = ?) AS triggered, count(*) FILTER (WHERE anon_3.state = ?) AS received, count(*) FILTER (WHERE anon_3.state = ?) AS executed, count(*) FILTER (WHERE anon_3.state = ?) AS not_applicable, count(*) FILTER (WHERE anon_3.state = ?) AS fed_back, count(*) FILTER (WHERE anon_3.state = ?) AS lifted, count(*) FILTER (WHERE anon_3.state IN (?, ?, ?, ?) AND anon_3.due_on < ?) AS overdue
FROM (SELECT CASE WHEN (measure_action.valid_until < ?) THEN ? ELSE measure_action.state END AS state, measure_action.due_on AS due_on
FROM measure_action
WHERE measure_action.institution_code = ?) AS anon_3) AS s9) || '}' AS BLOB) END AS anon_1
-- cost 205
