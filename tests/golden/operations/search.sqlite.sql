WITH anon_6 AS
(SELECT anon_7.uscc AS uscc, anon_7.tier AS tier, anon_7.weight AS weight
FROM (SELECT anon_8.uscc AS uscc, anon_8.tier AS tier, anon_8.weight AS weight
FROM (SELECT entity_name_1.uscc AS uscc, CASE WHEN (entity_name_1.normal = ?) THEN 0 ELSE 1 END AS tier, entity_name_1.place AS weight
FROM entity_name_key AS entity_name_key_1 JOIN entity_name AS entity_name_1 ON entity_name_1.place = entity_name_key_1.rowid
WHERE (entity_name_key_1.entity_name_key MATCH ?) AND instr(entity_name_1.normal, ?) = ? AND (entity_name_1.sole = 1 OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_2
WHERE entity_name_2.uscc = entity_name_1.uscc AND entity_name_2.sole = 0 AND instr(entity_name_2.normal, ?) = ? AND entity_name_2.place < entity_name_1.place))) ORDER BY entity_name_key_1.rowid
 LIMIT 2147483647 OFFSET ?) AS anon_8) AS anon_7 ORDER BY anon_7.weight
 LIMIT 2147483647 OFFSET ?),
anon_4 AS
(SELECT anon_5.uscc AS uscc, anon_5.tier AS tier, anon_5.weight AS weight
FROM (SELECT anon_6.uscc AS uscc, anon_6.tier AS tier, anon_6.weight AS weight
FROM anon_6 UNION ALL SELECT anon_9.uscc AS uscc, anon_9.tier AS tier, anon_9.weight AS weight
FROM (SELECT anon_10.uscc AS uscc, anon_10.tier AS tier, anon_10.weight AS weight
FROM (SELECT anon_11.uscc AS uscc, anon_11.tier AS tier, anon_11.weight AS weight
FROM (SELECT entity_name_3.uscc AS uscc, 2 AS tier, entity_name_3.place AS weight
FROM entity_name_key AS entity_name_key_2 JOIN entity_name AS entity_name_3 ON entity_name_3.place = entity_name_key_2.rowid
WHERE (entity_name_key_2.entity_name_key MATCH CASE WHEN ((SELECT count(*) AS count_2
FROM anon_6) < 2147483647) THEN ? ELSE ? END) AND instr(entity_name_3.normal, ?) > ? AND (entity_name_3.sole = 1 OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_4
WHERE entity_name_4.uscc = entity_name_3.uscc AND entity_name_4.sole = 0 AND (instr(entity_name_4.normal, ?) = ? OR instr(entity_name_4.normal, ?) > ? AND entity_name_4.place < entity_name_3.place)))) ORDER BY entity_name_key_2.rowid
 LIMIT 2147483647 OFFSET ?) AS anon_11) AS anon_10 ORDER BY anon_10.weight
 LIMIT 2147483647 OFFSET ?) AS anon_9) AS anon_5 ORDER BY anon_5.tier, anon_5.weight, anon_5.uscc
 LIMIT 2147483647 OFFSET ?),
anon_22 AS
(SELECT anon_23.uscc AS uscc, anon_23.tier AS tier, anon_23.weight AS weight
FROM (SELECT anon_24.uscc AS uscc, anon_24.tier AS tier, anon_24.weight AS weight
FROM (SELECT entity_name_5.uscc AS uscc, CASE WHEN (entity_name_5.normal = ?) THEN 0 ELSE 1 END AS tier, entity_name_5.place AS weight
FROM entity_name_key AS entity_name_key_3 JOIN entity_name AS entity_name_5 ON entity_name_5.place = entity_name_key_3.rowid
WHERE (entity_name_key_3.entity_name_key MATCH ?) AND instr(entity_name_5.normal, ?) = ? AND (entity_name_5.sole = 1 OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_6
WHERE entity_name_6.uscc = entity_name_5.uscc AND entity_name_6.sole = 0 AND instr(entity_name_6.normal, ?) = ? AND entity_name_6.place < entity_name_5.place))) AND (EXISTS (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~') AND entity.uscc = entity_name_5.uscc
 LIMIT ? OFFSET 0)) ORDER BY entity_name_key_3.rowid
 LIMIT 4 OFFSET ?) AS anon_24) AS anon_23 ORDER BY anon_23.weight
 LIMIT 4 OFFSET ?),
