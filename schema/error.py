"""What a mutation answers with when the domain refuses it."""

import strawberry

from schema.fields import column, of
from schema.reasons import STRUCTURE
from schema.scalars import Code


@strawberry.interface(description="Why a command was refused: nothing was written.")
class UserError:
    """What every refusal says."""

    message: str = column("What is wrong, with the value and the way out.", STRUCTURE)
    path: list[str] = column("Where in the input it is wrong; empty for what is about the whole.", STRUCTURE)
    code: Code = column("Which rule refused it: stable, in capitals.", STRUCTURE)


@of(None, "A refused command. Nothing was written.")
class CommandError(UserError):
    """The one kind of refusal; its code tells which."""

    message: str = column("What is wrong, with the value and the way out.", STRUCTURE)
    path: list[str] = column("Where in the input it is wrong; empty for what is about the whole.", STRUCTURE)
    code: Code = column("Which rule refused it: stable, in capitals.", STRUCTURE)
