WITH anon_6 AS
(SELECT anon_7.uscc AS uscc, anon_7.tier AS tier, anon_7.weight AS weight
FROM (SELECT anon_8.uscc AS uscc, anon_8.tier AS tier, anon_8.weight AS weight
FROM (SELECT entity_name_1.uscc AS uscc, CASE WHEN (entity_name_1.normal = $2::VARCHAR) THEN 0 ELSE 1 END AS tier, entity_name_1.place AS weight
FROM entity_name AS entity_name_1
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_1
FROM entity_gram
WHERE entity_gram.code = anon_10.code), $3::INTEGER)) AS min_1
FROM unnest(CAST(string_to_array($4::VARCHAR, ',') AS INTEGER[])) AS anon_10(code)) AS anon_9) <= 6000 AND (entity_name_1.codes @> CAST(string_to_array($5::VARCHAR, ',') AS INTEGER[])) AND strpos(entity_name_1.normal, $2::VARCHAR) = $6::INTEGER AND (entity_name_1.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_2
WHERE entity_name_2.uscc = entity_name_1.uscc AND NOT entity_name_2.sole AND strpos(entity_name_2.normal, $2::VARCHAR) = $7::INTEGER AND entity_name_2.place < entity_name_1.place))) ORDER BY entity_name_1.place + 0
 LIMIT 2147483647) AS anon_8 UNION ALL SELECT anon_11.uscc AS uscc, anon_11.tier AS tier, anon_11.weight AS weight
FROM (SELECT entity_name_3.uscc AS uscc, CASE WHEN (entity_name_3.normal = $2::VARCHAR) THEN 0 ELSE 1 END AS tier, entity_name_3.place AS weight
FROM entity_name AS entity_name_3
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_1
FROM entity_gram
WHERE entity_gram.code = anon_10.code), $3::INTEGER)) AS min_1
FROM unnest(CAST(string_to_array($4::VARCHAR, ',') AS INTEGER[])) AS anon_10(code)) AS anon_9) > 6000 AND entity_name_3.place >= $8::BIGINT AND strpos(entity_name_3.normal, $2::VARCHAR) = $9::INTEGER AND (entity_name_3.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_4
WHERE entity_name_4.uscc = entity_name_3.uscc AND NOT entity_name_4.sole AND strpos(entity_name_4.normal, $2::VARCHAR) = $10::INTEGER AND entity_name_4.place < entity_name_3.place))) ORDER BY entity_name_3.place
 LIMIT 2147483647) AS anon_11) AS anon_7 ORDER BY anon_7.weight
 LIMIT 2147483647),
anon_4 AS
(SELECT anon_5.uscc AS uscc, anon_5.tier AS tier, anon_5.weight AS weight
FROM (SELECT anon_6.uscc AS uscc, anon_6.tier AS tier, anon_6.weight AS weight
FROM anon_6 UNION ALL SELECT anon_12.uscc AS uscc, anon_12.tier AS tier, anon_12.weight AS weight
FROM (SELECT anon_13.uscc AS uscc, anon_13.tier AS tier, anon_13.weight AS weight
FROM (SELECT anon_14.uscc AS uscc, anon_14.tier AS tier, anon_14.weight AS weight
FROM (SELECT entity_name_5.uscc AS uscc, 2 AS tier, entity_name_5.place AS weight
FROM entity_name AS entity_name_5
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_2
FROM entity_gram
WHERE entity_gram.code = anon_16.code), $11::INTEGER)) AS min_2
FROM unnest(CAST(string_to_array($12::VARCHAR, ',') AS INTEGER[])) AS anon_16(code)) AS anon_15) <= 6000 AND (entity_name_5.codes @> CAST(string_to_array($13::VARCHAR, ',') AS INTEGER[])) AND (SELECT count(*) AS count_2
FROM anon_6) < 2147483647 AND strpos(entity_name_5.normal, $2::VARCHAR) > $14::INTEGER AND (entity_name_5.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_6
WHERE entity_name_6.uscc = entity_name_5.uscc AND NOT entity_name_6.sole AND (strpos(entity_name_6.normal, $2::VARCHAR) = $15::INTEGER OR strpos(entity_name_6.normal, $2::VARCHAR) > $16::INTEGER AND entity_name_6.place < entity_name_5.place)))) ORDER BY entity_name_5.place + 0
 LIMIT 2147483647) AS anon_14 UNION ALL SELECT anon_17.uscc AS uscc, anon_17.tier AS tier, anon_17.weight AS weight
