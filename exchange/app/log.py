"""How the process logs: one JSON object a line on standard error, without personal data."""

import logging
import sys
from typing import Any

import orjson
import structlog


def configure(level: str) -> None:
    """Set up structlog, and route the libraries' own loggers to standard error above warnings."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", key="at"),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(serializer=_written),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format='{"event":"%(name)s","level":"%(levelname)s"}')


def _written(event: Any, **_: Any) -> str:
    return orjson.dumps(event, default=str).decode()
