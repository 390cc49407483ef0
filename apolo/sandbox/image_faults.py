"""What can be made to go wrong with the sandbox's image host."""

from __future__ import annotations

import asyncio
import enum
import struct
import zlib
from typing import TYPE_CHECKING, Final

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Iterator

_HUGE: Final = 50 * 2**20
_CHUNK: Final = b"\0" * 2**18
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_DRIP_SECONDS: Final = 0.2


class ImageFault(enum.StrEnum):
    """One way to fail."""

    MISSING = "missing"
    """404 with a page."""
    SERVER_ERROR = "server_error"
    """503 with a page."""
    HTML = "html"
    """200, called a PNG, but a page."""
    TRUNCATED = "truncated"
    """A complete answer whose picture ends in the middle."""
    BROKEN_OFF = "broken_off"
    """The connection breaks in the middle of the body."""
    BOMB = "bomb"
    """A small file that says it is 60,000 x 60,000 pixels."""
    LARGE = "large"
    """A sound picture of 1,025 x 1,025 pixels, a few kilobytes."""
    SVG = "svg"
    """A picture in a format that is not decoded."""
    HUGE = "huge"
    """50 MB after a PNG's first bytes, without saying so beforehand."""
    DRIP = "drip"
    """A byte every 0.2 s."""
    SILENT = "silent"
    """Nothing ever comes."""
    REDIRECT = "redirect"
    """302 to another host."""


async def spoil(
    fault: ImageFault, request: web.Request, body: bytes, stopping: asyncio.Event
) -> web.StreamResponse:
    """Answer a request as the fault wants it.

    Parameters
    ----------
    fault : ImageFault
    request : aiohttp.web.Request
    body : bytes
        The right picture.
    stopping : asyncio.Event
        Ends the silence when the server stops.
    """
    page = "<!DOCTYPE html><html><body>Sorry</body></html>"
    match fault:
        case ImageFault.MISSING:
            return web.Response(status=404, text=page, content_type="text/html")
        case ImageFault.SERVER_ERROR:
            return web.Response(status=503, text=page, content_type="text/html")
        case ImageFault.REDIRECT:
            return web.Response(status=302, headers={"Location": "http://elsewhere.invalid/"})
        case ImageFault.HTML:
            return _png(page.encode())
        case ImageFault.TRUNCATED:
            return _png(body[: len(body) // 2])
        case ImageFault.BOMB:
            return _png(flat(60_000, rows=1))
        case ImageFault.LARGE:
            return _png(flat(1_025, rows=1_025))
        case ImageFault.SVG:
            return _png(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
        case ImageFault.BROKEN_OFF:
            await _send(request, iter([body[: len(body) // 2]]), length=len(body))
        case ImageFault.HUGE:
            return await _send(request, (_CHUNK for _ in range(_HUGE // len(_CHUNK))))
        case ImageFault.DRIP:
            return await _drip(request, body, stopping)
        case ImageFault.SILENT:
            await stopping.wait()
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def flat(side: int, *, rows: int) -> bytes:
    """Return a PNG that says it has `side` x `side` pixels and holds the first `rows` of them."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * (side * 3 + 1) * rows)
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _png(body: bytes) -> web.Response:
    return web.Response(body=body, content_type="image/png")


async def _send(
    request: web.Request, chunks: Iterator[bytes], length: int | None = None
) -> web.StreamResponse:
    response = web.StreamResponse()
    response.content_type = "image/png"
    response.content_length = length
    await response.prepare(request)
    try:
        for chunk in chunks:
            await response.write(chunk)
        if length is None:
            await response.write_eof()
    except ConnectionError:
        pass  # The client had enough, as it should.
    return response


async def _drip(request: web.Request, body: bytes, stopping: asyncio.Event) -> web.StreamResponse:
    response = web.StreamResponse()
    response.content_type = "image/png"
    await response.prepare(request)
    try:
        for byte in body:
            await response.write(bytes([byte]))
            try:
                await asyncio.wait_for(stopping.wait(), _DRIP_SECONDS)
            except TimeoutError:
                continue
            break
    except ConnectionError:
        pass
    return response
