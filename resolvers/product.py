"""The commands about licences and products: the institution states and leads them, the operator reviews and lists."""

from typing import Any

from exchange.criterion.stating import Stated as Criterion
from exchange.product import leading, licence, stating
from exchange.product.model import FinancingProduct
from exchange.product.rate import ppm
from exchange.product.terms import Policy, Terms
from resolvers.command import Context, Made
from resolvers.financing import institution
from resolvers.party import authority
from resolvers.permission import refuse_all_but_operator

PRODUCT, LICENCE = "ProductPayload", "LicencePayload"
_SAID = (
    "name",
    "summary",
    "amount_min_fen",
    "amount_max_fen",
    "term_min_months",
    "term_max_months",
    "decision_days",
    "offered_until",
)
"""What the input and a version call by the same name."""


def enter_licence(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Enter a licence that the operator has seen."""
    refuse_all_but_operator(context)
    given = licence.Stated(
        institution_code=input.institution,
        kind=input.kind,
        number=input.number,
        authority=input.authority,
        valid_from=input.valid_from,
        valid_until=input.valid_until,
    )
    return Made(LICENCE, {"licence_id": licence.enter(context.session, given, context.principal.actor).id})


def state(context: Context, input: Any) -> Made:  # noqa: A002
    """State a product of the caller's institution, or a further version of one."""
    told = stating.state(context.session, input.external_id, input.kind, _terms(input), institution(context))
    return _made(told.product)


def submit(context: Context, input: Any) -> Made:  # noqa: A002
    """Hand a draft of the caller's institution to the operator."""
    return _made(leading.submit(context.session, input.product, institution(context)))


def send_back(context: Context, input: Any) -> Made:  # noqa: A002
    """Send a submitted version back."""
    refuse_all_but_operator(context)
    return _made(leading.send_back(context.session, input.product, input.reason, authority(context)))


def list_(context: Context, input: Any) -> Made:  # noqa: A002
    """List a submitted version."""
    refuse_all_but_operator(context)
    return _made(leading.list_(context.session, input.product, authority(context)))


def suspend(context: Context, input: Any) -> Made:  # noqa: A002
    """Take no more applications for a product of the caller's institution, for now."""
    return _made(leading.suspend(context.session, input.product, input.reason, institution(context)))


def resume(context: Context, input: Any) -> Made:  # noqa: A002
    """Take applications for it again."""
    return _made(leading.resume(context.session, input.product, input.reason, institution(context)))


def delist(context: Context, input: Any) -> Made:  # noqa: A002
    """Offer it no more."""
    return _made(leading.delist(context.session, input.product, input.reason, institution(context)))


def _terms(given: Any) -> Terms:
    return Terms(
        **{name: getattr(given, name) for name in _SAID},
        rate_min_ppm=None if given.rate_min is None else ppm("rate_min", given.rate_min),
        rate_max_ppm=None if given.rate_max is None else ppm("rate_max", given.rate_max),
        collateral=given.collateral or (),
        regions=given.regions or (),
        industries=given.industries or (),
        policies=[Policy(one.title, one.document_number, one.measure) for one in given.policies or ()],
        criteria=[Criterion(one.field, one.operator, one.values) for one in given.criteria or ()],
    )


def _made(product: FinancingProduct) -> Made:
    return Made(PRODUCT, {"product_id": product.id})