FROM (SELECT entity_name_7.uscc AS uscc, 2 AS tier, entity_name_7.place AS weight
FROM entity_name AS entity_name_7
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_2
FROM entity_gram
WHERE entity_gram.code = anon_16.code), $11::INTEGER)) AS min_2
FROM unnest(CAST(string_to_array($12::VARCHAR, ',') AS INTEGER[])) AS anon_16(code)) AS anon_15) > 6000 AND entity_name_7.place >= $8::BIGINT AND (SELECT count(*) AS count_2
FROM anon_6) < 2147483647 AND strpos(entity_name_7.normal, $2::VARCHAR) > $17::INTEGER AND (entity_name_7.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_8
WHERE entity_name_8.uscc = entity_name_7.uscc AND NOT entity_name_8.sole AND (strpos(entity_name_8.normal, $2::VARCHAR) = $18::INTEGER OR strpos(entity_name_8.normal, $2::VARCHAR) > $19::INTEGER AND entity_name_8.place < entity_name_7.place)))) ORDER BY entity_name_7.place
 LIMIT 2147483647) AS anon_17) AS anon_13 ORDER BY anon_13.weight
 LIMIT 2147483647) AS anon_12) AS anon_5 ORDER BY anon_5.tier, anon_5.weight, anon_5.uscc
 LIMIT 2147483647),
anon_23 AS
(SELECT anon_24.uscc AS uscc, anon_24.tier AS tier, anon_24.weight AS weight
FROM (SELECT anon_25.uscc AS uscc, anon_25.tier AS tier, anon_25.weight AS weight
FROM (SELECT entity_name_9.uscc AS uscc, CASE WHEN (entity_name_9.normal = $2::VARCHAR) THEN 0 ELSE 1 END AS tier, entity_name_9.place AS weight
FROM entity_name AS entity_name_9
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_3
FROM entity_gram
WHERE entity_gram.code = anon_27.code), $26::INTEGER)) AS min_3
FROM unnest(CAST(string_to_array($4::VARCHAR, ',') AS INTEGER[])) AS anon_27(code)) AS anon_26) <= 6000 AND (entity_name_9.codes @> CAST(string_to_array($5::VARCHAR, ',') AS INTEGER[])) AND strpos(entity_name_9.normal, $2::VARCHAR) = $27::INTEGER AND (entity_name_9.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_10
WHERE entity_name_10.uscc = entity_name_9.uscc AND NOT entity_name_10.sole AND strpos(entity_name_10.normal, $2::VARCHAR) = $28::INTEGER AND entity_name_10.place < entity_name_9.place))) ORDER BY entity_name_9.place + 0
 LIMIT 2147483647) AS anon_25 UNION ALL SELECT anon_28.uscc AS uscc, anon_28.tier AS tier, anon_28.weight AS weight
FROM (SELECT entity_name_11.uscc AS uscc, CASE WHEN (entity_name_11.normal = $2::VARCHAR) THEN 0 ELSE 1 END AS tier, entity_name_11.place AS weight
FROM entity_name AS entity_name_11
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_3
FROM entity_gram
WHERE entity_gram.code = anon_27.code), $26::INTEGER)) AS min_3
FROM unnest(CAST(string_to_array($4::VARCHAR, ',') AS INTEGER[])) AS anon_27(code)) AS anon_26) > 6000 AND entity_name_11.place >= $8::BIGINT AND strpos(entity_name_11.normal, $2::VARCHAR) = $29::INTEGER AND (entity_name_11.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_12
WHERE entity_name_12.uscc = entity_name_11.uscc AND NOT entity_name_12.sole AND strpos(entity_name_12.normal, $2::VARCHAR) = $30::INTEGER AND entity_name_12.place < entity_name_11.place))) ORDER BY entity_name_11.place
 LIMIT 2147483647) AS anon_28) AS anon_24 ORDER BY anon_24.weight
 LIMIT 2147483647),
