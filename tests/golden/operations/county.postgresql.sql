SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"entities":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"uscc":"' || s4.uscc || '","region":' || coalesce((SELECT '{"code":"' || s5.code || '"}' AS anon_3
FROM (SELECT region.code AS code
FROM region
WHERE region.code = s4.region_code) AS s5), 'null') || '}', ',') FILTER (WHERE s4._number <= $2::INTEGER), '') || '],"pageInfo":{"hasNextPage":' || CASE WHEN (count(*) > $3::INTEGER) THEN $4::VARCHAR ELSE $5::VARCHAR END || ',"endCursor":' || coalesce('"' || substr(max(CAST($6::INTEGER + s4._number AS TEXT) || encode(textsend('["USCC",' || to_json(s4._number0)::text || ']'), 'hex')) FILTER (WHERE s4._number <= $7::INTEGER), 5) || '"', 'null') || '}}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_2
FROM (SELECT s3.uscc AS uscc, s3.region_code AS region_code, row_number() OVER () AS _number, s3._number0 AS _number0
FROM (SELECT s2.uscc AS uscc, s2.region_code AS region_code, s2._number0 AS _number0
FROM (SELECT region.code AS name
FROM region
WHERE region.code >= $8::VARCHAR AND region.code < ($8::VARCHAR || '~')) AS s1 JOIN LATERAL (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from, entity.uscc AS _number0
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $8::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $8::VARCHAR) || '~') AND entity.region_code = s1.name ORDER BY entity.uscc ASC
 LIMIT 4) AS s2 ON true ORDER BY s2._number0 ASC
 LIMIT 4) AS s3) AS s4) || '}') END AS anon_1
-- cost 6
