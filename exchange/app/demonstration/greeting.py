"""What the terminal shows when the demonstration answers: the address, the callers with their secrets, queries."""

from collections.abc import Iterator, Mapping

from exchange.app.demonstration.caller import CALLERS, CLIENTS
from exchange.app.demonstration.command_line import query_line, token_line
from exchange.app.demonstration.sample import samples
from exchange.settings import Settings

_PUBLIC = ("entity", "pinyin", "history")
_WHO = "{ viewer { clientId institution { name } scopes } }"


def greeting(settings: Settings, secrets: Mapping[str, str]) -> str:
    """Return the text. `secrets`: this run's, by client id; they are shown nowhere else."""
    return "\n".join([*_heading(settings), *_callers(settings, secrets), *_queries(settings), *_footing(settings)])


def _heading(settings: Settings) -> Iterator[str]:
    yield ""
    yield f"A demonstration of the credit information exchange answers at {settings.issuer}/"
    yield "That page explains it and has a query explorer. All data are made up. Ctrl+C ends it."


def _callers(settings: Settings, secrets: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield "CALLERS  Each has a client, its secret new at every start. The line puts a token for 5 minutes into TOKEN."
    for caller in CLIENTS:
        yield ""
        yield f"{caller.title} {caller.purpose}: {caller.client_id} ({' '.join(caller.scopes)})"
        yield f"  {token_line(settings.issuer, caller.client_id, secrets[caller.client_id])}"
    yield ""
    yield "Then, as whom does the exchange see you?"
    yield f"  {query_line(settings.issuer, {'query': _WHO}, with_token=True)}"


def _queries(settings: Settings) -> Iterator[str]:
    yield ""
    yield "QUERIES  The public needs no token:"
    for sample in samples():
        if sample.caller == CALLERS[0].key and sample.name in _PUBLIC:
            yield ""
            yield sample.title
            yield f"  {query_line(settings.issuer, sample.body, with_token=False)}"
    yield ""
    yield "A bureau reads the receipts of its batches (with its token):"
    receipts = next(sample for sample in samples() if sample.name == "receipts")
    yield f"  {query_line(settings.issuer, receipts.body, with_token=True)}"


def _footing(settings: Settings) -> Iterator[str]:
    yield ""
    yield f"More of them, for every caller: {settings.issuer}/"
