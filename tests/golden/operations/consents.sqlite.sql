SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"consents":' || (SELECT '{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM (SELECT 1
FROM consent
WHERE consent.grantee_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = consent.uscc AND mandate.state = ?)) OR ? IN (?)) AS anon_3) AS TEXT) || ',"nodes":[' || coalesce(group_concat('{"id":"' || anon_4.id || '","state":"' || CASE WHEN ((SELECT consent_event.state
FROM consent_event
WHERE consent_event.consent_id = anon_4.id ORDER BY consent_event.id DESC
 LIMIT ? OFFSET ?) IN (?, ?, ?) AND (anon_4.valid_until <= ? OR (EXISTS (SELECT 1
FROM consent_lapse
WHERE consent_lapse.consent_id = anon_4.id AND consent_lapse.last_on < ?)))) THEN ? ELSE (SELECT consent_event.state
FROM consent_event
WHERE consent_event.consent_id = anon_4.id ORDER BY consent_event.id DESC
 LIMIT ? OFFSET ?) END || '","uscc":"' || anon_4.uscc || '","purpose":"' || anon_4.purpose || '","items":[' || coalesce((SELECT group_concat('{"code":"' || anon_5.code || '","publicity":"' || anon_5.publicity || '"}', ',') AS aggregate_strings_1
FROM (SELECT catalogue_item.code AS code, catalogue_item.name AS name, catalogue_item.publicity AS publicity, catalogue_item.scope AS scope, catalogue_item.edition AS edition, catalogue_item.legal_basis AS legal_basis, catalogue_item.record_kind AS record_kind, catalogue_item.retention_months AS retention_months, catalogue_item.update_frequency AS update_frequency
FROM catalogue_item JOIN consent_item ON consent_item.item_code = catalogue_item.code
WHERE consent_item.consent_id = anon_4.id ORDER BY catalogue_item.code) AS anon_5), '') || '],"remaining":' || coalesce(CAST((SELECT consent_balance.remaining
FROM consent_balance
WHERE consent_balance.consent_id = anon_4.id) AS TEXT), 'null') || ',"suspended":' || CASE WHEN (EXISTS (SELECT 1
FROM access_dispute
WHERE access_dispute.consent_id = anon_4.id AND access_dispute.answered_at IS NULL AND access_dispute.due_on < ?)) THEN ? WHEN (NOT (EXISTS (SELECT 1
FROM access_dispute
WHERE access_dispute.consent_id = anon_4.id AND access_dispute.answered_at IS NULL AND access_dispute.due_on < ?))) THEN ? END || ',"events":[' || coalesce((SELECT group_concat('{"state":"' || anon_6.state || '","actor":"' || anon_6.actor || '"}', ',') AS aggregate_strings_3
FROM (SELECT consent_event.id AS id, consent_event.consent_id AS consent_id, consent_event.state AS state, consent_event.at AS at, consent_event.actor AS actor, consent_event.reason AS reason
FROM consent_event
WHERE consent_event.consent_id = anon_4.id ORDER BY consent_event.id) AS anon_6), '') || ']}', ','), '') || ']}' || substr(CAST(count(*) AS TEXT), 1, 0) AS anon_2
FROM (SELECT consent.id AS id, consent.uscc AS uscc, consent.grantee_code AS grantee_code, consent.purpose AS purpose, consent.mode AS mode, consent.fetch AS fetch, consent.fetch_limit AS fetch_limit, consent.data_from AS data_from, consent.data_until AS data_until, consent.data_life_days AS data_life_days, consent.valid_from AS valid_from, consent.valid_until AS valid_until, consent.supersedes AS supersedes, consent.lodged_by AS lodged_by, consent.lodged_at AS lodged_at, consent.id AS _number0
FROM consent
WHERE consent.grantee_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = consent.uscc AND mandate.state = ?)) OR ? IN (?) ORDER BY consent.id DESC
 LIMIT 3 OFFSET ?) AS anon_4) || '}' AS BLOB) END AS anon_1
-- cost 63
