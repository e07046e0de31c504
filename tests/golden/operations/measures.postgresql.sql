SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"entity":' || coalesce((SELECT '{"listings":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"basisDocument":' || to_json(s2.basis_document)::text || ',"list":' || coalesce((SELECT '{"name":' || to_json(s3.name)::text || '}'
FROM (SELECT list_definition.name AS name
FROM list_definition
WHERE list_definition.code = s2.list_code) AS s3), 'null') || '}', ','), '') || ']}'
FROM (SELECT list_entry.basis_document AS basis_document, list_entry.list_code AS list_code
FROM list_entry
WHERE list_entry.uscc = s1.uscc AND list_entry.listed_at <= $2::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $2::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $3::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $3::DATE) AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS true)) AND (list_entry.listed_at <= $2::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $2::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $3::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $3::DATE) OR list_entry.state = $4::VARCHAR COLLATE "C") OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = $5::VARCHAR)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $6::VARCHAR AND mandate.uscc = list_entry.uscc AND mandate.state = $7::VARCHAR COLLATE "C")) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = $5::VARCHAR AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = $5::VARCHAR)))) ORDER BY list_entry.id DESC
 LIMIT 20) AS s2) || ',"measures":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM list_entry JOIN memorandum ON memorandum.list_code = list_entry.list_code JOIN memorandum_edition ON memorandum_edition.memorandum_code = memorandum.code JOIN measure ON measure.edition_id = memorandum_edition.id
