"""The operator's commands: memoranda in force and out of it, lists and their keepers, who stands for a department."""

from typing import Any

from exchange.listing import definition, reach
from exchange.measure.drafting import Draft, Signed, draft
from exchange.memorandum import rules
from exchange.memorandum.model import MemorandumEdition
from resolvers.command import Context, Made
from resolvers.permission import refuse_all_but_operator

MEMORANDUM, EDITION, LIST, DEPARTMENT = "MemorandumPayload", "EditionPayload", "ListPayload", "DepartmentPayload"


def record(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Record a memorandum of the exchange's own."""
    refuse_all_but_operator(context)
    if input.list is not None:
        definition.known_list(context.session, input.list)
    names = ("code", "title", "kind", "source", "document_number", "year", "subject")
    stated = rules.Recorded(**{name: getattr(input, name) for name in names}, list_code=input.list)
    return Made(MEMORANDUM, {"code": rules.record(context.session, stated).code})


def draft_edition(context: Context, input: Any) -> Made:  # noqa: A002
    """Write the next edition of a memorandum down."""
    refuse_all_but_operator(context)
    return _made(
        draft(
            context.session,
            input.memorandum,
            Signed(input.signatories, input.leads),
            [_draft(one) for one in input.measures],
            source=input.source,
            in_force_from=input.in_force_from,
        )
    )


def publish_edition(context: Context, input: Any) -> Made:  # noqa: A002
    """Put an edition in force."""
    by, near = _operator(context), context.settings.jurisdiction
    return _made(reach.publish_edition(context.session, input.edition, *by, input.measures, jurisdiction=near))


def repeal_edition(context: Context, input: Any) -> Made:  # noqa: A002
    """End an edition in force."""
    by = _operator(context)
    return _made(reach.repeal(context.session, input.edition, *by, input.reason))


def supersede_edition(context: Context, input: Any) -> Made:  # noqa: A002
    """Put another edition in the place of one in force."""
    by, near = _operator(context), context.settings.jurisdiction
    superseded = reach.supersede(
        context.session, input.edition, input.successor, *by, reason=input.reason, jurisdiction=near
    )
    return _made(superseded)


def assign_department(context: Context, input: Any) -> Made:  # noqa: A002
    """Let an institution stand for a department."""
    by, near = _operator(context), context.settings.jurisdiction
    row = reach.assign_department(context.session, input.department, input.institution, *by, jurisdiction=near)
    return Made(DEPARTMENT, {"department_key": row.department_key})


def define_list(context: Context, input: Any) -> Made:  # noqa: A002
    """Define a list of the exchange's own."""
    refuse_all_but_operator(context)
    stated = definition.Stated(**{name: getattr(input, name) for name in definition.Stated._fields})
    return Made(LIST, {"code": definition.define(context.session, stated).code})


def name_keeper(context: Context, input: Any) -> Made:  # noqa: A002
    """Name the institution that decides on a list's entries."""
    refuse_all_but_operator(context)
    named = definition.name_keeper(context.session, input.list, input.keeper, published=input.published)
    return Made(LIST, {"code": named.code})


def _operator(context: Context) -> tuple[str, str | None]:
    refuse_all_but_operator(context)
    return context.principal.actor, context.principal.institution_code


def _draft(given: Any) -> Draft:
    return Draft(**{name: getattr(given, name) for name in Draft._fields})


def _made(edition: MemorandumEdition) -> Made:
    return Made(EDITION, {"edition_id": edition.id})
