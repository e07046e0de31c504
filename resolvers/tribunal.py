"""The commands about a tribunal: appointed, declared, challenged, replaced; and its hearings."""

from typing import Any

from exchange.tribunal import forming, hearing
from exchange.tribunal.forming import Seat
from resolvers.case_part import made, near, of_centre, of_party, of_tribunal, of_tribunal_or_centre, person
from resolvers.command import Context, Made
from resolvers.party import authority, materials, subject


def form_tribunal(context: Context, input: Any) -> Made:  # noqa: A002
    """Appoint the tribunal."""
    case = of_centre(context, input.case)
    seats = [_seat(context, one) for one in input.arbitrators]
    return made(forming.form(context.session, case, seats, actor=authority(context), jurisdiction=near(context)))


def declare(context: Context, input: Any) -> Made:  # noqa: A002
    """Say, as an arbitrator, what might raise doubts."""
    of_tribunal(context, input.case)
    return made(forming.declare(context.session, input.case, context.principal.actor, input.disclosure))


def challenge(context: Context, input: Any) -> Made:  # noqa: A002
    """Challenge an arbitrator."""
    side = of_party(context, input.case)
    done = forming.challenge(
        context.session, input.case, input.arbitrator, side, grounds=input.grounds, actor=subject(context)
    )
    return made(done)


def decide_challenge(context: Context, input: Any) -> Made:  # noqa: A002
    """Decide on a challenge."""
    case = of_centre(context, input.case)
    decided = forming.decide_challenge(
        context.session,
        case,
        reasons=input.reasons,
        replacement=_seat(context, input.replacement) if input.replacement else None,
        actor=authority(context),
        jurisdiction=near(context),
    )
    return made(decided)


def schedule_hearing(context: Context, input: Any) -> Made:  # noqa: A002
    """Announce a hearing."""
    actor = of_tribunal_or_centre(context, input.case)
    announced = hearing.schedule(
        context.session, input.case, scheduled_at=input.scheduled_at, place=input.place, actor=actor
    )
    return made(announced)


def hold_hearing(context: Context, input: Any) -> Made:  # noqa: A002
    """Write down the hearing that was announced."""
    actor = of_tribunal_or_centre(context, input.case)
    held = hearing.hold(
        context.session,
        input.case,
        begun_at=input.begun_at,
        ended_at=input.ended_at,
        participants=input.participants,
        minutes=input.minutes,
        attachments=materials(input.attachments),
        actor=actor,
        jurisdiction=near(context),
    )
    return made(held)


def call_off_hearing(context: Context, input: Any) -> Made:  # noqa: A002
    """Call the announced hearing off."""
    of_tribunal_or_centre(context, input.case)
    return made(hearing.call_off(context.session, input.case))


def _seat(context: Context, given: Any) -> Seat:
    person(context, given.user)
    return Seat(given.user, given.name)