WHERE list_entry.uscc = s1.uscc AND list_entry.listed_at <= $2::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $2::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $3::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $3::DATE) AND measure.published_at <= $2::TIMESTAMP WITH TIME ZONE AND (measure.lapsed_at IS NULL OR measure.lapsed_at > $2::TIMESTAMP WITH TIME ZONE) AND (measure.valid_from IS NULL OR measure.valid_from <= $3::DATE) AND (measure.valid_until IS NULL OR measure.valid_until >= $3::DATE) AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS true)) AND (list_entry.listed_at <= $2::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $2::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $3::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $3::DATE) OR list_entry.state = $8::VARCHAR COLLATE "C") OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = $5::VARCHAR)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $6::VARCHAR AND mandate.uscc = list_entry.uscc AND mandate.state = $9::VARCHAR COLLATE "C")) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = $5::VARCHAR AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = $5::VARCHAR))))) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(string_agg('{"clause":' || coalesce(to_json(s4.clause)::text, 'null') || ',"validFrom":"' || CAST(s4.valid_from AS TEXT) || '","validUntil":' || coalesce('"' || CAST(s4.valid_until AS TEXT) || '"', 'null') || ',"memorandum":' || coalesce((SELECT '{"title":' || to_json(s5.title)::text || ',"documentNumber":' || coalesce(to_json(s5.document_number)::text, 'null') || ',"status":"' || CASE WHEN (EXISTS (SELECT 1
FROM memorandum_edition
WHERE memorandum_edition.memorandum_code = s5.code AND memorandum_edition.published_at IS NOT NULL AND memorandum_edition.repealed_at IS NULL)) THEN $10::VARCHAR WHEN (EXISTS (SELECT later.code
FROM memorandum AS later
WHERE later.supersedes_code = s5.code)) THEN $11::VARCHAR WHEN (EXISTS (SELECT 1
FROM memorandum_edition
WHERE memorandum_edition.memorandum_code = s5.code AND memorandum_edition.repealed_at IS NOT NULL)) THEN $12::VARCHAR ELSE $13::VARCHAR END || '"}'
FROM (SELECT memorandum.title AS title, memorandum.document_number AS document_number, memorandum.code AS code
FROM memorandum
WHERE memorandum.code = s4.memorandum_code) AS s5), 'null') || ',"edition":' || coalesce((SELECT '{"edition":' || CAST(s6.edition AS TEXT) || ',"publishedAt":' || coalesce('"' || to_char(s6.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"', 'null') || '}'
FROM (SELECT memorandum_edition.edition AS edition, memorandum_edition.published_at AS published_at
FROM memorandum_edition
WHERE memorandum_edition.id = s4.edition_id) AS s6), 'null') || ',"list":' || coalesce((SELECT '{"code":"' || s7.code || '"}'
FROM (SELECT list_definition.code AS code
FROM list_definition
WHERE list_definition.code = s4.list_code) AS s7), 'null') || ',"entry":' || coalesce((SELECT '{"basisDocument":' || to_json(s8.basis_document)::text || ',"decidingAuthority":' || to_json(s8.deciding_authority)::text || '}'
FROM (SELECT list_entry.basis_document AS basis_document, list_entry.deciding_authority AS deciding_authority
FROM list_entry
WHERE list_entry.id = s4.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS true)) AND (list_entry.listed_at <= $2::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $2::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $3::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $3::DATE) OR list_entry.state = $14::VARCHAR COLLATE "C") OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = $5::VARCHAR)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $6::VARCHAR AND mandate.uscc = list_entry.uscc AND mandate.state = $15::VARCHAR COLLATE "C")) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = $5::VARCHAR AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = $5::VARCHAR))))) AS s8), 'null') || ',"measure":' || coalesce((SELECT '{"content":' || to_json(s9.content)::text || ',"departments":[' || coalesce((SELECT string_agg('{"name":' || to_json(s10.department)::text || ',"institution":' || coalesce((SELECT '{"code":"' || s11.code || '"}'
FROM (SELECT institution.code AS code
FROM institution JOIN department_assignment ON department_assignment.institution_code = institution.code
WHERE department_assignment.department_key = s10.department_key) AS s11), 'null') || '}', ',')
FROM (SELECT measure_department.department AS department, measure_department.department_key AS department_key
FROM measure_department
WHERE measure_department.measure_id = s9.id ORDER BY measure_department.position) AS s10), '') || '],"inForce":' || CASE WHEN CASE WHEN (s9.published_at <= $2::TIMESTAMP WITH TIME ZONE AND (s9.lapsed_at IS NULL OR s9.lapsed_at > $2::TIMESTAMP WITH TIME ZONE) AND (s9.valid_from IS NULL OR s9.valid_from <= $3::DATE) AND (s9.valid_until IS NULL OR s9.valid_until >= $3::DATE)) THEN $16::BOOLEAN ELSE $17::BOOLEAN END THEN $18::VARCHAR WHEN NOT CASE WHEN (s9.published_at <= $2::TIMESTAMP WITH TIME ZONE AND (s9.lapsed_at IS NULL OR s9.lapsed_at > $2::TIMESTAMP WITH TIME ZONE) AND (s9.valid_from IS NULL OR s9.valid_from <= $3::DATE) AND (s9.valid_until IS NULL OR s9.valid_until >= $3::DATE)) THEN $16::BOOLEAN ELSE $17::BOOLEAN END THEN $19::VARCHAR END || '}'
FROM (SELECT measure.content AS content, measure.id AS id, measure.published_at AS published_at, measure.lapsed_at AS lapsed_at, measure.valid_from AS valid_from, measure.valid_until AS valid_until
FROM measure
WHERE measure.id = s4.measure_id) AS s9), 'null') || ',"actions":[' || coalesce((SELECT string_agg('{"department":' || coalesce(to_json(s12.department)::text, 'null') || ',"state":"' || CASE WHEN (s12.valid_until < $3::DATE) THEN $20::VARCHAR ELSE s12.state END || '","institution":' || coalesce((SELECT '{"code":"' || s13.code || '"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = s12.institution_code) AS s13), 'null') || '}', ',')
FROM (SELECT measure_action.department AS department, measure_action.valid_until AS valid_until, measure_action.state AS state, measure_action.institution_code AS institution_code
FROM measure_action
WHERE measure_action.entry_id = s4.entry_id AND measure_action.measure_id = s4.measure_id AND (measure_action.institution_code = $5::VARCHAR OR (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = measure_action.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = $5::VARCHAR)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $6::VARCHAR AND mandate.uscc = list_entry.uscc AND mandate.state = $21::VARCHAR COLLATE "C"))))) OR $22::VARCHAR IN ($23::VARCHAR) AND measure_action.state = $24::VARCHAR COLLATE "C") ORDER BY measure_action.id) AS s12), '') || ']}', ','), '') || ']}'
FROM (SELECT measure.clause AS clause, CASE WHEN (measure.valid_from > list_entry.valid_from) THEN measure.valid_from ELSE list_entry.valid_from END AS valid_from, CASE WHEN (list_entry.valid_until IS NULL OR measure.valid_until < list_entry.valid_until) THEN measure.valid_until ELSE list_entry.valid_until END AS valid_until, memorandum.code AS memorandum_code, measure.edition_id AS edition_id, list_entry.list_code AS list_code, list_entry.id AS entry_id, measure.id AS measure_id
FROM list_entry JOIN memorandum ON memorandum.list_code = list_entry.list_code JOIN memorandum_edition ON memorandum_edition.memorandum_code = memorandum.code JOIN measure ON measure.edition_id = memorandum_edition.id
WHERE list_entry.uscc = s1.uscc AND list_entry.listed_at <= $2::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $2::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $3::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $3::DATE) AND measure.published_at <= $2::TIMESTAMP WITH TIME ZONE AND (measure.lapsed_at IS NULL OR measure.lapsed_at > $2::TIMESTAMP WITH TIME ZONE) AND (measure.valid_from IS NULL OR measure.valid_from <= $3::DATE) AND (measure.valid_until IS NULL OR measure.valid_until >= $3::DATE) AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS true)) AND (list_entry.listed_at <= $2::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $2::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $3::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $3::DATE) OR list_entry.state = $8::VARCHAR COLLATE "C") OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = $5::VARCHAR)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $6::VARCHAR AND mandate.uscc = list_entry.uscc AND mandate.state = $9::VARCHAR COLLATE "C")) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = $5::VARCHAR AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = $5::VARCHAR)))) ORDER BY list_entry.id ASC, measure.id ASC
 LIMIT 10) AS s4) || '}'
FROM (SELECT entity.uscc AS uscc
FROM entity
WHERE entity.uscc = $25::VARCHAR) AS s1), 'null') || '}') END AS anon_1
-- cost 321
