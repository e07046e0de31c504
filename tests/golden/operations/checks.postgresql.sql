SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"checks":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM credit_check
WHERE credit_check.matter_code = $2::VARCHAR AND (credit_check.institution_code = $3::VARCHAR OR $4::VARCHAR IN ($5::VARCHAR))) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(string_agg('{"id":"' || s1.id || '","edition":' || CAST((SELECT matter_edition.edition
FROM matter_edition
WHERE matter_edition.id = s1.edition_id) AS TEXT) || ',"asOf":"' || to_char(s1.as_of AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","madeAt":"' || to_char(s1.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","purpose":' || to_json(s1.purpose)::text || ',"subjects":' || CAST(s1.subjects AS TEXT) || ',"adverse":' || CAST(s1.hits AS TEXT) || ',"institution":' || coalesce((SELECT '{"code":"' || s2.code || '"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = s1.institution_code) AS s2), 'null') || ',"matter":' || coalesce((SELECT '{"code":"' || s3.code || '","name":' || to_json(s3.name)::text || '}'
FROM (SELECT matter.code AS code, matter.name AS name
FROM matter
WHERE matter.code = s1.matter_code) AS s3), 'null') || ',"snapshot":' || CASE WHEN (s1.institution_code = $3::VARCHAR) THEN '{"sha256":"' || s1.sha256 || '"}' ELSE 'null' END || ',"results":[' || coalesce((SELECT string_agg('{"status":"' || s4.status || '","uscc":' || coalesce('"' || s4.uscc || '"', 'null') || ',"consequence":' || coalesce('"' || s4.consequence || '"', 'null') || ',"hits":[' || coalesce((SELECT string_agg('{"entryId":"' || s5.entry_id || '","listCode":"' || s5.list_code || '","counts":' || CASE WHEN s5.counts THEN $6::VARCHAR WHEN NOT s5.counts THEN $7::VARCHAR END || ',"rule":{"consequence":"' || s5.consequence || '","legalBasis":' || to_json(s5.legal_basis)::text || ',"article":' || coalesce(to_json(s5.article)::text, 'null') || '},"memorandum":' || CASE WHEN (s5.memorandum_code IS NOT NULL) THEN '{"title":' || to_json(s5.memorandum_title)::text || ',"article":' || coalesce(to_json(s5.clause)::text, 'null') || '}' ELSE 'null' END || '}', ',')
FROM (SELECT credit_check_hit.entry_id AS entry_id, list_entry.list_code AS list_code, credit_check_hit.counts AS counts, matter_rule.number AS number, matter_rule.consequence AS consequence, matter_rule.precedence AS precedence, matter_rule.legal_basis AS legal_basis, matter_rule.article AS article, matter_rule.verified AS verified, memorandum.code AS memorandum_code, memorandum.title AS memorandum_title, memorandum.document_number AS document_number, memorandum_edition.edition AS memorandum_edition, measure.clause AS clause, measure.content AS measure
FROM credit_check_hit JOIN list_entry ON list_entry.id = credit_check_hit.entry_id JOIN list_definition ON list_definition.code = list_entry.list_code JOIN matter_rule ON matter_rule.edition_id = credit_check_hit.edition_id AND matter_rule.number = credit_check_hit.rule_number LEFT OUTER JOIN measure ON measure.id = matter_rule.measure_id LEFT OUTER JOIN memorandum_edition ON memorandum_edition.id = measure.edition_id LEFT OUTER JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE s4.rule_number IS NOT NULL AND credit_check_hit.check_id = s4.check_id AND credit_check_hit.position = s4.position AND credit_check_hit.colour != $8::VARCHAR ORDER BY matter_rule.precedence DESC, list_entry.listed_at, credit_check_hit.entry_id) AS s5), '') || '],"incentives":[' || coalesce((SELECT string_agg('{"entryId":"' || s6.entry_id || '"}', ',')
FROM (SELECT credit_check_hit.entry_id AS entry_id
FROM credit_check_hit JOIN list_entry ON list_entry.id = credit_check_hit.entry_id JOIN list_definition ON list_definition.code = list_entry.list_code JOIN matter_rule ON matter_rule.edition_id = credit_check_hit.edition_id AND matter_rule.number = credit_check_hit.rule_number LEFT OUTER JOIN measure ON measure.id = matter_rule.measure_id LEFT OUTER JOIN memorandum_edition ON memorandum_edition.id = measure.edition_id LEFT OUTER JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE s4.rule_number IS NOT NULL AND credit_check_hit.check_id = s4.check_id AND credit_check_hit.position = s4.position AND credit_check_hit.colour = $9::VARCHAR ORDER BY matter_rule.precedence DESC, list_entry.listed_at, credit_check_hit.entry_id) AS s6), '') || ']}', ',')
FROM (SELECT credit_check_result.status AS status, credit_check_result.uscc AS uscc, credit_check_result.consequence AS consequence, credit_check_result.rule_number AS rule_number, credit_check_result.check_id AS check_id, credit_check_result.position AS position
FROM credit_check_result
WHERE credit_check_result.check_id = s1.id AND (credit_check_result.institution_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $10::VARCHAR AND mandate.uscc = credit_check_result.uscc AND mandate.state = $11::VARCHAR COLLATE "C"))) ORDER BY credit_check_result.position) AS s4), '') || ']}', ','), '') || ']}'
FROM (SELECT credit_check.id AS id, credit_check.edition_id AS edition_id, credit_check.as_of AS as_of, credit_check.made_at AS made_at, credit_check.purpose AS purpose, credit_check.subjects AS subjects, credit_check.hits AS hits, credit_check.institution_code AS institution_code, credit_check.matter_code AS matter_code, credit_check.document AS document, credit_check.sha256 AS sha256, credit_check.jws AS jws
FROM credit_check
WHERE credit_check.matter_code = $2::VARCHAR AND (credit_check.institution_code = $3::VARCHAR OR $4::VARCHAR IN ($5::VARCHAR)) ORDER BY credit_check.id DESC
 LIMIT 2) AS s1) || '}') END AS anon_1
-- cost 4006
