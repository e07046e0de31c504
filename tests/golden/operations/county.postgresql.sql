SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"entities":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"uscc":"' || s3.uscc || '","region":' || coalesce((SELECT '{"code":"' || s4.code || '"}'
FROM (SELECT region.code AS code
FROM region
WHERE region.code = s3.region_code) AS s4), 'null') || '}', ',') FILTER (WHERE s3._number <= $2::INTEGER), '') || '],"pageInfo":{"hasNextPage":' || CASE WHEN (count(*) > $3::INTEGER) THEN $4::VARCHAR ELSE $5::VARCHAR END || ',"endCursor":' || coalesce('"' || substr(max(CAST($6::INTEGER + s3._number AS TEXT) || encode(textsend('["USCC",' || to_json(s3._number0)::text || ']'), 'hex')) FILTER (WHERE s3._number <= $7::INTEGER), 5) || '"', 'null') || '}}'
FROM (SELECT s2.uscc AS uscc, s2.region_code AS region_code, row_number() OVER () AS _number, s2._number0 AS _number0
FROM (SELECT s2.*
FROM (SELECT region.code AS name
FROM region
WHERE region.code >= (SELECT $8::VARCHAR AS anon_2) AND region.code < ((SELECT $8::VARCHAR AS anon_2) || '~')) AS s1 JOIN LATERAL (SELECT entity.uscc AS _number0, entity.uscc AS uscc, entity.region_code AS region_code
FROM entity
WHERE entity.region_code >= (SELECT $8::VARCHAR AS anon_2) AND entity.region_code < ((SELECT $8::VARCHAR AS anon_2) || '~') AND entity.region_code = s1.name ORDER BY entity.uscc ASC
 LIMIT 4) AS s2 ON true ORDER BY s2._number0 ASC
 LIMIT 4) AS s2) AS s3) || '}') END AS anon_1
-- cost 6
