SELECT CAST('{"nodes":[' || coalesce((SELECT group_concat(coalesce(CASE substr(wanted.value, 1, 4) WHEN 'ins_' THEN (SELECT '{"id":"ins_' || anon_3.code || '","__typename":"Institution"}' AS anon_2
FROM (SELECT institution.code AS code, institution.name AS name, institution.kind AS kind
FROM institution
WHERE institution.code = substr(wanted.value, 5)) AS anon_3) WHEN 'reg_' THEN (SELECT '{"id":"reg_' || anon_5.code || '","__typename":"Region","name":' || json_quote(anon_5.name) || ',"level":"' || anon_5.level || '"}' AS anon_4
FROM (SELECT region.code AS code, region.name AS name, region.level AS level, region.parent_code AS parent_code, region.path AS path, region.valid_from AS valid_from, region.valid_to AS valid_to
FROM region
WHERE region.code = substr(wanted.value, 5)) AS anon_5) WHEN 'ind_' THEN (SELECT '{"id":"ind_' || anon_7.code || '","__typename":"Industry"}' AS anon_6
FROM (SELECT industry.code AS code, industry.name AS name, industry.level AS level, industry.parent_code AS parent_code, industry.path AS path
FROM industry
WHERE industry.code = substr(wanted.value, 5)) AS anon_7) WHEN 'sub_' THEN (SELECT '{"id":"sub_' || anon_9.id || '","__typename":"Submission"}' AS anon_8
FROM (SELECT submission.id AS id, submission.supplier_code AS supplier_code, submission.batch AS batch, submission.sha256 AS sha256, submission.file_name AS file_name, submission.received_at AS received_at, submission.read AS read, submission.accepted AS accepted, submission.changed AS changed, submission.unchanged AS unchanged, submission.rejected AS rejected, submission.repaired AS repaired
FROM submission
WHERE submission.id = CAST(substr(wanted.value, 5) AS BIGINT) AND submission.supplier_code = ?) AS anon_9) WHEN 'ent_' THEN (SELECT '{"id":"ent_' || anon_11.uscc || '","__typename":"Entity","name":' || json_quote(anon_11.name) || '}' AS anon_10
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from
FROM entity
WHERE entity.uscc = substr(wanted.value, 5)) AS anon_11) END, '	null'), ',') AS aggregate_strings_1
FROM (SELECT value, key AS position FROM json_each(?)) AS wanted), '') || ']}' AS BLOB) AS anon_1
-- cost 10
