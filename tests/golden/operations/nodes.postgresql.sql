SELECT CASE WHEN ((SELECT standing.version
FROM standing) = $1::BIGINT) THEN textsend('{"nodes":[' || coalesce((SELECT string_agg(coalesce(CASE substr(wanted.value, 1, 4) WHEN 'ins_' THEN (SELECT '{"id":"ins_' || s1.code || '","__typename":"Institution"}'
FROM (SELECT institution.code AS code
FROM institution
WHERE institution.code = substr(wanted.value, 5)) AS s1) WHEN 'sub_' THEN (SELECT '{"id":"' || s2.handle || '","__typename":"Submission"}'
FROM (SELECT submission.handle AS handle
FROM submission
WHERE submission.handle = ($2::VARCHAR || substr(wanted.value, 5)) AND submission.supplier_code = $3::VARCHAR) AS s2) WHEN 'rec_' THEN (SELECT '{"id":"' || s3.id || '","__typename":"' || CASE s3.kind WHEN 'LICENCE' THEN 'AdministrativeLicence' WHEN 'PENALTY' THEN 'AdministrativePenalty' WHEN 'ABNORMAL_OPERATION' THEN 'AbnormalOperation' WHEN 'HONOUR' THEN 'Honour' WHEN 'COMMITMENT' THEN 'CommitmentRecord' WHEN 'TAX_RATING' THEN 'TaxRating' WHEN 'TAX_ARREARS' THEN 'TaxArrears' WHEN 'WAGE_ARREARS' THEN 'WageArrears' WHEN 'SOCIAL_INSURANCE' THEN 'SocialInsuranceContribution' WHEN 'HOUSING_FUND' THEN 'HousingFundContribution' WHEN 'UTILITY_PAYMENT' THEN 'UtilityPayment' WHEN 'CONTRACT_PERFORMANCE' THEN 'ContractPerformance' WHEN 'GUARANTEE' THEN 'Guarantee' WHEN 'JUDGMENT' THEN 'Judgment' ELSE 'ArbitrationOutcome' END || '"}'
FROM (SELECT credit_record.kind AS kind, credit_record.id AS id
FROM credit_record
WHERE credit_record.id = ($4::VARCHAR || substr(wanted.value, 5)) AND (credit_record.publicity = 'PUBLIC' AND (credit_record.state = 'ACTIVE' OR credit_record.state = 'DISPUTED') AND credit_record.published_from <= $5::DATE AND (credit_record.published_until IS NULL OR credit_record.published_until >= $5::DATE) OR credit_record.supplier_code = $3::VARCHAR)) AS s3) WHEN 'reg_' THEN (SELECT '{"id":"reg_' || s4.code || '","__typename":"Region","name":' || CASE WHEN s4.quotable THEN '"' || s4.name || '"' ELSE to_json(s4.name)::text END || ',"level":"' || s4.level || '"}'
FROM (SELECT region.code AS code, region.name AS name, region.quotable AS quotable, region.level AS level
FROM region
WHERE region.code = substr(wanted.value, 5)) AS s4) WHEN 'ind_' THEN (SELECT '{"id":"ind_' || s5.code || '","__typename":"Industry"}'
FROM (SELECT industry.code AS code
FROM industry
WHERE industry.code = substr(wanted.value, 5)) AS s5) WHEN 'ent_' THEN (SELECT '{"id":"ent_' || s6.uscc || '","__typename":"Entity","name":' || CASE WHEN s6.quotable THEN '"' || s6.name || '"' ELSE to_json(s6.name)::text END || '}'
FROM (SELECT entity.uscc AS uscc, entity.name AS name, entity.quotable AS quotable
FROM entity
WHERE entity.uscc = substr(wanted.value, 5)) AS s6) WHEN 'cns_' THEN (SELECT '{"id":"' || s7.id || '","__typename":"Consent"}'
FROM (SELECT consent.id AS id
FROM consent
WHERE consent.id = ($6::VARCHAR || substr(wanted.value, 5)) AND (consent.grantee_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = consent.uscc AND mandate.state = $8::VARCHAR COLLATE "C")) OR $9::VARCHAR IN ($10::VARCHAR))) AS s7) WHEN 'dsp_' THEN (SELECT '{"id":"' || s8.id || '","__typename":"AccessDispute"}'
FROM (SELECT access_dispute.id AS id
FROM access_dispute
WHERE access_dispute.id = ($11::VARCHAR || substr(wanted.value, 5)) AND (access_dispute.institution_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = access_dispute.uscc AND mandate.state = $12::VARCHAR COLLATE "C")) OR $9::VARCHAR IN ($13::VARCHAR))) AS s8) WHEN 'acc_' THEN (SELECT '{"id":"acc_' || s9.id || '","__typename":"AccessRecord"}'
FROM (SELECT access_entry.id AS id
FROM access_entry
WHERE access_entry.id = substr(wanted.value, 5) AND (access_entry.institution_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = access_entry.uscc AND mandate.state = $14::VARCHAR COLLATE "C")) OR $9::VARCHAR IN ($15::VARCHAR))) AS s9) WHEN 'agr_' THEN (SELECT '{"id":"' || s10.id || '","__typename":"Agreement"}'
FROM (SELECT agreement.id AS id
FROM agreement
WHERE agreement.id = ($16::VARCHAR || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM agreement_party
WHERE agreement_party.agreement_id = agreement.id AND agreement_party.institution_code = $3::VARCHAR)) OR $9::VARCHAR IN ($17::VARCHAR))) AS s10) WHEN 'plm_' THEN (SELECT '{"id":"' || s11.id || '","__typename":"PolicyMeasure"}'
FROM (SELECT policy_measure.id AS id
FROM policy_measure
WHERE policy_measure.id = ($18::VARCHAR || substr(wanted.value, 5)) AND (policy_measure.published_at IS NOT NULL OR policy_measure.institution_code = $3::VARCHAR)) AS s11) WHEN 'lic_' THEN (SELECT '{"id":"' || s12.id || '","__typename":"InstitutionLicence"}'
FROM (SELECT institution_licence.id AS id
FROM institution_licence
WHERE institution_licence.id = ($19::VARCHAR || substr(wanted.value, 5))) AS s12) WHEN 'pvr_' THEN (SELECT '{"id":"' || s13.id || '","__typename":"ProductVersion"}'
FROM (SELECT product_version.id AS id
FROM product_version
WHERE product_version.id = ($20::VARCHAR || substr(wanted.value, 5)) AND (product_version.listed_at IS NOT NULL OR (EXISTS (SELECT 1
FROM financing_product
WHERE financing_product.id = product_version.product_id AND financing_product.institution_code = $3::VARCHAR)) OR $9::VARCHAR IN ($21::VARCHAR))) AS s13) WHEN 'prd_' THEN (SELECT '{"id":"' || s14.id || '","__typename":"FinancingProduct"}'
FROM (SELECT financing_product.id AS id
FROM financing_product
WHERE financing_product.id = ($22::VARCHAR || substr(wanted.value, 5)) AND (financing_product.current_version_id IS NOT NULL OR financing_product.institution_code = $3::VARCHAR OR $9::VARCHAR IN ($23::VARCHAR))) AS s14) WHEN 'dmd_' THEN (SELECT '{"id":"' || s15.id || '","__typename":"FinancingDemand"}'
FROM (SELECT financing_demand.id AS id
FROM financing_demand
WHERE financing_demand.id = ($24::VARCHAR || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = financing_demand.uscc AND mandate.state = $25::VARCHAR COLLATE "C")) OR financing_demand.claimed_by = $3::VARCHAR OR financing_demand.state = $26::VARCHAR COLLATE "C" AND financing_demand.open_until >= $5::DATE AND (EXISTS (SELECT 1
FROM institution_licence
WHERE institution_licence.institution_code = $3::VARCHAR AND institution_licence.kind = financing_demand.kind AND institution_licence.valid_from <= $5::DATE AND (institution_licence.valid_until IS NULL OR institution_licence.valid_until >= $5::DATE))))) AS s15) WHEN 'rcv_' THEN (SELECT '{"id":"' || s16.id || '","__typename":"Receivable"}'
FROM (SELECT receivable.id AS id
FROM receivable
WHERE receivable.id = ($27::VARCHAR || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = receivable.creditor_uscc AND mandate.state = $28::VARCHAR COLLATE "C")) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = receivable.payer_uscc AND mandate.state = $29::VARCHAR COLLATE "C")) OR (EXISTS (SELECT 1
FROM credit_enhancement
WHERE credit_enhancement.receivable_id = receivable.id AND credit_enhancement.institution_code = $3::VARCHAR)))) AS s16) WHEN 'enh_' THEN (SELECT '{"id":"' || s17.id || '","__typename":"CreditEnhancement"}'
FROM (SELECT credit_enhancement.id AS id
FROM credit_enhancement
WHERE credit_enhancement.id = ($30::VARCHAR || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = credit_enhancement.uscc AND mandate.state = $31::VARCHAR COLLATE "C")) OR credit_enhancement.institution_code = $3::VARCHAR OR credit_enhancement.provider_code = $3::VARCHAR)) AS s17) WHEN 'fap_' THEN (SELECT '{"id":"' || s18.id || '","__typename":"FinancingApplication"}'
FROM (SELECT financing_application.id AS id
FROM financing_application
WHERE financing_application.id = ($32::VARCHAR || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = financing_application.uscc AND mandate.state = $33::VARCHAR COLLATE "C")) OR financing_application.institution_code = $3::VARCHAR AND financing_application.submitted_at IS NOT NULL)) AS s18) WHEN 'evd_' THEN (SELECT '{"id":"' || s19.id || '","__typename":"Evidence"}'
FROM (SELECT evidence.id AS id
FROM evidence
WHERE evidence.id = ($34::VARCHAR || substr(wanted.value, 5)) AND (evidence.object_id IS NULL AND evidence.uploaded_by = $35::VARCHAR OR (EXISTS (SELECT 1
FROM objection
WHERE objection.id = evidence.object_id AND (objection.supplier_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = objection.uscc AND mandate.state = $36::VARCHAR COLLATE "C")) OR $9::VARCHAR IN ($37::VARCHAR)))) OR (EXISTS (SELECT 1
FROM restoration
WHERE restoration.id = evidence.object_id AND (restoration.supplier_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = restoration.uscc AND mandate.state = $38::VARCHAR COLLATE "C")) OR $9::VARCHAR IN ($39::VARCHAR)))) OR (EXISTS (SELECT 1
FROM list_restoration JOIN list_entry ON list_entry.id = list_restoration.entry_id JOIN list_definition ON list_definition.code = list_entry.list_code
WHERE list_restoration.id = evidence.object_id AND (list_definition.keeper_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = list_restoration.uscc AND mandate.state = $40::VARCHAR COLLATE "C"))))) OR evidence.object_id IN (SELECT conducted.id
FROM arbitration_case AS conducted
WHERE conducted.centre_code = CASE WHEN ($9::VARCHAR IN ($41::VARCHAR)) THEN $3::VARCHAR ELSE NULL END UNION ALL SELECT claims.id
FROM arbitration_case AS claims JOIN mandate ON mandate.uscc = claims.claimant_uscc
WHERE mandate.user_id = $7::VARCHAR AND mandate.state = $42::VARCHAR COLLATE "C" UNION ALL SELECT answers.id
FROM arbitration_case AS answers JOIN mandate ON mandate.uscc = answers.respondent_uscc JOIN case_service ON case_service.case_id = answers.id
WHERE mandate.user_id = $7::VARCHAR AND mandate.state = $42::VARCHAR COLLATE "C" AND case_service.document = $43::VARCHAR COLLATE "C" AND case_service.side = $44::VARCHAR COLLATE "C" UNION ALL SELECT case_representative.case_id
FROM case_representative
WHERE case_representative.user_id = $7::VARCHAR AND case_representative.ended_at IS NULL UNION ALL SELECT arbitrator.case_id
FROM arbitrator
WHERE arbitrator.user_id = $7::VARCHAR AND arbitrator.ended_at IS NULL UNION ALL SELECT hearing.id
FROM hearing
WHERE hearing.case_id IN (SELECT conducted.id
FROM arbitration_case AS conducted
WHERE conducted.centre_code = CASE WHEN ($9::VARCHAR IN ($41::VARCHAR)) THEN $3::VARCHAR ELSE NULL END UNION ALL SELECT claims.id
FROM arbitration_case AS claims JOIN mandate ON mandate.uscc = claims.claimant_uscc
WHERE mandate.user_id = $7::VARCHAR AND mandate.state = $45::VARCHAR COLLATE "C" UNION ALL SELECT answers.id
FROM arbitration_case AS answers JOIN mandate ON mandate.uscc = answers.respondent_uscc JOIN case_service ON case_service.case_id = answers.id
WHERE mandate.user_id = $7::VARCHAR AND mandate.state = $45::VARCHAR COLLATE "C" AND case_service.document = $46::VARCHAR COLLATE "C" AND case_service.side = $47::VARCHAR COLLATE "C" UNION ALL SELECT case_representative.case_id
FROM case_representative
WHERE case_representative.user_id = $7::VARCHAR AND case_representative.ended_at IS NULL UNION ALL SELECT arbitrator.case_id
FROM arbitrator
WHERE arbitrator.user_id = $7::VARCHAR AND arbitrator.ended_at IS NULL) UNION ALL SELECT referral.id
FROM referral
WHERE $9::VARCHAR IN ($48::VARCHAR) AND referral.court_code = $3::VARCHAR OR $9::VARCHAR IN ($49::VARCHAR) AND referral.centre_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = referral.creditor_uscc AND mandate.state = $50::VARCHAR COLLATE "C"))))) AS s19) WHEN 'rfr_' THEN (SELECT '{"id":"' || s20.id || '","__typename":"Referral"}'
FROM (SELECT referral.id AS id
FROM referral
WHERE referral.id = ($51::VARCHAR || substr(wanted.value, 5)) AND ($9::VARCHAR IN ($52::VARCHAR) AND referral.court_code = $3::VARCHAR OR $9::VARCHAR IN ($53::VARCHAR) AND referral.centre_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = referral.creditor_uscc AND mandate.state = $54::VARCHAR COLLATE "C")))) AS s20) WHEN 'hrg_' THEN (SELECT '{"id":"' || s21.id || '","__typename":"Hearing"}'
FROM (SELECT hearing.id AS id
FROM hearing
WHERE hearing.id = ($55::VARCHAR || substr(wanted.value, 5)) AND hearing.case_id IN (SELECT conducted.id
FROM arbitration_case AS conducted
WHERE conducted.centre_code = CASE WHEN ($9::VARCHAR IN ($41::VARCHAR)) THEN $3::VARCHAR ELSE NULL END UNION ALL SELECT claims.id
FROM arbitration_case AS claims JOIN mandate ON mandate.uscc = claims.claimant_uscc
WHERE mandate.user_id = $7::VARCHAR AND mandate.state = $56::VARCHAR COLLATE "C" UNION ALL SELECT answers.id
FROM arbitration_case AS answers JOIN mandate ON mandate.uscc = answers.respondent_uscc JOIN case_service ON case_service.case_id = answers.id
WHERE mandate.user_id = $7::VARCHAR AND mandate.state = $56::VARCHAR COLLATE "C" AND case_service.document = $57::VARCHAR COLLATE "C" AND case_service.side = $58::VARCHAR COLLATE "C" UNION ALL SELECT case_representative.case_id
FROM case_representative
WHERE case_representative.user_id = $7::VARCHAR AND case_representative.ended_at IS NULL UNION ALL SELECT arbitrator.case_id
FROM arbitrator
WHERE arbitrator.user_id = $7::VARCHAR AND arbitrator.ended_at IS NULL)) AS s21) WHEN 'cdl_' THEN (SELECT '{"id":"' || s22.id || '","__typename":"CaseDeadline"}'
FROM (SELECT case_deadline.id AS id
FROM case_deadline
WHERE case_deadline.id = ($59::VARCHAR || substr(wanted.value, 5)) AND (case_deadline.centre_code = CASE WHEN ($9::VARCHAR IN ($41::VARCHAR)) THEN $3::VARCHAR ELSE NULL END OR case_deadline.case_id IN (SELECT claims.id
FROM arbitration_case AS claims JOIN mandate ON mandate.uscc = claims.claimant_uscc
WHERE mandate.user_id = $7::VARCHAR AND mandate.state = $60::VARCHAR COLLATE "C" UNION ALL SELECT answers.id
FROM arbitration_case AS answers JOIN mandate ON mandate.uscc = answers.respondent_uscc JOIN case_service ON case_service.case_id = answers.id
WHERE mandate.user_id = $7::VARCHAR AND mandate.state = $60::VARCHAR COLLATE "C" AND case_service.document = $61::VARCHAR COLLATE "C" AND case_service.side = $62::VARCHAR COLLATE "C" UNION ALL SELECT case_representative.case_id
FROM case_representative
WHERE case_representative.user_id = $7::VARCHAR AND case_representative.ended_at IS NULL UNION ALL SELECT arbitrator.case_id
FROM arbitrator
WHERE arbitrator.user_id = $7::VARCHAR AND arbitrator.ended_at IS NULL))) AS s22) WHEN 'arb_' THEN (SELECT '{"id":"' || s23.id || '","__typename":"ArbitrationCase"}'
FROM (SELECT arbitration_case.id AS id
FROM arbitration_case
WHERE arbitration_case.id = ($63::VARCHAR || substr(wanted.value, 5)) AND arbitration_case.id IN (SELECT conducted.id
FROM arbitration_case AS conducted
WHERE conducted.centre_code = CASE WHEN ($9::VARCHAR IN ($41::VARCHAR)) THEN $3::VARCHAR ELSE NULL END UNION ALL SELECT claims.id
FROM arbitration_case AS claims JOIN mandate ON mandate.uscc = claims.claimant_uscc
WHERE mandate.user_id = $7::VARCHAR AND mandate.state = $64::VARCHAR COLLATE "C" UNION ALL SELECT answers.id
FROM arbitration_case AS answers JOIN mandate ON mandate.uscc = answers.respondent_uscc JOIN case_service ON case_service.case_id = answers.id
WHERE mandate.user_id = $7::VARCHAR AND mandate.state = $64::VARCHAR COLLATE "C" AND case_service.document = $65::VARCHAR COLLATE "C" AND case_service.side = $66::VARCHAR COLLATE "C" UNION ALL SELECT case_representative.case_id
FROM case_representative
WHERE case_representative.user_id = $7::VARCHAR AND case_representative.ended_at IS NULL UNION ALL SELECT arbitrator.case_id
FROM arbitrator
WHERE arbitrator.user_id = $7::VARCHAR AND arbitrator.ended_at IS NULL)) AS s23) WHEN 'cor_' THEN (SELECT '{"id":"' || s24.id || '","__typename":"Correction"}'
FROM (SELECT correction.id AS id
FROM correction
WHERE correction.id = ($67::VARCHAR || substr(wanted.value, 5)) AND (correction.institution_code = $3::VARCHAR OR correction.supplier_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = correction.uscc AND mandate.state = $68::VARCHAR COLLATE "C")) OR $9::VARCHAR IN ($69::VARCHAR))) AS s24) WHEN 'msr_' THEN (SELECT '{"id":"' || s25.id || '","__typename":"Measure"}'
FROM (SELECT measure.id AS id
FROM measure
WHERE measure.id = ($70::VARCHAR || substr(wanted.value, 5))) AS s25) WHEN 'edn_' THEN (SELECT '{"id":"' || s26.id || '","__typename":"MemorandumEdition"}'
FROM (SELECT memorandum_edition.id AS id
FROM memorandum_edition
WHERE memorandum_edition.id = ($71::VARCHAR || substr(wanted.value, 5))) AS s26) WHEN 'mem_' THEN (SELECT '{"id":"mem_' || s27.code || '","__typename":"Memorandum"}'
FROM (SELECT memorandum.code AS code
FROM memorandum
WHERE memorandum.code = substr(wanted.value, 5)) AS s27) WHEN 'mac_' THEN (SELECT '{"id":"' || s28.id || '","__typename":"MeasureAction"}'
FROM (SELECT measure_action.id AS id
FROM measure_action
WHERE measure_action.id = ($72::VARCHAR || substr(wanted.value, 5)) AND (measure_action.institution_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = measure_action.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = $3::VARCHAR)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = list_entry.uscc AND mandate.state = $73::VARCHAR COLLATE "C"))))) OR $9::VARCHAR IN ($74::VARCHAR) AND measure_action.state = $75::VARCHAR COLLATE "C")) AS s28) WHEN 'lsd_' THEN (SELECT '{"id":"lsd_' || s29.code || '","__typename":"ListDefinition"}'
FROM (SELECT list_definition.code AS code
FROM list_definition
WHERE list_definition.code = substr(wanted.value, 5)) AS s29) WHEN 'lrs_' THEN (SELECT '{"id":"' || s30.id || '","__typename":"ListRestoration"}'
FROM (SELECT list_restoration.id AS id
FROM list_restoration
WHERE list_restoration.id = ($76::VARCHAR || substr(wanted.value, 5)) AND (EXISTS (SELECT 1
FROM list_entry
WHERE list_entry.id = list_restoration.entry_id AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = $3::VARCHAR)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = list_entry.uscc AND mandate.state = $77::VARCHAR COLLATE "C")))))) AS s30) WHEN 'lst_' THEN (SELECT '{"id":"' || s31.id || '","__typename":"ListEntry"}'
FROM (SELECT list_entry.id AS id
FROM list_entry
WHERE list_entry.id = ($78::VARCHAR || substr(wanted.value, 5)) AND ((EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.published IS true)) AND (list_entry.listed_at <= $79::TIMESTAMP WITH TIME ZONE AND (list_entry.delisted_at IS NULL OR list_entry.delisted_at > $79::TIMESTAMP WITH TIME ZONE) AND list_entry.valid_from <= $5::DATE AND (list_entry.valid_until IS NULL OR list_entry.valid_until >= $5::DATE) OR list_entry.state = $80::VARCHAR COLLATE "C") OR (EXISTS (SELECT 1
FROM list_definition
WHERE list_definition.code = list_entry.list_code AND list_definition.keeper_code = $3::VARCHAR)) OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = list_entry.uscc AND mandate.state = $81::VARCHAR COLLATE "C")) OR list_entry.listed_at IS NOT NULL AND ((EXISTS (SELECT 1
FROM department_assignment JOIN memorandum_signatory ON memorandum_signatory.department_key = department_assignment.department_key JOIN memorandum_edition ON memorandum_edition.id = memorandum_signatory.edition_id JOIN memorandum ON memorandum.code = memorandum_edition.memorandum_code
WHERE department_assignment.institution_code = $3::VARCHAR AND memorandum_edition.published_at IS NOT NULL AND memorandum.list_code = list_entry.list_code)) OR (EXISTS (SELECT 1
FROM measure_action
WHERE measure_action.entry_id = list_entry.id AND measure_action.institution_code = $3::VARCHAR))))) AS s31) WHEN 'mat_' THEN (SELECT '{"id":"mat_' || s32.code || '","__typename":"Matter"}'
FROM (SELECT matter.code AS code
FROM matter
WHERE matter.code = substr(wanted.value, 5)) AS s32) WHEN 'chk_' THEN (SELECT '{"id":"' || s33.id || '","__typename":"CreditCheck"}'
FROM (SELECT credit_check.id AS id
FROM credit_check
WHERE credit_check.id = ($82::VARCHAR || substr(wanted.value, 5)) AND (credit_check.institution_code = $3::VARCHAR OR $9::VARCHAR IN ($83::VARCHAR))) AS s33) WHEN 'cmt_' THEN (SELECT '{"id":"' || s34.id || '","__typename":"Commitment"}'
FROM (SELECT commitment.id AS id
FROM commitment
WHERE commitment.id = ($84::VARCHAR || substr(wanted.value, 5)) AND (commitment.is_public AND commitment.state != $85::VARCHAR COLLATE "C" OR commitment.institution_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = commitment.uscc AND mandate.state = $86::VARCHAR COLLATE "C")) OR $9::VARCHAR IN ($87::VARCHAR))) AS s34) WHEN 'exp_' THEN (SELECT '{"id":"' || s35.id || '","__typename":"Export"}'
FROM (SELECT export.id AS id
FROM export
WHERE export.id = ($88::VARCHAR || substr(wanted.value, 5)) AND (export.institution_code = $3::VARCHAR AND $7::VARCHAR IS NULL AND export.on_behalf_of IS NOT DISTINCT FROM $89::VARCHAR OR export.user_id = $7::VARCHAR)) AS s35) WHEN 'mdt_' THEN (SELECT '{"id":"' || s36.id || '","__typename":"Mandate"}'
FROM (SELECT mandate.id AS id
FROM mandate
WHERE mandate.id = ($90::VARCHAR || substr(wanted.value, 5)) AND (mandate.user_id = $7::VARCHAR OR $9::VARCHAR IN ($91::VARCHAR))) AS s36) WHEN 'scd_' THEN (SELECT '{"id":"' || s37.id || '","__typename":"ScreeningDecision"}'
FROM (SELECT screening_decision.id AS id
FROM screening_decision
WHERE screening_decision.id = ($92::VARCHAR || substr(wanted.value, 5)) AND screening_decision.institution_code = $3::VARCHAR) AS s37) WHEN 'svl_' THEN (SELECT '{"id":"' || s38.id || '","__typename":"ServiceListing"}'
FROM (SELECT service_listing.id AS id
FROM service_listing
WHERE service_listing.id = ($93::VARCHAR || substr(wanted.value, 5)) AND (service_listing.state = $94::VARCHAR COLLATE "C" OR service_listing.institution_code = $3::VARCHAR OR $9::VARCHAR IN ($95::VARCHAR))) AS s38) WHEN 'obj_' THEN (SELECT '{"id":"' || s39.id || '","__typename":"Objection"}'
FROM (SELECT objection.id AS id
FROM objection
WHERE objection.id = ($96::VARCHAR || substr(wanted.value, 5)) AND (objection.supplier_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = objection.uscc AND mandate.state = $97::VARCHAR COLLATE "C")) OR $9::VARCHAR IN ($98::VARCHAR))) AS s39) WHEN 'rst_' THEN (SELECT '{"id":"' || s40.id || '","__typename":"Restoration"}'
FROM (SELECT restoration.id AS id
FROM restoration
WHERE restoration.id = ($99::VARCHAR || substr(wanted.value, 5)) AND (restoration.supplier_code = $3::VARCHAR OR (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = restoration.uscc AND mandate.state = $100::VARCHAR COLLATE "C")) OR $9::VARCHAR IN ($101::VARCHAR))) AS s40) WHEN 'rpt_' THEN (SELECT '{"id":"' || s41.id || '","__typename":"CreditReport"}'
FROM (SELECT credit_report.id AS id
FROM credit_report
WHERE credit_report.id = ($102::VARCHAR || substr(wanted.value, 5)) AND (credit_report.audience = $103::VARCHAR COLLATE "C" OR credit_report.audience = $104::VARCHAR COLLATE "C" AND credit_report.recipient = $7::VARCHAR AND (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = credit_report.uscc AND mandate.state = $105::VARCHAR COLLATE "C")) OR credit_report.audience = $106::VARCHAR COLLATE "C" AND credit_report.recipient = $3::VARCHAR)) AS s41) WHEN 'wat_' THEN (SELECT '{"id":"' || s42.id || '","__typename":"Watch"}'
FROM (SELECT watch.id AS id
FROM watch
WHERE watch.id = ($107::VARCHAR || substr(wanted.value, 5)) AND (watch.institution_code = $3::VARCHAR OR watch.user_id = $7::VARCHAR AND (EXISTS (SELECT 1
FROM mandate
WHERE mandate.user_id = $7::VARCHAR AND mandate.uscc = watch.on_behalf_of AND mandate.state = $108::VARCHAR COLLATE "C")))) AS s42) END, '	null'), ',') AS anon_2
FROM (SELECT value, position FROM unnest($109::TEXT[]) WITH ORDINALITY AS listed(value, position)) AS wanted), '') || ']}') END AS anon_1
-- cost 10