anon_21 AS
(SELECT anon_22.uscc AS uscc, anon_22.tier AS tier, anon_22.weight AS weight
FROM (SELECT anon_23.uscc AS uscc, anon_23.tier AS tier, anon_23.weight AS weight
FROM anon_23 UNION ALL SELECT anon_29.uscc AS uscc, anon_29.tier AS tier, anon_29.weight AS weight
FROM (SELECT anon_30.uscc AS uscc, anon_30.tier AS tier, anon_30.weight AS weight
FROM (SELECT anon_31.uscc AS uscc, anon_31.tier AS tier, anon_31.weight AS weight
FROM (SELECT entity_name_13.uscc AS uscc, 2 AS tier, entity_name_13.place AS weight
FROM entity_name AS entity_name_13
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_4
FROM entity_gram
WHERE entity_gram.code = anon_33.code), $31::INTEGER)) AS min_4
FROM unnest(CAST(string_to_array($12::VARCHAR, ',') AS INTEGER[])) AS anon_33(code)) AS anon_32) <= 6000 AND (entity_name_13.codes @> CAST(string_to_array($13::VARCHAR, ',') AS INTEGER[])) AND (SELECT count(*) AS count_4
FROM anon_23) < 2147483647 AND strpos(entity_name_13.normal, $2::VARCHAR) > $32::INTEGER AND (entity_name_13.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_14
WHERE entity_name_14.uscc = entity_name_13.uscc AND NOT entity_name_14.sole AND (strpos(entity_name_14.normal, $2::VARCHAR) = $33::INTEGER OR strpos(entity_name_14.normal, $2::VARCHAR) > $34::INTEGER AND entity_name_14.place < entity_name_13.place)))) ORDER BY entity_name_13.place + 0
 LIMIT 2147483647) AS anon_31 UNION ALL SELECT anon_34.uscc AS uscc, anon_34.tier AS tier, anon_34.weight AS weight
FROM (SELECT entity_name_15.uscc AS uscc, 2 AS tier, entity_name_15.place AS weight
FROM entity_name AS entity_name_15
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_4
FROM entity_gram
WHERE entity_gram.code = anon_33.code), $31::INTEGER)) AS min_4
FROM unnest(CAST(string_to_array($12::VARCHAR, ',') AS INTEGER[])) AS anon_33(code)) AS anon_32) > 6000 AND entity_name_15.place >= $8::BIGINT AND (SELECT count(*) AS count_4
FROM anon_23) < 2147483647 AND strpos(entity_name_15.normal, $2::VARCHAR) > $35::INTEGER AND (entity_name_15.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_16
WHERE entity_name_16.uscc = entity_name_15.uscc AND NOT entity_name_16.sole AND (strpos(entity_name_16.normal, $2::VARCHAR) = $36::INTEGER OR strpos(entity_name_16.normal, $2::VARCHAR) > $37::INTEGER AND entity_name_16.place < entity_name_15.place)))) ORDER BY entity_name_15.place
 LIMIT 2147483647) AS anon_34) AS anon_30 ORDER BY anon_30.weight
 LIMIT 2147483647) AS anon_29) AS anon_22 ORDER BY anon_22.tier, anon_22.weight, anon_22.uscc
 LIMIT 2147483647),
anon_42 AS
(SELECT anon_43.uscc AS uscc, anon_43.tier AS tier, anon_43.weight AS weight
FROM (SELECT anon_44.uscc AS uscc, anon_44.tier AS tier, anon_44.weight AS weight
FROM (SELECT entity_name_17.uscc AS uscc, CASE WHEN (entity_name_17.normal = $2::VARCHAR) THEN 0 ELSE 1 END AS tier, entity_name_17.place AS weight
FROM entity_name AS entity_name_17
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_5
FROM entity_gram
WHERE entity_gram.code = anon_46.code), $40::INTEGER)) AS min_5
FROM unnest(CAST(string_to_array($4::VARCHAR, ',') AS INTEGER[])) AS anon_46(code)) AS anon_45) <= 6000 AND (entity_name_17.codes @> CAST(string_to_array($5::VARCHAR, ',') AS INTEGER[])) AND strpos(entity_name_17.normal, $2::VARCHAR) = $41::INTEGER AND (entity_name_17.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_18
WHERE entity_name_18.uscc = entity_name_17.uscc AND NOT entity_name_18.sole AND strpos(entity_name_18.normal, $2::VARCHAR) = $42::INTEGER AND entity_name_18.place < entity_name_17.place))) AND (EXISTS (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) || '~') AND entity.uscc = entity_name_17.uscc
 LIMIT ALL OFFSET 0)) ORDER BY entity_name_17.place + 0
 LIMIT 4) AS anon_44 UNION ALL SELECT anon_47.uscc AS uscc, anon_47.tier AS tier, anon_47.weight AS weight
