WITH anon_5 AS
(SELECT anon_6.uscc AS uscc, anon_6.tier AS tier, anon_6.weight AS weight
FROM (SELECT anon_7.uscc AS uscc, anon_7.tier AS tier, anon_7.weight AS weight
FROM (SELECT entity_name_1.uscc AS uscc, CASE WHEN (entity_name_1.normal = ?) THEN 0 ELSE 1 END AS tier, entity_name_1.place AS weight
FROM entity_name_key AS entity_name_key_1 JOIN entity_name AS entity_name_1 ON entity_name_1.place = entity_name_key_1.rowid
WHERE (entity_name_key_1.entity_name_key MATCH ?) AND instr(entity_name_1.normal, ?) = ? AND (entity_name_1.sole = 1 OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_2
WHERE entity_name_2.uscc = entity_name_1.uscc AND entity_name_2.sole = 0 AND instr(entity_name_2.normal, ?) = ? AND entity_name_2.place < entity_name_1.place))) ORDER BY entity_name_key_1.rowid
 LIMIT 2147483647 OFFSET ?) AS anon_7) AS anon_6 ORDER BY anon_6.weight
 LIMIT 2147483647 OFFSET ?),
anon_3 AS
(SELECT anon_4.uscc AS uscc, anon_4.tier AS tier, anon_4.weight AS weight
FROM (SELECT anon_5.uscc AS uscc, anon_5.tier AS tier, anon_5.weight AS weight
FROM anon_5 UNION ALL SELECT anon_8.uscc AS uscc, anon_8.tier AS tier, anon_8.weight AS weight
FROM (SELECT anon_9.uscc AS uscc, anon_9.tier AS tier, anon_9.weight AS weight
FROM (SELECT anon_10.uscc AS uscc, anon_10.tier AS tier, anon_10.weight AS weight
FROM (SELECT entity_name_3.uscc AS uscc, 2 AS tier, entity_name_3.place AS weight
FROM entity_name_key AS entity_name_key_2 JOIN entity_name AS entity_name_3 ON entity_name_3.place = entity_name_key_2.rowid
WHERE (entity_name_key_2.entity_name_key MATCH CASE WHEN ((SELECT count(*) AS count_2
FROM anon_5) < 2147483647) THEN ? ELSE ? END) AND instr(entity_name_3.normal, ?) > ? AND (entity_name_3.sole = 1 OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_4
WHERE entity_name_4.uscc = entity_name_3.uscc AND entity_name_4.sole = 0 AND (instr(entity_name_4.normal, ?) = ? OR instr(entity_name_4.normal, ?) > ? AND entity_name_4.place < entity_name_3.place)))) ORDER BY entity_name_key_2.rowid
 LIMIT 2147483647 OFFSET ?) AS anon_10) AS anon_9 ORDER BY anon_9.weight
 LIMIT 2147483647 OFFSET ?) AS anon_8) AS anon_4 ORDER BY anon_4.tier, anon_4.weight, anon_4.uscc
 LIMIT 2147483647 OFFSET ?),
anon_15 AS
(SELECT anon_16.uscc AS uscc, anon_16.tier AS tier, anon_16.weight AS weight
FROM (SELECT anon_17.uscc AS uscc, anon_17.tier AS tier, anon_17.weight AS weight
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
 LIMIT 4 OFFSET ?) AS anon_17) AS anon_16 ORDER BY anon_16.weight
 LIMIT 4 OFFSET ?),
