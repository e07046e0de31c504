"""The commands about matters: the operator enters them, and editions of their rules."""

from typing import Any

from exchange.listing.state import ListState
from exchange.matter import rules
from exchange.matter.terms import RuleTerms
from resolvers.command import Context, Made
from resolvers.permission import refuse_all_but_operator


def enter(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Enter a matter."""
    refuse_all_but_operator(context)
    said = {"name": input.name, "description": input.description, "source": input.source}
    matter = rules.enter(context.session, input.code, **said, entered_by=context.principal.actor)
    return Made("MatterPayload", {"matter_code": matter.code})


def enter_edition(context: Context, input: Any) -> Made:  # noqa: A002
    """Enter an edition of a matter's rules."""
    refuse_all_but_operator(context)
    edition = rules.enter_edition(
        context.session,
        input.matter,
        [_terms(rule) for rule in input.rules],
        source=input.source,
        entered_by=context.principal.actor,
        valid_from=input.valid_from,
    )
    return Made("MatterEditionPayload", {"edition_id": edition.id, "matter_code": edition.matter_code})


def _terms(rule: Any) -> RuleTerms:
    return RuleTerms(
        list_code=rule.list,
        colour=rule.colour,
        from_state=ListState(rule.from_state),
        consequence=rule.consequence,
        precedence=rule.precedence,
        legal_basis=rule.legal_basis,
        article=rule.article,
        verified=rule.verified,
        measure_id=rule.measure,
        valid_from=rule.valid_from,
        valid_until=rule.valid_until,
    )
