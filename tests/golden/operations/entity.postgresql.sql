SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"entity":' || coalesce((SELECT '{"id":"ent_' || s1.uscc || '","uscc":"' || s1.uscc || '","name":' || CASE WHEN s1.quotable THEN '"' || s1.name || '"' ELSE to_json(s1.name)::text END || ',"kind":"' || s1.kind || '","status":"' || s1.status || '","registeredOn":' || coalesce('"' || CAST(s1.registered_on AS TEXT) || '"', 'null') || ',"businessScope":' || coalesce(to_json(s1.business_scope)::text, 'null') || ',"address":' || coalesce(CASE WHEN s1.quotable THEN '"' || s1.address || '"' ELSE to_json(s1.address)::text END, 'null') || ',"registeredCapital":' || CASE WHEN (s1.capital_fen IS NOT NULL AND s1.capital_currency IS NOT NULL) THEN '{"fen":"' || CAST(s1.capital_fen AS TEXT) || '","currency":"' || s1.capital_currency || '"}' ELSE 'null' END || ',"formerNames":[' || coalesce((SELECT string_agg(to_json(anon_3.name)::text, ',') AS anon_2
FROM (SELECT entity_name.name AS name
FROM entity_name
WHERE entity_name.uscc = s1.uscc AND NOT entity_name.sole AND entity_name.kind = $2::VARCHAR COLLATE "C" ORDER BY entity_name.name) AS anon_3), '') || '],"region":' || coalesce((SELECT '{"name":' || CASE WHEN s2.quotable THEN '"' || s2.name || '"' ELSE to_json(s2.name)::text END || ',"parent":' || coalesce((SELECT '{"name":' || CASE WHEN s3.quotable THEN '"' || s3.name || '"' ELSE to_json(s3.name)::text END || '}'
FROM (SELECT region.name AS name, region.quotable AS quotable
FROM region
WHERE region.code = s2.parent_code) AS s3), 'null') || '}'
FROM (SELECT region.name AS name, region.quotable AS quotable, region.parent_code AS parent_code
FROM region
WHERE region.code = s1.region_code) AS s2), 'null') || ',"industry":' || coalesce((SELECT '{"code":"' || s4.code || '","name":' || to_json(s4.name)::text || '}'
FROM (SELECT industry.code AS code, industry.name AS name
FROM industry
WHERE industry.path = s1.industry_path) AS s4), 'null') || ',"provenance":{"supplier":' || coalesce((SELECT '{"name":' || to_json(s5.name)::text || '}'
FROM (SELECT institution.name AS name
FROM institution JOIN submission ON submission.supplier_code = institution.code
WHERE submission.id = s1.submission_id) AS s5), 'null') || ',"firstSeenAt":"' || to_char(s1.first_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"}}'
FROM (SELECT entity.uscc AS uscc, entity.name AS name, entity.quotable AS quotable, entity.kind AS kind, entity.status AS status, entity.registered_on AS registered_on, entity.business_scope AS business_scope, entity.address AS address, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.submission_id AS submission_id, entity.line AS line
FROM entity
WHERE entity.uscc = $3::VARCHAR) AS s1), 'null') || '}') END AS anon_1
-- cost 5
