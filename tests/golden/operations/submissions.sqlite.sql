SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"submissions":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM submission
WHERE submission.supplier_code = ?) AS anon_3) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"id":"' || anon_4.handle || '","batch":' || json_quote(anon_4.batch) || ',"receivedAt":"' || anon_4.received_at || '","read":' || CAST(anon_4.read AS TEXT) || ',"rejected":' || CAST(anon_4.rejected AS TEXT) || ',"rejections":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"line":' || CAST(anon_6.line AS TEXT) || ',"field":' || coalesce(json_quote(anon_6.field), 'null') || ',"code":"' || anon_6.code || '","message":' || json_quote(anon_6.message) || '}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_5
FROM (SELECT submission_remark.id AS id, submission_remark.submission_id AS submission_id, submission_remark.kind AS kind, submission_remark.line AS line, submission_remark.field AS field, submission_remark.code AS code, submission_remark.message AS message, submission_remark.line AS _number0, submission_remark.id AS _number1
FROM submission_remark
WHERE submission_remark.submission_id = anon_4.id AND submission_remark.kind = ? ORDER BY submission_remark.line ASC, submission_remark.id ASC
 LIMIT 2 OFFSET ?) AS anon_6) || ',"supplier":' || (SELECT '{"code":"' || anon_8.code || '"}' AS anon_7
FROM (SELECT institution.code AS code, institution.name AS name, institution.kind AS kind
FROM institution
WHERE institution.code = anon_4.supplier_code) AS anon_8) || '}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_2
FROM (SELECT submission.id AS id, submission.handle AS handle, submission.supplier_code AS supplier_code, submission.batch AS batch, submission.item_code AS item_code, submission.state AS state, submission.sha256 AS sha256, submission.file_name AS file_name, submission.received_at AS received_at, submission.read AS read, submission.accepted AS accepted, submission.changed AS changed, submission.unchanged AS unchanged, submission.rejected AS rejected, submission.repaired AS repaired, submission.format AS format, submission.encoding AS encoding, submission.strict AS strict, submission.history AS history, submission.heads AS heads, submission.size AS size, submission.upload_offset AS upload_offset, submission.id AS _number0
FROM submission
WHERE submission.supplier_code = ? ORDER BY submission.id DESC
 LIMIT 2 OFFSET ?) AS anon_4) || ',"viewer":{"kind":' || coalesce('"' || ? || '"', 'null') || ',"scopes":' || ? || ',"institution":' || (SELECT '{"name":' || json_quote(anon_10.name) || '}' AS anon_9
FROM (SELECT institution.code AS code, institution.name AS name, institution.kind AS kind
FROM institution
WHERE institution.code = ?) AS anon_10 UNION ALL SELECT 'null' LIMIT 1) || '}}' AS BLOB) END AS anon_1
-- cost 9
