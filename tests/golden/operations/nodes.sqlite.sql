SELECT CASE WHEN ((SELECT standing.version
FROM standing) = ?) THEN CAST('{"nodes":[' || coalesce((SELECT group_concat(coalesce(CASE substr(wanted.value, 1, 4) WHEN 'ins_' THEN (SELECT '{"id":"ins_' || s1.code || '","__typename":"Institution"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = substr(wanted.value, 5)) AS s1) WHEN 'sub_' THEN (SELECT '{"id":"' || s2.handle || '","__typename":"Submission"}'
FROM (SELECT submission.handle AS handle
FROM submission
WHERE submission.handle = (? || substr(wanted.value, 5)) AND submission.supplier_code = ?) AS s2) WHEN 'rec_' THEN (SELECT '{"id":"' || s3.id || '","__typename":"' || CASE s3.kind WHEN 'LICENCE' THEN 'AdministrativeLicence' WHEN 'PENALTY' THEN 'AdministrativePenalty' WHEN 'ABNORMAL_OPERATION' THEN 'AbnormalOperation' WHEN 'HONOUR' THEN 'Honour' WHEN 'COMMITMENT' THEN 'CommitmentRecord' WHEN 'TAX_RATING' THEN 'TaxRating' WHEN 'TAX_ARREARS' THEN 'TaxArrears' WHEN 'WAGE_ARREARS' THEN 'WageArrears' WHEN 'SOCIAL_INSURANCE' THEN 'SocialInsuranceContribution' WHEN 'HOUSING_FUND' THEN 'HousingFundContribution' WHEN 'UTILITY_PAYMENT' THEN 'UtilityPayment' WHEN 'CONTRACT_PERFORMANCE' THEN 'ContractPerformance' WHEN 'GUARANTEE' THEN 'Guarantee' WHEN 'JUDGMENT' THEN 'Judgment' ELSE 'ArbitrationOutcome' END || '"}'
FROM (SELECT credit_record.kind AS kind, credit_record.id AS id
FROM credit_record
WHERE credit_record.id = (? || substr(wanted.value, 5)) AND (credit_record.publicity = 'PUBLIC' AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= ? AND (credit_record.published_until IS NULL OR credit_record.published_until >= ?) OR credit_record.supplier_code = ?)) AS s3) WHEN 'reg_' THEN (SELECT '{"id":"reg_' || s4.code || '","__typename":"Region","name":' || json_quote(s4.name) || ',"level":"' || s4.level || '"}'
FROM (SELECT region.code AS code, region.name AS name, region.level AS level
FROM region
WHERE region.code = substr(wanted.value, 5)) AS s4) WHEN 'ind_' THEN (SELECT '{"id":"ind_' || s5.code || '","__typename":"Industry"}'
FROM (SELECT industry.code AS code
FROM industry
WHERE industry.code = substr(wanted.value, 5)) AS s5) WHEN 'ent_' THEN (SELECT '{"id":"ent_' || s6.uscc || '","__typename":"Entity","name":' || json_quote(s6.name) || '}'
FROM (SELECT entity.uscc AS uscc, entity.name AS name
FROM entity
WHERE entity.uscc = substr(wanted.value, 5)) AS s6) WHEN 'cns_' THEN (SELECT '{"id":"' || s7.id || '","__typename":"Consent"}'
FROM (SELECT consent.id AS id
FROM consent
WHERE consent.id = (? || substr(wanted.value, 5)) AND (consent.grantee_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = consent.uscc AND mandate.state = ?)) OR ? IN (?))) AS s7) WHEN 'dsp_' THEN (SELECT '{"id":"' || s8.id || '","__typename":"AccessDispute"}'
FROM (SELECT access_dispute.id AS id
FROM access_dispute
WHERE access_dispute.id = (? || substr(wanted.value, 5)) AND (access_dispute.institution_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = access_dispute.uscc AND mandate.state = ?)) OR ? IN (?))) AS s8) WHEN 'acc_' THEN (SELECT '{"id":"acc_' || s9.id || '","__typename":"AccessRecord"}'
FROM (SELECT access_entry.id AS id
FROM access_entry
WHERE access_entry.id = substr(wanted.value, 5) AND (access_entry.institution_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = access_entry.uscc AND mandate.state = ?)) OR ? IN (?))) AS s9) WHEN 'agr_' THEN (SELECT '{"id":"' || s10.id || '","__typename":"Agreement"}'
FROM (SELECT agreement.id AS id
FROM agreement
WHERE agreement.id = (? || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM agreement_party
WHERE agreement_party.agreement_id = agreement.id AND agreement_party.institution_code = ?)) OR ? IN (?))) AS s10) WHEN 'plm_' THEN (SELECT '{"id":"' || s11.id || '","__typename":"PolicyMeasure"}'
FROM (SELECT policy_measure.id AS id
FROM policy_measure
WHERE policy_measure.id = (? || substr(wanted.value, 5)) AND (policy_measure.published_at IS NOT NULL OR policy_measure.institution_code = ?)) AS s11) WHEN 'lic_' THEN (SELECT '{"id":"' || s12.id || '","__typename":"InstitutionLicence"}'
FROM (SELECT institution_licence.id AS id
FROM institution_licence
WHERE institution_licence.id = (? || substr(wanted.value, 5))) AS s12) WHEN 'pvr_' THEN (SELECT '{"id":"' || s13.id || '","__typename":"ProductVersion"}'
FROM (SELECT product_version.id AS id
FROM product_version
WHERE product_version.id = (? || substr(wanted.value, 5)) AND (product_version.listed_at IS NOT NULL OR (EXISTS (SELECT 1
FROM financing_product
WHERE financing_product.id = product_version.product_id AND financing_product.institution_code = ?)) OR ? IN (?))) AS s13) WHEN 'prd_' THEN (SELECT '{"id":"' || s14.id || '","__typename":"FinancingProduct"}'
FROM (SELECT financing_product.id AS id
FROM financing_product
WHERE financing_product.id = (? || substr(wanted.value, 5)) AND (financing_product.current_version_id IS NOT NULL OR financing_product.institution_code = ? OR ? IN (?))) AS s14) WHEN 'dmd_' THEN (SELECT '{"id":"' || s15.id || '","__typename":"FinancingDemand"}'
FROM (SELECT financing_demand.id AS id
FROM financing_demand
WHERE financing_demand.id = (? || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = financing_demand.uscc AND mandate.state = ?)) OR financing_demand.claimed_by = ? OR financing_demand.state = ? AND financing_demand.open_until >= ? AND (EXISTS (SELECT 1
FROM institution_licence
WHERE institution_licence.institution_code = ? AND institution_licence.kind = financing_demand.kind AND institution_licence.valid_from <= ? AND (institution_licence.valid_until IS NULL OR institution_licence.valid_until >= ?))))) AS s15) WHEN 'rcv_' THEN (SELECT '{"id":"' || s16.id || '","__typename":"Receivable"}'
FROM (SELECT receivable.id AS id
FROM receivable
WHERE receivable.id = (? || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = receivable.creditor_uscc AND mandate.state = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = receivable.payer_uscc AND mandate.state = ?)) OR (EXISTS (SELECT 1
FROM credit_enhancement
WHERE credit_enhancement.receivable_id = receivable.id AND credit_enhancement.institution_code = ?)))) AS s16) WHEN 'enh_' THEN (SELECT '{"id":"' || s17.id || '","__typename":"CreditEnhancement"}'
FROM (SELECT credit_enhancement.id AS id
FROM credit_enhancement
WHERE credit_enhancement.id = (? || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = credit_enhancement.uscc AND mandate.state = ?)) OR credit_enhancement.institution_code = ? OR credit_enhancement.provider_code = ?)) AS s17) WHEN 'fap_' THEN (SELECT '{"id":"' || s18.id || '","__typename":"FinancingApplication"}'
FROM (SELECT financing_application.id AS id
FROM financing_application
WHERE financing_application.id = (? || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = financing_application.uscc AND mandate.state = ?)) OR financing_application.institution_code = ? AND financing_application.submitted_at IS NOT NULL)) AS s18) WHEN 'evd_' THEN (SELECT '{"id":"' || s19.id || '","__typename":"Evidence"}'
FROM (SELECT evidence.id AS id
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
WHERE mandate.user_id = ? AND mandate.uscc = referral.creditor_uscc AND mandate.state = ?))))) AS s19) WHEN 'rfr_' THEN (SELECT '{"id":"' || s20.id || '","__typename":"Referral"}'
FROM (SELECT referral.id AS id
FROM referral
WHERE referral.id = (? || substr(wanted.value, 5)) AND (? IN (?) AND referral.court_code = ? OR ? IN (?) AND referral.centre_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = referral.creditor_uscc AND mandate.state = ?)))) AS s20) WHEN 'hrg_' THEN (SELECT '{"id":"' || s21.id || '","__typename":"Hearing"}'
FROM (SELECT hearing.id AS id
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
WHERE arbitrator.user_id = ? AND arbitrator.ended_at IS NULL)) AS s21) WHEN 'cdl_' THEN (SELECT '{"id":"' || s22.id || '","__typename":"CaseDeadline"}'
FROM (SELECT case_deadline.id AS id
FROM case_deadline
WHERE case_deadline.id = (? || substr(wanted.value, 5)) AND (case_deadline.centre_code = CASE WHEN (? IN (?)) THEN ? ELSE NULL END OR case_deadline.case_id IN (SELECT claims.id
FROM arbitration_case AS claims JOIN mandate ON mandate.uscc = claims.claimant_uscc
WHERE mandate.user_id = ? AND mandate.state = ? UNION ALL SELECT answers.id
FROM arbitration_case AS answers JOIN mandate ON mandate.uscc = answers.respondent_uscc JOIN case_service ON case_service.case_id = answers.id
WHERE mandate.user_id = ? AND mandate.state = ? AND case_service.document = ? AND case_service.side = ? UNION ALL SELECT case_representative.case_id
FROM case_representative
WHERE case_representative.user_id = ? AND case_representative.ended_at IS NULL UNION ALL SELECT arbitrator.case_id
FROM arbitrator
WHERE arbitrator.user_id = ? AND arbitrator.ended_at IS NULL))) AS s22) WHEN 'arb_' THEN (SELECT '{"id":"' || s23.id || '","__typename":"ArbitrationCase"}'
FROM (SELECT arbitration_case.id AS id
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
WHERE arbitrator.user_id = ? AND arbitrator.ended_at IS NULL)) AS s23) WHEN 'cor_' THEN (SELECT '{"id":"' || s24.id || '","__typename":"Correction"}'
FROM (SELECT correction.id AS id
FROM correction
WHERE correction.id = (? || substr(wanted.value, 5)) AND (correction.institution_code = ? OR correction.supplier_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = correction.uscc AND mandate.state = ?)) OR ? IN (?))) AS s24) WHEN 'msr_' THEN (SELECT '{"id":"' || s25.id || '","__typename":"Measure"}'
FROM (SELECT measure.id AS id
FROM measure
WHERE measure.id = (? || substr(wanted.value, 5))) AS s25) WHEN 'edn_' THEN (SELECT '{"id":"' || s26.id || '","__typename":"MemorandumEdition"}'
FROM (SELECT memorandum_edition.id AS id
FROM memorandum_edition
WHERE memorandum_edition.id = (? || substr(wanted.value, 5))) AS s26) WHEN 'mem_' THEN (SELECT '{"id":"mem_' || s27.code || '","__typename":"Memorandum"}'
FROM (SELECT memorandum.code AS code
FROM memorandum
WHERE memorandum.code = substr(wanted.value, 5)) AS s27) WHEN 'mac_' THEN (SELECT '{"id":"' || s28.id || '","__typename":"MeasureAction"}'
FROM (SELECT measure_action.id AS id
FROM measure_action
WHERE measure_action.id = (? || substr(wanted.value, 5)) AND (measure_action.institution_code = ? OR (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = measure_action.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?))))) OR ? IN (?) AND measure_action.state = ?)) AS s28) WHEN 'lsd_' THEN (SELECT '{"id":"lsd_' || s29.code || '","__typename":"ListDefinition"}'
FROM (SELECT list_definition.code AS code
FROM list_definition
WHERE list_definition.code = substr(wanted.value, 5)) AS s29) WHEN 'lrs_' THEN (SELECT '{"id":"' || s30.id || '","__typename":"ListRestoration"}'
FROM (SELECT list_restoration.id AS id
FROM list_restoration
WHERE list_restoration.id = (? || substr(wanted.value, 5)) AND (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = list_restoration.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = ?)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = list_entry.uscc AND mandate.state = ?)))))) AS s30) WHEN 'lst_' THEN (SELECT '{"id":"' || s31.id || '","__typename":"ListEntry"}'
FROM (SELECT list_entry.id AS id
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
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = ?))))) AS s31) WHEN 'mat_' THEN (SELECT '{"id":"mat_' || s32.code || '","__typename":"Matter"}'
FROM (SELECT matter.code AS code
FROM matter
WHERE matter.code = substr(wanted.value, 5)) AS s32) WHEN 'chk_' THEN (SELECT '{"id":"' || s33.id || '","__typename":"CreditCheck"}'
FROM (SELECT credit_check.id AS id
FROM credit_check
WHERE credit_check.id = (? || substr(wanted.value, 5)) AND (credit_check.institution_code = ? OR ? IN (?))) AS s33) WHEN 'cmt_' THEN (SELECT '{"id":"' || s34.id || '","__typename":"Commitment"}'
FROM (SELECT commitment.id AS id
FROM commitment
WHERE commitment.id = (? || substr(wanted.value, 5)) AND (commitment.is_public = 1 AND commitment.state != ? OR commitment.institution_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = commitment.uscc AND mandate.state = ?)) OR ? IN (?))) AS s34) WHEN 'exp_' THEN (SELECT '{"id":"' || s35.id || '","__typename":"Export"}'
FROM (SELECT export.id AS id
FROM export
WHERE export.id = (? || substr(wanted.value, 5)) AND (export.institution_code = ? AND ? IS NULL AND export.on_behalf_of IS ? OR export.user_id = ?)) AS s35) WHEN 'mdt_' THEN (SELECT '{"id":"' || s36.id || '","__typename":"Mandate"}'
FROM (SELECT mandate.id AS id
FROM mandate
WHERE mandate.id = (? || substr(wanted.value, 5)) AND (mandate.user_id = ? OR ? IN (?))) AS s36) WHEN 'scd_' THEN (SELECT '{"id":"' || s37.id || '","__typename":"ScreeningDecision"}'
FROM (SELECT screening_decision.id AS id
FROM screening_decision
WHERE screening_decision.id = (? || substr(wanted.value, 5)) AND screening_decision.institution_code = ?) AS s37) WHEN 'svl_' THEN (SELECT '{"id":"' || s38.id || '","__typename":"ServiceListing"}'
FROM (SELECT service_listing.id AS id
FROM service_listing
WHERE service_listing.id = (? || substr(wanted.value, 5)) AND (service_listing.state = ? OR service_listing.institution_code = ? OR ? IN (?))) AS s38) WHEN 'obj_' THEN (SELECT '{"id":"' || s39.id || '","__typename":"Objection"}'
FROM (SELECT objection.id AS id
FROM objection
WHERE objection.id = (? || substr(wanted.value, 5)) AND (objection.supplier_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = objection.uscc AND mandate.state = ?)) OR ? IN (?))) AS s39) WHEN 'rst_' THEN (SELECT '{"id":"' || s40.id || '","__typename":"Restoration"}'
FROM (SELECT restoration.id AS id
FROM restoration
WHERE restoration.id = (? || substr(wanted.value, 5)) AND (restoration.supplier_code = ? OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = restoration.uscc AND mandate.state = ?)) OR ? IN (?))) AS s40) WHEN 'rpt_' THEN (SELECT '{"id":"' || s41.id || '","__typename":"CreditReport"}'
FROM (SELECT credit_report.id AS id
FROM credit_report
WHERE credit_report.id = (? || substr(wanted.value, 5)) AND (credit_report.audience = ? OR credit_report.audience = ? AND credit_report.recipient = ? AND (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = credit_report.uscc AND mandate.state = ?)) OR credit_report.audience = ? AND credit_report.recipient = ?)) AS s41) WHEN 'wat_' THEN (SELECT '{"id":"' || s42.id || '","__typename":"Watch"}'
FROM (SELECT watch.id AS id
FROM watch
WHERE watch.id = (? || substr(wanted.value, 5)) AND (watch.institution_code = ? OR watch.user_id = ? AND (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = ? AND mandate.uscc = watch.on_behalf_of AND mandate.state = ?)))) AS s42) END, '	null'), ',') AS anon_2
FROM (SELECT value, key AS position FROM json_each(?)) AS wanted), '') || ']}' AS BLOB) END AS anon_1
-- cost 10
