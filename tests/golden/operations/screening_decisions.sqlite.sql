SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"counting":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM screening_decision
WHERE screening_decision.normal = ? AND screening_decision.outcome != ? AND NOT (EXISTS (SELECT screening_decision_1.id
FROM screening_decision AS screening_decision_1
WHERE screening_decision_1.institution_code = screening_decision.institution_code AND screening_decision_1.normal = screening_decision.normal AND screening_decision_1.region_code = screening_decision.region_code AND screening_decision_1.version > screening_decision.version)) AND screening_decision.institution_code = ?) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"id":"' || s1.id || '","name":' || json_quote(s1.name) || ',"version":' || CAST(s1.version AS TEXT) || ',"outcome":"' || s1.outcome || '","uscc":' || coalesce('"' || s1.uscc || '"', 'null') || ',"entityName":' || coalesce(json_quote(s1.entity_name), 'null') || ',"renamedTo":' || coalesce(json_quote((SELECT entity.name
FROM entity
WHERE entity.uscc = s1.uscc AND entity.name != s1.entity_name)), 'null') || ',"statusChangedTo":' || coalesce('"' || (SELECT entity.status
FROM entity
WHERE entity.uscc = s1.uscc AND entity.status != s1.entity_status) || '"', 'null') || ',"region":' || (SELECT '{"name":' || json_quote(s2.name) || '}'
FROM (SELECT region.name AS name
FROM region
WHERE region.code = s1.region_code) AS s2 UNION ALL SELECT 'null' LIMIT 1) || ',"entity":' || (SELECT '{"name":' || json_quote(s3.name) || ',"status":"' || s3.status || '"}'
FROM (SELECT entity.name AS name, entity.status AS status
FROM entity
WHERE entity.uscc = s1.uscc) AS s3 UNION ALL SELECT 'null' LIMIT 1) || '}', ','), '') || ']}'
FROM (SELECT screening_decision.id AS id, screening_decision.name AS name, screening_decision.version AS version, screening_decision.outcome AS outcome, screening_decision.uscc AS uscc, screening_decision.entity_name AS entity_name, screening_decision.entity_status AS entity_status, screening_decision.region_code AS region_code
FROM screening_decision
WHERE screening_decision.normal = ? AND screening_decision.outcome != ? AND NOT (EXISTS (SELECT screening_decision_1.id
FROM screening_decision AS screening_decision_1
WHERE screening_decision_1.institution_code = screening_decision.institution_code AND screening_decision_1.normal = screening_decision.normal AND screening_decision_1.region_code = screening_decision.region_code AND screening_decision_1.version > screening_decision.version)) AND screening_decision.institution_code = ? ORDER BY screening_decision.id DESC
 LIMIT 5 OFFSET ?) AS s1) || ',"every":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"id":"' || s4.id || '","version":' || CAST(s4.version AS TEXT) || ',"outcome":"' || s4.outcome || '","reason":' || json_quote(s4.reason) || ',"decidedAt":"' || s4.decided_at || '","client":"' || s4.client_id || '","userId":' || coalesce('"' || s4.user_id || '"', 'null') || '}', ','), '') || ']}'
FROM (SELECT screening_decision.id AS id, screening_decision.version AS version, screening_decision.outcome AS outcome, screening_decision.reason AS reason, screening_decision.decided_at AS decided_at, screening_decision.client_id AS client_id, screening_decision.user_id AS user_id
FROM screening_decision
WHERE screening_decision.institution_code = ? ORDER BY screening_decision.id DESC
 LIMIT 5 OFFSET ?) AS s4) || '}' AS BLOB) END AS anon_1
-- cost 20
