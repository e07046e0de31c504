"""Who is on lists in the small registry: entries in every state, with what departments do about them."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, update

from exchange.listing.model import ListDefinition, ListEntry, ListEntryEvent, ListPlea, ListRestoration
from exchange.listing.state import STANDING, ListState
from exchange.measure.model import Measure, MeasureAction, MeasureActionEvent, MeasureState
from exchange.memorandum.model import DepartmentAssignment, MemorandumEdition
from tests.planning.files import Rows

LIST, EDITION, KEEPER = "WORK_SAFETY", "edn_M06.1", "DEMO-A"
BEGAN = date(2026, 1, 5)
LISTED_AT = datetime(2026, 9, 14, 1, tzinfo=UTC)
DELISTED_AT = LISTED_AT + timedelta(days=40)
STATES = (*ListState, ListState.LISTED, ListState.LISTED)
"""Of the entries; the last but one is over, the last is unpublished."""


def entry_id(n: int) -> str:
    """Return the id of the n-th entry; its state is the n-th of STATES."""
    return f"lst_{n:032x}"


def action_id(n: int) -> str:
    """Return the id of the n-th action; its state is the n-th of MeasureState."""
    return f"mac_{n:032x}"


def fill_lists(connection: Connection, usccs: tuple[str, ...]) -> None:
    """Name a keeper, put a memorandum in force, and put enterprises on its list."""
    for code in (LIST, "STATISTICS"):
        kept = update(ListDefinition).where(ListDefinition.code == code)
        connection.execute(kept.values(keeper_code=KEEPER, published=code == LIST))
    edition = update(MemorandumEdition).where(MemorandumEdition.id == EDITION)
    connection.execute(edition.values(published_at=LISTED_AT - timedelta(days=130), published_by="usr_1"))
    measures = update(Measure).where(Measure.edition_id == EDITION)
    connection.execute(measures.values(published_at=LISTED_AT - timedelta(days=130)))
    rows = Rows()
    rows.put(
        DepartmentAssignment,
        department_key="负有安全监管监察职责的部门",
        department="负有安全监管监察职责的部门",
        institution_code=KEEPER,
        assigned_by="usr_1",
        assigned_at=LISTED_AT,
    )
    for n, state in enumerate(STATES):
        _entry(rows, n, state, usccs[n])
    for n, state in enumerate(MeasureState):
        _action(rows, n, state, usccs[5])
    rows.write(connection)


def _entry(rows: Rows, n: int, state: ListState, uscc: str) -> None:
    listed = state in (*STANDING, ListState.DELISTED)
    over, hidden = n == len(STATES) - 2, n == len(STATES) - 1
    pleaded = state == ListState.PLEA
    rows.put(
        ListEntry,
        id=entry_id(n),
        list_code="STATISTICS" if hidden else LIST,
        uscc=uscc,
        subject_name=f"示例“{n}”",
        external_id=f"E-{n}" if n % 2 else None,
        batch_id=f"{n // 2:032x}",
        facts="示例",
        basis_document=f"示例〔2026〕{n}号",
        deciding_authority="示例局",
        state=state.value,
        proposed_at=LISTED_AT - timedelta(days=30),
        noticed_at=LISTED_AT - timedelta(days=20) if n else None,
        due_on=BEGAN if n else None,
        rule_code="LIST_PLEA" if n else None,
        provisional=n % 3 == 0,
        decision="事实清楚" if listed else None,
        decided_at=LISTED_AT - timedelta(days=10) if listed else None,
        valid_from=BEGAN if listed else None,
        valid_until=(BEGAN + timedelta(days=60) if over else date(2030, 1, 1)) if listed and n % 2 == 0 else None,
        listed_at=LISTED_AT if listed else None,
        delisted_at=DELISTED_AT if state == ListState.DELISTED else None,
        delisted_for="RESTORED" if state == ListState.DELISTED else None,
    )
    for at, step in enumerate((ListState.PROPOSED, state)):
        event = {
            "id": f"{n:030x}{at:02x}",
            "entry_id": entry_id(n),
            "state": step.value,
            "at": LISTED_AT,
            "by": "bureau",
        }
        rows.put(ListEntryEvent, **event, institution_code=KEEPER, reason="示例", provisional=False)
    if pleaded:
        rows.put(
            ListPlea, entry_id=entry_id(n), uscc=uscc, waived=False, plea="示例", stated_by="usr_1", stated_at=LISTED_AT
        )
    if state == ListState.LISTED:
        _application(rows, n, uscc)


def _application(rows: Rows, n: int, uscc: str) -> None:
    rows.put(
        ListRestoration,
        id=f"lrs_{n:032x}",
        entry_id=entry_id(n),
        uscc=uscc,
        statement="已清偿",
        state="LODGED",
        lodged_by="usr_1",
        lodged_at=LISTED_AT,
        due_on=BEGAN,
        rule_code="LIST_RESTORATION",
        provisional=False,
    )


def _action(rows: Rows, n: int, state: MeasureState, uscc: str) -> None:
    nobody = state == MeasureState.NOT_ASSIGNED
    rows.put(
        MeasureAction,
        id=action_id(n),
        entry_id=entry_id(5),
        uscc=uscc,
        measure_id=f"msr_M06.1.{n % 4 + 1}",
        department=f"示例部门{n}",
        department_key=f"示例部门{n}",
        institution_code=None if nobody else KEEPER,
        state=state.value,
        valid_from=BEGAN,
        valid_until=BEGAN if n % 3 == 2 else None,
        triggered_at=LISTED_AT,
        due_on=None if nobody else BEGAN,
        rule_code=None if nobody else "MEASURE_FEEDBACK",
        provisional=False,
        feedback="示例" if state == MeasureState.FED_BACK else None,
        lifted_at=DELISTED_AT if state == MeasureState.LIFTED else None,
    )
    event = {"id": f"{n:032x}", "action_id": action_id(n), "state": state.value, "at": LISTED_AT, "by": "bureau"}
    rows.put(MeasureActionEvent, **event, institution_code=KEEPER)