anon_20 AS
(SELECT anon_21.uscc AS uscc, anon_21.tier AS tier, anon_21.weight AS weight
FROM (SELECT anon_22.uscc AS uscc, anon_22.tier AS tier, anon_22.weight AS weight
FROM anon_22 UNION ALL SELECT anon_25.uscc AS uscc, anon_25.tier AS tier, anon_25.weight AS weight
FROM (SELECT anon_26.uscc AS uscc, anon_26.tier AS tier, anon_26.weight AS weight
FROM (SELECT anon_27.uscc AS uscc, anon_27.tier AS tier, anon_27.weight AS weight
FROM (SELECT entity_name_7.uscc AS uscc, 2 AS tier, entity_name_7.place AS weight
FROM entity_name_key AS entity_name_key_4 JOIN entity_name AS entity_name_7 ON entity_name_7.place = entity_name_key_4.rowid
WHERE (entity_name_key_4.entity_name_key MATCH CASE WHEN ((SELECT count(*) AS count_4
FROM anon_22) < 4) THEN ? ELSE ? END) AND instr(entity_name_7.normal, ?) > ? AND (entity_name_7.sole = 1 OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_8
WHERE entity_name_8.uscc = entity_name_7.uscc AND entity_name_8.sole = 0 AND (instr(entity_name_8.normal, ?) = ? OR instr(entity_name_8.normal, ?) > ? AND entity_name_8.place < entity_name_7.place)))) AND (EXISTS (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~') AND entity.uscc = entity_name_7.uscc
 LIMIT ? OFFSET 0)) ORDER BY entity_name_key_4.rowid
 LIMIT 4 OFFSET ?) AS anon_27) AS anon_26 ORDER BY anon_26.weight
 LIMIT 4 OFFSET ?) AS anon_25) AS anon_21 ORDER BY anon_21.tier, anon_21.weight, anon_21.uscc
 LIMIT 4 OFFSET ?)
 SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"entities":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~') AND entity.uscc IN (SELECT anon_4.uscc
FROM anon_4)) AS anon_3) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"uscc":"' || anon_12.uscc || '","name":' || json_quote(anon_12.name) || '}', ',') FILTER (WHERE anon_12._number <= ?), '') || '],"pageInfo":{"hasNextPage":' || CASE WHEN (count(*) > ?) THEN ? ELSE ? END || ',"endCursor":' || coalesce('"' || substr(max(CAST(? + anon_12._number AS TEXT) || lower(hex('["RELEVANCE",' || CAST(anon_12._number0 AS TEXT) || ',' || CAST(anon_12._number1 AS TEXT) || ']'))) FILTER (WHERE anon_12._number <= ?), 5) || '"', 'null') || '},"facets":{"kinds":[' || coalesce((SELECT group_concat('{"kind":"' || anon_13.kind || '","count":' || CAST(anon_13.count AS TEXT) || '}', ',') AS aggregate_strings_2
FROM (SELECT anon_14.kind AS kind, count(*) AS count
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~') AND entity.uscc IN (SELECT anon_4.uscc
FROM anon_4)) AS anon_14
WHERE anon_14.kind IS NOT NULL GROUP BY anon_14.kind ORDER BY count DESC, anon_14.kind
 LIMIT ? OFFSET ?) AS anon_13), '') || '],"regions":[' || coalesce((SELECT group_concat('{"count":' || CAST(anon_15.count AS TEXT) || ',"region":' || (SELECT '{"name":' || json_quote(anon_17.name) || '}' AS anon_16
FROM (SELECT region.code AS code, region.name AS name, region.level AS level, region.parent_code AS parent_code, region.path AS path, region.valid_from AS valid_from, region.valid_to AS valid_to
FROM region
WHERE region.code = anon_15.region_code) AS anon_17 UNION ALL SELECT 'null' LIMIT 1) || '}', ',') AS aggregate_strings_4
FROM (SELECT anon_18.region_code AS region_code, count(*) AS count
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~') AND entity.uscc IN (SELECT anon_4.uscc
FROM anon_4)) AS anon_18
WHERE anon_18.region_code IS NOT NULL GROUP BY anon_18.region_code ORDER BY count DESC, anon_18.region_code
 LIMIT ? OFFSET ?) AS anon_15), '') || ']}}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_2
FROM (SELECT anon_19.uscc AS uscc, anon_19.first_seen_at AS first_seen_at, anon_19.last_seen_at AS last_seen_at, anon_19.name AS name, anon_19.kind AS kind, anon_19.legal_form AS legal_form, anon_19.status AS status, anon_19.registered_on AS registered_on, anon_19.capital_fen AS capital_fen, anon_19.capital_currency AS capital_currency, anon_19.business_scope AS business_scope, anon_19.address AS address, anon_19.region_code AS region_code, anon_19.industry_path AS industry_path, anon_19.industry_inferred AS industry_inferred, anon_19.lei AS lei, anon_19.authority AS authority, anon_19.fictitious AS fictitious, anon_19.submission_id AS submission_id, anon_19.line AS line, anon_19.valid_from AS valid_from, anon_19.known_from AS known_from, anon_19._number0 AS _number0, anon_19._number1 AS _number1, row_number() OVER () AS _number
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from, anon_20.tier AS _number0, anon_20.weight AS _number1
FROM entity JOIN anon_20 ON entity.uscc = anon_20.uscc
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~') ORDER BY anon_20.tier, anon_20.weight) AS anon_19) AS anon_12) || '}' AS BLOB) END AS anon_1
-- cost 66
