"""The commands of joint discipline and incentives: lists, memoranda, measures, matters, checks and screening."""

from resolvers import check, listing, matter, measure_action, memorandum, screening
from schema.check_command import WRITE as CHECKS
from schema.check_command import CreditCheckInput, CreditCheckOutcome
from schema.fields import command, of
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
    WithdrawListRestorationInput,
)
from schema.listing_command import WRITE as LISTINGS
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
from schema.screening_command import WRITE as SCREENING
from schema.screening_command import DecideScreeningInput, ScreeningDecisionResult, WithdrawScreeningInput


@of(None, "The commands of joint discipline and incentives; Mutation has them.")
class DisciplineCommands:
    """Commands that put enterprises on lists, and those that follow from it."""

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
    withdraw_list_restoration: ListRestorationResult = command(
        listing.withdraw_restoration,
        WithdrawListRestorationInput,
        "Take back an application to be taken off a list.",
        PLEAD,
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
    credit_check: CreditCheckOutcome = command(
        check.run,
        CreditCheckInput,
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
    decide_screening: ScreeningDecisionResult = command(
        screening.decide,
        DecideScreeningInput,
        "Remember whom a name means, for one's own institution alone: later screenings answer it first.",
        SCREENING,
    )
    withdraw_screening: ScreeningDecisionResult = command(
        screening.withdraw, WithdrawScreeningInput, "Let a decision about a name count no more.", SCREENING
    )
