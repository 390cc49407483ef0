"""Attachments and default avatars, as Discord's CDN serves them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from aiohttp import web

from apolo.sandbox.files import FileGone, describe_file

if TYPE_CHECKING:
    from apolo.sandbox.world import World

_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


class CdnRoutes:
    """The handlers of downloads."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes to register."""
        return [
            web.get("/attachments/{attachment_id}/{filename}", self.attachment),
            web.get("/embed/avatars/{name}", self.avatar),
        ]

    async def attachment(self, request: web.Request) -> web.Response:
        """Return an uploaded file."""
        text = request.match_info["attachment_id"]
        try:
            data = self._world.files.get(int(text) if text.isdigit() else 0)
        except FileGone:
            raise web.HTTPNotFound from None
        return web.Response(body=data, content_type=describe_file(data)[0])

    async def avatar(self, request: web.Request) -> web.Response:
        """Return a picture of one dot."""
        return web.Response(body=_DOT, content_type="image/png")
