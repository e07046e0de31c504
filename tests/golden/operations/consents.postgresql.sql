SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"consents":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM consent
WHERE consent.grantee_code = $2::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $3::VARCHAR AND mandate.uscc = consent.uscc AND mandate.state = $4::VARCHAR COLLATE "C")) OR $5::VARCHAR IN ($6::VARCHAR)) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(string_agg('{"id":"' || s1.id || '","state":"' || CASE WHEN ((SELECT consent_event.state
FROM consent_event
WHERE consent_event.consent_id = s1.id ORDER BY consent_event.id DESC
 LIMIT $7::INTEGER) IN ($8::VARCHAR, $9::VARCHAR, $10::VARCHAR) AND (s1.valid_until <= $11::TIMESTAMP WITH TIME ZONE OR (EXISTS (SELECT 1
FROM consent_lapse
WHERE consent_lapse.consent_id = s1.id AND consent_lapse.last_on < $12::DATE)))) THEN $13::VARCHAR ELSE (SELECT consent_event.state
FROM consent_event
WHERE consent_event.consent_id = s1.id ORDER BY consent_event.id DESC
 LIMIT $7::INTEGER) END || '","uscc":"' || s1.uscc || '","purpose":"' || s1.purpose || '","items":[' || coalesce((SELECT string_agg('{"code":"' || s2.code || '","publicity":"' || s2.publicity || '"}', ',')
FROM (SELECT catalogue_item.code AS code, catalogue_item.publicity AS publicity
FROM catalogue_item JOIN consent_item ON consent_item.item_code = catalogue_item.code
WHERE consent_item.consent_id = s1.id ORDER BY catalogue_item.code) AS s2), '') || '],"remaining":' || coalesce(CAST((SELECT consent_balance.remaining
FROM consent_balance
WHERE consent_balance.consent_id = s1.id) AS TEXT), 'null') || ',"suspended":' || CASE WHEN (EXISTS (SELECT 1
FROM access_dispute
WHERE access_dispute.consent_id = s1.id AND access_dispute.answered_at IS NULL AND access_dispute.due_on < $12::DATE)) THEN $14::VARCHAR WHEN (NOT (EXISTS (SELECT 1
FROM access_dispute
WHERE access_dispute.consent_id = s1.id AND access_dispute.answered_at IS NULL AND access_dispute.due_on < $12::DATE))) THEN $15::VARCHAR END || ',"events":[' || coalesce((SELECT string_agg('{"state":"' || s3.state || '","actor":"' || s3.actor || '"}', ',')
FROM (SELECT consent_event.state AS state, consent_event.actor AS actor
FROM consent_event
WHERE consent_event.consent_id = s1.id ORDER BY consent_event.id) AS s3), '') || ']}', ','), '') || ']}'
FROM (SELECT consent.id AS id, consent.valid_until AS valid_until, consent.uscc AS uscc, consent.purpose AS purpose
FROM consent
WHERE consent.grantee_code = $2::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $3::VARCHAR AND mandate.uscc = consent.uscc AND mandate.state = $4::VARCHAR COLLATE "C")) OR $5::VARCHAR IN ($6::VARCHAR) ORDER BY consent.id DESC
 LIMIT 3) AS s1) || '}') END AS anon_1
-- cost 63