anon_13 AS
(SELECT anon_14.uscc AS uscc, anon_14.tier AS tier, anon_14.weight AS weight
FROM (SELECT anon_15.uscc AS uscc, anon_15.tier AS tier, anon_15.weight AS weight
FROM anon_15 UNION ALL SELECT anon_18.uscc AS uscc, anon_18.tier AS tier, anon_18.weight AS weight
FROM (SELECT anon_19.uscc AS uscc, anon_19.tier AS tier, anon_19.weight AS weight
FROM (SELECT anon_20.uscc AS uscc, anon_20.tier AS tier, anon_20.weight AS weight
FROM (SELECT entity_name_7.uscc AS uscc, 2 AS tier, entity_name_7.place AS weight
FROM entity_name_key AS entity_name_key_4 JOIN entity_name AS entity_name_7 ON entity_name_7.place = entity_name_key_4.rowid
WHERE (entity_name_key_4.entity_name_key MATCH CASE WHEN ((SELECT count(*) AS count_4
FROM anon_15) < 4) THEN ? ELSE ? END) AND instr(entity_name_7.normal, ?) > ? AND (entity_name_7.sole = 1 OR NOT (EXISTS (SELECT *
FROM entity_name AS entity_name_8
WHERE entity_name_8.uscc = entity_name_7.uscc AND entity_name_8.sole = 0 AND (instr(entity_name_8.normal, ?) = ? OR instr(entity_name_8.normal, ?) > ? AND entity_name_8.place < entity_name_7.place)))) AND (EXISTS (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~') AND entity.uscc = entity_name_7.uscc
 LIMIT ? OFFSET 0)) ORDER BY entity_name_key_4.rowid
 LIMIT 4 OFFSET ?) AS anon_20) AS anon_19 ORDER BY anon_19.weight
 LIMIT 4 OFFSET ?) AS anon_18) AS anon_14 ORDER BY anon_14.tier, anon_14.weight, anon_14.uscc
 LIMIT 4 OFFSET ?)
 SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"entities":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~') AND entity.uscc IN (SELECT anon_3.uscc
FROM anon_3)) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"uscc":"' || s2.uscc || '","name":' || json_quote(s2.name) || '}', ',') FILTER (WHERE s2._number <= ?), '') || '],"pageInfo":{"hasNextPage":' || CASE WHEN (count(*) > ?) THEN ? ELSE ? END || ',"endCursor":' || coalesce('"' || substr(max(CAST(? + s2._number AS TEXT) || lower(hex('["RELEVANCE",' || CAST(s2._number0 AS TEXT) || ',' || CAST(s2._number1 AS TEXT) || ']'))) FILTER (WHERE s2._number <= ?), 5) || '"', 'null') || '},"facets":{"kinds":[' || coalesce((SELECT group_concat('{"kind":"' || s3.kind || '","count":' || CAST(s3.count AS TEXT) || '}', ',')
FROM (SELECT anon_11.kind AS kind, count(*) AS count
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from, entity.quotable AS quotable
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~') AND entity.uscc IN (SELECT anon_3.uscc
FROM anon_3)) AS anon_11
WHERE anon_11.kind IS NOT NULL GROUP BY anon_11.kind ORDER BY count DESC, anon_11.kind
 LIMIT ? OFFSET ?) AS s3), '') || '],"regions":[' || coalesce((SELECT group_concat('{"count":' || CAST(s4.count AS TEXT) || ',"region":' || (SELECT '{"name":' || json_quote(s5.name) || '}'
FROM (SELECT region.name AS name
FROM region
WHERE region.code = s4.region_code) AS s5 UNION ALL SELECT 'null' LIMIT 1) || '}', ',')
FROM (SELECT count(*) AS count, anon_12.region_code AS region_code
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from, entity.quotable AS quotable
FROM entity
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~') AND entity.uscc IN (SELECT anon_3.uscc
FROM anon_3)) AS anon_12
WHERE anon_12.region_code IS NOT NULL GROUP BY anon_12.region_code ORDER BY count DESC, anon_12.region_code
 LIMIT ? OFFSET ?) AS s4), '') || ']}}'
FROM (SELECT s1.uscc AS uscc, s1.name AS name, row_number() OVER () AS _number, s1._number0 AS _number0, s1._number1 AS _number1
FROM (SELECT entity.uscc AS uscc, entity.name AS name, anon_13.tier AS _number0, anon_13.weight AS _number1
FROM entity JOIN anon_13 ON entity.uscc = anon_13.uscc
WHERE entity.region_code >= (SELECT region.path
FROM region
WHERE region.code = ?) AND entity.region_code < ((SELECT region.path
FROM region
WHERE region.code = ?) || '~') ORDER BY anon_13.tier, anon_13.weight) AS s1) AS s2) || '}' AS BLOB) END AS anon_1
-- cost 66
