"""Structured JSON logs with the trace id; no personal values, no query strings, no bodies."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

logger: Any = structlog.get_logger("union_ledger")


def configure() -> None:
    """One JSON object a line on standard error."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(
                structlog.tracebacks.ExceptionDictTransformer(show_locals=False, max_frames=12)
            ),
            without_values,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def without_values(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep the kind of an exception and where it happened; its text may repeat what a person typed."""
    for item in event.get("exception", ()):
        item["exc_value"] = ""
        item["exc_notes"] = []
    return event
