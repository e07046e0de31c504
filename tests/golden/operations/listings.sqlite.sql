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
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = ?))))) AS anon_3) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"uscc":"' || anon_4.uscc || '","subjectName":' || json_quote(anon_4.subject_name) || ',"state":"' || CASE WHEN (anon_4.listed_at IS NOT NULL AND anon_4.valid_until < ?) THEN ? ELSE anon_4.state END || '","validFrom":' || coalesce('"' || CAST(anon_4.valid_from AS TEXT) || '"', 'null') || ',"validUntil":' || coalesce('"' || CAST(anon_4.valid_until AS TEXT) || '"', 'null') || ',"list":' || (SELECT '{"code":"' || anon_6.code || '","colour":"' || anon_6.colour || '","keeper":' || (SELECT '{"code":"' || anon_8.code || '"}' AS anon_7
FROM (SELECT institution.code AS code, institution.name AS name, institution.kind AS kind
FROM institution
WHERE institution.code = anon_6.keeper_code) AS anon_8 UNION ALL SELECT 'null' LIMIT 1) || ',"statistics":' || CASE WHEN (anon_6.published = 1 OR anon_6.keeper_code = ?) THEN '{"entries":' || CAST((SELECT count(*) AS count_2
FROM list_entry
WHERE list_entry.list_code = anon_6.code AND list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?)) AS TEXT) || '}' ELSE 'null' END || '}' AS anon_5
FROM (SELECT list_definition.code AS code, list_definition.name AS name, list_definition.colour AS colour, list_definition.court_only AS court_only, list_definition.legal_basis AS legal_basis, list_definition.entry_conditions AS entry_conditions, list_definition.exit_conditions AS exit_conditions, list_definition.remedy AS remedy, list_definition.term_months AS term_months, list_definition.restorable_after_months AS restorable_after_months, list_definition.source AS source, list_definition.keeper_code AS keeper_code, list_definition.published AS published
FROM list_definition
WHERE list_definition.code = anon_4.list_code) AS anon_6 UNION ALL SELECT 'null' LIMIT 1) || ',"ground":' || (SELECT '{"code":"' || anon_10.code || '"}' AS anon_9
FROM (SELECT list_ground.list_code AS list_code, list_ground.code AS code, list_ground.number AS number, list_ground.content AS content, list_ground.source AS source, list_ground.verified AS verified, list_ground.term_months AS term_months, list_ground.extension_min_months AS extension_min_months, list_ground.extension_max_months AS extension_max_months, list_ground.term_source AS term_source, list_ground.term_verified AS term_verified
FROM list_ground
WHERE list_ground.list_code = anon_4.list_code AND list_ground.code = anon_4.ground_code) AS anon_10 UNION ALL SELECT 'null' LIMIT 1) || ',"deadline":' || CASE WHEN (anon_4.state IN (?, ?)) THEN '{"dueOn":"' || CAST(anon_4.due_on AS TEXT) || '","rule":' || (SELECT '{"code":"' || anon_12.code || '"}' AS anon_11
FROM (SELECT deadline_rule.code AS code, deadline_rule.jurisdiction AS jurisdiction, deadline_rule.subject AS subject, deadline_rule.period AS period, deadline_rule.unit AS unit, deadline_rule.extension AS extension, deadline_rule.ends_on_workday AS ends_on_workday, deadline_rule.source AS source, deadline_rule.article AS article, deadline_rule.verified AS verified, deadline_rule.valid_from AS valid_from, deadline_rule.valid_until AS valid_until
FROM deadline_rule
WHERE deadline_rule.code = anon_4.rule_code) AS anon_12) || '}' ELSE 'null' END || ',"events":[' || coalesce((SELECT group_concat('{"state":"' || anon_13.state || '","institution":' || (SELECT '{"code":"' || anon_15.code || '"}' AS anon_14
FROM (SELECT institution.code AS code, institution.name AS name, institution.kind AS kind
FROM institution
WHERE institution.code = anon_13.institution_code) AS anon_15 UNION ALL SELECT 'null' LIMIT 1) || '}', ',') AS aggregate_strings_1
FROM (SELECT list_entry_event.id AS id, list_entry_event.entry_id AS entry_id, list_entry_event.state AS state, list_entry_event.at AS at, list_entry_event."by" AS "by", list_entry_event.institution_code AS institution_code, list_entry_event.reason AS reason, list_entry_event.due_on AS due_on, list_entry_event.rule_code AS rule_code, list_entry_event.provisional AS provisional
FROM list_entry_event
WHERE list_entry_event.entry_id = anon_4.id AND (list_entry_event.state IN (?, ?, ?) OR (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = list_entry_event.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)))))) ORDER BY list_entry_event.id) AS anon_13), '') || '],"plea":' || (SELECT '{"plea":' || coalesce(json_quote(anon_17.plea), 'null') || '}' AS anon_16
FROM (SELECT list_plea.entry_id AS entry_id, list_plea.uscc AS uscc, list_plea.waived AS waived, list_plea.plea AS plea, list_plea.stated_by AS stated_by, list_plea.stated_at AS stated_at, list_plea.answer AS answer, list_plea.answered_at AS answered_at
FROM list_plea
WHERE list_plea.entry_id = anon_4.id AND (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = list_plea.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)))))) AS anon_17 UNION ALL SELECT 'null' LIMIT 1) || '}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_2
FROM (SELECT list_entry.id AS id, list_entry.list_code AS list_code, list_entry.uscc AS uscc, list_entry.subject_name AS subject_name, list_entry.external_id AS external_id, list_entry.batch_id AS batch_id, list_entry.ground_code AS ground_code, list_entry.facts AS facts, list_entry.basis_document AS basis_document, list_entry.deciding_authority AS deciding_authority, list_entry.state AS state, list_entry.proposed_at AS proposed_at, list_entry.noticed_at AS noticed_at, list_entry.due_on AS due_on, list_entry.rule_code AS rule_code, list_entry.provisional AS provisional, list_entry.decision AS decision, list_entry.decided_at AS decided_at, list_entry.valid_from AS valid_from, list_entry.valid_until AS valid_until, list_entry.listed_at AS listed_at, list_entry.delisted_at AS delisted_at, list_entry.delisted_for AS delisted_for, list_entry.id AS _number0
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
 LIMIT 5 OFFSET ?) AS anon_4) || ',"measureWork":' || (SELECT '{"triggered":' || CAST(anon_19.triggered AS TEXT) || ',"received":' || CAST(anon_19.received AS TEXT) || ',"executed":' || CAST(anon_19.executed AS TEXT) || ',"notApplicable":' || CAST(anon_19.not_applicable AS TEXT) || ',"fedBack":' || CAST(anon_19.fed_back AS TEXT) || ',"lifted":' || CAST(anon_19.lifted AS TEXT) || ',"overdue":' || CAST(anon_19.overdue AS TEXT) || '}' AS anon_18
FROM (SELECT count(*) FILTER (WHERE anon_20.state = ?) AS triggered, count(*) FILTER (WHERE anon_20.state = ?) AS received, count(*) FILTER (WHERE anon_20.state = ?) AS executed, count(*) FILTER (WHERE anon_20.state = ?) AS not_applicable, count(*) FILTER (WHERE anon_20.state = ?) AS fed_back, count(*) FILTER (WHERE anon_20.state = ?) AS lifted, count(*) FILTER (WHERE anon_20.state IN (?, ?, ?, ?) AND anon_20.due_on < ?) AS overdue
FROM (SELECT CASE WHEN (measure_action.valid_until < ?) THEN ? ELSE measure_action.state END AS state, measure_action.due_on AS due_on
FROM measure_action
WHERE measure_action.institution_code = ?) AS anon_20) AS anon_19) || '}' AS BLOB) END AS anon_1
-- cost 205
