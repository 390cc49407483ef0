"""Logs: one stream for structlog and the standard library, to stderr, without secrets."""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, Any, TextIO

import orjson
import structlog

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping

    from structlog.typing import Processor, WrappedLogger

    from apolo.settings import Settings

_HIDDEN = "***"
_SECRET_KEY = re.compile(r"(?i)(^|_)(token|authorization|password|secret|api_key|apikey)$")
_SECRETS_IN_TEXT = (
    # The token of an interaction: in a path, by its name in an event of the gateway (as Python
    # or JSON, once more escaped in a log line), by how Discord's own begin ("interactio…").
    (re.compile(r"(/webhooks/\d+/)[^/\s\"'?]+"), rf"\1{_HIDDEN}"),
    (re.compile(r"(/interactions/\d+/)[^/\s\"'?]+"), rf"\1{_HIDDEN}"),
    (re.compile(r"(\\?[\"']token\\?[\"']: ?\\?[\"'])[^\"'\\]+"), rf"\1{_HIDDEN}"),
    (re.compile(r"aW50ZXJhY3Rpb2[\w=-]+"), _HIDDEN),
    # A password in a URL, a key in its query, an Authorization header.
    (re.compile(r"(\w://[^/\s:@\"']*:)[^/\s@\"']+(?=@)"), rf"\1{_HIDDEN}"),
    (re.compile(r"(?i)([?&](?:api_key|key|token)=)[^&\s\"']+"), rf"\1{_HIDDEN}"),
    (re.compile(r"(?i)\b(bot|bearer) [\w.=-]{16,}"), rf"\1 {_HIDDEN}"),
)
_SHORTEST_SECRET = 6
_QUIET = {"alembic": logging.WARNING, "asyncio": logging.WARNING, "PIL": logging.INFO}


class Redactor:
    """Takes secrets out of a finished log line, wherever in it they came from.

    Parameters
    ----------
    secrets : iterable of str
        Values that must not be shown; very short ones are left alone, as they would match
        ordinary text.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        values = {s for s in secrets if len(s) >= _SHORTEST_SECRET}
        values |= {orjson.dumps(s).decode()[1:-1] for s in values}
        # The longest first: one secret may begin with another.
        either = "|".join(map(re.escape, sorted(values, key=len, reverse=True)))
        self._values = re.compile(either) if either else None

    def __call__(self, line: str) -> str:
        if self._values is not None:
            line = self._values.sub(_HIDDEN, line)
        for pattern, replacement in _SECRETS_IN_TEXT:
            line = pattern.sub(replacement, line)
        return line


class _Handler(logging.StreamHandler[TextIO]):
    """Writes to whatever stderr is at the moment; a second set-up finds and replaces it."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return sys.stderr


class _Formatter(structlog.stdlib.ProcessorFormatter):
    def __init__(self, redact: Redactor, processors: list[Processor]) -> None:
        super().__init__(processors=processors, foreign_pre_chain=_shared())
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        return self._redact(super().format(record))


def configure_logging(settings: Settings) -> None:
    """Send all logs to stderr as `settings` say. A later call replaces an earlier one.

    ``auto`` is ``console`` where stderr is a terminal, else ``json``: one object per line with
    ``timestamp`` (UTC, ISO 8601), ``level``, ``logger``, ``event`` and what was bound.
    """
    style = settings.log_format
    if style == "auto":
        style = "console" if sys.stderr.isatty() else "json"
    handler = _Handler()
    handler.setFormatter(
        _Formatter(Redactor(settings.secrets()), _rendering(style == "json", sys.stderr.isatty()))
    )
    root = logging.getLogger()
    for old in [h for h in root.handlers if isinstance(h, _Handler)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(settings.log_level)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, root.level))
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    for variable in settings.unknown_variables:
        logging.getLogger(__name__).warning("%s is of no queue that exists", variable)


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        hide_secret_keys,
    ]


def hide_secret_keys(
    _logger: WrappedLogger, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replace what is bound under a name that says it is a secret, such as ``token``."""
    for name in event:
        if _SECRET_KEY.search(name):
            event[name] = _HIDDEN
    return event


def _rendering(as_json: bool, colors: bool) -> list[Processor]:
    first: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if as_json:
        return [
            *first,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(serializer=_json),
        ]
    # Not the rich traceback: it shows local variables, so whatever secret is in them.
    plain = structlog.dev.plain_traceback
    return [*first, structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=plain)]


def _json(event: object, **_: object) -> str:
    return orjson.dumps(event, default=repr, option=orjson.OPT_NON_STR_KEYS).decode()
