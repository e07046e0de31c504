"""What an application to be taken off a list needs, and who is told once an entry has ended."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session

from exchange import clock
from exchange.check.model import CreditCheck, CreditCheckHit
from exchange.correction import rules as corrections
from exchange.correction.model import Correction
from exchange.errors import ExchangeError
from exchange.evidence.attaching import Material
from exchange.evidence.model import Evidence, EvidenceKind
from exchange.institution.roll import create
from exchange.listing import definition, restoration, standing
from exchange.listing.model import ListDefinition, ListEntry, ListRestoration
from exchange.listing.state import DelistingReason, ListColour
from exchange.matter.model import MatterEdition
from exchange.procedure.actor import Actor as Party
from exchange.procedure.model import ProcedureEvent
from tests.domain.listing import BUREAU, HERE, SUBJECT, WAGES, listed, prepared
from tests.domain.procedure import put_access, put_evidence
from tests.planning.data import USCCS

OWN = Party(SUBJECT.by)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction in which lists have keepers and three banks take part."""
    prepared(engine)
    with Session(engine) as session, session.begin():
        for n in (1, 2, 3):
            create(session.connection(), f"BANK-{n}", f"示例银行{n}", "BANK")
        yield session


def checked(session: Session, entry: ListEntry, institution: str) -> None:
    """Let a check of the institution's hit an entry."""
    edition = session.scalars(select(MatterEdition).where(MatterEdition.matter_code == "PROCUREMENT")).first()
    assert edition is not None
    now, id_ = clock.now(), f"chk_{institution}"
    made = {"id": id_, "matter_code": "PROCUREMENT", "edition_id": edition.id, "as_of": now, "made_at": now}
    asked = {"client_id": "x", "institution_code": institution, "purpose": "x", "subjects": 1, "hits": 1}
    session.execute(insert(CreditCheck).values(**made, **asked, document="{}", sha256="0", jws="x"))
    of = {"check_id": id_, "entry_id": entry.id, "edition_id": edition.id}
    session.execute(insert(CreditCheckHit).values(**of, position=0, rule_number=1, colour="BLACK", counts=True))


def delisted(session: Session, entry: ListEntry, because: DelistingReason = DelistingReason.REVOKED) -> None:
    """Let the keeper take an entry off its list."""
    standing.delist(session, entry.id, BUREAU, because, "已核查", jurisdiction=HERE)


def told(session: Session, entry: ListEntry) -> list[tuple[str, ...]]:
    """Return who is corrected about an entry, by whom and why."""
    columns = (Correction.institution_code, Correction.supplier_code, Correction.cause)
    rows = session.execute(select(*columns).where(Correction.entry_id == entry.id).order_by(Correction.id))
    return [tuple(row) for row in rows]


def test_whoever_checked_the_enterprise_or_passed_its_door_is_corrected(session: Session) -> None:
    entry = listed(session, uscc=USCCS[7])
    checked(session, entry, "BANK-1")
    entry.listed_at = clock.now() - timedelta(days=10)
    put_access(session.connection(), "BANK-2", 5, entry.uscc)
    put_access(session.connection(), "BANK-3", 20, entry.uscc)
    put_access(session.connection(), "T-BUREAU", 5, entry.uscc)
    put_access(session.connection(), "", 5, entry.uscc)
    delisted(session, entry)

    assert told(session, entry) == [(bank, "T-BUREAU", "WITHDRAWN") for bank in ("BANK-1", "BANK-2")]
    first = session.scalars(select(Correction).where(Correction.institution_code == "BANK-1")).one()
    assert (first.uscc, first.record_id) == (entry.uscc, None)
    assert corrections.acknowledge(session, first.id, Party("client", "BANK-1")).acknowledged_at is not None


def test_of_an_unpublished_list_only_checks_tell(session: Session) -> None:
    session.execute(update(ListDefinition).where(ListDefinition.code == WAGES).values(published=False))
    entry = listed(session)
    checked(session, entry, "BANK-1")
    put_access(session.connection(), "BANK-2", 0, entry.uscc)
    restoration.apply(session, entry.id, SUBJECT, "已清偿")
    delisted(session, entry, DelistingReason.RESTORED)

    assert told(session, entry) == [("BANK-1", "T-BUREAU", "RESTORED")]


