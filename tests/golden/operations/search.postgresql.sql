WITH anon_5 AS
(SELECT anon_6.uscc AS uscc, anon_6.tier AS tier, anon_6.weight AS weight
FROM (SELECT anon_7.uscc AS uscc, anon_7.tier AS tier, anon_7.weight AS weight
FROM (SELECT entity_name_1.uscc AS uscc, CASE WHEN (entity_name_1.normal = $3::VARCHAR) THEN 0 ELSE 1 END AS tier, entity_name_1.place AS weight
FROM entity_name AS entity_name_1
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_1
FROM entity_gram
WHERE entity_gram.code = anon_9.code), $4::INTEGER)) AS min_1
FROM unnest(CAST(string_to_array($5::VARCHAR, ',') AS INTEGER[])) AS anon_9(code)) AS anon_8) <= 6000 AND (entity_name_1.codes @> CAST(string_to_array($6::VARCHAR, ',') AS INTEGER[])) AND strpos(entity_name_1.normal, $3::VARCHAR) = $7::INTEGER AND (entity_name_1.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_2
WHERE entity_name_2.uscc = entity_name_1.uscc AND NOT entity_name_2.sole AND strpos(entity_name_2.normal, $3::VARCHAR) = $8::INTEGER AND entity_name_2.place < entity_name_1.place))) ORDER BY entity_name_1.place + 0
 LIMIT 2147483647) AS anon_7 UNION ALL SELECT anon_10.uscc AS uscc, anon_10.tier AS tier, anon_10.weight AS weight
FROM (SELECT entity_name_3.uscc AS uscc, CASE WHEN (entity_name_3.normal = $3::VARCHAR) THEN 0 ELSE 1 END AS tier, entity_name_3.place AS weight
FROM entity_name AS entity_name_3
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_1
FROM entity_gram
WHERE entity_gram.code = anon_9.code), $4::INTEGER)) AS min_1
FROM unnest(CAST(string_to_array($5::VARCHAR, ',') AS INTEGER[])) AS anon_9(code)) AS anon_8) > 6000 AND entity_name_3.place >= $9::BIGINT AND strpos(entity_name_3.normal, $3::VARCHAR) = $10::INTEGER AND (entity_name_3.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_4
WHERE entity_name_4.uscc = entity_name_3.uscc AND NOT entity_name_4.sole AND strpos(entity_name_4.normal, $3::VARCHAR) = $11::INTEGER AND entity_name_4.place < entity_name_3.place))) ORDER BY entity_name_3.place
 LIMIT 2147483647) AS anon_10) AS anon_6 ORDER BY anon_6.weight
 LIMIT 2147483647),
anon_3 AS
(SELECT anon_4.uscc AS uscc, anon_4.tier AS tier, anon_4.weight AS weight
FROM (SELECT anon_5.uscc AS uscc, anon_5.tier AS tier, anon_5.weight AS weight
FROM anon_5 UNION ALL SELECT anon_11.uscc AS uscc, anon_11.tier AS tier, anon_11.weight AS weight
FROM (SELECT anon_12.uscc AS uscc, anon_12.tier AS tier, anon_12.weight AS weight
FROM (SELECT anon_13.uscc AS uscc, anon_13.tier AS tier, anon_13.weight AS weight
FROM (SELECT entity_name_5.uscc AS uscc, 2 AS tier, entity_name_5.place AS weight
FROM entity_name AS entity_name_5
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_2
FROM entity_gram
WHERE entity_gram.code = anon_15.code), $12::INTEGER)) AS min_2
FROM unnest(CAST(string_to_array($13::VARCHAR, ',') AS INTEGER[])) AS anon_15(code)) AS anon_14) <= 6000 AND (entity_name_5.codes @> CAST(string_to_array($14::VARCHAR, ',') AS INTEGER[])) AND (SELECT count(*) AS count_2
FROM anon_5) < 2147483647 AND strpos(entity_name_5.normal, $3::VARCHAR) > $15::INTEGER AND (entity_name_5.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_6
WHERE entity_name_6.uscc = entity_name_5.uscc AND NOT entity_name_6.sole AND (strpos(entity_name_6.normal, $3::VARCHAR) = $16::INTEGER OR strpos(entity_name_6.normal, $3::VARCHAR) > $17::INTEGER AND entity_name_6.place < entity_name_5.place)))) ORDER BY entity_name_5.place + 0
 LIMIT 2147483647) AS anon_13 UNION ALL SELECT anon_16.uscc AS uscc, anon_16.tier AS tier, anon_16.weight AS weight
