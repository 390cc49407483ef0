"""What members decide about what is kept of them: a copy of it, its end, who may see them."""

from __future__ import annotations

import csv
import io
import json
import secrets
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

import dramatiq

from jobs.actors.payload import read
from jobs.payloads import DeletePayload, ExportFormat, ExportPayload, VisibilityPayload
from jobs.pictures import StoredPicture
from jobs.queues import MEMBER_REQUESTS
from locales import Locale, text
from store.member_settings import set_hidden
from store.privacy import delete_member, read_member

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobs.actors.context import Context
    from store.privacy import Rows

#: Seconds for a step in the database.
STORE_TIMEOUT: Final = 15.0
#: Their numbers are larger than what spreadsheets and JavaScript take for exact.
_SNOWFLAKES: Final = frozenset({"discord_user_id", "guild_id"})
#: What a spreadsheet would take for a formula begins so.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

Answer = dict[str, str | dict[str, str]]


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actors ``export_member``, ``delete_member`` and ``set_visibility``."""

    def export(payload: object) -> Answer:
        return export_data(context, read(ExportPayload, payload), datetime.now(UTC))

    def delete(payload: object) -> Answer:
        return delete_data(context, read(DeletePayload, payload))

    def visibility(payload: object) -> Answer:
        return set_visibility(context, read(VisibilityPayload, payload))

    for name, run in (
        ("export_member", export),
        ("delete_member", delete),
        ("set_visibility", visibility),
    ):
        declare_actor = dramatiq.actor(broker=broker, actor_name=name, queue_name=MEMBER_REQUESTS)
        declare_actor(run)


def export_data(context: Context, payload: ExportPayload, now: datetime) -> Answer:
    """Put all that is kept of the member into a file.

    Returns
    -------
    dict
        ``kind`` "file", ``picture`` (where it is kept for a while), ``filename``, ``text``.

    Raises
    ------
    StoreUnavailable
    """
    found = context.loop.call(read_member(context.pool, payload.discord_user_id), STORE_TIMEOUT)
    write = _json if payload.format is ExportFormat.JSON else _csv
    filename = f"apolo-{now:%Y-%m-%d}.{payload.format}"
    # Nobody can guess the key, so nobody else can have the file.
    key = f"export:{secrets.token_urlsafe(16)}"
    context.pictures.put(key, StoredPicture(write(found, now), filename, ""))
    said = text(Locale.parse(payload.locale), "privacy-exported")
    return {"kind": "file", "picture": key, "filename": filename, "text": said}


def delete_data(context: Context, payload: DeletePayload) -> Answer:
    """Delete all that is kept of the member in the database.

    Raises
    ------
    StoreUnavailable
        Nothing was deleted.
    """
    rows = context.loop.call(delete_member(context.pool, payload.discord_user_id), STORE_TIMEOUT)
    message = "privacy-deleted" if rows else "privacy-nothing-to-delete"
    return {"kind": "text", "message": message, "args": {}}


def set_visibility(context: Context, payload: VisibilityPayload) -> Answer:
    """Store whether others may look the member up; a younger choice that is stored stays.

    Raises
    ------
    StoreUnavailable
        Nothing was changed.
    """
    stored = set_hidden(context.pool, payload.discord_user_id, payload.hidden, payload.chosen_ms)
    context.loop.call(stored, STORE_TIMEOUT)
    message = "privacy-hidden" if payload.hidden else "privacy-shown"
    return {"kind": "text", "message": message, "args": {}}


def _json(found: Mapping[str, Rows], now: datetime) -> bytes:
    tables = {
        table: [{name: _plain(name, value) for name, value in row.items()} for row in rows]
        for table, rows in found.items()
    }
    content = {"made_at": now.isoformat(timespec="seconds"), **tables}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _csv(found: Mapping[str, Rows], now: datetime) -> bytes:
    """One table of all: which one a row is from stands in front."""
    del now
    columns = list(dict.fromkeys(name for rows in found.values() for row in rows for name in row))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["table", *columns])
    for table, rows in found.items():
        for row in rows:
            writer.writerow([table, *(_cell(name, row.get(name)) for name in columns)])
    # The mark makes Excel read it as UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _plain(name: str, value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if name in _SNOWFLAKES else value


def _cell(name: str, value: object) -> object:
    plain = _plain(name, value)
    if isinstance(plain, str) and plain.startswith(_FORMULA):
        return f"'{plain}"
    return "" if plain is None else plain
