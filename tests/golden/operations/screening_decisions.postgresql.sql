SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"counting":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM screening_decision
WHERE screening_decision.normal = $2::VARCHAR AND screening_decision.outcome != $3::VARCHAR COLLATE "C" AND NOT (EXISTS (SELECT screening_decision_1.id
FROM screening_decision AS screening_decision_1
WHERE screening_decision_1.institution_code = screening_decision.institution_code AND screening_decision_1.normal = screening_decision.normal AND screening_decision_1.region_code = screening_decision.region_code AND screening_decision_1.version > screening_decision.version)) AND screening_decision.institution_code = $4::VARCHAR) AS anon_3) AS TEXT) || ',"nodes":[' || coalesce(string_agg('{"id":"' || anon_4.id || '","name":' || to_json(anon_4.name)::text || ',"version":' || CAST(anon_4.version AS TEXT) || ',"outcome":"' || anon_4.outcome || '","uscc":' || coalesce('"' || anon_4.uscc || '"', 'null') || ',"entityName":' || coalesce(to_json(anon_4.entity_name)::text, 'null') || ',"renamedTo":' || coalesce(to_json((SELECT entity.name
FROM entity
WHERE entity.uscc = anon_4.uscc AND entity.name != anon_4.entity_name))::text, 'null') || ',"statusChangedTo":' || coalesce('"' || (SELECT entity.status
FROM entity
WHERE entity.uscc = anon_4.uscc AND entity.status != anon_4.entity_status) || '"', 'null') || ',"region":' || coalesce((SELECT '{"name":' || to_json(anon_6.name)::text || '}' AS anon_5
FROM (SELECT region.code AS code, region.name AS name, region.level AS level, region.parent_code AS parent_code, region.path AS path, region.valid_from AS valid_from, region.valid_to AS valid_to
FROM region
WHERE region.code = anon_4.region_code) AS anon_6), 'null') || ',"entity":' || coalesce((SELECT '{"name":' || to_json(anon_8.name)::text || ',"status":"' || anon_8.status || '"}' AS anon_7
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from
FROM entity
WHERE entity.uscc = anon_4.uscc) AS anon_8), 'null') || '}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_2
FROM (SELECT screening_decision.id AS id, screening_decision.institution_code AS institution_code, screening_decision.normal AS normal, screening_decision.region_code AS region_code, screening_decision.version AS version, screening_decision.outcome AS outcome, screening_decision.name AS name, screening_decision.uscc AS uscc, screening_decision.entity_name AS entity_name, screening_decision.entity_status AS entity_status, screening_decision.reason AS reason, screening_decision.decided_at AS decided_at, screening_decision.client_id AS client_id, screening_decision.user_id AS user_id, screening_decision.id AS _number0
FROM screening_decision
WHERE screening_decision.normal = $2::VARCHAR AND screening_decision.outcome != $3::VARCHAR COLLATE "C" AND NOT (EXISTS (SELECT screening_decision_1.id
FROM screening_decision AS screening_decision_1
WHERE screening_decision_1.institution_code = screening_decision.institution_code AND screening_decision_1.normal = screening_decision.normal AND screening_decision_1.region_code = screening_decision.region_code AND screening_decision_1.version > screening_decision.version)) AND screening_decision.institution_code = $4::VARCHAR ORDER BY screening_decision.id DESC
 LIMIT 5) AS anon_4) || ',"every":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"id":"' || anon_10.id || '","version":' || CAST(anon_10.version AS TEXT) || ',"outcome":"' || anon_10.outcome || '","reason":' || to_json(anon_10.reason)::text || ',"decidedAt":"' || to_char(anon_10.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","client":"' || anon_10.client_id || '","userId":' || coalesce('"' || anon_10.user_id || '"', 'null') || '}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_9
FROM (SELECT screening_decision.id AS id, screening_decision.institution_code AS institution_code, screening_decision.normal AS normal, screening_decision.region_code AS region_code, screening_decision.version AS version, screening_decision.outcome AS outcome, screening_decision.name AS name, screening_decision.uscc AS uscc, screening_decision.entity_name AS entity_name, screening_decision.entity_status AS entity_status, screening_decision.reason AS reason, screening_decision.decided_at AS decided_at, screening_decision.client_id AS client_id, screening_decision.user_id AS user_id, screening_decision.id AS _number0
FROM screening_decision
WHERE screening_decision.institution_code = $4::VARCHAR ORDER BY screening_decision.id DESC
 LIMIT 5) AS anon_10) || '}') END AS anon_1
-- cost 20