FROM (SELECT entity_name_7.uscc AS uscc, 2 AS tier, entity_name_7.place AS weight
FROM entity_name AS entity_name_7
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_2
FROM entity_gram
WHERE entity_gram.code = anon_15.code), $12::INTEGER)) AS min_2
FROM unnest(CAST(string_to_array($13::VARCHAR, ',') AS INTEGER[])) AS anon_15(code)) AS anon_14) > 6000 AND entity_name_7.place >= $9::BIGINT AND (SELECT count(*) AS count_2
FROM anon_5) < 2147483647 AND strpos(entity_name_7.normal, $3::VARCHAR) > $18::INTEGER AND (entity_name_7.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_8
WHERE entity_name_8.uscc = entity_name_7.uscc AND NOT entity_name_8.sole AND (strpos(entity_name_8.normal, $3::VARCHAR) = $19::INTEGER OR strpos(entity_name_8.normal, $3::VARCHAR) > $20::INTEGER AND entity_name_8.place < entity_name_7.place)))) ORDER BY entity_name_7.place
 LIMIT 2147483647) AS anon_16) AS anon_12 ORDER BY anon_12.weight
 LIMIT 2147483647) AS anon_11) AS anon_4 ORDER BY anon_4.tier, anon_4.weight, anon_4.uscc
 LIMIT 2147483647),
anon_21 AS
(SELECT anon_22.uscc AS uscc, anon_22.tier AS tier, anon_22.weight AS weight
FROM (SELECT anon_23.uscc AS uscc, anon_23.tier AS tier, anon_23.weight AS weight
FROM (SELECT entity_name_9.uscc AS uscc, CASE WHEN (entity_name_9.normal = $3::VARCHAR) THEN 0 ELSE 1 END AS tier, entity_name_9.place AS weight
FROM entity_name AS entity_name_9
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_3
FROM entity_gram
WHERE entity_gram.code = anon_25.code), $29::INTEGER)) AS min_3
FROM unnest(CAST(string_to_array($5::VARCHAR, ',') AS INTEGER[])) AS anon_25(code)) AS anon_24) <= 6000 AND (entity_name_9.codes @> CAST(string_to_array($6::VARCHAR, ',') AS INTEGER[])) AND strpos(entity_name_9.normal, $3::VARCHAR) = $30::INTEGER AND (entity_name_9.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_10
WHERE entity_name_10.uscc = entity_name_9.uscc AND NOT entity_name_10.sole AND strpos(entity_name_10.normal, $3::VARCHAR) = $31::INTEGER AND entity_name_10.place < entity_name_9.place))) AND (EXISTS (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) || '~') AND entity.uscc = entity_name_9.uscc
 LIMIT ALL OFFSET 0)) ORDER BY entity_name_9.place + 0
 LIMIT 4) AS anon_23 UNION ALL SELECT anon_26.uscc AS uscc, anon_26.tier AS tier, anon_26.weight AS weight
FROM (SELECT entity_name_11.uscc AS uscc, CASE WHEN (entity_name_11.normal = $3::VARCHAR) THEN 0 ELSE 1 END AS tier, entity_name_11.place AS weight
FROM entity_name AS entity_name_11
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_3
FROM entity_gram
WHERE entity_gram.code = anon_25.code), $29::INTEGER)) AS min_3
FROM unnest(CAST(string_to_array($5::VARCHAR, ',') AS INTEGER[])) AS anon_25(code)) AS anon_24) > 6000 AND entity_name_11.place >= $9::BIGINT AND strpos(entity_name_11.normal, $3::VARCHAR) = $32::INTEGER AND (entity_name_11.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_12
WHERE entity_name_12.uscc = entity_name_11.uscc AND NOT entity_name_12.sole AND strpos(entity_name_12.normal, $3::VARCHAR) = $33::INTEGER AND entity_name_12.place < entity_name_11.place))) AND (EXISTS (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) || '~') AND entity.uscc = entity_name_11.uscc
 LIMIT ALL OFFSET 0)) ORDER BY entity_name_11.place
 LIMIT 4) AS anon_26) AS anon_22 ORDER BY anon_22.weight
 LIMIT 4),
anon_19 AS
(SELECT anon_20.uscc AS uscc, anon_20.tier AS tier, anon_20.weight AS weight
FROM (SELECT anon_21.uscc AS uscc, anon_21.tier AS tier, anon_21.weight AS weight
FROM anon_21 UNION ALL SELECT anon_27.uscc AS uscc, anon_27.tier AS tier, anon_27.weight AS weight
FROM (SELECT anon_28.uscc AS uscc, anon_28.tier AS tier, anon_28.weight AS weight
FROM (SELECT anon_29.uscc AS uscc, anon_29.tier AS tier, anon_29.weight AS weight
FROM (SELECT entity_name_13.uscc AS uscc, 2 AS tier, entity_name_13.place AS weight
FROM entity_name AS entity_name_13
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_4
FROM entity_gram
WHERE entity_gram.code = anon_31.code), $34::INTEGER)) AS min_4
FROM unnest(CAST(string_to_array($13::VARCHAR, ',') AS INTEGER[])) AS anon_31(code)) AS anon_30) <= 6000 AND (entity_name_13.codes @> CAST(string_to_array($14::VARCHAR, ',') AS INTEGER[])) AND (SELECT count(*) AS count_4
FROM anon_21) < 4 AND strpos(entity_name_13.normal, $3::VARCHAR) > $35::INTEGER AND (entity_name_13.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_14
WHERE entity_name_14.uscc = entity_name_13.uscc AND NOT entity_name_14.sole AND (strpos(entity_name_14.normal, $3::VARCHAR) = $36::INTEGER OR strpos(entity_name_14.normal, $3::VARCHAR) > $37::INTEGER AND entity_name_14.place < entity_name_13.place)))) AND (EXISTS (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) || '~') AND entity.uscc = entity_name_13.uscc
 LIMIT ALL OFFSET 0)) ORDER BY entity_name_13.place + 0
 LIMIT 4) AS anon_29 UNION ALL SELECT anon_32.uscc AS uscc, anon_32.tier AS tier, anon_32.weight AS weight