FROM (SELECT entity_name_19.uscc AS uscc, CASE WHEN (entity_name_19.normal = $2::VARCHAR) THEN 0 ELSE 1 END AS tier, entity_name_19.place AS weight
FROM entity_name AS entity_name_19
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_5
FROM entity_gram
WHERE entity_gram.code = anon_46.code), $40::INTEGER)) AS min_5
FROM unnest(CAST(string_to_array($4::VARCHAR, ',') AS INTEGER[])) AS anon_46(code)) AS anon_45) > 6000 AND entity_name_19.place >= $8::BIGINT AND strpos(entity_name_19.normal, $2::VARCHAR) = $43::INTEGER AND (entity_name_19.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_20
WHERE entity_name_20.uscc = entity_name_19.uscc AND NOT entity_name_20.sole AND strpos(entity_name_20.normal, $2::VARCHAR) = $44::INTEGER AND entity_name_20.place < entity_name_19.place))) AND (EXISTS (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) || '~') AND entity.uscc = entity_name_19.uscc
 LIMIT ALL OFFSET 0)) ORDER BY entity_name_19.place
 LIMIT 4) AS anon_47) AS anon_43 ORDER BY anon_43.weight
 LIMIT 4),
anon_40 AS
(SELECT anon_41.uscc AS uscc, anon_41.tier AS tier, anon_41.weight AS weight
FROM (SELECT anon_42.uscc AS uscc, anon_42.tier AS tier, anon_42.weight AS weight
FROM anon_42 UNION ALL SELECT anon_48.uscc AS uscc, anon_48.tier AS tier, anon_48.weight AS weight
FROM (SELECT anon_49.uscc AS uscc, anon_49.tier AS tier, anon_49.weight AS weight
FROM (SELECT anon_50.uscc AS uscc, anon_50.tier AS tier, anon_50.weight AS weight
FROM (SELECT entity_name_21.uscc AS uscc, 2 AS tier, entity_name_21.place AS weight
FROM entity_name AS entity_name_21
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_6
FROM entity_gram
WHERE entity_gram.code = anon_52.code), $45::INTEGER)) AS min_6
FROM unnest(CAST(string_to_array($12::VARCHAR, ',') AS INTEGER[])) AS anon_52(code)) AS anon_51) <= 6000 AND (entity_name_21.codes @> CAST(string_to_array($13::VARCHAR, ',') AS INTEGER[])) AND (SELECT count(*) AS count_5
FROM anon_42) < 4 AND strpos(entity_name_21.normal, $2::VARCHAR) > $46::INTEGER AND (entity_name_21.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_22
WHERE entity_name_22.uscc = entity_name_21.uscc AND NOT entity_name_22.sole AND (strpos(entity_name_22.normal, $2::VARCHAR) = $47::INTEGER OR strpos(entity_name_22.normal, $2::VARCHAR) > $48::INTEGER AND entity_name_22.place < entity_name_21.place)))) AND (EXISTS (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) || '~') AND entity.uscc = entity_name_21.uscc
 LIMIT ALL OFFSET 0)) ORDER BY entity_name_21.place + 0
 LIMIT 4) AS anon_50 UNION ALL SELECT anon_53.uscc AS uscc, anon_53.tier AS tier, anon_53.weight AS weight
