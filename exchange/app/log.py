"""How the process logs: one JSON object a line on standard error, without personal data."""

import logging
import sys
from types import TracebackType
from typing import Any

import orjson
import structlog
from structlog.tracebacks import ExceptionDictTransformer

_traced = ExceptionDictTransformer(show_locals=False)
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def configure(level: str) -> None:
    """Set up structlog, and route the libraries' own loggers to standard error above warnings."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", key="at"),
            structlog.processors.ExceptionRenderer(raised),
            structlog.processors.JSONRenderer(serializer=_written),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Bare())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


class _Bare(logging.Formatter):
    """Writes of a library's record who logs and what was raised, not what it says: that may quote a request."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, Any] = {"event": record.name, "level": record.levelname}
        if record.exc_info and record.exc_info[1] is not None:
            event["exception"] = raised(record.exc_info)
        return _written(event)


def raised(exc_info: ExceptionInfo) -> list[dict[str, Any]]:
    """Return the types that were raised and where; neither local variables nor texts, which hold tokens and data."""
    return [_bare(stack) for stack in _traced(exc_info)]


def _bare(stack: dict[str, Any]) -> dict[str, Any]:
    said = {name: stack[name] for name in ("exc_type", "is_cause")}
    frames = [{name: frame[name] for name in ("filename", "lineno", "name")} for frame in stack["frames"]]
    inner = [[_bare(one) for one in trace] for trace in stack["exceptions"]] if stack["is_group"] else []
    return said | {"frames": frames} | ({"exceptions": inner} if inner else {})


def _written(event: Any, **_: Any) -> str:
    return orjson.dumps(event, default=str).decode()