FROM (SELECT entity_name_15.uscc AS uscc, 2 AS tier, entity_name_15.place AS weight
FROM entity_name AS entity_name_15
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_4
FROM entity_gram
WHERE entity_gram.code = anon_31.code), $34::INTEGER)) AS min_4
FROM unnest(CAST(string_to_array($13::VARCHAR, ',') AS INTEGER[])) AS anon_31(code)) AS anon_30) > 6000 AND entity_name_15.place >= $9::BIGINT AND (SELECT count(*) AS count_4
FROM anon_21) < 4 AND strpos(entity_name_15.normal, $3::VARCHAR) > $38::INTEGER AND (entity_name_15.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_16
WHERE entity_name_16.uscc = entity_name_15.uscc AND NOT entity_name_16.sole AND (strpos(entity_name_16.normal, $3::VARCHAR) = $39::INTEGER OR strpos(entity_name_16.normal, $3::VARCHAR) > $40::INTEGER AND entity_name_16.place < entity_name_15.place)))) AND (EXISTS (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) || '~') AND entity.uscc = entity_name_15.uscc
 LIMIT ALL OFFSET 0)) ORDER BY entity_name_15.place
 LIMIT 4) AS anon_32) AS anon_28 ORDER BY anon_28.weight
 LIMIT 4) AS anon_27) AS anon_20 ORDER BY anon_20.tier, anon_20.weight, anon_20.uscc
 LIMIT 4)
 SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"entities":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) || '~') AND entity.uscc IN (SELECT anon_3.uscc
FROM anon_3)) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(string_agg('{"uscc":"' || s2.uscc || '","name":' || CASE WHEN s2.quotable THEN '"' || s2.name || '"' ELSE to_json(s2.name)::text END || '}', ',') FILTER (WHERE s2._number <= $21::INTEGER), '') || '],"pageInfo":{"hasNextPage":' || CASE WHEN (count(*) > $22::INTEGER) THEN $23::VARCHAR ELSE $24::VARCHAR END || ',"endCursor":' || coalesce('"' || substr(max(CAST($25::INTEGER + s2._number AS TEXT) || encode(textsend('["RELEVANCE",' || CAST(s2._number0 AS TEXT) || ',' || CAST(s2._number1 AS TEXT) || ']'), 'hex')) FILTER (WHERE s2._number <= $26::INTEGER), 5) || '"', 'null') || '},"facets":{"kinds":[' || coalesce((SELECT string_agg('{"kind":"' || s3.kind || '","count":' || CAST(s3.count AS TEXT) || '}', ',')
FROM (SELECT anon_17.kind AS kind, count(*) AS count
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from, entity.quotable AS quotable
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) || '~') AND entity.uscc IN (SELECT anon_3.uscc
FROM anon_3)) AS anon_17
WHERE anon_17.kind IS NOT NULL GROUP BY anon_17.kind ORDER BY count DESC, anon_17.kind
 LIMIT $27::INTEGER) AS s3), '') || '],"regions":[' || coalesce((SELECT string_agg('{"count":' || CAST(s4.count AS TEXT) || ',"region":' || coalesce((SELECT '{"name":' || CASE WHEN s5.quotable THEN '"' || s5.name || '"' ELSE to_json(s5.name)::text END || '}'
FROM (SELECT region.name AS name, region.quotable AS quotable
FROM region
WHERE region.code = s4.region_code) AS s5), 'null') || '}', ',')
FROM (SELECT count(*) AS count, anon_18.region_code AS region_code
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from, entity.quotable AS quotable
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) || '~') AND entity.uscc IN (SELECT anon_3.uscc
FROM anon_3)) AS anon_18
WHERE anon_18.region_code IS NOT NULL GROUP BY anon_18.region_code ORDER BY count DESC, anon_18.region_code
 LIMIT $28::INTEGER) AS s4), '') || ']}}'
FROM (SELECT s1.uscc AS uscc, s1.name AS name, s1.quotable AS quotable, row_number() OVER () AS _number, s1._number0 AS _number0, s1._number1 AS _number1
FROM (SELECT entity.uscc AS uscc, entity.name AS name, entity.quotable AS quotable, anon_19.tier AS _number0, anon_19.weight AS _number1
FROM entity JOIN anon_19 ON entity.uscc = anon_19.uscc
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $2::VARCHAR) || '~') ORDER BY anon_19.tier, anon_19.weight) AS s1) AS s2) || '}') END AS anon_1
-- cost 66
