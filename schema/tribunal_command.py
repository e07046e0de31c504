"""What the commands about a tribunal and its hearings take."""

from datetime import datetime

import strawberry

from schema.arguments import given, repeatable, required
from schema.evidence import MaterialInput
from schema.scalars import Code

TEXT = "1 to 2,000 characters."


@strawberry.input(description="Whom a centre appoints.")
class SeatInput:
    """A seat."""

    user: Code = required("The person's user id: nobody's staff, and no party's representative.")
    name: str = required("The name that the parties are told, 1 to 60 characters.")


@strawberry.input(description="The tribunal of a case.")
class FormTribunalInput:
    """A tribunal."""

    case: strawberry.ID = required("The case's id.")
    arbitrators: list[SeatInput] = required("One, or three in the ordinary procedure; the first one presides.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What might raise doubts about an arbitrator.")
class DeclareInput:
    """A declaration."""

    case: strawberry.ID = required("The case's id.")
    disclosure: str | None = given(f"What; left out where nothing does. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Whom a party doubts, before the first hearing.")
class ChallengeInput:
    """A challenge."""

    case: strawberry.ID = required("The case's id.")
    arbitrator: strawberry.ID = required("The arbitrator's id, among the case's `arbitrators`.")
    grounds: str = required(f"Why. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="How a centre decides on a challenge.")
class DecideChallengeInput:
    """A decision."""

    case: strawberry.ID = required("The case's id.")
    reasons: str = required(f"Why. {TEXT}")
    replacement: SeatInput | None = given("Who takes the seat; left out, the challenge is rejected.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="When a hearing is held.")
class ScheduleHearingInput:
    """An announcement."""

    case: strawberry.ID = required("The case's id.")
    scheduled_at: datetime = required("When it begins.")
    place: str | None = given("Where; left out, it is online.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What happened in the hearing that was announced.")
class HoldHearingInput:
    """A record."""

    case: strawberry.ID = required("The case's id.")
    begun_at: datetime = required("When it began.")
    ended_at: datetime = required("When it ended.")
    participants: str = required(f"Who took part. {TEXT}")
    minutes: str = required(f"Its minutes. {TEXT}")
    attachments: list[MaterialInput] | None = given("Files of the session, at most 20.")
    idempotency_key: str | None = repeatable()
