SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"entities":' || (SELECT '{"nodes":[' || coalesce(group_concat('{"uscc":"' || s3.uscc || '","registeredOn":' || coalesce('"' || CAST(s3.registered_on AS TEXT) || '"', 'null') || '}', ',') FILTER (WHERE s3._number <= ?), '') || '],"pageInfo":{"hasNextPage":false,"hasPreviousPage":' || CASE WHEN (count(*) > ?) THEN ? ELSE ? END || ',"startCursor":' || coalesce('"' || substr(max(CAST(? + s3._number AS TEXT) || lower(hex('["NEWEST",' || json_quote(s3._number0) || ',' || json_quote(s3._number1) || ']'))) FILTER (WHERE s3._number <= ?), 5) || '"', 'null') || ',"endCursor":' || coalesce('"' || substr(min(CAST(? + s3._number AS TEXT) || lower(hex('["NEWEST",' || json_quote(s3._number0) || ',' || json_quote(s3._number1) || ']'))) FILTER (WHERE s3._number <= ?), 5) || '"', 'null') || '}}'
FROM (SELECT s2.uscc AS uscc, s2.registered_on AS registered_on, s2._number AS _number, s2._number0 AS _number0, s2._number1 AS _number1
FROM (SELECT row_number() OVER () AS _number, s1.uscc AS uscc, s1.registered_on AS registered_on, s1._number0 AS _number0, s1._number1 AS _number1
FROM (SELECT entity.uscc AS uscc, entity.registered_on AS registered_on, coalesce(entity.registered_on, '0001-01-02') AS _number0, entity.uscc AS _number1
FROM entity ORDER BY coalesce(entity.registered_on, '0001-01-02') ASC, entity.uscc ASC
 LIMIT 3 OFFSET ?) AS s1) AS s2 ORDER BY s2._number DESC) AS s3) || '}' AS BLOB) END AS anon_1
-- cost 2
