SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"submissions":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM submission
WHERE submission.supplier_code = $2::VARCHAR) AS anon_3) AS TEXT) || ',"nodes":[' || coalesce(string_agg('{"id":"' || anon_4.handle || '","batch":' || to_json(anon_4.batch)::text || ',"receivedAt":"' || to_char(anon_4.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","read":' || CAST(anon_4.read AS TEXT) || ',"rejected":' || CAST(anon_4.rejected AS TEXT) || ',"rejections":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"line":' || CAST(anon_6.line AS TEXT) || ',"field":' || coalesce(to_json(anon_6.field)::text, 'null') || ',"code":"' || anon_6.code || '","message":' || to_json(anon_6.message)::text || '}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_5
FROM (SELECT submission_remark.id AS id, submission_remark.submission_id AS submission_id, submission_remark.kind AS kind, submission_remark.line AS line, submission_remark.field AS field, submission_remark.code AS code, submission_remark.message AS message, submission_remark.line AS _number0, submission_remark.id AS _number1
FROM submission_remark
WHERE submission_remark.submission_id = anon_4.id AND submission_remark.kind = $3::VARCHAR COLLATE "C" ORDER BY submission_remark.line ASC, submission_remark.id ASC
 LIMIT 2) AS anon_6) || ',"supplier":' || (SELECT '{"code":"' || anon_8.code || '"}' AS anon_7
FROM (SELECT institution.code AS code, institution.name AS name, institution.kind AS kind
FROM institution
WHERE institution.code = anon_4.supplier_code) AS anon_8) || '}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_2
FROM (SELECT submission.id AS id, submission.handle AS handle, submission.supplier_code AS supplier_code, submission.batch AS batch, submission.item_code AS item_code, submission.state AS state, submission.sha256 AS sha256, submission.file_name AS file_name, submission.received_at AS received_at, submission.read AS read, submission.accepted AS accepted, submission.changed AS changed, submission.unchanged AS unchanged, submission.rejected AS rejected, submission.repaired AS repaired, submission.format AS format, submission.encoding AS encoding, submission.strict AS strict, submission.history AS history, submission.heads AS heads, submission.size AS size, submission.upload_offset AS upload_offset, submission.id AS _number0
FROM submission
WHERE submission.supplier_code = $2::VARCHAR ORDER BY submission.id DESC
 LIMIT 2) AS anon_4) || ',"viewer":{"kind":' || coalesce('"' || $4::VARCHAR || '"', 'null') || ',"scopes":' || $5::VARCHAR || ',"institution":' || coalesce((SELECT '{"name":' || to_json(anon_10.name)::text || '}' AS anon_9
FROM (SELECT institution.code AS code, institution.name AS name, institution.kind AS kind
FROM institution
WHERE institution.code = $2::VARCHAR) AS anon_10), 'null') || '}}') END AS anon_1
-- cost 9
