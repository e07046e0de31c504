"""How products and enterprises are matched: one row for each product, or enterprise, with how its terms come out."""

from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Select,
    Text,
    and_,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
)

from auth.door import INSTITUTION, ONCE, TODAY, Access, lets_fetch, there
from exchange.catalogue.purpose import Purpose
from exchange.consent.model import Consent
from exchange.criterion.verdict import RANKS, Asked, Verdict, held_in, rank, said, verdict
from exchange.entity.model import Entity
from exchange.product.licence import in_force
from exchange.product.model import (
    FinancingProduct,
    InstitutionLicence,
    ProductCriterion,
    ProductIndustry,
    ProductRegion,
    ProductState,
    ProductVersion,
)
from resolvers.known import columns_of, facts_of, industry_codes, public_facts, region_codes
from resolvers.piece import ONE, ZERO

PRODUCT, VERSION = FinancingProduct.__table__, ProductVersion.__table__
CRITERION = ProductCriterion.__table__
OF_VERSION = CRITERION.c.version_id
ENTITY = Entity.__table__
TERMS = ("amount", "term", "region", "industry")
"""What a version says besides its criteria; each has a column with its Verdict."""
TWO: ColumnElement[int] = literal_column("2")
_WORDS = {one: literal(one.value) for one in Verdict}


def products_for(access: Access) -> FromClause:
    """Return every product that can be applied for today, with how it matches the enterprise at whose door one stands.

    The door's row is one of `knowing`, with `amount_fen` and `term_months`, null where they aren't asked about. A
    product's row has its version's columns, `worst` of its criteria, a Verdict for each of TERMS, and what `facts_of`
    takes.
    """
    terms = _terms(access)
    return (
        select(
            PRODUCT.c.id.label("product_id"),
            PRODUCT.c.kind,
            PRODUCT.c.institution_code,
            VERSION,
            VERSION.c.id.label("version_id"),
            worst_of(VERSION.c.id, access).label("worst"),
            *(terms[name].label(name) for name in TERMS),
            *columns_of(access),
        )
        .select_from(PRODUCT.join(VERSION, VERSION.c.id == PRODUCT.c.current_version_id))
        .where(offered_today())
        .offset(ONCE)
        .correlate(access.uscc.table)
        .subquery("offered")
    )


def outcome_of(row: Any) -> ColumnElement[int]:
    """Return how a row of `products_for` comes out as a whole: 0 passed, 1 undecidable, 2 failed."""
    ranks = [row.worst, *(_rank(getattr(row, name)) for name in TERMS)]
    failed, open_ = (or_(*(rank == level for rank in ranks)) for level in (TWO, ONE))
    return case((failed, TWO), (open_, ONE), else_=ZERO)


def offered_today() -> ColumnElement[bool]:
    """Return whether a product can be applied for today: listed, in time, and by a licence in force."""
    licence = InstitutionLicence
    own = and_(licence.institution_code == PRODUCT.c.institution_code, licence.kind == PRODUCT.c.kind)
    in_time = or_(VERSION.c.offered_until.is_(None), VERSION.c.offered_until >= TODAY)
    return and_(PRODUCT.c.state == ProductState.LISTED.value, in_time, there(licence, own, in_force(licence, TODAY)))


def criteria_of(owner: Any, facts: Any, key: ColumnElement[Any] = OF_VERSION) -> Select[Any]:
    """Return a version's criteria, each with its Verdict; `facts` is what `facts_of` takes.

    `key` is the criteria's column that names their owner: of a version's, or of a policy measure's.
    """
    criterion = key.table
    outcome = verdict(criterion.c, facts_of(facts)).label("verdict")
    return select(criterion, outcome).where(key == owner).order_by(criterion.c.number)


def worst_of(owner: Any, facts: Any, key: ColumnElement[Any] = OF_VERSION) -> ColumnElement[int]:
    """Return 0 where all of the owner's criteria are passed, 2 where one failed, 1 where neither is known."""
    criterion = key.table
    worst = select(func.max(rank(criterion.c, facts_of(facts)))).where(key == owner)
    return func.coalesce(worst.correlate_except(criterion).scalar_subquery(), ZERO)