FROM (SELECT entity_name_23.uscc AS uscc, 2 AS tier, entity_name_23.place AS weight
FROM entity_name AS entity_name_23
WHERE (SELECT (SELECT min(coalesce((SELECT max(entity_gram.names) AS max_6
FROM entity_gram
WHERE entity_gram.code = anon_52.code), $45::INTEGER)) AS min_6
FROM unnest(CAST(string_to_array($12::VARCHAR, ',') AS INTEGER[])) AS anon_52(code)) AS anon_51) > 6000 AND entity_name_23.place >= $8::BIGINT AND (SELECT count(*) AS count_5
FROM anon_42) < 4 AND strpos(entity_name_23.normal, $2::VARCHAR) > $49::INTEGER AND (entity_name_23.sole OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_24
WHERE entity_name_24.uscc = entity_name_23.uscc AND NOT entity_name_24.sole AND (strpos(entity_name_24.normal, $2::VARCHAR) = $50::INTEGER OR strpos(entity_name_24.normal, $2::VARCHAR) > $51::INTEGER AND entity_name_24.place < entity_name_23.place)))) AND (EXISTS (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) || '~') AND entity.uscc = entity_name_23.uscc
 LIMIT ALL OFFSET 0)) ORDER BY entity_name_23.place
 LIMIT 4) AS anon_53) AS anon_49 ORDER BY anon_49.weight
 LIMIT 4) AS anon_48) AS anon_41 ORDER BY anon_41.tier, anon_41.weight, anon_41.uscc
 LIMIT 4)
 SELECT textsend('{"entities":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) || '~') AND entity.uscc IN (SELECT anon_4.uscc
FROM anon_4)) AS anon_3) AS TEXT) || ',"nodes":[' || coalesce(string_agg('{"uscc":"' || anon_18.uscc || '","name":' || to_json(anon_18.name)::text || '}', ',') FILTER (WHERE anon_18._number <= $20::INTEGER), '') || '],"pageInfo":{"hasNextPage":' || CASE WHEN (count(*) > $21::INTEGER) THEN $22::VARCHAR ELSE $23::VARCHAR END || ',"endCursor":' || coalesce('"' || substr(max(CAST($24::INTEGER + anon_18._number AS TEXT) || encode(textsend('["RELEVANCE",' || CAST(anon_18._number0 AS TEXT) || ',' || CAST(anon_18._number1 AS TEXT) || ']'), 'hex')) FILTER (WHERE anon_18._number <= $25::INTEGER), 5) || '"', 'null') || '},"facets":{"kinds":[' || coalesce((SELECT string_agg('{"kind":"' || anon_19.kind || '","count":' || CAST(anon_19.count AS TEXT) || '}', ',') AS aggregate_strings_2
FROM (SELECT anon_20.kind AS kind, count(*) AS count
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) || '~') AND entity.uscc IN (SELECT anon_21.uscc
FROM anon_21)) AS anon_20
WHERE anon_20.kind IS NOT NULL GROUP BY anon_20.kind ORDER BY count DESC, anon_20.kind
 LIMIT $38::INTEGER) AS anon_19), '') || '],"regions":[' || coalesce((SELECT string_agg('{"count":' || CAST(anon_35.count AS TEXT) || ',"region":' || coalesce((SELECT '{"name":' || to_json(anon_37.name)::text || '}' AS anon_36
FROM (SELECT region.code AS code, region.name AS name, region.level AS level, region.parent_code AS parent_code, region.path AS path, region.valid_from AS valid_from, region.valid_to AS valid_to
FROM region
WHERE region.code = anon_35.region_code) AS anon_37), 'null') || '}', ',') AS aggregate_strings_4
FROM (SELECT anon_38.region_code AS region_code, count(*) AS count
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) || '~') AND entity.uscc IN (SELECT anon_21.uscc
FROM anon_21)) AS anon_38
WHERE anon_38.region_code IS NOT NULL GROUP BY anon_38.region_code ORDER BY count DESC, anon_38.region_code
 LIMIT $39::INTEGER) AS anon_35), '') || ']}}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_2
FROM (SELECT anon_39.uscc AS uscc, anon_39.first_seen_at AS first_seen_at, anon_39.last_seen_at AS last_seen_at, anon_39.name AS name, anon_39.kind AS kind, anon_39.legal_form AS legal_form, anon_39.status AS status, anon_39.registered_on AS registered_on, anon_39.capital_fen AS capital_fen, anon_39.capital_currency AS capital_currency, anon_39.business_scope AS business_scope, anon_39.address AS address, anon_39.region_code AS region_code, anon_39.industry_path AS industry_path, anon_39.industry_inferred AS industry_inferred, anon_39.lei AS lei, anon_39.authority AS authority, anon_39.fictitious AS fictitious, anon_39.submission_id AS submission_id, anon_39.line AS line, anon_39.valid_from AS valid_from, anon_39.known_from AS known_from, anon_39._number0 AS _number0, anon_39._number1 AS _number1, row_number() OVER () AS _number
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from, anon_40.tier AS _number0, anon_40.weight AS _number1
FROM entity JOIN anon_40 ON entity.uscc = anon_40.uscc
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = $1::VARCHAR) || '~') ORDER BY anon_40.tier, anon_40.weight) AS anon_39) AS anon_18) || '}') AS anon_1
-- cost 66
