"""Puts the sandbox's matches into the database, so that no source has to be asked for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from apolo.sandbox.opendota_data import wire
from store.matches import put_match
from store.pool import open_pool

if TYPE_CHECKING:
    from apolo.demo.rig import Rig


async def keep_matches(rig: Rig) -> list[int]:
    """Keep all of them.

    Returns
    -------
    list[int]
        Their ids, in a fixed order.
    """
    specs = sorted(rig.opendota.archive.matches(), key=lambda spec: spec.match_id)
    async with await open_pool(rig.env["DATABASE_URL"], max_size=2) as pool:
        for spec in specs:
            # Kept as parsed: those that are not would be asked for again after some minutes.
            body = orjson.dumps(wire.match(spec))
            await put_match(pool, spec.match_id, body, parsed=True)
    return [spec.match_id for spec in specs]
