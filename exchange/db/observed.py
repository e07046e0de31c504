"""Measures statements for whoever watches: the planned reads, and what the write engine runs."""

import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, event

from exchange.db.reader import Load, Reader
from exchange.telemetry.observation import CURRENT, reason
from exchange.telemetry.tally import Tally

_BEGAN = "exchange.began"


class ObservedReader(Reader):
    """A reader whose statements are noted: of the operation that they answer, or by themselves."""

    def __init__(self, reader: Reader, tally: Tally) -> None:
        self._reader, self._tally = reader, tally

    async def fetch(
        self, sql: str, values: Sequence[Any], caller: str | None = None, *, small: bool = False
    ) -> bytes | None:
        """Return the statement's value, as the reader does."""
        began = time.perf_counter()
        value, failure = b"", ""
        try:
            value = await self._reader.fetch(sql, values, caller, small=small) or b""
        except BaseException as error:
            failure = reason(error)
            raise
        finally:
            note = (sql, began, time.perf_counter(), len(value), True, caller is not None, failure)
            seen = CURRENT.get()
            if seen is not None and not seen.is_endless:
                seen.statements.append(note)
            else:
                self._tally.later(note)
        return value or None

    def load(self) -> Load:
        """Return how much the reader has to do."""
        return self._reader.load()

    async def close(self) -> None:
        """Close the reader."""
        await self._reader.close()


def observe_engine(engine: Engine, tally: Tally) -> None:
    """Note the engine's statements from now on, in whichever thread they run."""

    def begin(connection: Connection, *_: Any) -> None:
        connection.info[_BEGAN] = time.perf_counter()

    def end(connection: Connection, _cursor: Any, sql: str, *_: Any) -> None:
        _note(connection.info, sql, "")

    def fail(context: ExceptionContext) -> None:
        if context.connection is not None and context.statement is not None:
            _note(context.connection.info, context.statement, reason(context.original_exception))

    def _note(info: dict[Any, Any], sql: str, failure: str) -> None:
        began = info.pop(_BEGAN, None)
        if began is None:
            return
        note = (sql, began, time.perf_counter(), 0, False, False, failure)
        seen = CURRENT.get()
        if seen is not None and not seen.is_endless:
            seen.statements.append(note)
        else:
            tally.later(note)

    event.listen(engine, "before_cursor_execute", begin)
    event.listen(engine, "after_cursor_execute", end)
    event.listen(engine, "handle_error", fail)
