"""The sizes that Discord allows in a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apolo.sandbox.wire import JsonObject, object_of, objects_of, text_of

if TYPE_CHECKING:
    from apolo.sandbox.errors import Form

CONTENT = 2_000
EMBEDS = 10
EMBED_CHARACTERS = 6_000
ATTACHMENTS = 10
ALT_TEXT = 1_024
NONCE = 25
REQUEST_BYTES = 25 * 1024 * 1024


def check_content(payload: JsonObject, form: Form) -> None:
    """Check ``content``."""
    content = payload.get("content")
    if content is None:
        return
    if not isinstance(content, str):
        form.fail(("content",), "STRING_TYPE_CONVERT", "Could not interpret value as string.")
        return
    form.longest(("content",), content, CONTENT)


def check_embeds(payload: JsonObject, form: Form) -> None:
    """Check ``embeds``: each part, and all of them together."""
    embeds = objects_of(payload, "embeds")
    if len(embeds) > EMBEDS:
        form.fail(("embeds",), "BASE_TYPE_MAX_LENGTH", f"Must be {EMBEDS} or fewer in length.")
    characters = sum(_check_embed(embed, index, form) for index, embed in enumerate(embeds))
    if characters > EMBED_CHARACTERS:
        form.fail(
            ("embeds",),
            "MAX_EMBED_SIZE_EXCEEDED",
            f"Embed size exceeds maximum size of {EMBED_CHARACTERS}",
        )


def _check_embed(embed: JsonObject, index: int, form: Form) -> int:
    parts: list[tuple[tuple[str | int, ...], str, int]] = [
        (("title",), text_of(embed, "title"), 256),
        (("description",), text_of(embed, "description"), 4_096),
        (("footer", "text"), text_of(object_of(embed, "footer"), "text"), 2_048),
        (("author", "name"), text_of(object_of(embed, "author"), "name"), 256),
    ]
    fields = objects_of(embed, "fields")
    if len(fields) > 25:
        form.fail(
            ("embeds", index, "fields"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length."
        )
    for number, entry in enumerate(fields):
        for key, limit in (("name", 256), ("value", 1_024)):
            text = text_of(entry, key)
            if not text.strip():
                form.required(("embeds", index, "fields", number, key))
            parts.append((("fields", number, key), text, limit))
    for path, text, limit in parts:
        form.longest(("embeds", index, *path), text, limit)
    return sum(len(text) for _, text, _ in parts)


def check_attachments(payload: JsonObject, form: Form) -> None:
    """Check what ``attachments`` says about the files: how many, and their alternative texts."""
    described = objects_of(payload, "attachments")
    if len(described) > ATTACHMENTS:
        form.fail(
            ("attachments",), "BASE_TYPE_MAX_LENGTH", f"Must be {ATTACHMENTS} or fewer in length."
        )
    for index, entry in enumerate(described):
        form.longest(("attachments", index, "description"), text_of(entry, "description"), ALT_TEXT)
