"""What the terminal shows when the demonstration answers: the address, who may come in and how, a few queries."""

from collections.abc import Iterator

from exchange.app.demonstration.caller import CALLERS, CLIENTS, PEOPLE, Caller
from exchange.app.demonstration.command_line import query_line, token_line
from exchange.app.demonstration.sample import samples
from exchange.app.demonstration.stage import Keys
from exchange.settings import Settings

_PUBLIC = ("pinyin", "history")
_WHO = "{ viewer { clientId institution { name } scopes } }"
_FIRST = "demo-bank"


def greeting(settings: Settings, keys: Keys) -> str:
    """Return the text. The keys are this run's; secrets are shown nowhere else."""
    parts = (_heading(settings), _people(settings, keys), _programs(settings, keys), _queries(settings))
    return "\n".join([line for part in parts for line in ("", *part)] + ["", _footing(settings)])


def _heading(settings: Settings) -> Iterator[str]:
    yield f"A demonstration of the credit information exchange answers at {settings.issuer}/"
    yield "That page explains it and has a query explorer. All data are made up. Ctrl+C ends it."


def _people(settings: Settings, keys: Keys) -> Iterator[str]:
    yield f"PEOPLE sign in at {settings.issuer}/session/start, with a password that is new at every start:"
    yield from _listed(PEOPLE, keys.passwords)


def _programs(settings: Settings, keys: Keys) -> Iterator[str]:
    yield "PROGRAMS get a token with a secret that is new at every start:"
    yield from _listed(CLIENTS, keys.secrets)
    yield ""
    yield "The bank's token, for 5 minutes, into TOKEN; then, as whom does the exchange see you?"
    yield f"  {token_line(settings.issuer, _FIRST, keys.secrets[_FIRST])}"
    yield f"  {query_line(settings.issuer, {'query': _WHO}, with_token=True)}"


def _listed(callers: tuple[Caller, ...], keys: dict[str, str]) -> Iterator[str]:
    width = max(len(keys[caller.id]) for caller in callers)
    for caller in callers:
        yield f"  {caller.id:<20} {keys[caller.id]:<{width}}  {caller.title}"


def _queries(settings: Settings) -> Iterator[str]:
    yield "QUERIES of the public need no token:"
    for sample in samples():
        if sample.caller == CALLERS[0].key and sample.name in _PUBLIC:
            yield sample.title
            yield f"  {query_line(settings.issuer, sample.body, with_token=False)}"


def _footing(settings: Settings) -> str:
    return f"More of them, for every caller: {settings.issuer}/"
