"""The root of all writes: one field a command."""

from resolvers import (
    agreement,
    check,
    consent,
    dispute,
    filing,
    listing,
    mandate,
    matter,
    measure_action,
    memorandum,
    registration,
)
from schema.agreement_command import WRITE as AGREEMENTS
from schema.agreement_command import AgreementResult, EnterAgreementInput, TerminateAgreementInput
from schema.check_command import WRITE as CHECKS
from schema.check_command import CreditCheckOutcome, RunCreditCheckInput
from schema.consent_command import (
    WRITE as CONSENTS,
)
from schema.consent_command import (
    ApproveConsentInput,
    ConsentResult,
    DecideConsentInput,
    LodgeConsentInput,
)
from schema.dispute_command import (
    WRITE as DISPUTES,
)
from schema.dispute_command import (
    AnswerDisputeInput,
    DisputeAccessInput,
    DisputeResult,
)
from schema.fields import command, of
from schema.filing import WRITE as FILINGS
from schema.filing import FilingsResult, StateFilingsInput
from schema.listing_command import (
    PLEAD,
    ApplyListRestorationInput,
    DecideEntryInput,
    DelistEntryInput,
    DropEntryInput,
    ExtendEntryInput,
    ListEntriesResult,
    ListEntryInput,
    ListEntryResult,
    ListRestorationResult,
    NoticeInput,
    PleadInput,
    ProposeEntriesInput,
    RefuseListRestorationInput,
)
from schema.listing_command import WRITE as LISTINGS
from schema.mandate_command import WRITE as MANDATES
from schema.mandate_command import DecideMandateInput, MandateResult, RequestMandateInput
from schema.matter_command import WRITE as MATTERS
from schema.matter_command import EnterMatterEditionInput, EnterMatterInput, MatterEditionResult, MatterResult
from schema.measure_command import WRITE as MEASURES
from schema.measure_command import MeasureActionResult, ReceiveMeasureInput, ReportMeasureInput
from schema.memorandum_command import WRITE as MEMORANDA
from schema.memorandum_command import (
    AssignDepartmentInput,
    DefineListInput,
    DepartmentResult,
    DraftEditionInput,
    EditionResult,
    ListResult,
    MemorandumResult,
    NameKeeperInput,
    PublishEditionInput,
    RecordMemorandumInput,
    RepealEditionInput,
    SupersedeEditionInput,
)
from schema.registration_command import WRITE as REGISTRATIONS
from schema.registration_command import (
    ChangeClientScopesInput,
    ClientInput,
    ClientResult,
    DisableUserInput,
    EnrolInstitutionInput,
    InstitutionResult,
    RegisterClientInput,
    RegisterUserInput,
    ReplaceClientKeysInput,
    UserResult,
)


