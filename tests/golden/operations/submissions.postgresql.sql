SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"submissions":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM submission
WHERE submission.supplier_code = $2::VARCHAR) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(string_agg('{"id":"' || s1.handle || '","batch":' || to_json(s1.batch)::text || ',"receivedAt":"' || to_char(s1.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","read":' || CAST(s1.read AS TEXT) || ',"rejected":' || CAST(s1.rejected AS TEXT) || ',"rejections":' || (SELECT '{"nodes":[' || coalesce(string_agg('{"line":' || CAST(s2.line AS TEXT) || ',"field":' || coalesce(to_json(s2.field)::text, 'null') || ',"code":"' || s2.code || '","message":' || to_json(s2.message)::text || '}', ','), '') || ']}'
FROM (SELECT submission_remark.line AS line, submission_remark.field AS field, submission_remark.code AS code, submission_remark.message AS message
FROM submission_remark
WHERE submission_remark.submission_id = s1.id AND submission_remark.kind = $3::VARCHAR COLLATE "C" ORDER BY submission_remark.line ASC, submission_remark.id ASC
 LIMIT 2) AS s2) || ',"supplier":' || (SELECT '{"code":"' || s3.code || '"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = s1.supplier_code) AS s3) || '}', ','), '') || ']}'
FROM (SELECT submission.handle AS handle, submission.batch AS batch, submission.received_at AS received_at, submission.read AS read, submission.rejected AS rejected, submission.id AS id, submission.supplier_code AS supplier_code
FROM submission
WHERE submission.supplier_code = $2::VARCHAR ORDER BY submission.id DESC
 LIMIT 2) AS s1) || ',"viewer":{"kind":' || coalesce('"' || $4::VARCHAR || '"', 'null') || ',"scopes":' || $5::VARCHAR || ',"institution":' || coalesce((SELECT '{"name":' || to_json(s4.name)::text || '}'
FROM (SELECT institution.name AS name
FROM institution
WHERE institution.code = $2::VARCHAR) AS s4), 'null') || '}}') END AS anon_1
-- cost 9
