SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"consents":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM consent
WHERE consent.grantee_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = consent.uscc AND mandate.state = ?)) OR ? IN (?)) AS anon_2) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"id":"' || s1.id || '","state":"' || CASE WHEN ((SELECT consent_event.state
FROM consent_event
WHERE consent_event.consent_id = s1.id ORDER BY consent_event.id DESC
 LIMIT ? OFFSET ?) IN (?, ?, ?) AND (s1.valid_until <= ? OR (EXISTS (SELECT 1
FROM consent_lapse
WHERE consent_lapse.consent_id = s1.id AND consent_lapse.last_on < ?)))) THEN ? ELSE (SELECT consent_event.state
FROM consent_event
WHERE consent_event.consent_id = s1.id ORDER BY consent_event.id DESC
 LIMIT ? OFFSET ?) END || '","uscc":"' || s1.uscc || '","purpose":"' || s1.purpose || '","items":[' || coalesce((SELECT group_concat('{"code":"' || s2.code || '","publicity":"' || s2.publicity || '"}', ',')
FROM (SELECT catalogue_item.code AS code, catalogue_item.publicity AS publicity
FROM catalogue_item JOIN consent_item ON consent_item.item_code = catalogue_item.code
WHERE consent_item.consent_id = s1.id ORDER BY catalogue_item.code) AS s2), '') || '],"remaining":' || coalesce(CAST((SELECT consent_balance.remaining
FROM consent_balance
WHERE consent_balance.consent_id = s1.id) AS TEXT), 'null') || ',"suspended":' || CASE WHEN (EXISTS (SELECT 1
FROM access_dispute
WHERE access_dispute.consent_id = s1.id AND access_dispute.answered_at IS NULL AND access_dispute.due_on < ?)) THEN ? WHEN (NOT (EXISTS (SELECT 1
FROM access_dispute
WHERE access_dispute.consent_id = s1.id AND access_dispute.answered_at IS NULL AND access_dispute.due_on < ?))) THEN ? END || ',"events":[' || coalesce((SELECT group_concat('{"state":"' || s3.state || '","actor":"' || s3.actor || '"}', ',')
FROM (SELECT consent_event.state AS state, consent_event.actor AS actor
FROM consent_event
WHERE consent_event.consent_id = s1.id ORDER BY consent_event.id) AS s3), '') || ']}', ','), '') || ']}'
FROM (SELECT consent.id AS id, consent.valid_until AS valid_until, consent.uscc AS uscc, consent.purpose AS purpose
FROM consent
WHERE consent.grantee_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = consent.uscc AND mandate.state = ?)) OR ? IN (?) ORDER BY consent.id DESC
 LIMIT 3 OFFSET ?) AS s1) || '}' AS BLOB) END AS anon_1
-- cost 63
