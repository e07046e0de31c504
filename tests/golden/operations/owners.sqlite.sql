SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"entity":' || (SELECT '{"owners":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"kind":"' || s2.kind || '","share":' || coalesce('"' || CAST(s2.share_basis_points / ? AS TEXT) || ? || substr(CAST(? + s2.share_basis_points % ? AS TEXT), ?) || '"', 'null') || ',"validFrom":' || coalesce('"' || CAST(s2.valid_from AS TEXT) || '"', 'null') || ',"owner":' || (SELECT '{"name":' || json_quote(s3.name) || ',"holdings":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM ownership
WHERE ownership.owner_uscc = s3.uscc) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"owned":' || (SELECT '{"name":' || json_quote(s5.name) || '}'
FROM (SELECT entity.name AS name
FROM entity
WHERE entity.uscc = s4.owned_uscc) AS s5 UNION ALL SELECT 'null' LIMIT 1) || '}', ','), '') || ']}'
FROM (SELECT ownership.owned_uscc AS owned_uscc
FROM ownership
WHERE ownership.owner_uscc = s3.uscc ORDER BY ownership.id ASC
 LIMIT 2 OFFSET ?) AS s4) || '}'
FROM (SELECT entity.name AS name, entity.uscc AS uscc
FROM entity
WHERE entity.uscc = s2.owner_uscc) AS s3 UNION ALL SELECT 'null' LIMIT 1) || '}', ','), '') || ']}'
FROM (SELECT ownership.kind AS kind, ownership.share_basis_points AS share_basis_points, ownership.valid_from AS valid_from, ownership.owner_uscc AS owner_uscc
FROM ownership
WHERE ownership.owned_uscc = s1.uscc ORDER BY ownership.id ASC
 LIMIT 2 OFFSET ?) AS s2) || '}'
FROM (SELECT entity.uscc AS uscc
FROM entity
WHERE entity.uscc = ?) AS s1 UNION ALL SELECT 'null' LIMIT 1) || '}' AS BLOB) END AS anon_1
-- cost 13
