"""A host of hero and item pictures on this machine: its addresses, and faults on demand.

``python -m apolo.sandbox.images --port 8901`` runs it alone.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import io
import sys
from typing import TYPE_CHECKING, Final

from aiohttp import web

from apolo.sandbox.image_faults import ImageFault, spoil
from dota import constants

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

_FOLDER: Final = "/apps/dota2/images/dota_react"
_AVATARS: Final = "/steamcommunity/public/images/avatars"
_AVATAR_LENGTH: Final = 40
_HEADERS: Final = {"Cache-Control": "public, max-age=2592000"}


class SandboxImages:
    """A local server that answers as the host of the game's pictures does, with art of our own.

    Parameters
    ----------
    host, port : str, int
        Port 0 takes a free one.
    """

    def __init__(self, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None
        self._stopping = asyncio.Event()
        self._fault: tuple[ImageFault, str] | None = None
        self.requests: list[str] = []
        """Paths that were asked for."""

    @property
    def url(self) -> str:
        """What `IMAGE_URL` is to be."""
        return f"http://{self._host}:{self._port}"

    async def start(self) -> None:
        """Listen; returns when requests are answered."""
        app = web.Application()
        app.add_routes(
            [
                web.get(_FOLDER + "/heroes/{name}.png", self._hero),
                web.get(_FOLDER + "/items/{name}.png", self._item),
                web.get(_AVATARS + "/{folder}/{name}_full.jpg", self._avatar),
            ]
        )
        self._stopping.clear()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        self._port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop listening; `start` takes the same port again."""
        self._stopping.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def fail(self, fault: ImageFault, path: str = "") -> None:
        """Answer requests whose path contains `path` as the fault wants it, until `heal`."""
        self._fault = (fault, path)

    def heal(self) -> None:
        """Take the fault back."""
        self._fault = None

    async def _hero(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, hero_png)

    async def _item(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, item_png)

    async def _avatar(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, avatar_png)

    async def _answer(
        self, request: web.Request, drawn: Callable[[str], bytes | None]
    ) -> web.StreamResponse:
        self.requests.append(request.path)
        body = await asyncio.to_thread(drawn, request.match_info["name"])
        if body is None:
            return web.Response(status=404, text="<html><body>Not Found</body></html>")
        if self._fault is not None and self._fault[1] in request.path:
            return await spoil(self._fault[0], request, body, self._stopping)
        return web.Response(body=body, content_type="image/png", headers=_HEADERS)


@functools.cache
def hero_png(slug: str) -> bytes | None:
    """Return a hero's portrait; None for a hero that there isn't."""
    known = next((each for each in constants.bundled().heroes.values() if each.slug == slug), None)
    if known is None:
        return None
    # Here alone: the demo's other parts do without a picture library.
    from apolo.sandbox.image_art.portraits import portrait

    return _png(portrait(known))


@functools.cache
def item_png(slug: str) -> bytes | None:
    """Return an item's icon, or the one of all recipes; None for an item that there isn't."""
    if slug != "recipe" and all(item.slug != slug for item in constants.bundled().items.values()):
        return None
    from apolo.sandbox.image_art.icons import icon

    return _png(icon(slug))


@functools.cache
def avatar_png(name: str) -> bytes | None:
    """Return a player's picture, the same for a name every time; None for what is no name."""
    if len(name) != _AVATAR_LENGTH:
        return None
    from apolo.sandbox.image_art.avatars import avatar

    return _png(avatar(name))


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


async def _serve(arguments: argparse.Namespace) -> None:
    server = SandboxImages(host=arguments.host, port=arguments.port)
    if arguments.fault is not None:
        server.fail(ImageFault(arguments.fault))
    await server.start()
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()


def main() -> int:
    """Run the server until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m apolo.sandbox.images", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8901)
    parser.add_argument("--fault", choices=[fault.value for fault in ImageFault], default=None)
    try:
        asyncio.run(_serve(parser.parse_args()))
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
