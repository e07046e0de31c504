SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"entity":' || coalesce((SELECT '{"id":"ent_' || anon_3.uscc || '","uscc":"' || anon_3.uscc || '","name":' || to_json(anon_3.name)::text || ',"kind":"' || anon_3.kind || '","status":"' || anon_3.status || '","registeredOn":' || coalesce('"' || CAST(anon_3.registered_on AS TEXT) || '"', 'null') || ',"businessScope":' || coalesce(to_json(anon_3.business_scope)::text, 'null') || ',"address":' || coalesce(to_json(anon_3.address)::text, 'null') || ',"registeredCapital":' || CASE WHEN (anon_3.capital_fen IS NOT NULL AND anon_3.capital_currency IS NOT NULL) THEN '{"fen":"' || CAST(anon_3.capital_fen AS TEXT) || '","currency":"' || anon_3.capital_currency || '"}' ELSE 'null' END || ',"formerNames":[' || coalesce((SELECT string_agg(to_json(anon_4.name)::text, ',') AS aggregate_strings_1
FROM (SELECT entity_name.name AS name
FROM entity_name
WHERE entity_name.uscc = anon_3.uscc AND NOT entity_name.sole AND entity_name.kind = $2::VARCHAR COLLATE "C" ORDER BY entity_name.name) AS anon_4), '') || '],"region":' || coalesce((SELECT '{"name":' || to_json(anon_6.name)::text || ',"parent":' || coalesce((SELECT '{"name":' || to_json(anon_8.name)::text || '}' AS anon_7
FROM (SELECT region.code AS code, region.name AS name, region.level AS level, region.parent_code AS parent_code, region.path AS path, region.valid_from AS valid_from, region.valid_to AS valid_to
FROM region
WHERE region.code = anon_6.parent_code) AS anon_8), 'null') || '}' AS anon_5
FROM (SELECT region.code AS code, region.name AS name, region.level AS level, region.parent_code AS parent_code, region.path AS path, region.valid_from AS valid_from, region.valid_to AS valid_to
FROM region
WHERE region.code = anon_3.region_code) AS anon_6), 'null') || ',"industry":' || coalesce((SELECT '{"code":"' || anon_10.code || '","name":' || to_json(anon_10.name)::text || '}' AS anon_9
FROM (SELECT industry.code AS code, industry.name AS name, industry.level AS level, industry.parent_code AS parent_code, industry.path AS path
FROM industry
WHERE industry.path = anon_3.industry_path) AS anon_10), 'null') || ',"provenance":{"supplier":' || coalesce((SELECT '{"name":' || to_json(anon_12.name)::text || '}' AS anon_11
FROM (SELECT institution.code AS code, institution.name AS name, institution.kind AS kind
FROM institution JOIN submission ON submission.supplier_code = institution.code
WHERE submission.id = anon_3.submission_id) AS anon_12), 'null') || ',"firstSeenAt":"' || to_char(anon_3.first_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"}}' AS anon_2
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from
FROM entity
WHERE entity.uscc = $3::VARCHAR) AS anon_3), 'null') || '}') END AS anon_1
-- cost 5
