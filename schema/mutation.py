"""The root of all writes: one field a command."""

from resolvers import (
    agreement,
    catalogue,
    consent,
    dispute,
    export,
    filing,
    mandate,
    registration,
    report,
    submission,
    watch,
)
from schema.agreement_command import WRITE as AGREEMENTS
from schema.agreement_command import AgreementResult, EnterAgreementInput, TerminateAgreementInput
from schema.arbitration_command import ArbitrationCommands
from schema.catalogue_command import WRITE as CATALOGUE
from schema.catalogue_command import AddCatalogueItemInput, CatalogueItemResult, SupplierInput
from schema.consent_command import (
    WRITE as CONSENTS,
)
from schema.consent_command import (
    ApproveConsentInput,
    ConsentResult,
    DecideConsentInput,
    LodgeConsentInput,
)
from schema.discipline_command import DisciplineCommands
from schema.dispute_command import (
    WRITE as DISPUTES,
)
from schema.dispute_command import (
    AnswerDisputeInput,
    DisputeAccessInput,
    DisputeResult,
)
from schema.export import WRITE as EXPORTS
from schema.export import CancelExportInput, ExportResult, RequestExportInput
from schema.fields import command, of
from schema.filing import WRITE as FILINGS
from schema.filing import FilingsResult, StateFilingsInput
from schema.financing_command import FinancingCommands
from schema.mandate_command import WRITE as MANDATES
from schema.mandate_command import DecideMandateInput, MandateResult, RequestMandateInput
from schema.procedure_command import ProcedureCommands
from schema.registration_command import WRITE as REGISTRATIONS
from schema.registration_command import (
    ChangeClientDocumentsInput,
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
from schema.report import WRITE as REPORTS
from schema.report import CreditReportResult, IssueReportInput, asked
from schema.submission_command import (
    WRITE as SUBMISSIONS,
)
from schema.submission_command import (
    OpenSubmissionInput,
    SubmissionInput,
    SubmissionResult,
    SubmitRecordsInput,
)
from schema.watch import WRITE as WATCHES
from schema.watch import UnwatchResult, WatchInput, WatchResult


@of(None, "What can be done at the exchange. Each command is one transaction; a refused one writes nothing.")
class Mutation(ProcedureCommands, DisciplineCommands, ArbitrationCommands, FinancingCommands):
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
    watch_entity: WatchResult = command(watch.watch, WatchInput, "Put an entity on the watch list.", WATCHES)
    unwatch_entity: UnwatchResult = command(watch.unwatch, WatchInput, "Take an entity off the watch list.", WATCHES)
    issue_report: CreditReportResult = command(
        report.issue,
        IssueReportInput,
        "Have a credit report issued. It passes the door as any query does, and is logged and counted there. Equal "
        "facts are the same report, so it takes no idempotency key.",
        REPORTS,
        cost=200,
        asking=asked,
    )
    request_export: ExportResult = command(
        export.request,
        RequestExportInput,
        "Have a connection read to its end in the background, into a file of one JSON object a line.",
        EXPORTS,
    )
    cancel_export: ExportResult = command(
        export.cancel, CancelExportInput, "End an export that waits or runs.", EXPORTS
    )
    state_filings: FilingsResult = command(
        filing.state_filings, StateFilingsInput, "State what an enterprise filed and doesn't publish.", FILINGS
    )
    open_submission: SubmissionResult = command(
        submission.open_,
        OpenSubmissionInput,
        "Open a batch of records of an item that one's institution supplies.",
        SUBMISSIONS,
    )
    validate_submission: SubmissionResult = command(
        submission.validate, SubmissionInput, "Learn what would become of each line; nothing is applied.", SUBMISSIONS
    )
    commit_submission: SubmissionResult = command(
        submission.commit,
        SubmissionInput,
        "Apply a batch, whole or not at all; applied before, it is left as it is.",
        SUBMISSIONS,
    )
    withdraw_submission: SubmissionResult = command(
        submission.withdraw,
        SubmissionInput,
        "Take a batch back: before it is applied its content, afterwards what it said.",
        SUBMISSIONS,
    )
    submit_records: SubmissionResult = command(
        submission.submit, SubmitRecordsInput, "Send and apply a small batch of records at once.", SUBMISSIONS
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
    add_catalogue_item: CatalogueItemResult = command(
        catalogue.add, AddCatalogueItemInput, "Let a further kind of record be held. For the operator.", CATALOGUE
    )
    assign_supplier: CatalogueItemResult = command(
        catalogue.assign,
        SupplierInput,
        "Let an institution supply a catalogue item; saying it again changes nothing. For the operator.",
        CATALOGUE,
    )
    unassign_supplier: CatalogueItemResult = command(
        catalogue.unassign,
        SupplierInput,
        "Let an institution supply a catalogue item no more; what it supplied stays. For the operator.",
        CATALOGUE,
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
    change_client_documents: ClientResult = command(
        registration.change_client_documents,
        ChangeClientDocumentsInput,
        "Let a client send hashes of its registered documents alone, or any document. For the operator.",
        REGISTRATIONS,
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
