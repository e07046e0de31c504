SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"nodes":[' || coalesce((SELECT group_concat(coalesce(CASE substr(wanted.value, 1, 4) WHEN 'ins_' THEN (SELECT '{"id":"ins_' || anon_3.code || '","__typename":"Institution"}' AS anon_2
FROM (SELECT institution.code AS code, institution.name AS name, institution.kind AS kind
FROM institution
WHERE institution.code = substr(wanted.value, 5)) AS anon_3) WHEN 'sub_' THEN (SELECT '{"id":"' || anon_5.handle || '","__typename":"Submission"}' AS anon_4
FROM (SELECT submission.id AS id, submission.handle AS handle, submission.supplier_code AS supplier_code, submission.batch AS batch, submission.item_code AS item_code, submission.state AS state, submission.sha256 AS sha256, submission.file_name AS file_name, submission.received_at AS received_at, submission.read AS read, submission.accepted AS accepted, submission.changed AS changed, submission.unchanged AS unchanged, submission.rejected AS rejected, submission.repaired AS repaired, submission.format AS format, submission.encoding AS encoding, submission.strict AS strict, submission.history AS history, submission.heads AS heads, submission.size AS size, submission.upload_offset AS upload_offset
FROM submission
WHERE submission.handle = (? || substr(wanted.value, 5)) AND submission.supplier_code = ?) AS anon_5) WHEN 'rec_' THEN (SELECT '{"id":"' || anon_7.id || '","__typename":"' || CASE anon_7.kind WHEN 'LICENCE' THEN 'AdministrativeLicence' WHEN 'PENALTY' THEN 'AdministrativePenalty' WHEN 'ABNORMAL_OPERATION' THEN 'AbnormalOperation' WHEN 'HONOUR' THEN 'Honour' WHEN 'COMMITMENT' THEN 'CommitmentRecord' WHEN 'TAX_RATING' THEN 'TaxRating' WHEN 'TAX_ARREARS' THEN 'TaxArrears' WHEN 'WAGE_ARREARS' THEN 'WageArrears' WHEN 'SOCIAL_INSURANCE' THEN 'SocialInsuranceContribution' WHEN 'HOUSING_FUND' THEN 'HousingFundContribution' WHEN 'UTILITY_PAYMENT' THEN 'UtilityPayment' WHEN 'CONTRACT_PERFORMANCE' THEN 'ContractPerformance' WHEN 'GUARANTEE' THEN 'Guarantee' WHEN 'JUDGMENT' THEN 'Judgment' ELSE 'ArbitrationOutcome' END || '"}' AS anon_6
FROM (SELECT credit_record.id AS id, credit_record.kind AS kind, credit_record.item_code AS item_code, credit_record.publicity AS publicity, credit_record.supplier_code AS supplier_code, credit_record.external_id AS external_id, credit_record.uscc AS uscc, credit_record.state AS state, credit_record.published_from AS published_from, credit_record.published_until AS published_until, credit_record.subject_name AS subject_name, credit_record.document_number AS document_number, credit_record.authority AS authority, credit_record.decided_on AS decided_on, credit_record.severity AS severity, credit_record.facts AS facts, credit_record.digest AS digest, credit_record.version AS version, credit_record.submission_id AS submission_id, credit_record.line AS line, credit_record.known_from AS known_from
FROM credit_record
WHERE credit_record.id = (? || substr(wanted.value, 5)) AND (credit_record.publicity = 'PUBLIC' AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= ? AND (credit_record.published_until IS NULL OR credit_record.published_until >= ?) OR credit_record.supplier_code = ?)) AS anon_7) WHEN 'reg_' THEN (SELECT '{"id":"reg_' || anon_9.code || '","__typename":"Region","name":' || json_quote(anon_9.name) || ',"level":"' || anon_9.level || '"}' AS anon_8
FROM (SELECT region.code AS code, region.name AS name, region.level AS level, region.parent_code AS parent_code, region.path AS path, region.valid_from AS valid_from, region.valid_to AS valid_to
FROM region
WHERE region.code = substr(wanted.value, 5)) AS anon_9) WHEN 'ind_' THEN (SELECT '{"id":"ind_' || anon_11.code || '","__typename":"Industry"}' AS anon_10
FROM (SELECT industry.code AS code, industry.name AS name, industry.level AS level, industry.parent_code AS parent_code, industry.path AS path
FROM industry
WHERE industry.code = substr(wanted.value, 5)) AS anon_11) WHEN 'ent_' THEN (SELECT '{"id":"ent_' || anon_13.uscc || '","__typename":"Entity","name":' || json_quote(anon_13.name) || '}' AS anon_12
FROM (SELECT entity.uscc AS uscc, entity.first_seen_at AS first_seen_at, entity.last_seen_at AS last_seen_at, entity.name AS name, entity.kind AS kind, entity.legal_form AS legal_form, entity.status AS status, entity.registered_on AS registered_on, entity.capital_fen AS capital_fen, entity.capital_currency AS capital_currency, entity.business_scope AS business_scope, entity.address AS address, entity.region_code AS region_code, entity.industry_path AS industry_path, entity.industry_inferred AS industry_inferred, entity.lei AS lei, entity.authority AS authority, entity.fictitious AS fictitious, entity.submission_id AS submission_id, entity.line AS line, entity.valid_from AS valid_from, entity.known_from AS known_from
FROM entity
WHERE entity.uscc = substr(wanted.value, 5)) AS anon_13) WHEN 'cns_' THEN (SELECT '{"id":"' || anon_15.id || '","__typename":"Consent"}' AS anon_14
FROM (SELECT consent.id AS id, consent.uscc AS uscc, consent.grantee_code AS grantee_code, consent.purpose AS purpose, consent.mode AS mode, consent.fetch AS fetch, consent.fetch_limit AS fetch_limit, consent.data_from AS data_from, consent.data_until AS data_until, consent.data_life_days AS data_life_days, consent.valid_from AS valid_from, consent.valid_until AS valid_until, consent.supersedes AS supersedes, consent.lodged_by AS lodged_by, consent.lodged_at AS lodged_at
FROM consent
WHERE consent.id = (? || substr(wanted.value, 5)) AND (consent.grantee_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = consent.uscc AND mandate.state = ?)) OR ? IN (?))) AS anon_15) WHEN 'dsp_' THEN (SELECT '{"id":"' || anon_17.id || '","__typename":"AccessDispute"}' AS anon_16
FROM (SELECT access_dispute.id AS id, access_dispute.entry_id AS entry_id, access_dispute.uscc AS uscc, access_dispute.institution_code AS institution_code, access_dispute.consent_id AS consent_id, access_dispute.reason AS reason, access_dispute.lodged_by AS lodged_by, access_dispute.lodged_at AS lodged_at, access_dispute.due_on AS due_on, access_dispute.rule_code AS rule_code, access_dispute.provisional AS provisional, access_dispute.answer AS answer, access_dispute.answered_by AS answered_by, access_dispute.answered_at AS answered_at
FROM access_dispute
WHERE access_dispute.id = (? || substr(wanted.value, 5)) AND (access_dispute.institution_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = access_dispute.uscc AND mandate.state = ?)) OR ? IN (?))) AS anon_17) WHEN 'acc_' THEN (SELECT '{"id":"acc_' || anon_19.id || '","__typename":"AccessRecord"}' AS anon_18
FROM (SELECT access_entry.id AS id, access_entry.at AS at, access_entry.request_id AS request_id, access_entry.client_id AS client_id, access_entry.institution_code AS institution_code, access_entry.user_id AS user_id, access_entry.uscc AS uscc, access_entry.purpose AS purpose, access_entry.basis AS basis, access_entry.consent_id AS consent_id, access_entry.agreement_id AS agreement_id, access_entry.operation AS operation, access_entry.policies AS policies, access_entry.row_count AS row_count, access_entry.outcome AS outcome
FROM access_entry
WHERE access_entry.id = substr(wanted.value, 5) AND (access_entry.institution_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = access_entry.uscc AND mandate.state = ?)) OR ? IN (?))) AS anon_19) WHEN 'agr_' THEN (SELECT '{"id":"' || anon_21.id || '","__typename":"Agreement"}' AS anon_20
FROM (SELECT agreement.id AS id, agreement.number AS number, agreement.title AS title, agreement.legal_basis AS legal_basis, agreement.security_terms AS security_terms, agreement.valid_from AS valid_from, agreement.valid_until AS valid_until, agreement.created_at AS created_at, agreement.terminated_at AS terminated_at
FROM agreement
WHERE agreement.id = (? || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM agreement_party
WHERE agreement_party.agreement_id = agreement.id AND agreement_party.institution_code = ?)) OR ? IN (?))) AS anon_21) WHEN 'plm_' THEN (SELECT '{"id":"' || anon_23.id || '","__typename":"PolicyMeasure"}' AS anon_22
FROM (SELECT policy_measure.id AS id, policy_measure.institution_code AS institution_code, policy_measure.external_id AS external_id, policy_measure.kind AS kind, policy_measure.title AS title, policy_measure.document_number AS document_number, policy_measure.summary AS summary, policy_measure.amount_max_fen AS amount_max_fen, policy_measure.relief_ppm AS relief_ppm, policy_measure.pool_fen AS pool_fen, policy_measure.loss_share_ppm AS loss_share_ppm, policy_measure.valid_from AS valid_from, policy_measure.valid_until AS valid_until, policy_measure.state AS state, policy_measure.stated_by AS stated_by, policy_measure.stated_at AS stated_at, policy_measure.published_at AS published_at
FROM policy_measure
WHERE policy_measure.id = (? || substr(wanted.value, 5)) AND (policy_measure.published_at IS NOT NULL OR policy_measure.institution_code = ?)) AS anon_23) WHEN 'lic_' THEN (SELECT '{"id":"' || anon_25.id || '","__typename":"InstitutionLicence"}' AS anon_24
FROM (SELECT institution_licence.id AS id, institution_licence.institution_code AS institution_code, institution_licence.kind AS kind, institution_licence.number AS number, institution_licence.authority AS authority, institution_licence.valid_from AS valid_from, institution_licence.valid_until AS valid_until, institution_licence.entered_by AS entered_by, institution_licence.entered_at AS entered_at
FROM institution_licence
WHERE institution_licence.id = (? || substr(wanted.value, 5))) AS anon_25) WHEN 'pvr_' THEN (SELECT '{"id":"' || anon_27.id || '","__typename":"ProductVersion"}' AS anon_26
FROM (SELECT product_version.id AS id, product_version.product_id AS product_id, product_version.number AS number, product_version.state AS state, product_version.name AS name, product_version.summary AS summary, product_version.amount_min_fen AS amount_min_fen, product_version.amount_max_fen AS amount_max_fen, product_version.rate_min_ppm AS rate_min_ppm, product_version.rate_max_ppm AS rate_max_ppm, product_version.term_min_months AS term_min_months, product_version.term_max_months AS term_max_months, product_version.decision_days AS decision_days, product_version.offered_until AS offered_until, product_version.digest AS digest, product_version.submission_id AS submission_id, product_version.line AS line, product_version.stated_by AS stated_by, product_version.stated_at AS stated_at, product_version.listed_at AS listed_at
FROM product_version
WHERE product_version.id = (? || substr(wanted.value, 5)) AND (product_version.listed_at IS NOT NULL OR (EXISTS (SELECT 1
FROM financing_product
WHERE financing_product.id = product_version.product_id AND financing_product.institution_code = ?)) OR ? IN (?))) AS anon_27) WHEN 'prd_' THEN (SELECT '{"id":"' || anon_29.id || '","__typename":"FinancingProduct"}' AS anon_28
FROM (SELECT financing_product.id AS id, financing_product.institution_code AS institution_code, financing_product.external_id AS external_id, financing_product.kind AS kind, financing_product.state AS state, financing_product.current_version_id AS current_version_id, financing_product.created_at AS created_at
FROM financing_product
WHERE financing_product.id = (? || substr(wanted.value, 5)) AND (financing_product.current_version_id IS NOT NULL OR financing_product.institution_code = ? OR ? IN (?))) AS anon_29) WHEN 'dmd_' THEN (SELECT '{"id":"' || anon_31.id || '","__typename":"FinancingDemand"}' AS anon_30
FROM (SELECT financing_demand.id AS id, financing_demand.uscc AS uscc, financing_demand.kind AS kind, financing_demand.amount_fen AS amount_fen, financing_demand.term_months AS term_months, financing_demand.use AS use, financing_demand.open_until AS open_until, financing_demand.state AS state, financing_demand.claimed_by AS claimed_by, financing_demand.product_id AS product_id, financing_demand.lodged_by AS lodged_by, financing_demand.lodged_at AS lodged_at, financing_demand.closed_at AS closed_at, financing_demand.region_path AS region_path, financing_demand.industry_path AS industry_path, financing_demand.size AS size
FROM financing_demand
WHERE financing_demand.id = (? || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = financing_demand.uscc AND mandate.state = ?)) OR financing_demand.claimed_by = ? OR financing_demand.state = ? AND financing_demand.open_until >= ? AND (EXISTS (SELECT 1
FROM institution_licence
WHERE institution_licence.institution_code = ? AND institution_licence.kind = financing_demand.kind AND institution_licence.valid_from <= ? AND (institution_licence.valid_until IS NULL OR institution_licence.valid_until >= ?))))) AS anon_31) WHEN 'rcv_' THEN (SELECT '{"id":"' || anon_33.id || '","__typename":"Receivable"}' AS anon_32
FROM (SELECT receivable.id AS id, receivable.creditor_uscc AS creditor_uscc, receivable.creditor_size AS creditor_size, receivable.payer_uscc AS payer_uscc, receivable.payer_kind AS payer_kind, receivable.document_number AS document_number, receivable.description AS description, receivable.amount_fen AS amount_fen, receivable.payable_on AS payable_on, receivable.state AS state, receivable.requested_by AS requested_by, receivable.requested_at AS requested_at, receivable.answer AS answer, receivable.answered_by AS answered_by, receivable.answered_at AS answered_at, receivable.ended_at AS ended_at, receivable.starts_on AS starts_on, receivable.due_on AS due_on, receivable.rule_code AS rule_code, receivable.provisional AS provisional, receivable.extended AS extended
FROM receivable
WHERE receivable.id = (? || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = receivable.creditor_uscc AND mandate.state = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = receivable.payer_uscc AND mandate.state = ?)) OR (EXISTS (SELECT 1
FROM credit_enhancement
WHERE credit_enhancement.receivable_id = receivable.id AND credit_enhancement.institution_code = ?)))) AS anon_33) WHEN 'enh_' THEN (SELECT '{"id":"' || anon_35.id || '","__typename":"CreditEnhancement"}' AS anon_34
FROM (SELECT credit_enhancement.id AS id, credit_enhancement.application_id AS application_id, credit_enhancement.uscc AS uscc, credit_enhancement.institution_code AS institution_code, credit_enhancement.kind AS kind, credit_enhancement.provider_code AS provider_code, credit_enhancement.receivable_id AS receivable_id, credit_enhancement.covered_fen AS covered_fen, credit_enhancement.state AS state, credit_enhancement.proposed_by AS proposed_by, credit_enhancement.proposed_at AS proposed_at, credit_enhancement.decided_at AS decided_at
FROM credit_enhancement
WHERE credit_enhancement.id = (? || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = credit_enhancement.uscc AND mandate.state = ?)) OR credit_enhancement.institution_code = ? OR credit_enhancement.provider_code = ?)) AS anon_35) WHEN 'fap_' THEN (SELECT '{"id":"' || anon_37.id || '","__typename":"FinancingApplication"}' AS anon_36
FROM (SELECT financing_application.id AS id, financing_application.group_id AS group_id, financing_application.uscc AS uscc, financing_application.demand_id AS demand_id, financing_application.product_id AS product_id, financing_application.version_id AS version_id, financing_application.institution_code AS institution_code, financing_application.kind AS kind, financing_application.amount_fen AS amount_fen, financing_application.term_months AS term_months, financing_application.use AS use, financing_application.declared_first AS declared_first, financing_application.first_loan AS first_loan, financing_application.state AS state, financing_application.consent_id AS consent_id, financing_application.applied_by AS applied_by, financing_application.created_at AS created_at, financing_application.submitted_at AS submitted_at, financing_application.promised_on AS promised_on, financing_application.accepted_at AS accepted_at, financing_application.decided_at AS decided_at, financing_application.rejection_code AS rejection_code, financing_application.rejection_reasons AS rejection_reasons, financing_application.offer_id AS offer_id, financing_application.offer_until AS offer_until, financing_application.signed_at AS signed_at, financing_application.signed_fen AS signed_fen, financing_application.signed_rate_ppm AS signed_rate_ppm, financing_application.signed_months AS signed_months, financing_application.disbursed_at AS disbursed_at, financing_application.disbursed_fen AS disbursed_fen, financing_application.repaid_fen AS repaid_fen, financing_application.settled_at AS settled_at, financing_application.ended_at AS ended_at, financing_application.region_path AS region_path, financing_application.industry_path AS industry_path, financing_application.size AS size
FROM financing_application
WHERE financing_application.id = (? || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = financing_application.uscc AND mandate.state = ?)) OR financing_application.institution_code = ? AND financing_application.submitted_at IS NOT NULL)) AS anon_37) WHEN 'evd_' THEN (SELECT '{"id":"' || anon_39.id || '","__typename":"Evidence"}' AS anon_38
FROM (SELECT evidence.id AS id, evidence.file_name AS file_name, evidence.media_type AS media_type, evidence.size AS size, evidence.sha256 AS sha256, evidence.uploaded_by AS uploaded_by, evidence.institution_code AS institution_code, evidence.uploaded_at AS uploaded_at, evidence.object_id AS object_id, evidence.kind AS kind, evidence.attached_at AS attached_at
FROM evidence
WHERE evidence.id = (? || substr(wanted.value, 5)) AND (evidence.object_id IS NULL AND evidence.uploaded_by = ? OR (EXISTS (SELECT 1
FROM objection
WHERE objection.id = evidence.object_id AND (objection.supplier_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = objection.uscc AND mandate.state = ?)) OR ? IN (?)))) OR (EXISTS (SELECT 1
FROM restoration
WHERE restoration.id = evidence.object_id AND (restoration.supplier_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = restoration.uscc AND mandate.state = ?)) OR ? IN (?)))) OR (EXISTS (SELECT 1
FROM list_restoration JOIN list_entry ON list_entry.id = list_restoration.entry_id JOIN list_definition ON list_definition.code = list_entry.list_code
WHERE list_restoration.id = evidence.object_id AND (list_definition.keeper_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_restoration.uscc AND mandate.state = ?))))) OR evidence.object_id IN (SELECT conducted.id
FROM arbitration_case AS conducted
WHERE conducted.centre_code = CASE WHEN (? IN (?)) THEN ? ELSE NULL END UNION ALL SELECT claims.id
FROM arbitration_case AS claims JOIN mandate ON mandate.uscc = claims.claimant_uscc
WHERE mandate.user_id = ? AND mandate.state = ? UNION ALL SELECT answers.id
FROM arbitration_case AS answers JOIN mandate ON mandate.uscc = answers.respondent_uscc JOIN case_service ON case_service.case_id = answers.id
WHERE mandate.user_id = ? AND mandate.state = ? AND case_service.document = ? AND case_service.side = ? UNION ALL SELECT case_representative.case_id
FROM case_representative
WHERE case_representative.user_id = ? AND case_representative.ended_at IS NULL UNION ALL SELECT arbitrator.case_id
FROM arbitrator
WHERE arbitrator.user_id = ? AND arbitrator.ended_at IS NULL UNION ALL SELECT hearing.id
FROM hearing
WHERE hearing.case_id IN (SELECT conducted.id
FROM arbitration_case AS conducted
WHERE conducted.centre_code = CASE WHEN (? IN (?)) THEN ? ELSE NULL END UNION ALL SELECT claims.id
FROM arbitration_case AS claims JOIN mandate ON mandate.uscc = claims.claimant_uscc
WHERE mandate.user_id = ? AND mandate.state = ? UNION ALL SELECT answers.id
FROM arbitration_case AS answers JOIN mandate ON mandate.uscc = answers.respondent_uscc JOIN case_service ON case_service.case_id = answers.id
WHERE mandate.user_id = ? AND mandate.state = ? AND case_service.document = ? AND case_service.side = ? UNION ALL SELECT case_representative.case_id
FROM case_representative
WHERE case_representative.user_id = ? AND case_representative.ended_at IS NULL UNION ALL SELECT arbitrator.case_id
FROM arbitrator
WHERE arbitrator.user_id = ? AND arbitrator.ended_at IS NULL) UNION ALL SELECT referral.id
FROM referral
WHERE ? IN (?) AND referral.court_code = ? OR ? IN (?) AND referral.centre_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = referral.creditor_uscc AND mandate.state = ?))))) AS anon_39) WHEN 'rfr_' THEN (SELECT '{"id":"' || anon_41.id || '","__typename":"Referral"}' AS anon_40
FROM (SELECT referral.id AS id, referral.case_id AS case_id, referral.case_number AS case_number, referral.award_id AS award_id, referral.centre_code AS centre_code, referral.court_code AS court_code, referral.creditor_uscc AS creditor_uscc, referral.debtor_uscc AS debtor_uscc, referral.debtor AS debtor, referral.ground AS ground, referral.ability AS ability, referral.outstanding_fen AS outstanding_fen, referral.state AS state, referral.applied_by AS applied_by, referral.applied_at AS applied_at, referral.sent_at AS sent_at, referral.attempts AS attempts, referral.acknowledged_at AS acknowledged_at, referral.reasons AS reasons, referral.decided_at AS decided_at, referral.entry_id AS entry_id
FROM referral
WHERE referral.id = (? || substr(wanted.value, 5)) AND (? IN (?) AND referral.court_code = ? OR ? IN (?) AND referral.centre_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = referral.creditor_uscc AND mandate.state = ?)))) AS anon_41) WHEN 'hrg_' THEN (SELECT '{"id":"' || anon_43.id || '","__typename":"Hearing"}' AS anon_42
FROM (SELECT hearing.id AS id, hearing.case_id AS case_id, hearing.scheduled_at AS scheduled_at, hearing.online AS online, hearing.place AS place, hearing.announced_by AS announced_by, hearing.announced_at AS announced_at, hearing.begun_at AS begun_at, hearing.ended_at AS ended_at, hearing.participants AS participants, hearing.minutes AS minutes, hearing.closed_at AS closed_at
FROM hearing
WHERE hearing.id = (? || substr(wanted.value, 5)) AND hearing.case_id IN (SELECT conducted.id
FROM arbitration_case AS conducted
WHERE conducted.centre_code = CASE WHEN (? IN (?)) THEN ? ELSE NULL END UNION ALL SELECT claims.id
FROM arbitration_case AS claims JOIN mandate ON mandate.uscc = claims.claimant_uscc
WHERE mandate.user_id = ? AND mandate.state = ? UNION ALL SELECT answers.id
FROM arbitration_case AS answers JOIN mandate ON mandate.uscc = answers.respondent_uscc JOIN case_service ON case_service.case_id = answers.id
WHERE mandate.user_id = ? AND mandate.state = ? AND case_service.document = ? AND case_service.side = ? UNION ALL SELECT case_representative.case_id
FROM case_representative
WHERE case_representative.user_id = ? AND case_representative.ended_at IS NULL UNION ALL SELECT arbitrator.case_id
FROM arbitrator
WHERE arbitrator.user_id = ? AND arbitrator.ended_at IS NULL)) AS anon_43) WHEN 'cdl_' THEN (SELECT '{"id":"' || anon_45.id || '","__typename":"CaseDeadline"}' AS anon_44
FROM (SELECT case_deadline.id AS id, case_deadline.case_id AS case_id, case_deadline.centre_code AS centre_code, case_deadline.matter AS matter, case_deadline.duty AS duty, case_deadline.met_on AS met_on, case_deadline.starts_on AS starts_on, case_deadline.due_on AS due_on, case_deadline.rule_code AS rule_code, case_deadline.provisional AS provisional, case_deadline.extended AS extended
FROM case_deadline
WHERE case_deadline.id = (? || substr(wanted.value, 5)) AND (case_deadline.centre_code = CASE WHEN (? IN (?)) THEN ? ELSE NULL END OR case_deadline.case_id IN (SELECT claims.id
FROM arbitration_case AS claims JOIN mandate ON mandate.uscc = claims.claimant_uscc
WHERE mandate.user_id = ? AND mandate.state = ? UNION ALL SELECT answers.id
FROM arbitration_case AS answers JOIN mandate ON mandate.uscc = answers.respondent_uscc JOIN case_service ON case_service.case_id = answers.id
WHERE mandate.user_id = ? AND mandate.state = ? AND case_service.document = ? AND case_service.side = ? UNION ALL SELECT case_representative.case_id
FROM case_representative
WHERE case_representative.user_id = ? AND case_representative.ended_at IS NULL UNION ALL SELECT arbitrator.case_id
FROM arbitrator
WHERE arbitrator.user_id = ? AND arbitrator.ended_at IS NULL))) AS anon_45) WHEN 'arb_' THEN (SELECT '{"id":"' || anon_47.id || '","__typename":"ArbitrationCase"}' AS anon_46
FROM (SELECT arbitration_case.id AS id, arbitration_case.centre_code AS centre_code, arbitration_case.number AS number, arbitration_case.claimant_uscc AS claimant_uscc, arbitration_case.respondent_uscc AS respondent_uscc, arbitration_case.dispute AS dispute, arbitration_case.claim_fen AS claim_fen, arbitration_case.claim AS claim, arbitration_case.facts AS facts, arbitration_case.agreement AS agreement, arbitration_case.agreed_on AS agreed_on, arbitration_case.intake AS intake, arbitration_case.intake_code AS intake_code, arbitration_case.lodged_by AS lodged_by, arbitration_case.lodged_at AS lodged_at, arbitration_case.year AS year, arbitration_case.online AS online, arbitration_case.procedure AS procedure, arbitration_case.rules_code AS rules_code, arbitration_case.fee_fen AS fee_fen, arbitration_case.fee_paid_on AS fee_paid_on, arbitration_case.reasons AS reasons, arbitration_case.state AS state, arbitration_case.stayed_on AS stayed_on, arbitration_case.publishes_claimant AS publishes_claimant, arbitration_case.publishes_respondent AS publishes_respondent, arbitration_case.first_hearing_on AS first_hearing_on, arbitration_case.awarded_on AS awarded_on, arbitration_case.decided_days AS decided_days, arbitration_case.closed_on AS closed_on
FROM arbitration_case
WHERE arbitration_case.id = (? || substr(wanted.value, 5)) AND arbitration_case.id IN (SELECT conducted.id
FROM arbitration_case AS conducted
WHERE conducted.centre_code = CASE WHEN (? IN (?)) THEN ? ELSE NULL END UNION ALL SELECT claims.id
FROM arbitration_case AS claims JOIN mandate ON mandate.uscc = claims.claimant_uscc
WHERE mandate.user_id = ? AND mandate.state = ? UNION ALL SELECT answers.id
FROM arbitration_case AS answers JOIN mandate ON mandate.uscc = answers.respondent_uscc JOIN case_service ON case_service.case_id = answers.id
WHERE mandate.user_id = ? AND mandate.state = ? AND case_service.document = ? AND case_service.side = ? UNION ALL SELECT case_representative.case_id
FROM case_representative
WHERE case_representative.user_id = ? AND case_representative.ended_at IS NULL UNION ALL SELECT arbitrator.case_id
FROM arbitrator
WHERE arbitrator.user_id = ? AND arbitrator.ended_at IS NULL)) AS anon_47) WHEN 'cor_' THEN (SELECT '{"id":"' || anon_49.id || '","__typename":"Correction"}' AS anon_48
FROM (SELECT correction.id AS id, correction.record_id AS record_id, correction.entry_id AS entry_id, correction.uscc AS uscc, correction.supplier_code AS supplier_code, correction.institution_code AS institution_code, correction.cause AS cause, correction.made_at AS made_at, correction.acknowledged_at AS acknowledged_at, correction.acknowledged_by AS acknowledged_by, correction.starts_on AS starts_on, correction.due_on AS due_on, correction.rule_code AS rule_code, correction.provisional AS provisional, correction.extended AS extended
FROM correction
WHERE correction.id = (? || substr(wanted.value, 5)) AND (correction.institution_code = ? OR correction.supplier_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = correction.uscc AND mandate.state = ?)) OR ? IN (?))) AS anon_49) WHEN 'msr_' THEN (SELECT '{"id":"' || anon_51.id || '","__typename":"Measure"}' AS anon_50
FROM (SELECT measure.id AS id, measure.edition_id AS edition_id, measure.number AS number, measure.content AS content, measure.legal_basis AS legal_basis, measure.clause AS clause, measure.target AS target, measure.valid_from AS valid_from, measure.valid_until AS valid_until, measure.published_at AS published_at, measure.lapsed_at AS lapsed_at
FROM measure
WHERE measure.id = (? || substr(wanted.value, 5))) AS anon_51) WHEN 'edn_' THEN (SELECT '{"id":"' || anon_53.id || '","__typename":"MemorandumEdition"}' AS anon_52
FROM (SELECT memorandum_edition.id AS id, memorandum_edition.memorandum_code AS memorandum_code, memorandum_edition.edition AS edition, memorandum_edition.in_force_from AS in_force_from, memorandum_edition.source AS source, memorandum_edition.published_at AS published_at, memorandum_edition.published_by AS published_by, memorandum_edition.repealed_at AS repealed_at, memorandum_edition.repealed_by AS repealed_by, memorandum_edition.repeal_reason AS repeal_reason, memorandum_edition.superseded_by_id AS superseded_by_id
FROM memorandum_edition
WHERE memorandum_edition.id = (? || substr(wanted.value, 5))) AS anon_53) WHEN 'mem_' THEN (SELECT '{"id":"mem_' || anon_55.code || '","__typename":"Memorandum"}' AS anon_54
FROM (SELECT memorandum.code AS code, memorandum.title AS title, memorandum.kind AS kind, memorandum.document_number AS document_number, memorandum.year AS year, memorandum.dated AS dated, memorandum.subject AS subject, memorandum.list_code AS list_code, memorandum.departments_stated AS departments_stated, memorandum.measures_stated AS measures_stated, memorandum.supersedes_code AS supersedes_code, memorandum.source AS source
FROM memorandum
WHERE memorandum.code = substr(wanted.value, 5)) AS anon_55) WHEN 'mac_' THEN (SELECT '{"id":"' || anon_57.id || '","__typename":"MeasureAction"}' AS anon_56
FROM (SELECT measure_action.id AS id, measure_action.entry_id AS entry_id, measure_action.uscc AS uscc, measure_action.measure_id AS measure_id, measure_action.department AS department, measure_action.department_key AS department_key, measure_action.institution_code AS institution_code, measure_action.state AS state, measure_action.valid_from AS valid_from, measure_action.valid_until AS valid_until, measure_action.triggered_at AS triggered_at, measure_action.due_on AS due_on, measure_action.rule_code AS rule_code, measure_action.provisional AS provisional, measure_action.feedback AS feedback, measure_action.lifted_at AS lifted_at
FROM measure_action
WHERE measure_action.id = (? || substr(wanted.value, 5)) AND (measure_action.institution_code = ? OR (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = measure_action.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?))))) OR ? IN (?) AND measure_action.state = ?)) AS anon_57) WHEN 'lsd_' THEN (SELECT '{"id":"lsd_' || anon_59.code || '","__typename":"ListDefinition"}' AS anon_58
FROM (SELECT list_definition.code AS code, list_definition.name AS name, list_definition.colour AS colour, list_definition.court_only AS court_only, list_definition.legal_basis AS legal_basis, list_definition.entry_conditions AS entry_conditions, list_definition.exit_conditions AS exit_conditions, list_definition.remedy AS remedy, list_definition.term_months AS term_months, list_definition.restorable_after_months AS restorable_after_months, list_definition.source AS source, list_definition.keeper_code AS keeper_code, list_definition.published AS published
FROM list_definition
WHERE list_definition.code = substr(wanted.value, 5)) AS anon_59) WHEN 'lrs_' THEN (SELECT '{"id":"' || anon_61.id || '","__typename":"ListRestoration"}' AS anon_60
FROM (SELECT list_restoration.id AS id, list_restoration.entry_id AS entry_id, list_restoration.uscc AS uscc, list_restoration.statement AS statement, list_restoration.state AS state, list_restoration.lodged_by AS lodged_by, list_restoration.lodged_at AS lodged_at, list_restoration.due_on AS due_on, list_restoration.rule_code AS rule_code, list_restoration.provisional AS provisional, list_restoration.decision AS decision, list_restoration.decided_by AS decided_by, list_restoration.decided_at AS decided_at
FROM list_restoration
WHERE list_restoration.id = (? || substr(wanted.value, 5)) AND (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = list_restoration.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)))))) AS anon_61) WHEN 'lst_' THEN (SELECT '{"id":"' || anon_63.id || '","__typename":"ListEntry"}' AS anon_62
FROM (SELECT list_entry.id AS id, list_entry.list_code AS list_code, list_entry.uscc AS uscc, list_entry.subject_name AS subject_name, list_entry.external_id AS external_id, list_entry.batch_id AS batch_id, list_entry.ground_code AS ground_code, list_entry.facts AS facts, list_entry.basis_document AS basis_document, list_entry.deciding_authority AS deciding_authority, list_entry.state AS state, list_entry.proposed_at AS proposed_at, list_entry.noticed_at AS noticed_at, list_entry.due_on AS due_on, list_entry.rule_code AS rule_code, list_entry.provisional AS provisional, list_entry.decision AS decision, list_entry.decided_at AS decided_at, list_entry.valid_from AS valid_from, list_entry.valid_until AS valid_until, list_entry.listed_at AS listed_at, list_entry.delisted_at AS delisted_at, list_entry.delisted_for AS delisted_for
FROM list_entry
WHERE list_entry.id = (? || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS 1)) AND (list_entry.listed_at <= ? AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > ?) AND list_entry.valid_from <= ? AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= ?) OR list_entry.state = ?) OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = ? AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = ?))))) AS anon_63) WHEN 'mat_' THEN (SELECT '{"id":"mat_' || anon_65.code || '","__typename":"Matter"}' AS anon_64
FROM (SELECT matter.code AS code, matter.name AS name, matter.description AS description, matter.source AS source, matter.entered_by AS entered_by, matter.entered_at AS entered_at
FROM matter
WHERE matter.code = substr(wanted.value, 5)) AS anon_65) WHEN 'chk_' THEN (SELECT '{"id":"' || anon_67.id || '","__typename":"CreditCheck"}' AS anon_66
FROM (SELECT credit_check.id AS id, credit_check.matter_code AS matter_code, credit_check.edition_id AS edition_id, credit_check.as_of AS as_of, credit_check.made_at AS made_at, credit_check.client_id AS client_id, credit_check.user_id AS user_id, credit_check.institution_code AS institution_code, credit_check.purpose AS purpose, credit_check.subjects AS subjects, credit_check.hits AS hits, credit_check.document AS document, credit_check.sha256 AS sha256, credit_check.jws AS jws
FROM credit_check
WHERE credit_check.id = (? || substr(wanted.value, 5)) AND (credit_check.institution_code = ? OR ? IN (?))) AS anon_67) WHEN 'cmt_' THEN (SELECT '{"id":"' || anon_69.id || '","__typename":"Commitment"}' AS anon_68
FROM (SELECT commitment.id AS id, commitment.uscc AS uscc, commitment.institution_code AS institution_code, commitment.kind AS kind, commitment.text AS text, commitment.perform_by AS perform_by, commitment.is_public AS is_public, commitment.offered_by AS offered_by, commitment.offered_at AS offered_at, commitment.state AS state
FROM commitment
WHERE commitment.id = (? || substr(wanted.value, 5)) AND (commitment.is_public = 1 AND commitment.state != ? OR commitment.institution_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = commitment.uscc AND mandate.state = ?)) OR ? IN (?))) AS anon_69) WHEN 'exp_' THEN (SELECT '{"id":"' || anon_71.id || '","__typename":"Export"}' AS anon_70
FROM (SELECT export.id AS id, export.state AS state, export.client_id AS client_id, export.institution_code AS institution_code, export.user_id AS user_id, export.on_behalf_of AS on_behalf_of, export.grant_id AS grant_id, export.scopes AS scopes, export.document AS document, export.document_sha256 AS document_sha256, export.operation_name AS operation_name, export.variables AS variables, export."key" AS "key", export.rows_in AS rows_in, export.after_in AS after_in, export.requested_at AS requested_at, export.finished_at AS finished_at, export.expires_at AS expires_at, export.cursor AS cursor, export.rows AS rows, export.bytes AS bytes, export.sha256 AS sha256, export.consents AS consents, export.failure AS failure, export.attempts AS attempts, export.worker AS worker, export.leased_until AS leased_until
FROM export
WHERE export.id = (? || substr(wanted.value, 5)) AND (export.institution_code = ? AND ? IS NULL AND export.on_behalf_of IS ? OR export.user_id = ?)) AS anon_71) WHEN 'mdt_' THEN (SELECT '{"id":"' || anon_73.id || '","__typename":"Mandate"}' AS anon_72
FROM (SELECT mandate.id AS id, mandate.user_id AS user_id, mandate.uscc AS uscc, mandate.state AS state, mandate.requested_at AS requested_at, mandate.decided_at AS decided_at, mandate.decided_by AS decided_by, mandate.ended_at AS ended_at
FROM mandate
WHERE mandate.id = (? || substr(wanted.value, 5)) AND (mandate.user_id = ? OR ? IN (?))) AS anon_73) WHEN 'scd_' THEN (SELECT '{"id":"' || anon_75.id || '","__typename":"ScreeningDecision"}' AS anon_74
FROM (SELECT screening_decision.id AS id, screening_decision.institution_code AS institution_code, screening_decision.normal AS normal, screening_decision.region_code AS region_code, screening_decision.version AS version, screening_decision.outcome AS outcome, screening_decision.name AS name, screening_decision.uscc AS uscc, screening_decision.entity_name AS entity_name, screening_decision.entity_status AS entity_status, screening_decision.reason AS reason, screening_decision.decided_at AS decided_at, screening_decision.client_id AS client_id, screening_decision.user_id AS user_id
FROM screening_decision
WHERE screening_decision.id = (? || substr(wanted.value, 5)) AND screening_decision.institution_code = ?) AS anon_75) WHEN 'svl_' THEN (SELECT '{"id":"' || anon_77.id || '","__typename":"ServiceListing"}' AS anon_76
FROM (SELECT service_listing.id AS id, service_listing.institution_code AS institution_code, service_listing.external_id AS external_id, service_listing.kind AS kind, service_listing.name AS name, service_listing.summary AS summary, service_listing.filing_number AS filing_number, service_listing.authority AS authority, service_listing.fees AS fees, service_listing.website AS website, service_listing.state AS state, service_listing.stated_by AS stated_by, service_listing.stated_at AS stated_at, service_listing.listed_at AS listed_at
FROM service_listing
WHERE service_listing.id = (? || substr(wanted.value, 5)) AND (service_listing.state = ? OR service_listing.institution_code = ? OR ? IN (?))) AS anon_77) WHEN 'obj_' THEN (SELECT '{"id":"' || anon_79.id || '","__typename":"Objection"}' AS anon_78
FROM (SELECT objection.id AS id, objection.record_id AS record_id, objection.record_version AS record_version, objection.uscc AS uscc, objection.supplier_code AS supplier_code, objection.text AS text, objection.lodged_by AS lodged_by, objection.lodged_at AS lodged_at, objection.state AS state, objection.closed_at AS closed_at, objection.outcome AS outcome, objection.reasons AS reasons, objection.decided_by AS decided_by, objection.decided_at AS decided_at, objection.submission_id AS submission_id, objection.review_text AS review_text, objection.review_outcome AS review_outcome, objection.review_reasons AS review_reasons, objection.review_decided_by AS review_decided_by, objection.review_decided_at AS review_decided_at, objection.starts_on AS starts_on, objection.due_on AS due_on, objection.rule_code AS rule_code, objection.provisional AS provisional, objection.extended AS extended
FROM objection
WHERE objection.id = (? || substr(wanted.value, 5)) AND (objection.supplier_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = objection.uscc AND mandate.state = ?)) OR ? IN (?))) AS anon_79) WHEN 'rst_' THEN (SELECT '{"id":"' || anon_81.id || '","__typename":"Restoration"}' AS anon_80
FROM (SELECT restoration.id AS id, restoration.record_id AS record_id, restoration.uscc AS uscc, restoration.supplier_code AS supplier_code, restoration.text AS text, restoration.earliest_on AS earliest_on, restoration.applied_by AS applied_by, restoration.applied_at AS applied_at, restoration.state AS state, restoration.closed_at AS closed_at, restoration.reasons AS reasons, restoration.decided_by AS decided_by, restoration.decided_at AS decided_at, restoration.starts_on AS starts_on, restoration.due_on AS due_on, restoration.rule_code AS rule_code, restoration.provisional AS provisional, restoration.extended AS extended
FROM restoration
WHERE restoration.id = (? || substr(wanted.value, 5)) AND (restoration.supplier_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = restoration.uscc AND mandate.state = ?)) OR ? IN (?))) AS anon_81) WHEN 'rpt_' THEN (SELECT '{"id":"' || anon_83.id || '","__typename":"CreditReport"}' AS anon_82
FROM (SELECT credit_report.id AS id, credit_report.audience AS audience, credit_report.uscc AS uscc, credit_report.recipient AS recipient, credit_report.facts_sha256 AS facts_sha256, credit_report.sections AS sections, credit_report.made_at AS made_at, credit_report.held_position AS held_position, credit_report.held_at AS held_at, credit_report.sha256 AS sha256, credit_report.jws AS jws
FROM credit_report
WHERE credit_report.id = (? || substr(wanted.value, 5)) AND (credit_report.audience = ? OR credit_report.audience = ? AND credit_report.recipient = ? AND (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = credit_report.uscc AND mandate.state = ?)) OR credit_report.audience = ? AND credit_report.recipient = ?)) AS anon_83) WHEN 'wat_' THEN (SELECT '{"id":"' || anon_85.id || '","__typename":"Watch"}' AS anon_84
FROM (SELECT watch.id AS id, watch.uscc AS uscc, watch.institution_code AS institution_code, watch.user_id AS user_id, watch.on_behalf_of AS on_behalf_of, watch.position AS position, watch.since AS since
FROM watch
WHERE watch.id = (? || substr(wanted.value, 5)) AND (watch.institution_code = ? OR watch.user_id = ? AND (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = watch.on_behalf_of AND mandate.state = ?)))) AS anon_85) END, '	null'), ',') AS aggregate_strings_1
FROM (SELECT value, key AS position FROM json_each(?)) AS wanted), '') || ']}' AS BLOB) END AS anon_1
-- cost 10
