"""The commands of due process: objections, restorations, corrections, commitments and the rules of deadlines."""

from resolvers import commitment, correction, deadline, objection, restoration
from schema.commitment_command import WRITE as COMMITMENTS
from schema.commitment_command import (
    CommitmentResult,
    OfferCommitmentInput,
    RecordPerformanceInput,
    WithdrawCommitmentInput,
)
from schema.correction_command import WRITE as CORRECTIONS
from schema.correction_command import AcknowledgeCorrectionInput, CorrectionResult
from schema.deadline_command import WRITE as DEADLINES
from schema.deadline_command import AddDeadlineRuleInput, DeadlineRuleResult
from schema.fields import command, of
from schema.objection_command import WRITE as OBJECTIONS
from schema.objection_command import (
    CancelObjectionInput,
    DecideObjectionInput,
    DecideReviewInput,
    ExtendObjectionInput,
    LodgeObjectionInput,
    ObjectionResult,
    RequestReviewInput,
)
from schema.restoration_command import WRITE as RESTORATIONS
from schema.restoration_command import (
    AcceptRestorationInput,
    ApplyForRestorationInput,
    DecideRestorationInput,
    ExtendRestorationInput,
    RestorationResult,
    WithdrawRestorationInput,
)


@of(None, "The commands of due process; Mutation has them.")
class ProcedureCommands:
    """Commands that decide on records, and on what enterprises say of them."""

    lodge_objection: ObjectionResult = command(
        objection.lodge,
        LodgeObjectionInput,
        "Object to a record of one's enterprise: it is marked, and its supplier has it, at once.",
        OBJECTIONS,
    )
    decide_objection: ObjectionResult = command(
        objection.decide,
        DecideObjectionInput,
        "Decide on an objection to a record of one's institution; the record follows at once.",
        OBJECTIONS,
    )
    extend_objection: ObjectionResult = command(
        objection.extend,
        ExtendObjectionInput,
        "Take more time for an objection, once, where the deadline's rule allows it.",
        OBJECTIONS,
    )
    request_objection_review: ObjectionResult = command(
        objection.request_review,
        RequestReviewInput,
        "Ask the operator to review the decision on an objection of one's enterprise.",
        OBJECTIONS,
    )
    decide_objection_review: ObjectionResult = command(
        objection.decide_review, DecideReviewInput, "Decide on a review. For the operator.", OBJECTIONS
    )
    cancel_objection: ObjectionResult = command(
        objection.cancel, CancelObjectionInput, "Take an objection of one's enterprise back.", OBJECTIONS
    )
    apply_for_restoration: RestorationResult = command(
        restoration.apply,
        ApplyForRestorationInput,
        "Apply that an adverse record of one's enterprise be used no more.",
        RESTORATIONS,
    )
    accept_restoration: RestorationResult = command(
        restoration.accept, AcceptRestorationInput, "Take an application for restoration up.", RESTORATIONS
    )
    refuse_restoration: RestorationResult = command(
        restoration.refuse, DecideRestorationInput, "Don't take an application for restoration up.", RESTORATIONS
    )
    extend_restoration: RestorationResult = command(
        restoration.extend,
        ExtendRestorationInput,
        "Take more time for an application, once, where the deadline's rule allows it.",
        RESTORATIONS,
    )
    grant_restoration: RestorationResult = command(
        restoration.grant,
        DecideRestorationInput,
        "Restore the credit: publication, sharing and use of the record end at once, and past recipients are told.",
        RESTORATIONS,
    )
    deny_restoration: RestorationResult = command(
        restoration.deny, DecideRestorationInput, "Decide against an application for restoration.", RESTORATIONS
    )
    withdraw_restoration: RestorationResult = command(
        restoration.withdraw, WithdrawRestorationInput, "Take an application of one's enterprise back.", RESTORATIONS
    )
    acknowledge_correction: CorrectionResult = command(
        correction.acknowledge,
        AcknowledgeCorrectionInput,
        "Say that one's institution has acted on a correction.",
        CORRECTIONS,
    )
    offer_commitment: CommitmentResult = command(
        commitment.offer, OfferCommitmentInput, "Give an authority a commitment of one's enterprise.", COMMITMENTS
    )
    withdraw_commitment: CommitmentResult = command(
        commitment.withdraw, WithdrawCommitmentInput, "Take a commitment of one's enterprise back.", COMMITMENTS
    )
    record_commitment_performance: CommitmentResult = command(
        commitment.record_performance,
        RecordPerformanceInput,
        "Record whether a commitment to one's institution was kept.",
        COMMITMENTS,
    )
    add_deadline_rule: DeadlineRuleResult = command(
        deadline.add_rule,
        AddDeadlineRuleInput,
        "Enter a rule that deadlines are counted by: never without a source. For the operator.",
        DEADLINES,
    )