def test_a_check_of_another_entry_is_not_corrected(session: Session) -> None:
    entry, other = listed(session), listed(session, uscc=USCCS[1])
    checked(session, other, "BANK-1")
    delisted(session, entry)

    assert told(session, entry) == []


def test_a_delisting_that_is_rolled_back_corrects_nobody(session: Session) -> None:
    entry = listed(session)
    checked(session, entry, "BANK-1")
    savepoint = session.begin_nested()
    delisted(session, entry)
    assert len(told(session, entry)) == 1
    savepoint.rollback()

    assert (told(session, entry), session.get_one(ListEntry, entry.id).state) == ([], "LISTED")


def test_files_belong_to_the_application_that_names_them(session: Session) -> None:
    entry = listed(session)
    theirs = put_evidence(session.connection(), 2, Party("usr_2"))
    with pytest.raises(ExchangeError) as refused:
        restoration.apply(session, entry.id, SUBJECT, "已清偿", [Material(theirs)])
    assert refused.value.code == "EVIDENCE_UNKNOWN"


def test_an_application_keeps_its_files_and_its_steps(session: Session) -> None:
    entry, file = listed(session), put_evidence(session.connection(), 1, OWN)
    material = Material(file, EvidenceKind.PROOF_OF_PERFORMANCE)
    made = restoration.apply(session, entry.id, SUBJECT, "已清偿", [material])
    evidence = session.get_one(Evidence, file)
    assert (evidence.object_id, evidence.kind) == (made.id, "PROOF_OF_PERFORMANCE")

    restoration.withdraw(session, made.id, SUBJECT, "材料有误")
    again = restoration.apply(session, entry.id, SUBJECT, "已清偿")
    delisted(session, entry, DelistingReason.RESTORED)
    assert [steps(session, one) for one in (made, again)] == [
        [("LODGED", "LODGED", SUBJECT.by, None), ("WITHDRAW", "WITHDRAWN", SUBJECT.by, "材料有误")],
        [("LODGED", "LODGED", SUBJECT.by, None), ("GRANT", "GRANTED", BUREAU.by, "已核查")],
    ]
    with pytest.raises(ExchangeError) as refused:
        restoration.withdraw(session, made.id, SUBJECT, "x")
    assert refused.value.code == "RESTORATION_STATE"


def steps(session: Session, made: ListRestoration) -> list[tuple[str | None, ...]]:
    """Return the steps of an application: step, state, by whom, why."""
    columns = (ProcedureEvent.step, ProcedureEvent.state, ProcedureEvent.by, ProcedureEvent.reason)
    rows = session.execute(select(*columns).where(ProcedureEvent.object_id == made.id).order_by(ProcedureEvent.id))
    return [tuple(row) for row in rows]


def test_an_entry_stands_for_as_long_as_its_list_asks(session: Session) -> None:
    entry, list_ = listed(session), session.get_one(ListDefinition, WAGES)
    list_.restorable_after_months = 6
    with pytest.raises(ExchangeError) as refused:
        restoration.apply(session, entry.id, SUBJECT, "已清偿")
    assert refused.value.code == "LIST_RESTORATION_REFUSED"

    entry.valid_from = clock.today() - timedelta(days=185)
    assert restoration.apply(session, entry.id, SUBJECT, "已清偿").state == "LODGED"
    # The keeper's own decision, or a court's, waits for nothing.
    delisted(session, entry, DelistingReason.COURT)


def test_a_defined_list_says_how_long_an_entry_stands(session: Session) -> None:
    stated = definition.Stated("OWN", "示例名单", ListColour.BLACK, "企业信息公示暂行条例 (2014) 第十七条")
    assert definition.define(session, stated._replace(restorable_after_months=60)).restorable_after_months == 60
    with pytest.raises(ExchangeError) as refused:
        definition.define(session, stated._replace(code="OTHER", restorable_after_months=0))
    assert (refused.value.code, refused.value.path) == ("LIST_REFUSED", ("input", "restorableAfterMonths"))
