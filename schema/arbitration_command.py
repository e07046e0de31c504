"""The commands of arbitration, from the lodging of a case to the court's decision on a referral."""

from resolvers import arbitration, award, referral, tribunal
from schema.award_command import (
    AnswerPerformanceInput,
    CorrectAwardInput,
    CourtActInput,
    DecisionInput,
    RemindInput,
    SignStatementInput,
    StatePerformanceInput,
)
from schema.case_command import (
    INTAKE,
    WRITE,
    AcceptCaseInput,
    AgreeToPublishInput,
    AppointRepresentativeInput,
    ArbitrationReceiptResult,
    ArbitrationResult,
    CaseEvidenceInput,
    CaseInput,
    ConfirmReceiptInput,
    DismissRepresentativeInput,
    EndIntakePointInput,
    FeeInput,
    IntakePointResult,
    LodgeCaseInput,
    NameIntakePointInput,
    RecordReceiptInput,
    RefuseCaseInput,
    ServeInput,
    WithdrawCaseInput,
)
from schema.fields import command, of
from schema.referral_command import (
    COURT,
    AcknowledgeReferralInput,
    ApplyForReferralInput,
    DecideReferralInput,
    ReferralResult,
    SendReferralInput,
)
from schema.tribunal_command import (
    ChallengeInput,
    DecideChallengeInput,
    DeclareInput,
    FormTribunalInput,
    HoldHearingInput,
    ScheduleHearingInput,
)


