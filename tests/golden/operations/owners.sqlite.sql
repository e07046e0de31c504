SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"entity":' || (SELECT '{"owners":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"kind":"' || anon_4.kind || '","share":' || coalesce('"' || CAST(anon_4.share_basis_points / ? AS TEXT) || ? || substr(CAST(? + anon_4.share_basis_points % ? AS TEXT), ?) || '"', 'null') || ',"validFrom":' || coalesce('"' || CAST(anon_4.valid_from AS TEXT) || '"', 'null') || ',"owner":' || (SELECT '{"name":' || json_quote(anon_6.name) || ',"holdings":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM ownership
WHERE ownership.owner_uscc = anon_6.uscc) AS anon_8) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"owned":' || (SELECT '{"name":' || json_quote(anon_10.name) || '}' AS anon_9
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from
FROM entity
WHERE entity.uscc = anon_11.owned_uscc) AS anon_10 UNION ALL SELECT 'null' LIMIT 1) || '}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_7
FROM (SELECT ownership.id AS id, ownership.kind AS kind, ownership.owner_uscc AS owner_uscc, ownership.owned_uscc AS owned_uscc, ownership.share_basis_points AS share_basis_points, ownership.valid_from AS valid_from, ownership.valid_to AS valid_to, ownership.id AS _number0
FROM ownership
WHERE ownership.owner_uscc = anon_6.uscc ORDER BY ownership.id ASC
 LIMIT 2 OFFSET ?) AS anon_11) || '}' AS anon_5
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from
FROM entity
WHERE entity.uscc = anon_4.owner_uscc) AS anon_6 UNION ALL SELECT 'null' LIMIT 1) || '}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_3
FROM (SELECT ownership.id AS id, ownership.kind AS kind, ownership.owner_uscc AS owner_uscc, ownership.owned_uscc AS owned_uscc, ownership.share_basis_points AS share_basis_points, ownership.valid_from AS valid_from, ownership.valid_to AS valid_to, ownership.id AS _number0
FROM ownership
WHERE ownership.owned_uscc = anon_12.uscc ORDER BY ownership.id ASC
 LIMIT 2 OFFSET ?) AS anon_4) || '}' AS anon_2
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from
FROM entity
WHERE entity.uscc = ?) AS anon_12 UNION ALL SELECT 'null' LIMIT 1) || '}' AS BLOB) END AS anon_1
-- cost 13
