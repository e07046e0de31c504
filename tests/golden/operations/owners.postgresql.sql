SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"entity":' || coalesce((SELECT '{"owners":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"kind":"' || s2.kind || '","share":' || coalesce('"' || CAST(s2.share_basis_points / $2::INTEGER AS TEXT) || $3::VARCHAR || substr(CAST($4::INTEGER + s2.share_basis_points % $5::INTEGER AS TEXT), $6::INTEGER) || '"', 'null') || ',"validFrom":' || coalesce('"' || CAST(s2.valid_from AS TEXT) || '"', 'null') || ',"owner":' || coalesce((SELECT '{"name":' || CASE WHEN s3.quotable THEN '"' || s3.name || '"' ELSE to_json(s3.name)::text END || ',"holdings":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM ownership
WHERE ownership.owner_uscc = s3.uscc) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(string_agg('{"owned":' || coalesce((SELECT '{"name":' || CASE WHEN s5.quotable THEN '"' || s5.name || '"' ELSE to_json(s5.name)::text END || '}'
FROM (SELECT entity.name AS name, entity.quotable AS quotable
FROM entity
WHERE entity.uscc = s4.owned_uscc) AS s5), 'null') || '}', ','), '') || ']}'
FROM (SELECT ownership.owned_uscc AS owned_uscc
FROM ownership
WHERE ownership.owner_uscc = s3.uscc ORDER BY ownership.id ASC
 LIMIT 2) AS s4) || '}'
FROM (SELECT entity.name AS name, entity.quotable AS quotable, entity.uscc AS uscc
FROM entity
WHERE entity.uscc = s2.owner_uscc) AS s3), 'null') || '}', ','), '') || ']}'
FROM (SELECT ownership.kind AS kind, ownership.share_basis_points AS share_basis_points, ownership.valid_from AS valid_from, ownership.owner_uscc AS owner_uscc
FROM ownership
WHERE ownership.owned_uscc = s1.uscc ORDER BY ownership.id ASC
 LIMIT 2) AS s2) || '}'
FROM (SELECT entity.uscc AS uscc
FROM entity
WHERE entity.uscc = $7::VARCHAR) AS s1), 'null') || '}') END AS anon_1
-- cost 13
