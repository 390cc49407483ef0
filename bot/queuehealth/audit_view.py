"""The newest entries of the audit log as a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from discord.ui import ActionRow, Container, LayoutView, TextDisplay

from bot.errors import shown
from bot.presses import button
from locales import format_number, text
from store.audit import Ending, Origin

if TYPE_CHECKING:
    from locales import Locale
    from store.audit import AuditEntry
    from store.audit_log import Newest

SHOWN: Final = 12
"""Entries in one message."""
ACTIONS: Final = frozenset(
    {
        "pause",
        "resume",
        "retry_failed",
        "clear_failed",
        "retry_job",
        "remove_job",
        "cancel_job",
        "drain",
        "raise_job",
    }
)
"""Those that have words of their own; others are shown by name."""
_MAX_LINE: Final = 280
_MAX_REASON: Final = 80


def audit_view(locale: Locale, newest: Newest) -> LayoutView:
    """The entries, newest first, with a way back to the report."""
    lines = [f"## {text(locale, 'audit-title')}"]
    if not newest.complete:
        lines.append(f"⚠️ {text(locale, 'audit-incomplete')}")
    lines += [_line(locale, one, one.entry_id in newest.waiting) for one in newest.entries]
    if not newest.entries:
        lines.append(text(locale, "audit-empty"))
    lines.append(f"-# {text(locale, 'audit-more')}")
    row: ActionRow[LayoutView] = ActionRow()
    row.add_item(button("health_refresh", text(locale, "audit-back")))
    box: Container[LayoutView] = Container(TextDisplay("\n".join(lines)), row)
    view = LayoutView(timeout=None)
    view.add_item(box)
    return view


def _line(locale: Locale, entry: AuditEntry, waiting: bool) -> str:
    what = entry.action
    if entry.action in ACTIONS:
        what = text(locale, f"audit-action-{entry.action}")
    queue = text(locale, "health-all") if entry.queue == "all" else shown(entry.queue)
    parts = [f"<t:{int(entry.at.timestamp())}:f>", _who(entry), f"**{what}**", queue]
    parts += [shown(entry.filter)[:_MAX_REASON], _ending(locale, entry)]
    if waiting:
        parts.append(text(locale, "audit-waiting"))
    return " · ".join(part for part in parts if part)[:_MAX_LINE]


def _who(entry: AuditEntry) -> str:
    if entry.origin is Origin.DISCORD and entry.who.isdecimal():
        return f"<@{entry.who}>"  # shown as a name; nobody is told
    return shown(entry.who)


def _ending(locale: Locale, entry: AuditEntry) -> str:
    if entry.ending is Ending.BEGUN:
        return text(locale, "audit-begun")
    if entry.ending is Ending.FAILED:
        return text(locale, "audit-failed", reason=shown(entry.reason)[:_MAX_REASON])
    return f"→ {format_number(locale, entry.count)}" if entry.count is not None else "✓"
