"""Who may send a command: its scope says so already, this says it again where the rights of others are changed."""

from exchange.errors import ExchangeError
from exchange.institution.model import InstitutionKind
from resolvers.command import Context


class NotPermitted(ExchangeError):
    """The caller is none of those whom the command is for."""

    code = "NOT_PERMITTED"


def refuse_others(context: Context, *kinds: str) -> None:
    """Raise NotPermitted unless the caller is of one of the kinds."""
    if context.principal.kind not in kinds:
        raise NotPermitted(f"Only a caller of kind {' or '.join(kinds)} may do this.")


def refuse_all_but_operator(context: Context) -> None:
    """Raise NotPermitted unless the operator of the exchange asks."""
    refuse_others(context, InstitutionKind.OPERATOR.value)
