SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"nodes":[' || coalesce((SELECT group_concat(coalesce(CASE substr(wanted.value, 1, 4) WHEN 'ins_' THEN (SELECT '{"id":"ins_' || anon_3.code || '","__typename":"Institution"}' AS anon_2
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
WHERE entity.uscc = substr(wanted.value, 5)) AS anon_11) WHEN 'cns_' THEN (SELECT '{"id":"' || anon_13.id || '","__typename":"Consent"}' AS anon_12
FROM (SELECT consent.id AS id, consent.uscc AS uscc, consent.grantee_code AS grantee_code, consent.purpose AS purpose, consent.mode AS mode, consent.fetch AS fetch, consent.fetch_limit AS fetch_limit, consent.data_from AS data_from, consent.data_until AS data_until, consent.data_life_days AS data_life_days, consent.valid_from AS valid_from, consent.valid_until AS valid_until, consent.supersedes AS supersedes, consent.lodged_by AS lodged_by, consent.lodged_at AS lodged_at
FROM consent
WHERE consent.id = (? || substr(wanted.value, 5)) AND (consent.grantee_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = consent.uscc AND mandate.state = ?)) OR ? IN (?))) AS anon_13) WHEN 'dsp_' THEN (SELECT '{"id":"' || anon_15.id || '","__typename":"AccessDispute"}' AS anon_14
FROM (SELECT access_dispute.id AS id, access_dispute.entry_id AS entry_id, access_dispute.uscc AS uscc, access_dispute.institution_code AS institution_code, access_dispute.consent_id AS consent_id, access_dispute.reason AS reason, access_dispute.lodged_by AS lodged_by, access_dispute.lodged_at AS lodged_at, access_dispute.due_on AS due_on, access_dispute.rule_code AS rule_code, access_dispute.provisional AS provisional, access_dispute.answer AS answer, access_dispute.answered_by AS answered_by, access_dispute.answered_at AS answered_at
FROM access_dispute
WHERE access_dispute.id = (? || substr(wanted.value, 5)) AND (access_dispute.institution_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = access_dispute.uscc AND mandate.state = ?)) OR ? IN (?))) AS anon_15) WHEN 'acc_' THEN (SELECT '{"id":"acc_' || anon_17.id || '","__typename":"AccessRecord"}' AS anon_16
FROM (SELECT access_entry.id AS id, access_entry.at AS at, access_entry.request_id AS request_id, access_entry.client_id AS client_id, access_entry.institution_code AS institution_code, access_entry.user_id AS user_id, access_entry.uscc AS uscc, access_entry.purpose AS purpose, access_entry.basis AS basis, access_entry.consent_id AS consent_id, access_entry.agreement_id AS agreement_id, access_entry.operation AS operation, access_entry.policies AS policies, access_entry.row_count AS row_count, access_entry.outcome AS outcome
FROM access_entry
WHERE access_entry.id = substr(wanted.value, 5) AND (access_entry.institution_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = access_entry.uscc AND mandate.state = ?)) OR ? IN (?))) AS anon_17) WHEN 'agr_' THEN (SELECT '{"id":"' || anon_19.id || '","__typename":"Agreement"}' AS anon_18
FROM (SELECT agreement.id AS id, agreement.number AS number, agreement.title AS title, agreement.legal_basis AS legal_basis, agreement.security_terms AS security_terms, agreement.valid_from AS valid_from, agreement.valid_until AS valid_until, agreement.created_at AS created_at, agreement.terminated_at AS terminated_at
FROM agreement
WHERE agreement.id = (? || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM agreement_party
WHERE agreement_party.agreement_id = agreement.id AND agreement_party.institution_code = ?)) OR ? IN (?))) AS anon_19) WHEN 'mdt_' THEN (SELECT '{"id":"' || anon_21.id || '","__typename":"Mandate"}' AS anon_20
FROM (SELECT mandate.id AS id, mandate.user_id AS user_id, mandate.uscc AS uscc, mandate.state AS state, mandate.requested_at AS requested_at, mandate.decided_at AS decided_at, mandate.decided_by AS decided_by, mandate.ended_at AS ended_at
FROM mandate
WHERE mandate.id = (? || substr(wanted.value, 5)) AND (mandate.user_id = ? OR ? IN (?))) AS anon_21) END, '	null'), ',') AS aggregate_strings_1
FROM (SELECT value, key AS position FROM json_each(?)) AS wanted), '') || ']}' AS BLOB) END AS anon_1
-- cost 10
