"""The commands that end a case on its merits, and what follows: mediation, award, courts, performance, default."""

from typing import Any

from exchange.award import court, making, performing
from exchange.award.enforceability import Duty
from resolvers.case_part import CENTRE, made, near, of_centre, of_party, of_tribunal, of_tribunal_or_centre
from resolvers.command import Context, Made
from resolvers.party import authority, subject


def mediate(context: Context, input: Any) -> Made:  # noqa: A002
    """Begin a mediation."""
    actor = of_tribunal_or_centre(context, input.case)
    return made(making.mediate(context.session, input.case, actor=actor))


def propose_statement(context: Context, input: Any) -> Made:  # noqa: A002
    """Put a mediation statement before both sides."""
    actor = of_tribunal_or_centre(context, input.case)
    return made(making.propose(context.session, input.case, input.text, _duties(input), actor=actor))


def sign_statement(context: Context, input: Any) -> Made:  # noqa: A002
    """Sign the mediation statement for one's side."""
    side = of_party(context, input.case)
    return made(making.sign(context.session, input.case, input.statement, side))


def issue_award(context: Context, input: Any) -> Made:  # noqa: A002
    """Make the award, as the tribunal."""
    actor = of_tribunal(context, input.case)
    return made(making.award(context.session, input.case, input.text, _duties(input), actor=actor))


def correct_award(context: Context, input: Any) -> Made:  # noqa: A002
    """Correct the award, as the tribunal."""
    of_tribunal(context, input.case)
    return made(making.correct(context.session, input.case, input.correction))


def write_down_court_act(context: Context, input: Any) -> Made:  # noqa: A002
    """Write down what a court did about the award."""
    case = of_centre(context, input.case)
    written = court.write_down(
        context.session,
        case,
        input.act,
        document=input.document,
        acted_on=input.acted_on,
        side=input.side,
        actor=authority(context),
        jurisdiction=near(context),
    )
    return made(written)


def state_performance(context: Context, input: Any) -> Made:  # noqa: A002
    """State that something was performed, as a party or the centre."""
    by_centre = context.principal.kind == CENTRE
    actor = authority(context) if by_centre else subject(context)
    side = None if by_centre and of_centre(context, input.case) else of_party(context, input.case)
    stated = performing.state(
        context.session,
        input.case,
        input.obligation,
        amount_fen=input.amount_fen,
        performed_on=input.performed_on,
        side=side,
        actor=actor,
    )
    return made(stated)


def answer_performance(context: Context, input: Any) -> Made:  # noqa: A002
    """Confirm or deny what the debtor stated."""
    side = of_party(context, input.case)
    answered = performing.answer(context.session, input.case, input.performance, side, confirms=input.confirms)
    return made(answered)


def declare_default(context: Context, input: Any) -> Made:  # noqa: A002
    """Say that what was due isn't performed."""
    case = of_centre(context, input.case)
    return made(performing.default(context.session, case, actor=authority(context)))


def remind(context: Context, input: Any) -> Made:  # noqa: A002
    """Remind the parties of what is due."""
    case = of_centre(context, input.case)
    return made(performing.remind(context.session, case, text=input.text, actor=authority(context)))


def _duties(given: Any) -> list[Duty]:
    return [Duty(one.kind, one.debtor, one.content, one.due_on, one.amount_fen) for one in given.obligations]
