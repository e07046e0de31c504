SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"entities":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"uscc":"' || s2.uscc || '","region":' || (SELECT '{"code":"' || s3.code || '"}'
FROM (SELECT region.code AS code
FROM region
WHERE region.code = s2.region_code) AS s3 UNION ALL SELECT 'null' LIMIT 1) || '}', ',') FILTER (WHERE s2._number <= ?), '') || '],"pageInfo":{"hasNextPage":' || CASE WHEN (count(*) > ?) THEN ? ELSE ? END || ',"endCursor":' || coalesce('"' || substr(max(CAST(? + s2._number AS TEXT) || lower(hex('["USCC",' || json_quote(s2._number0) || ']'))) FILTER (WHERE s2._number <= ?), 5) || '"', 'null') || '}}'
FROM (SELECT s1.uscc AS uscc, s1.region_code AS region_code, row_number() OVER () AS _number, s1._number0 AS _number0
FROM (SELECT entity.uscc AS uscc, entity.region_code AS region_code, entity.uscc AS _number0
FROM entity
WHERE entity.region_code >= (SELECT ? AS anon_2) AND entity.region_code < ((SELECT ? AS anon_2) || '~') ORDER BY entity.uscc ASC
 LIMIT 4 OFFSET ?) AS s1) AS s2) || '}' AS BLOB) END AS anon_1
-- cost 6