@of(None, "The commands of arbitration; Mutation has them.")
class ArbitrationCommands:
    """Commands that take a case from step to step."""

    lodge_case: ArbitrationResult = command(
        arbitration.lodge, LodgeCaseInput, "Lodge a case of one's own enterprise with a centre.", WRITE
    )
    accept_case: ArbitrationResult = command(
        arbitration.accept, AcceptCaseInput, "Accept a case; the procedure and the fee follow. For its centre.", WRITE
    )
    refuse_case: ArbitrationResult = command(
        arbitration.refuse, RefuseCaseInput, "Don't take a case up, with reasons. For its centre.", WRITE
    )
    withdraw_case: ArbitrationResult = command(
        arbitration.withdraw, WithdrawCaseInput, "Take a case back before there is an award. For the claimant.", WRITE
    )
    pay_case_fee: ArbitrationResult = command(
        arbitration.pay_fee, FeeInput, "Record that the fee was paid. For the case's centre.", WRITE
    )
    serve_case: ArbitrationResult = command(
        arbitration.serve, ServeInput, "Send the notice or the award to both sides. For the case's centre.", WRITE
    )
    record_case_receipt: ArbitrationResult = command(
        arbitration.record_receipt,
        RecordReceiptInput,
        "Record that a side has a document. For the case's centre.",
        WRITE,
    )
    confirm_case_receipt: ArbitrationResult = command(
        arbitration.confirm_receipt, ConfirmReceiptInput, "Confirm that one's own side has a document.", WRITE
    )
    appoint_representative: ArbitrationResult = command(
        arbitration.appoint_representative,
        AppointRepresentativeInput,
        "Let a person act for one's enterprise in a case.",
        WRITE,
    )
    dismiss_representative: ArbitrationResult = command(
        arbitration.dismiss_representative, DismissRepresentativeInput, "End that, at once.", WRITE
    )
    refuse_online_hearing: ArbitrationResult = command(
        arbitration.refuse_online, CaseInput, "Refuse to be heard online, before the first hearing.", WRITE
    )
    agree_to_publish_outcome: ArbitrationResult = command(
        arbitration.agree_to_publish,
        AgreeToPublishInput,
        "Say whether the outcome may be published; both sides must agree.",
        WRITE,
    )
    add_case_evidence: ArbitrationResult = command(
        arbitration.add_evidence, CaseEvidenceInput, "Put files before everybody in a case.", WRITE
    )
    form_tribunal: ArbitrationResult = command(
        tribunal.form_tribunal,
        FormTribunalInput,
        "Appoint the tribunal; its clocks begin. For the case's centre.",
        WRITE,
    )
    declare_impartiality: ArbitrationResult = command(
        tribunal.declare, DeclareInput, "Say what might raise doubts, or that nothing does. For an arbitrator.", WRITE
    )
    challenge_arbitrator: ArbitrationResult = command(
        tribunal.challenge, ChallengeInput, "Challenge an arbitrator, before the first hearing.", WRITE
    )
    decide_challenge: ArbitrationResult = command(
        tribunal.decide_challenge, DecideChallengeInput, "Decide on a challenge. For the case's centre.", WRITE
    )
    schedule_hearing: ArbitrationResult = command(
        tribunal.schedule_hearing, ScheduleHearingInput, "Announce a hearing. For the tribunal and the centre.", WRITE
    )
    hold_hearing: ArbitrationResult = command(
        tribunal.hold_hearing,
        HoldHearingInput,
        "Write down the announced hearing. For the tribunal and the centre.",
        WRITE,
    )
    call_off_hearing: ArbitrationResult = command(
        tribunal.call_off_hearing, CaseInput, "Call the announced hearing off. For the tribunal and the centre.", WRITE
    )
    begin_mediation: ArbitrationResult = command(
        award.mediate, CaseInput, "Begin a mediation. For the tribunal and the centre.", WRITE
    )
    propose_statement: ArbitrationResult = command(
        award.propose_statement,
        DecisionInput,
        "Put a mediation statement before both sides. For the tribunal and the centre.",
        WRITE,
    )
    sign_statement: ArbitrationResult = command(
        award.sign_statement,
        SignStatementInput,
        "Sign the latest mediation statement for one's side; with both signatures it binds.",
        WRITE,
    )
    issue_award: ArbitrationResult = command(
        award.issue_award, DecisionInput, "Make the award: only definite obligations. For the tribunal.", WRITE
    )
    correct_award: ArbitrationResult = command(
        award.correct_award, CorrectAwardInput, "Correct slips of the award, once. For the tribunal.", WRITE
    )
    write_down_court_act: ArbitrationResult = command(
        award.write_down_court_act,
        CourtActInput,
        "Write down what a court did about the award. For the case's centre.",
        WRITE,
    )
    state_performance: ArbitrationResult = command(
        award.state_performance,
        StatePerformanceInput,
        "State that something was performed; of the creditor and the centre it counts at once.",
        WRITE,
    )
    answer_performance: ArbitrationResult = command(
        award.answer_performance,
        AnswerPerformanceInput,
        "Confirm or deny what the debtor stated. For the creditor.",
        WRITE,
    )
    remind_parties: ArbitrationResult = command(
        award.remind, RemindInput, "Remind both sides of what is due. For the case's centre.", WRITE
    )
    declare_default: ArbitrationResult = command(
        award.declare_default, CaseInput, "Say that what was due isn't performed. For the case's centre.", WRITE
    )
    take_in_case: ArbitrationReceiptResult = command(
        arbitration.take_in, LodgeCaseInput, "Lodge a case for a claimant, as the centre or its intake point.", INTAKE
    )
    name_intake_point: IntakePointResult = command(
        arbitration.name_intake_point, NameIntakePointInput, "Let an institution take in cases. For a centre.", WRITE
    )
    end_intake_point: IntakePointResult = command(
        arbitration.end_intake_point,
        EndIntakePointInput,
        "Let an institution take in no more cases. For a centre.",
        WRITE,
    )
    apply_for_referral: ReferralResult = command(
        referral.apply, ApplyForReferralInput, "Apply that a default is referred to the court. For the creditor.", WRITE
    )
    send_referral: ReferralResult = command(
        referral.send, SendReferralInput, "Refer an application to a court, or remind it. For the case's centre.", WRITE
    )
    acknowledge_referral: ReferralResult = command(
        referral.acknowledge, AcknowledgeReferralInput, "Say that a referral has arrived. For the court.", COURT
    )
    decide_referral: ReferralResult = command(
        referral.decide, DecideReferralInput, "Take a referral up, or refuse it with reasons. For the court.", COURT
    )
