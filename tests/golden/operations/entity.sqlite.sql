SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"entity":' || (SELECT '{"id":"ent_' || s1.uscc || '","uscc":"' || s1.uscc || '","name":' || json_quote(s1.name) || ',"kind":"' || s1.kind || '","status":"' || s1.status || '","registeredOn":' || coalesce('"' || CAST(s1.registered_on AS TEXT) || '"', 'null') || ',"businessScope":' || coalesce(json_quote(s1.business_scope), 'null') || ',"address":' || coalesce(json_quote(s1.address), 'null') || ',"registeredCapital":' || CASE WHEN (s1.capital_fen IS NOT NULL AND s1.capital_currency IS NOT NULL) THEN '{"fen":"' || CAST(s1.capital_fen AS TEXT) || '","currency":"' || s1.capital_currency || '"}' ELSE 'null' END || ',"formerNames":[' || coalesce((SELECT group_concat(json_quote(anon_3.name), ',') AS anon_2
FROM (SELECT entity_name.name AS name
FROM entity_name
WHERE entity_name.uscc = s1.uscc AND entity_name.sole = 0 AND entity_name.kind = ? ORDER BY entity_name.name) AS anon_3), '') || '],"region":' || (SELECT '{"name":' || json_quote(s2.name) || ',"parent":' || (SELECT '{"name":' || json_quote(s3.name) || '}'
FROM (SELECT region.name AS name
FROM region
WHERE region.code = s2.parent_code) AS s3 UNION ALL SELECT 'null' LIMIT 1) || '}'
FROM (SELECT region.name AS name, region.parent_code AS parent_code
FROM region
WHERE region.code = s1.region_code) AS s2 UNION ALL SELECT 'null' LIMIT 1) || ',"industry":' || (SELECT '{"code":"' || s4.code || '","name":' || json_quote(s4.name) || '}'
FROM (SELECT industry.code AS code, industry.name AS name
FROM industry
WHERE industry.path = s1.industry_path) AS s4 UNION ALL SELECT 'null' LIMIT 1) || ',"provenance":{"supplier":' || (SELECT '{"name":' || json_quote(s5.name) || '}'
FROM (SELECT institution.name AS name
FROM institution JOIN submission ON submission.supplier_code = institution.code
WHERE submission.id = s1.submission_id) AS s5 UNION ALL SELECT 'null' LIMIT 1) || ',"firstSeenAt":"' || s1.first_seen_at || '"}}'
FROM (SELECT entity.uscc AS uscc, entity.name AS name, entity.kind AS kind, entity.status AS status, entity.registered_on AS registered_on, entity.business_scope AS business_scope, entity.address AS address, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.submission_id AS submission_id, entity.line AS line
FROM entity
WHERE entity.uscc = ?) AS s1 UNION ALL SELECT 'null' LIMIT 1) || '}' AS BLOB) END AS anon_1
-- cost 5
