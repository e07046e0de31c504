SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"submissions":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM submission
WHERE submission.supplier_code = ?) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"id":"' || s1.handle || '","batch":' || json_quote(s1.batch) || ',"receivedAt":"' || s1.received_at || '","read":' || CAST(s1.read AS TEXT) || ',"rejected":' || CAST(s1.rejected AS TEXT) || ',"rejections":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"line":' || CAST(s2.line AS TEXT) || ',"field":' || coalesce(json_quote(s2.field), 'null') || ',"code":"' || s2.code || '","message":' || json_quote(s2.message) || '}', ','), '') || ']}'
FROM (SELECT submission_remark.line AS line, submission_remark.field AS field, submission_remark.code AS code, submission_remark.message AS message
FROM submission_remark
WHERE submission_remark.submission_id = s1.id AND submission_remark.kind = ? ORDER BY submission_remark.line ASC, submission_remark.id ASC
 LIMIT 2 OFFSET ?) AS s2) || ',"supplier":' || (SELECT '{"code":"' || s3.code || '"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = s1.supplier_code) AS s3) || '}', ','), '') || ']}'
FROM (SELECT submission.handle AS handle, submission.batch AS batch, submission.received_at AS received_at, submission.read AS read, submission.rejected AS rejected, submission.id AS id, submission.supplier_code AS supplier_code
FROM submission
WHERE submission.supplier_code = ? ORDER BY submission.id DESC
 LIMIT 2 OFFSET ?) AS s1) || ',"viewer":{"kind":' || coalesce('"' || ? || '"', 'null') || ',"scopes":' || ? || ',"institution":' || (SELECT '{"name":' || json_quote(s4.name) || '}'
FROM (SELECT institution.name AS name
FROM institution
WHERE institution.code = ?) AS s4 UNION ALL SELECT 'null' LIMIT 1) || '}}' AS BLOB) END AS anon_1
-- cost 9