@of(None, "What can be done at the exchange. Each command is one transaction; a refused one writes nothing.")
class Mutation:
    """All commands."""

    lodge_consent: ConsentResult = command(
        consent.lodge, LodgeConsentInput, "Ask an enterprise for its consent.", CONSENTS
    )
    approve_consent: ConsentResult = command(
        consent.approve, ApproveConsentInput, "Approve what one's enterprise is asked for.", CONSENTS
    )
    reject_consent: ConsentResult = command(
        consent.reject, DecideConsentInput, "Reject what one's enterprise is asked for.", CONSENTS
    )
    pause_consent: ConsentResult = command(
        consent.pause, DecideConsentInput, "Let nothing be fetched under a consent for the time being.", CONSENTS
    )
    resume_consent: ConsentResult = command(
        consent.resume, DecideConsentInput, "Let data be fetched again under a paused consent.", CONSENTS
    )
    revoke_consent: ConsentResult = command(
        consent.revoke, DecideConsentInput, "End a consent: the very next query under it is refused.", CONSENTS
    )
    dispute_access: DisputeResult = command(
        dispute.dispute, DisputeAccessInput, "Ask why data of one's enterprise were read.", DISPUTES
    )
    answer_dispute: DisputeResult = command(
        dispute.answer, AnswerDisputeInput, "Answer a dispute of an access that one's institution made.", DISPUTES
    )
    state_filings: FilingsResult = command(
        filing.state_filings, StateFilingsInput, "State what an enterprise filed and doesn't publish.", FILINGS
    )
    enter_agreement: AgreementResult = command(
        agreement.enter, EnterAgreementInput, "Enter a data-sharing agreement. For the operator.", AGREEMENTS
    )
    terminate_agreement: AgreementResult = command(
        agreement.terminate,
        TerminateAgreementInput,
        "End an agreement ahead of time: the very next query under it is refused. For the operator.",
        AGREEMENTS,
    )
    request_mandate: MandateResult = command(
        mandate.request, RequestMandateInput, "Ask to act for an enterprise, in person.", MANDATES
    )
    confirm_mandate: MandateResult = command(
        mandate.confirm, DecideMandateInput, "Let a person act for an enterprise. For the operator.", MANDATES
    )
    refuse_mandate: MandateResult = command(
        mandate.refuse, DecideMandateInput, "Refuse what a person asked for. For the operator.", MANDATES
    )
    revoke_mandate: MandateResult = command(
        mandate.revoke, DecideMandateInput, "End a confirmed mandate: one's own, or any for the operator.", MANDATES
    )
    enrol_institution: InstitutionResult = command(
        registration.enrol,
        EnrolInstitutionInput,
        "Let an institution take part; saying the same again changes nothing. For the operator.",
        REGISTRATIONS,
    )
    register_client: ClientResult = command(
        registration.register_client, RegisterClientInput, "Register an institution's program.", REGISTRATIONS
    )
    replace_client_keys: ClientResult = command(
        registration.replace_client_keys, ReplaceClientKeysInput, "Give a client other public keys.", REGISTRATIONS
    )
    change_client_scopes: ClientResult = command(
        registration.change_client_scopes, ChangeClientScopesInput, "Give a client other scopes.", REGISTRATIONS
    )
    disable_client: ClientResult = command(
        registration.disable_client,
        ClientInput,
        "Let a client in no more: its very next query is refused. For the operator.",
        REGISTRATIONS,
    )
    enable_client: ClientResult = command(
        registration.enable_client, ClientInput, "Let a disabled client in again.", REGISTRATIONS
    )
    register_user: UserResult = command(
        registration.register_user,
        RegisterUserInput,
        "Register a person. It takes no idempotency key: the login is taken once. For the operator.",
        REGISTRATIONS,
    )
    disable_user: UserResult = command(
        registration.disable_user,
        DisableUserInput,
        "Let a person in no more: the very next query of any session or token is refused. For the operator.",
        REGISTRATIONS,
    )
    propose_entries: ListEntriesResult = command(
        listing.propose, ProposeEntriesInput, "Propose enterprises for a list that one keeps.", LISTINGS, cost=30
    )
    notify_entry: ListEntryResult = command(
        listing.notify,
        NoticeInput,
        "Tell the subject of a blacklist or a watch list what is intended and why; its time to plead begins.",
        LISTINGS,
    )
    publicise_entry: ListEntryResult = command(
        listing.publicise, NoticeInput, "Show everybody who is a candidate of a red list.", LISTINGS
    )
    decide_entry: ListEntryResult = command(
        listing.decide,
        DecideEntryInput,
        "Decide to list, after the plea or when the time for it, or the publicity, is over.",
        LISTINGS,
    )
    drop_entry: ListEntryResult = command(listing.drop, DropEntryInput, "End a proposal without an entry.", LISTINGS)
    list_entry: ListEntryResult = command(
        listing.enter,
        ListEntryInput,
        "Put a decided entry on its list; its measures are triggered at once.",
        LISTINGS,
    )
    extend_entry: ListEntryResult = command(
        listing.extend, ExtendEntryInput, "Let an entry in force count longer, once.", LISTINGS
    )
    delist_entry: ListEntryResult = command(
        listing.delist, DelistEntryInput, "Take an entry off its list; its measures are lifted at once.", LISTINGS
    )
    plead: ListEntryResult = command(
        listing.plead, PleadInput, "Plead for one's enterprise before it is listed, or waive it.", PLEAD
    )
    apply_list_restoration: ListRestorationResult = command(
        listing.ask_restoration, ApplyListRestorationInput, "Ask to be taken off a list because one made good.", PLEAD
    )
    refuse_list_restoration: ListRestorationResult = command(
        listing.refuse_restoration,
        RefuseListRestorationInput,
        "Refuse an application to be taken off a list.",
        LISTINGS,
    )
    receive_measure: MeasureActionResult = command(
        measure_action.receive,
        ReceiveMeasureInput,
        "Take note of a measure that one's institution has to apply.",
        MEASURES,
    )
    execute_measure: MeasureActionResult = command(
        measure_action.execute, ReportMeasureInput, "Say how a measure was carried out.", MEASURES
    )
    declare_measure_not_applicable: MeasureActionResult = command(
        measure_action.not_applicable, ReportMeasureInput, "Say why a measure can't be applied.", MEASURES
    )
    feed_back_measure: MeasureActionResult = command(
        measure_action.feed_back, ReportMeasureInput, "Report what came of a measure.", MEASURES
    )
    record_memorandum: MemorandumResult = command(
        memorandum.record,
        RecordMemorandumInput,
        "Record a memorandum of the exchange's own. For the operator.",
        MEMORANDA,
    )
    draft_edition: EditionResult = command(
        memorandum.draft_edition,
        DraftEditionInput,
        "Write the next edition of a memorandum down; it has no effect before publication. For the operator.",
        MEMORANDA,
    )
    publish_edition: EditionResult = command(
        memorandum.publish_edition,
        PublishEditionInput,
        "Put an edition, or some of its measures, in force: they are triggered for everybody on its list. For the "
        "operator.",
        MEMORANDA,
    )
    repeal_edition: EditionResult = command(
        memorandum.repeal_edition,
        RepealEditionInput,
        "End an edition in force: its measures lapse and are lifted. For the operator.",
        MEMORANDA,
    )
    supersede_edition: EditionResult = command(
        memorandum.supersede_edition,
        SupersedeEditionInput,
        "Put a later edition in the place of one in force, in one transaction. For the operator.",
        MEMORANDA,
    )
    assign_department: DepartmentResult = command(
        memorandum.assign_department,
        AssignDepartmentInput,
        "Let an institution stand for a national department; what waited for it is triggered. For the operator.",
        MEMORANDA,
    )
    define_list: ListResult = command(
        memorandum.define_list, DefineListInput, "Define a list of the exchange's own. For the operator.", MEMORANDA
    )
    name_keeper: ListResult = command(
        memorandum.name_keeper, NameKeeperInput, "Name who decides on a list's entries. For the operator.", MEMORANDA
    )
    run_credit_check: CreditCheckOutcome = command(
        check.run,
        RunCreditCheckInput,
        "Check up to 1,000 enterprises against the lists for a matter; the answer is recorded and signed.",
        CHECKS,
        cost=1_000,
    )
    enter_matter: MatterResult = command(
        matter.enter, EnterMatterInput, "Enter a matter that isn't known yet. For the operator.", MATTERS
    )
    enter_matter_edition: MatterEditionResult = command(
        matter.enter_edition,
        EnterMatterEditionInput,
        "Enter an edition of a matter's rules; earlier checks stay as they were. For the operator.",
        MATTERS,
    )
