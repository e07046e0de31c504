SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"entity":' || coalesce((SELECT '{"summary":{"licences":' || CAST((SELECT count(*) AS count_1
FROM credit_record AS counted
WHERE counted.uscc = s1.uscc AND counted.kind = $2::VARCHAR COLLATE "C" AND counted.publicity = 'PUBLIC' AND (counted.state = 'ACTIVE' OR counted.state = 'DISPUTED') AND counted.published_from <= $3::DATE AND (counted.published_until IS NULL OR counted.published_until >= $3::DATE)) AS TEXT) || ',"penalties":' || CAST((SELECT count(*) AS count_2
FROM credit_record AS counted
WHERE counted.uscc = s1.uscc AND counted.kind = $4::VARCHAR COLLATE "C" AND counted.publicity = 'PUBLIC' AND (counted.state = 'ACTIVE' OR counted.state = 'DISPUTED') AND counted.published_from <= $3::DATE AND (counted.published_until IS NULL OR counted.published_until >= $3::DATE)) AS TEXT) || ',"honours":' || CAST((SELECT count(*) AS count_3
FROM credit_record AS counted
WHERE counted.uscc = s1.uscc AND counted.kind = $5::VARCHAR COLLATE "C" AND counted.publicity = 'PUBLIC' AND (counted.state = 'ACTIVE' OR counted.state = 'DISPUTED') AND counted.published_from <= $3::DATE AND (counted.published_until IS NULL OR counted.published_until >= $3::DATE)) AS TEXT) || '},"records":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_4
FROM (SELECT 1
FROM credit_record
WHERE credit_record.uscc = s1.uscc AND credit_record.publicity = 'PUBLIC' AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= $3::DATE AND (credit_record.published_until IS NULL OR credit_record.published_until >= $3::DATE) AND (credit_record.publicity = 'PUBLIC' AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= $3::DATE AND (credit_record.published_until IS NULL OR credit_record.published_until >= $3::DATE) OR credit_record.supplier_code = $6::VARCHAR)) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(string_agg(CASE s3.kind WHEN 'PENALTY' THEN '{"__typename":"AdministrativePenalty","id":"' || s3.id || '","decidedOn":' || coalesce('"' || CAST(s3.decided_on AS TEXT) || '"', 'null') || ',"state":"' || CASE WHEN ((s3.state = $7::VARCHAR COLLATE "C" OR s3.state = $8::VARCHAR COLLATE "C") AND s3.published_until < $3::DATE) THEN $9::VARCHAR ELSE s3.state END || '","supplier":' || (SELECT '{"code":"' || s4.code || '"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = s3.supplier_code) AS s4) || ',"facts":[' || coalesce((SELECT string_agg('{"field":"' || s5.field || '","value":' || to_json(s5.value)::text || '}', ',')
FROM (SELECT catalogue_field.code AS field, (s3.facts::json ->> catalogue_field.target) AS value
FROM catalogue_field
WHERE (s3.facts::json ->> catalogue_field.target) IS NOT NULL AND catalogue_field.item_code = s3.item_code ORDER BY catalogue_field.position) AS s5), '') || '],"categories":' || coalesce((s3.facts::json -> 'categories')::text, 'null') || ',"fineFen":' || coalesce('"' || CAST((s3.facts::json ->> 'fine_fen') AS TEXT) || '"', 'null') || '}' WHEN 'TAX_RATING' THEN '{"__typename":"TaxRating","id":"' || s3.id || '","decidedOn":' || coalesce('"' || CAST(s3.decided_on AS TEXT) || '"', 'null') || ',"state":"' || CASE WHEN ((s3.state = $10::VARCHAR COLLATE "C" OR s3.state = $11::VARCHAR COLLATE "C") AND s3.published_until < $3::DATE) THEN $12::VARCHAR ELSE s3.state END || '","supplier":' || (SELECT '{"code":"' || s6.code || '"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = s3.supplier_code) AS s6) || ',"facts":[' || coalesce((SELECT string_agg('{"field":"' || s7.field || '","value":' || to_json(s7.value)::text || '}', ',')
FROM (SELECT catalogue_field.code AS field, (s3.facts::json ->> catalogue_field.target) AS value
FROM catalogue_field
WHERE (s3.facts::json ->> catalogue_field.target) IS NOT NULL AND catalogue_field.item_code = s3.item_code ORDER BY catalogue_field.position) AS s7), '') || '],"year":' || coalesce(CAST(CAST((s3.facts::json ->> 'year') AS INTEGER) AS TEXT), 'null') || ',"grade":' || coalesce('"' || (s3.facts::json ->> 'grade') || '"', 'null') || '}' ELSE '{"__typename":"' || CASE s3.kind WHEN 'LICENCE' THEN 'AdministrativeLicence' WHEN 'ABNORMAL_OPERATION' THEN 'AbnormalOperation' WHEN 'HONOUR' THEN 'Honour' WHEN 'COMMITMENT' THEN 'CommitmentRecord' WHEN 'TAX_ARREARS' THEN 'TaxArrears' WHEN 'WAGE_ARREARS' THEN 'WageArrears' WHEN 'SOCIAL_INSURANCE' THEN 'SocialInsuranceContribution' WHEN 'HOUSING_FUND' THEN 'HousingFundContribution' WHEN 'UTILITY_PAYMENT' THEN 'UtilityPayment' WHEN 'CONTRACT_PERFORMANCE' THEN 'ContractPerformance' WHEN 'GUARANTEE' THEN 'Guarantee' WHEN 'JUDGMENT' THEN 'Judgment' ELSE 'ArbitrationOutcome' END || '","id":"' || s3.id || '","decidedOn":' || coalesce('"' || CAST(s3.decided_on AS TEXT) || '"', 'null') || ',"state":"' || CASE WHEN ((s3.state = $13::VARCHAR COLLATE "C" OR s3.state = $14::VARCHAR COLLATE "C") AND s3.published_until < $3::DATE) THEN $15::VARCHAR ELSE s3.state END || '","supplier":' || (SELECT '{"code":"' || s8.code || '"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = s3.supplier_code) AS s8) || ',"facts":[' || coalesce((SELECT string_agg('{"field":"' || s9.field || '","value":' || to_json(s9.value)::text || '}', ',')
FROM (SELECT catalogue_field.code AS field, (s3.facts::json ->> catalogue_field.target) AS value
FROM catalogue_field
WHERE (s3.facts::json ->> catalogue_field.target) IS NOT NULL AND catalogue_field.item_code = s3.item_code ORDER BY catalogue_field.position) AS s9), '') || ']}' END, ',') FILTER (WHERE s3._number <= $16::INTEGER), '') || '],"pageInfo":{"hasNextPage":' || CASE WHEN (count(*) > $17::INTEGER) THEN $18::VARCHAR ELSE $19::VARCHAR END || ',"endCursor":' || coalesce('"' || substr(max(CAST($20::INTEGER + s3._number AS TEXT) || encode(textsend('["NEWEST",' || to_json(s3._number0)::text || ',' || to_json(s3._number1)::text || ']'), 'hex')) FILTER (WHERE s3._number <= $21::INTEGER), 5) || '"', 'null') || '}}'
FROM (SELECT s2.kind AS kind, s2.id AS id, s2.decided_on AS decided_on, s2.state AS state, s2.published_until AS published_until, s2.supplier_code AS supplier_code, s2.facts AS facts, s2.item_code AS item_code, row_number() OVER () AS _number, s2._number0 AS _number0, s2._number1 AS _number1
FROM (SELECT credit_record.kind AS kind, credit_record.id AS id, credit_record.decided_on AS decided_on, credit_record.state AS state, credit_record.published_until AS published_until, credit_record.supplier_code AS supplier_code, credit_record.facts AS facts, credit_record.item_code AS item_code, coalesce(credit_record.decided_on, '0001-01-02') AS _number0, credit_record.id AS _number1
FROM credit_record
WHERE credit_record.uscc = s1.uscc AND credit_record.publicity = 'PUBLIC' AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= $3::DATE AND (credit_record.published_until IS NULL OR credit_record.published_until >= $3::DATE) AND (credit_record.publicity = 'PUBLIC' AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= $3::DATE AND (credit_record.published_until IS NULL OR credit_record.published_until >= $3::DATE) OR credit_record.supplier_code = $6::VARCHAR) ORDER BY coalesce(credit_record.decided_on, '0001-01-02') DESC, credit_record.id DESC
 LIMIT 6) AS s2) AS s3) || '}'
FROM (SELECT entity.uscc AS uscc
FROM entity
WHERE entity.uscc = $22::VARCHAR) AS s1), 'null') || '}') END AS anon_1
-- cost 61
