"""Uploaded files: kept within a byte budget, served as a CDN would."""

from __future__ import annotations

import struct
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apolo.sandbox.wire import JsonObject

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)


class FileGone(LookupError):
    """The file was dropped to stay within the byte budget."""


class FileStore:
    """The bytes of all attachments, oldest dropped first.

    Parameters
    ----------
    budget
        How many bytes to keep. The same content is kept once however often it was sent.
    """

    def __init__(self, budget: int = 256 * 1024 * 1024) -> None:
        self._budget = budget
        self._used = 0
        self._by_id: OrderedDict[int, bytes] = OrderedDict()
        self._shared: dict[bytes, tuple[bytes, int]] = {}

    def put(self, attachment_id: int, data: bytes) -> None:
        """Keep a file."""
        kept, uses = self._shared.get(data, (data, 0))
        if not uses:
            self._used += len(data)
        self._shared[kept] = (kept, uses + 1)
        self._by_id[attachment_id] = kept
        while self._used > self._budget and len(self._by_id) > 1:
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        _, data = self._by_id.popitem(last=False)
        kept, uses = self._shared.pop(data)
        if uses > 1:
            self._shared[kept] = (kept, uses - 1)
        else:
            self._used -= len(data)

    def get(self, attachment_id: int) -> bytes:
        """Return a file's bytes.

        Raises
        ------
        FileGone
            When it is not kept any more.
        """
        try:
            return self._by_id[attachment_id]
        except KeyError:
            raise FileGone(attachment_id) from None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a message.

    Attributes
    ----------
    id, filename, description, size, content_type, width, height, url
        The fields of the same names in Discord's attachment object; ``description`` is the
        alternative text.
    """

    id: int
    filename: str
    description: str | None
    size: int
    content_type: str
    url: str
    width: int | None
    height: int | None
    store: FileStore = field(repr=False, compare=False)

    @property
    def data(self) -> bytes:
        """The bytes of the file.

        Raises
        ------
        FileGone
            When it was dropped to stay within the byte budget.
        """
        return self.store.get(self.id)

    def to_wire(self, *, ephemeral: bool = False) -> JsonObject:
        """Return Discord's attachment object."""
        wire: JsonObject = {
            "id": str(self.id),
            "filename": self.filename,
            "size": self.size,
            "url": self.url,
            "proxy_url": self.url,
            "content_type": self.content_type,
        }
        if self.description is not None:
            wire["description"] = self.description
        if self.width is not None:
            wire["width"] = self.width
            wire["height"] = self.height
        if ephemeral:
            wire["ephemeral"] = True
        return wire


def describe_file(data: bytes) -> tuple[str, int | None, int | None]:
    """Return content type, width and height as far as the first bytes tell them."""
    if data[8:12] == b"WEBP" and data[:4] == b"RIFF":
        return "image/webp", None, None
    for signature, content_type in _SIGNATURES:
        if data.startswith(signature):
            if content_type == "image/png" and len(data) >= 24:
                width, height = struct.unpack(">II", data[16:24])
                return content_type, width, height
            return content_type, None, None
    return "application/octet-stream", None, None
