SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"entity":' || (SELECT '{"listings":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"basisDocument":' || json_quote(s2.basis_document) || ',"list":' || (SELECT '{"name":' || json_quote(s3.name) || '}'
FROM (SELECT list_definition.name AS name
FROM list_definition
WHERE list_definition.code = s2.list_code) AS s3 UNION ALL SELECT 'null' LIMIT 1) || '}', ','), '') || ']}'
FROM (SELECT list_entry.basis_document AS basis_document, list_entry.list_code AS list_code
FROM list_entry
WHERE list_entry.uscc = s1.uscc AND list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) AND ((EXISTS (SELECT 1
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
 LIMIT 20 OFFSET ?) AS s2) || ',"measures":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM list_entry JOIN memorandum ON memorandum.list_code = list_entry.list_code JOIN memorandum_edition ON memorandum_edition.memorandum_code = memorandum.code JOIN measure ON measure.edition_id = memorandum_edition.id
WHERE list_entry.uscc = s1.uscc AND list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) AND measure.published_at <= ? AND (measure.lapsed_at IS NULL OR measure.lapsed_at > ?) AND (measure.valid_from IS NULL OR measure.valid_from <= ?) AND (measure.valid_until IS NULL OR measure.valid_until >= ?) AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS 1)) AND (list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) OR list_entry.state = ?) OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = ? AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = ?))))) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"clause":' || coalesce(json_quote(s4.clause), 'null') || ',"validFrom":"' || CAST(s4.valid_from AS TEXT) || '","validUntil":' || coalesce('"' || CAST(s4.valid_until AS TEXT) || '"', 'null') || ',"memorandum":' || (SELECT '{"title":' || json_quote(s5.title) || ',"documentNumber":' || coalesce(json_quote(s5.document_number), 'null') || ',"status":"' || CASE WHEN (EXISTS (SELECT 1
FROM memorandum_edition
WHERE memorandum_edition.memorandum_code = s5.code AND memorandum_edition.published_at IS NOT NULL AND memorandum_edition.repealed_at IS NULL)) THEN ? WHEN (EXISTS (SELECT later.code
FROM memorandum AS later
WHERE later.supersedes_code = s5.code)) THEN ? WHEN (EXISTS (SELECT 1
FROM memorandum_edition
WHERE memorandum_edition.memorandum_code = s5.code AND memorandum_edition.repealed_at IS NOT NULL)) THEN ? ELSE ? END || '"}'
FROM (SELECT memorandum.title AS title, memorandum.document_number AS document_number, memorandum.code AS code
FROM memorandum
WHERE memorandum.code = s4.memorandum_code) AS s5 UNION ALL SELECT 'null' LIMIT 1) || ',"edition":' || (SELECT '{"edition":' || CAST(s6.edition AS TEXT) || ',"publishedAt":' || coalesce('"' || s6.published_at || '"', 'null') || '}'
FROM (SELECT memorandum_edition.edition AS edition, memorandum_edition.published_at AS published_at
FROM memorandum_edition
WHERE memorandum_edition.id = s4.edition_id) AS s6 UNION ALL SELECT 'null' LIMIT 1) || ',"list":' || (SELECT '{"code":"' || s7.code || '"}'
FROM (SELECT list_definition.code AS code
FROM list_definition
WHERE list_definition.code = s4.list_code) AS s7 UNION ALL SELECT 'null' LIMIT 1) || ',"entry":' || (SELECT '{"basisDocument":' || json_quote(s8.basis_document) || ',"decidingAuthority":' || json_quote(s8.deciding_authority) || '}'
FROM (SELECT list_entry.basis_document AS basis_document, list_entry.deciding_authority AS deciding_authority
FROM list_entry
WHERE list_entry.id = s4.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS 1)) AND (list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) OR list_entry.state = ?) OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = ? AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = ?))))) AS s8 UNION ALL SELECT 'null' LIMIT 1) || ',"measure":' || (SELECT '{"content":' || json_quote(s9.content) || ',"departments":[' || coalesce((SELECT group_concat('{"name":' || json_quote(s10.department) || ',"institution":' || (SELECT '{"code":"' || s11.code || '"}'
FROM (SELECT institution.code AS code
FROM institution JOIN department_assignment ON department_assignment.institution_code = institution.code
WHERE department_assignment.department_key = s10.department_key) AS s11 UNION ALL SELECT 'null' LIMIT 1) || '}', ',')
FROM (SELECT measure_department.department AS department, measure_department.department_key AS department_key
FROM measure_department
WHERE measure_department.measure_id = s9.id ORDER BY measure_department.position) AS s10), '') || '],"inForce":' || CASE WHEN CASE WHEN (s9.published_at <= ? AND (s9.lapsed_at IS NULL OR s9.lapsed_at > ?) AND (s9.valid_from IS NULL OR s9.valid_from <= ?) AND (s9.valid_until IS NULL OR s9.valid_until >= ?)) THEN ? ELSE ? END THEN ? WHEN CASE WHEN (s9.published_at <= ? AND (s9.lapsed_at IS NULL OR s9.lapsed_at > ?) AND (s9.valid_from IS NULL OR s9.valid_from <= ?) AND (s9.valid_until IS NULL OR s9.valid_until >= ?)) THEN ? ELSE ? END = 0 THEN ? END || '}'
FROM (SELECT measure.content AS content, measure.id AS id, measure.published_at AS published_at, measure.lapsed_at AS lapsed_at, measure.valid_from AS valid_from, measure.valid_until AS valid_until
FROM measure
WHERE measure.id = s4.measure_id) AS s9 UNION ALL SELECT 'null' LIMIT 1) || ',"actions":[' || coalesce((SELECT group_concat('{"department":' || coalesce(json_quote(s12.department), 'null') || ',"state":"' || CASE WHEN (s12.valid_until < ?) THEN ? ELSE s12.state END || '","institution":' || (SELECT '{"code":"' || s13.code || '"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = s12.institution_code) AS s13 UNION ALL SELECT 'null' LIMIT 1) || '}', ',')
FROM (SELECT measure_action.department AS department, measure_action.valid_until AS valid_until, measure_action.state AS state, measure_action.institution_code AS institution_code
FROM measure_action
WHERE measure_action.entry_id = s4.entry_id AND measure_action.measure_id = s4.measure_id AND (measure_action.institution_code = ? OR (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = measure_action.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?))))) OR ? IN (?) AND measure_action.state = ?) ORDER BY measure_action.id) AS s12), '') || ']}', ','), '') || ']}'
FROM (SELECT measure.clause AS clause, CASE WHEN (measure.valid_from > list_entry.valid_from) THEN measure.valid_from ELSE list_entry.valid_from END AS valid_from, CASE WHEN (list_entry.valid_until IS NULL OR measure.valid_until < list_entry.valid_until) THEN measure.valid_until ELSE list_entry.valid_until END AS valid_until, memorandum.code AS memorandum_code, measure.edition_id AS edition_id, list_entry.list_code AS list_code, list_entry.id AS entry_id, measure.id AS measure_id
FROM list_entry JOIN memorandum ON memorandum.list_code = list_entry.list_code JOIN memorandum_edition ON memorandum_edition.memorandum_code = memorandum.code JOIN measure ON measure.edition_id = memorandum_edition.id
WHERE list_entry.uscc = s1.uscc AND list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) AND measure.published_at <= ? AND (measure.lapsed_at IS NULL OR measure.lapsed_at > ?) AND (measure.valid_from IS NULL OR measure.valid_from <= ?) AND (measure.valid_until IS NULL OR measure.valid_until >= ?) AND ((EXISTS (SELECT 1
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
 LIMIT 10 OFFSET ?) AS s4) || '}'
FROM (SELECT entity.uscc AS uscc
FROM entity
WHERE entity.uscc = ?) AS s1 UNION ALL SELECT 'null' LIMIT 1) || '}' AS BLOB) END AS anon_1
-- cost 321