def enterprises_for(product_id: Any, purpose: Purpose) -> Select[Any]:
    """Return the enterprises whose consent to the caller's institution lives, and that may match its product.

    Whether one is among them, public facts and its consent decide alone: what the credit file says is for who looks at
    one of them, through its door. A row has uscc, consent_id and version_id.
    """
    own = and_(PRODUCT.c.id == product_id, PRODUCT.c.institution_code == INSTITUTION)
    chosen = (
        select(
            PRODUCT.c.current_version_id.label("version_id"),
            _named(ProductRegion, PRODUCT.c.current_version_id).label("regions"),
            _named(ProductIndustry, PRODUCT.c.current_version_id).label("industries"),
        )
        .where(own, PRODUCT.c.current_version_id.is_not(None))
        .offset(ONCE)
        .subquery("chosen")
    )
    version = select(PRODUCT.c.current_version_id).where(own).scalar_subquery()
    asked = Asked(CRITERION, lambda criterion: criterion.version_id == version, public_facts(ENTITY.c))
    live = select(Consent.id).where(lets_fetch(ENTITY.c.uscc, purpose)).limit(ONE).correlate_except(Consent)
    consent = live.order_by(Consent.id.desc()).scalar_subquery()
    # Not EXISTS: for that PostgreSQL would look through every consent of the institution first.
    any_one = live.scalar_subquery()
    places = [
        _outside(chosen.c.regions, region_codes(ENTITY.c.region_code)),
        _outside(chosen.c.industries, industry_codes(ENTITY.c.industry_path)),
    ]
    # One condition, in this order: the consent is looked for last, and only of who is left by then.
    none = literal_column("false", Boolean)
    lives = case((or_(asked.unmet(), *places), none), else_=any_one.is_not(None))
    return (
        select(ENTITY.c.uscc, consent.label("consent_id"), chosen.c.version_id)
        .select_from(chosen.join(asked.row, true()).join(ENTITY, true()))
        .where(lives)
    )


def _outside(named: Any, codes: list[ColumnElement[str]]) -> ColumnElement[bool]:
    """Return whether codes are known and none of them is named; never null."""
    no = literal_column("false", Boolean)
    # Most versions name nowhere: then the codes aren't even cut out of the row.
    return case((named.is_not(None), func.coalesce(~held_in(named, *codes), no)), else_=no)


def _rank(text: Any) -> ColumnElement[int]:
    """Return 0 for what is passed or wasn't asked, 2 for what failed, 1 for the rest."""
    ranks: dict[Any, Any] = {_WORDS[one]: literal_column(str(number)) for one, number in RANKS.items()}
    return case((text.is_(None), ZERO), else_=case(ranks, value=text, else_=ONE))


def _terms(access: Access) -> dict[str, ColumnElement[Any]]:
    version = VERSION.c
    amount = _between(access.amount_fen, version.amount_min_fen, version.amount_max_fen)
    term = _between(access.term_months, version.term_min_months, version.term_max_months)
    return {
        "amount": case((access.amount_fen.is_not(None), said(amount, _WORDS))),
        "term": case((access.term_months.is_not(None), said(term, _WORDS))),
        "region": _placed(ProductRegion, region_codes(access.known_region_code)),
        "industry": _placed(ProductIndustry, industry_codes(access.known_industry_path)),
    }


def _between(value: Any, least: Any, most: Any) -> ColumnElement[bool]:
    return and_(or_(least.is_(None), least <= value), or_(most.is_(None), most >= value))


def _placed(child: Any, codes: list[ColumnElement[str]]) -> ColumnElement[Any]:
    """Return the Verdict of where a version is offered; null where that is everywhere."""
    own = child.version_id == VERSION.c.id
    within = there(child, own, or_(*(child.code == code for code in codes)))
    unknown = codes[-1].is_(None)
    return case(
        (~there(child, own), literal_column("NULL")),
        (unknown, literal(Verdict.UNKNOWN.value)),
        (within, literal(Verdict.PASSED.value)),
        else_=literal(Verdict.FAILED.value),
    )


def _named(child: Any, version_id: Any) -> ColumnElement[str]:
    """Return the codes of a version's divisions or industries, quoted one after the other; null for none."""
    mark = literal_column("'\"'", Text)
    quoted = func.aggregate_strings(mark.concat(child.code).concat(mark), "")
    return select(quoted).where(child.version_id == version_id).correlate_except(child).scalar_subquery()
