SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"counting":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM screening_decision
WHERE screening_decision.normal = $2::VARCHAR AND screening_decision.outcome != $3::VARCHAR COLLATE "C" AND NOT (EXISTS (SELECT screening_decision_1.id
FROM screening_decision AS screening_decision_1
WHERE screening_decision_1.institution_code = screening_decision.institution_code AND screening_decision_1.normal = screening_decision.normal AND screening_decision_1.region_code = screening_decision.region_code AND screening_decision_1.version > screening_decision.version)) AND screening_decision.institution_code = $4::VARCHAR) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(string_agg('{"id":"' || s1.id || '","name":' || to_json(s1.name)::text || ',"version":' || CAST(s1.version AS TEXT) || ',"outcome":"' || s1.outcome || '","uscc":' || coalesce('"' || s1.uscc || '"', 'null') || ',"entityName":' || coalesce(to_json(s1.entity_name)::text, 'null') || ',"renamedTo":' || coalesce(to_json((SELECT entity.name
FROM entity
WHERE entity.uscc = s1.uscc AND entity.name != s1.entity_name))::text, 'null') || ',"statusChangedTo":' || coalesce('"' || (SELECT entity.status
FROM entity
WHERE entity.uscc = s1.uscc AND entity.status != s1.entity_status) || '"', 'null') || ',"region":' || coalesce((SELECT '{"name":' || CASE WHEN s2.quotable THEN '"' || s2.name || '"' ELSE to_json(s2.name)::text END || '}'
FROM (SELECT region.name AS name, region.quotable AS quotable
FROM region
WHERE region.code = s1.region_code) AS s2), 'null') || ',"entity":' || coalesce((SELECT '{"name":' || CASE WHEN s3.quotable THEN '"' || s3.name || '"' ELSE to_json(s3.name)::text END || ',"status":"' || s3.status || '"}'
FROM (SELECT entity.name AS name, entity.quotable AS quotable, entity.status AS status
FROM entity
WHERE entity.uscc = s1.uscc) AS s3), 'null') || '}', ','), '') || ']}'
FROM (SELECT screening_decision.id AS id, screening_decision.name AS name, screening_decision.version AS version, screening_decision.outcome AS outcome, screening_decision.uscc AS uscc, screening_decision.entity_name AS entity_name, screening_decision.entity_status AS entity_status, screening_decision.region_code AS region_code
FROM screening_decision
WHERE screening_decision.normal = $2::VARCHAR AND screening_decision.outcome != $3::VARCHAR COLLATE "C" AND NOT (EXISTS (SELECT screening_decision_1.id
FROM screening_decision AS screening_decision_1
WHERE screening_decision_1.institution_code = screening_decision.institution_code AND screening_decision_1.normal = screening_decision.normal AND screening_decision_1.region_code = screening_decision.region_code AND screening_decision_1.version > screening_decision.version)) AND screening_decision.institution_code = $4::VARCHAR ORDER BY screening_decision.id DESC
 LIMIT 5) AS s1) || ',"every":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"id":"' || s4.id || '","version":' || CAST(s4.version AS TEXT) || ',"outcome":"' || s4.outcome || '","reason":' || to_json(s4.reason)::text || ',"decidedAt":"' || to_char(s4.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","client":"' || s4.client_id || '","userId":' || coalesce('"' || s4.user_id || '"', 'null') || '}', ','), '') || ']}'
FROM (SELECT screening_decision.id AS id, screening_decision.version AS version, screening_decision.outcome AS outcome, screening_decision.reason AS reason, screening_decision.decided_at AS decided_at, screening_decision.client_id AS client_id, screening_decision.user_id AS user_id
FROM screening_decision
WHERE screening_decision.institution_code = $4::VARCHAR ORDER BY screening_decision.id DESC
 LIMIT 5) AS s4) || '}') END AS anon_1
-- cost 20
