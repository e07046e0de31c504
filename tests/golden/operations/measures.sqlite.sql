SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"entity":' || (SELECT '{"listings":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"basisDocument":' || json_quote(anon_4.basis_document) || ',"list":' || (SELECT '{"name":' || json_quote(anon_6.name) || '}' AS anon_5
FROM (SELECT list_definition.code AS code, list_definition.name AS name, list_definition.colour AS colour, list_definition.court_only AS court_only, list_definition.legal_basis AS legal_basis, list_definition.entry_conditions AS entry_conditions, list_definition.exit_conditions AS exit_conditions, list_definition.remedy AS remedy, list_definition.term_months AS term_months, list_definition.restorable_after_months AS restorable_after_months, list_definition.source AS source, list_definition.keeper_code AS keeper_code, list_definition.published AS published
FROM list_definition
WHERE list_definition.code = anon_4.list_code) AS anon_6 UNION ALL SELECT 'null' LIMIT 1) || '}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_3
FROM (SELECT list_entry.id AS id, list_entry.list_code AS list_code, list_entry.uscc AS uscc, list_entry.subject_name AS subject_name, list_entry.external_id AS external_id, list_entry.batch_id AS batch_id, list_entry.ground_code AS ground_code, list_entry.facts AS facts, list_entry.basis_document AS basis_document, list_entry.deciding_authority AS deciding_authority, list_entry.state AS state, list_entry.proposed_at AS proposed_at, list_entry.noticed_at AS noticed_at, list_entry.due_on AS due_on, list_entry.rule_code AS rule_code, list_entry.provisional AS provisional, list_entry.decision AS decision, list_entry.decided_at AS decided_at, list_entry.valid_from AS valid_from, list_entry.valid_until AS valid_until, list_entry.listed_at AS listed_at, list_entry.delisted_at AS delisted_at, list_entry.delisted_for AS delisted_for, list_entry.id AS _number0
FROM list_entry
WHERE list_entry.uscc = anon_7.uscc AND list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) AND ((EXISTS (SELECT 1
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
 LIMIT 20 OFFSET ?) AS anon_4) || ',"measures":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM list_entry JOIN memorandum ON memorandum.list_code = list_entry.list_code JOIN memorandum_edition ON memorandum_edition.memorandum_code = memorandum.code JOIN measure ON measure.edition_id = memorandum_edition.id
WHERE list_entry.uscc = anon_7.uscc AND list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) AND measure.published_at <= ? AND (measure.lapsed_at IS NULL OR measure.lapsed_at > ?) AND (measure.valid_from IS NULL OR measure.valid_from <= ?) AND (measure.valid_until IS NULL OR measure.valid_until >= ?) AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS 1)) AND (list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) OR list_entry.state = ?) OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = ? AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = ?))))) AS anon_9) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"clause":' || coalesce(json_quote(anon_10.clause), 'null') || ',"validFrom":"' || CAST(anon_10.valid_from AS TEXT) || '","validUntil":' || coalesce('"' || CAST(anon_10.valid_until AS TEXT) || '"', 'null') || ',"memorandum":' || (SELECT '{"title":' || json_quote(anon_12.title) || ',"documentNumber":' || coalesce(json_quote(anon_12.document_number), 'null') || ',"status":"' || CASE WHEN (EXISTS (SELECT 1
FROM memorandum_edition
WHERE memorandum_edition.memorandum_code = anon_12.code AND memorandum_edition.published_at IS NOT NULL AND memorandum_edition.repealed_at IS NULL)) THEN ? WHEN (EXISTS (SELECT later.code
FROM memorandum AS later
WHERE later.supersedes_code = anon_12.code)) THEN ? WHEN (EXISTS (SELECT 1
FROM memorandum_edition
WHERE memorandum_edition.memorandum_code = anon_12.code AND memorandum_edition.repealed_at IS NOT NULL)) THEN ? ELSE ? END || '"}' AS anon_11
FROM (SELECT memorandum.code AS code, memorandum.title AS title, memorandum.kind AS kind, memorandum.document_number AS document_number, memorandum.year AS year, memorandum.dated AS dated, memorandum.subject AS subject, memorandum.list_code AS list_code, memorandum.departments_stated AS departments_stated, memorandum.measures_stated AS measures_stated, memorandum.supersedes_code AS supersedes_code, memorandum.source AS source
FROM memorandum
WHERE memorandum.code = anon_10.memorandum_code) AS anon_12 UNION ALL SELECT 'null' LIMIT 1) || ',"edition":' || (SELECT '{"edition":' || CAST(anon_14.edition AS TEXT) || ',"publishedAt":' || coalesce('"' || anon_14.published_at || '"', 'null') || '}' AS anon_13
FROM (SELECT memorandum_edition.id AS id, memorandum_edition.memorandum_code AS memorandum_code, memorandum_edition.edition AS edition, memorandum_edition.in_force_from AS in_force_from, memorandum_edition.source AS source, memorandum_edition.published_at AS published_at, memorandum_edition.published_by AS published_by, memorandum_edition.repealed_at AS repealed_at, memorandum_edition.repealed_by AS repealed_by, memorandum_edition.repeal_reason AS repeal_reason, memorandum_edition.superseded_by_id AS superseded_by_id
FROM memorandum_edition
WHERE memorandum_edition.id = anon_10.edition_id) AS anon_14 UNION ALL SELECT 'null' LIMIT 1) || ',"list":' || (SELECT '{"code":"' || anon_16.code || '"}' AS anon_15
FROM (SELECT list_definition.code AS code, list_definition.name AS name, list_definition.colour AS colour, list_definition.court_only AS court_only, list_definition.legal_basis AS legal_basis, list_definition.entry_conditions AS entry_conditions, list_definition.exit_conditions AS exit_conditions, list_definition.remedy AS remedy, list_definition.term_months AS term_months, list_definition.restorable_after_months AS restorable_after_months, list_definition.source AS source, list_definition.keeper_code AS keeper_code, list_definition.published AS published
FROM list_definition
WHERE list_definition.code = anon_10.list_code) AS anon_16 UNION ALL SELECT 'null' LIMIT 1) || ',"entry":' || (SELECT '{"basisDocument":' || json_quote(anon_18.basis_document) || ',"decidingAuthority":' || json_quote(anon_18.deciding_authority) || '}' AS anon_17
FROM (SELECT list_entry.id AS id, list_entry.list_code AS list_code, list_entry.uscc AS uscc, list_entry.subject_name AS subject_name, list_entry.external_id AS external_id, list_entry.batch_id AS batch_id, list_entry.ground_code AS ground_code, list_entry.facts AS facts, list_entry.basis_document AS basis_document, list_entry.deciding_authority AS deciding_authority, list_entry.state AS state, list_entry.proposed_at AS proposed_at, list_entry.noticed_at AS noticed_at, list_entry.due_on AS due_on, list_entry.rule_code AS rule_code, list_entry.provisional AS provisional, list_entry.decision AS decision, list_entry.decided_at AS decided_at, list_entry.valid_from AS valid_from, list_entry.valid_until AS valid_until, list_entry.listed_at AS listed_at, list_entry.delisted_at AS delisted_at, list_entry.delisted_for AS delisted_for
FROM list_entry
WHERE list_entry.id = anon_10.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS 1)) AND (list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) OR list_entry.state = ?) OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = ? AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = ?))))) AS anon_18 UNION ALL SELECT 'null' LIMIT 1) || ',"measure":' || (SELECT '{"content":' || json_quote(anon_20.content) || ',"departments":[' || coalesce((SELECT group_concat('{"name":' || json_quote(anon_21.department) || ',"institution":' || (SELECT '{"code":"' || anon_23.code || '"}' AS anon_22
FROM (SELECT institution.code AS code, institution.name AS name, institution.kind AS kind
FROM institution JOIN department_assignment ON department_assignment.institution_code = institution.code
WHERE department_assignment.department_key = anon_21.department_key) AS anon_23 UNION ALL SELECT 'null' LIMIT 1) || '}', ',') AS aggregate_strings_2
FROM (SELECT measure_department.measure_id AS measure_id, measure_department.position AS position, measure_department.department AS department, measure_department.department_key AS department_key
FROM measure_department
WHERE measure_department.measure_id = anon_20.id ORDER BY measure_department.position) AS anon_21), '') || '],"inForce":' || CASE WHEN CASE WHEN (anon_20.published_at <= ? AND (anon_20.lapsed_at IS NULL OR anon_20.lapsed_at > ?) AND (anon_20.valid_from IS NULL OR anon_20.valid_from <= ?) AND (anon_20.valid_until IS NULL OR anon_20.valid_until >= ?)) THEN ? ELSE ? END THEN ? WHEN CASE WHEN (anon_20.published_at <= ? AND (anon_20.lapsed_at IS NULL OR anon_20.lapsed_at > ?) AND (anon_20.valid_from IS NULL OR anon_20.valid_from <= ?) AND (anon_20.valid_until IS NULL OR anon_20.valid_until >= ?)) THEN ? ELSE ? END = 0 THEN ? END || '}' AS anon_19
FROM (SELECT measure.id AS id, measure.edition_id AS edition_id, measure.number AS number, measure.content AS content, measure.legal_basis AS legal_basis, measure.clause AS clause, measure.target AS target, measure.valid_from AS valid_from, measure.valid_until AS valid_until, measure.published_at AS published_at, measure.lapsed_at AS lapsed_at
FROM measure
WHERE measure.id = anon_10.measure_id) AS anon_20 UNION ALL SELECT 'null' LIMIT 1) || ',"actions":[' || coalesce((SELECT group_concat('{"department":' || coalesce(json_quote(anon_24.department), 'null') || ',"state":"' || CASE WHEN (anon_24.valid_until < ?) THEN ? ELSE anon_24.state END || '","institution":' || (SELECT '{"code":"' || anon_26.code || '"}' AS anon_25
FROM (SELECT institution.code AS code, institution.name AS name, institution.kind AS kind
FROM institution
WHERE institution.code = anon_24.institution_code) AS anon_26 UNION ALL SELECT 'null' LIMIT 1) || '}', ',') AS aggregate_strings_4
FROM (SELECT measure_action.id AS id, measure_action.entry_id AS entry_id, measure_action.uscc AS uscc, measure_action.measure_id AS measure_id, measure_action.department AS department, measure_action.department_key AS department_key, measure_action.institution_code AS institution_code, measure_action.state AS state, measure_action.valid_from AS valid_from, measure_action.valid_until AS valid_until, measure_action.triggered_at AS triggered_at, measure_action.due_on AS due_on, measure_action.rule_code AS rule_code, measure_action.provisional AS provisional, measure_action.feedback AS feedback, measure_action.lifted_at AS lifted_at
FROM measure_action
WHERE measure_action.entry_id = anon_10.entry_id AND measure_action.measure_id = anon_10.measure_id AND (measure_action.institution_code = ? OR (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = measure_action.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?))))) OR ? IN (?) AND measure_action.state = ?) ORDER BY measure_action.id) AS anon_24), '') || ']}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_8
FROM (SELECT list_entry.id AS entry_id, list_entry.list_code AS list_code, measure.id AS measure_id, measure.edition_id AS edition_id, measure.clause AS clause, memorandum.code AS memorandum_code, CASE WHEN (measure.valid_from > list_entry.valid_from) THEN measure.valid_from ELSE list_entry.valid_from END AS valid_from, CASE WHEN (list_entry.valid_until IS NULL OR measure.valid_until < list_entry.valid_until) THEN measure.valid_until ELSE list_entry.valid_until END AS valid_until, list_entry.id AS _number0, measure.id AS _number1
FROM list_entry JOIN memorandum ON memorandum.list_code = list_entry.list_code JOIN memorandum_edition ON memorandum_edition.memorandum_code = memorandum.code JOIN measure ON measure.edition_id = memorandum_edition.id
WHERE list_entry.uscc = anon_7.uscc AND list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) AND measure.published_at <= ? AND (measure.lapsed_at IS NULL OR measure.lapsed_at > ?) AND (measure.valid_from IS NULL OR measure.valid_from <= ?) AND (measure.valid_until IS NULL OR measure.valid_until >= ?) AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS 1)) AND (list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) OR list_entry.state = ?) OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = ? AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = ?)))) ORDER BY list_entry.id ASC, measure.id ASC
 LIMIT 10 OFFSET ?) AS anon_10) || '}' AS anon_2
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from
FROM entity
WHERE entity.uscc = ?) AS anon_7 UNION ALL SELECT 'null' LIMIT 1) || '}' AS BLOB) END AS anon_1
-- cost 321
