SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"entity":' || coalesce((SELECT '{"owners":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"kind":"' || s2.kind || '","share":' || coalesce('"' || CAST(s2.share_basis_points / $2::INTEGER AS TEXT) || $3::VARCHAR || substr(CAST($4::INTEGER + s2.share_basis_points % $5::INTEGER AS TEXT), $6::INTEGER) || '"', 'null') || ',"validFrom":' || coalesce('"' || CAST(s2.valid_from AS TEXT) || '"', 'null') || ',"owner":' || coalesce((SELECT '{"name":' || to_json(s3.name)::text || ',"holdings":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM ownership
WHERE ownership.owner_uscc = s3.uscc) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(string_agg('{"owned":' || coalesce((SELECT '{"name":' || to_json(s5.name)::text || '}'
FROM (SELECT entity.name AS name
FROM entity
WHERE entity.uscc = s4.owned_uscc) AS s5), 'null') || '}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0)
FROM (SELECT ownership.owned_uscc AS owned_uscc
FROM ownership
WHERE ownership.owner_uscc = s3.uscc ORDER BY ownership.id ASC
 LIMIT 2) AS s4) || '}'
FROM (SELECT entity.name AS name, entity.uscc AS uscc
FROM entity
WHERE entity.uscc = s2.owner_uscc) AS s3), 'null') || '}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0)
FROM (SELECT ownership.kind AS kind, ownership.share_basis_points AS share_basis_points, ownership.valid_from AS valid_from, ownership.owner_uscc AS owner_uscc
FROM ownership
WHERE ownership.owned_uscc = s1.uscc ORDER BY ownership.id ASC
 LIMIT 2) AS s2) || '}'
FROM (SELECT entity.uscc AS uscc
FROM entity
WHERE entity.uscc = $7::VARCHAR) AS s1), 'null') || '}') END AS anon_1
-- cost 13
