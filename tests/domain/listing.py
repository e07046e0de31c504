"""Keepers, departments and memoranda for the tests of lists, and short ways to their states."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from exchange import clock
from exchange.institution.roll import create
from exchange.listing import definition, procedure, proposal, reach, standing
from exchange.listing.actor import Actor
from exchange.listing.model import ListEntry
from exchange.listing.proposal import Proposal
from exchange.measure.drafting import Draft, Signed, draft
from exchange.measure.model import MeasureAction
from exchange.memorandum.model import Memorandum, MemorandumKind
from exchange.memorandum.rules import Recorded, record
from tests.planning.data import USCCS, fill

WAGES, DEFAULTERS, RED = "MIGRANT_WAGE_ARREARS", "JUDGMENT_DEFAULTER", "TAX_CREDIT_A"
BUREAU = Actor("bureau", "T-BUREAU", "BUREAU")
COURT = Actor("court", "T-COURT", "COURT")
SUBJECT = Actor("usr_1")
HERE = "441300"
"""Where the exchange is: its rules of deadlines count."""
OPERATOR = ("usr_operator", "T-OPERATOR")
KEEPERS = {WAGES: BUREAU, RED: BUREAU, DEFAULTERS: COURT}


def prepared(engine: Engine) -> None:
    """Write the small registry, the institutions and the lists' keepers."""
    with Session(engine) as session, session.begin():
        fill(session.connection())
        keepers(session)


def keepers(session: Session) -> None:
    """Write the institutions and the lists' keepers."""
    for kind in ("BUREAU", "COURT", "REGULATOR", "BANK", "OPERATOR", "ARBITRATION_CENTRE"):
        create(session.connection(), f"T-{kind}", f"示例{kind}", kind)
    for code, keeper in KEEPERS.items():
        definition.name_keeper(session, code, str(keeper.institution_code), published=True)


def proposed(session: Session, code: str = WAGES, uscc: str = USCCS[0], **more: Any) -> ListEntry:
    """Propose an enterprise."""
    stated = {"basis_document": "示例〔2026〕1号", "deciding_authority": "示例局", "facts": "拖欠工资"}
    ground = {"ground": "OBSTRUCTION"} if code == DEFAULTERS else {}
    (made,) = proposal.propose(session, code, [Proposal(uscc, **stated | ground | more)], KEEPERS[code])
    return made


def decided(session: Session, code: str = WAGES, uscc: str = USCCS[0], **more: Any) -> ListEntry:
    """Propose an enterprise and decide to list it, its plea waived or its publicity over."""
    entry, keeper = proposed(session, code, uscc, **more), KEEPERS[code]
    if code == RED:
        procedure.publicise(session, entry.id, keeper, "拟列入", jurisdiction=HERE)
        over(session, entry)
    else:
        procedure.notify(session, entry.id, keeper, "拟列入")
        procedure.plead(session, entry.id, SUBJECT, None, waives=True)
    return procedure.decide(session, entry.id, keeper, "事实清楚", None)


def listed(session: Session, code: str = WAGES, uscc: str = USCCS[0], **more: Any) -> ListEntry:
    """Put an enterprise on a list."""
    days = {name: more.pop(name, None) for name in ("valid_from", "valid_until")}
    entry = decided(session, code, uscc, **more)
    return standing.enter(session, entry.id, KEEPERS[code], **days, jurisdiction=HERE)


def over(session: Session, entry: ListEntry) -> None:
    """Let the time for the plea, or the publicity, be over since yesterday."""
    entry.due_on = clock.today() - timedelta(days=1)
    session.flush()


def ended(session: Session, entry: ListEntry) -> None:
    """Let an entry's days be over since yesterday, its actions' too."""
    yesterday = clock.today() - timedelta(days=1)
    entry.valid_from = yesterday
    entry.valid_until = yesterday
    own = update(MeasureAction).where(MeasureAction.entry_id == entry.id)
    session.execute(own.values(valid_until=yesterday))
    session.flush()


def edition(session: Session, *measures: Draft, code: str = "EX-1", list_code: str = WAGES, **more: Any) -> str:
    """Draft the next edition of a memorandum, recorded if it is new; return its id."""
    if code not in session.scalars(select(Memorandum.code)).all():
        record(session, Recorded(code, "示例备忘录", MemorandumKind.DISCIPLINE, "示例", list_code=list_code))
    wanted = measures or (Draft("限制", ("财政部",), "第一条"),)
    return draft(session, code, Signed(more.get("signed", ("财政部",))), wanted, source="示例").id


def published(session: Session, *measures: Draft, **more: Any) -> str:
    """Put an edition in force; return its id."""
    made = edition(session, *measures, **more)
    reach.publish_edition(session, made, *OPERATOR, jurisdiction=HERE)
    return made


def assign(session: Session, department: str = "财政部", institution: str = "T-BUREAU") -> None:
    """Let an institution stand for a department."""
    reach.assign_department(session, department, institution, *OPERATOR, jurisdiction=HERE)


def actions(session: Session, entry: ListEntry) -> list[tuple[str | None, str | None, str]]:
    """Return department, institution and state of an entry's actions, in the order they came up."""
    columns = (MeasureAction.department, MeasureAction.institution_code, MeasureAction.state)
    found = select(*columns).where(MeasureAction.entry_id == entry.id).order_by(MeasureAction.id)
    return [(department, institution, state) for department, institution, state in session.execute(found)]
