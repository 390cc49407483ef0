"""What a worker process does besides its jobs."""

from __future__ import annotations

import pytest

from apolo.actors import keep_constants
from dota import constants

_HEROES = (
    b'{"9001": {"id": 9001, "name": "npc_dota_hero_newcomer",'
    b' "localized_name": "Newcomer", "primary_attr": "agi"}}'
)


class Source:
    """An OpenDota that knows one hero more than the bundled tables."""

    async def constants(self, resource: str) -> bytes:
        if resource == "heroes":
            return _HEROES
        return b"{}"


@pytest.fixture
def bundled_after():
    yield
    constants.install(None)


@pytest.mark.usefixtures("bundled_after")
async def test_a_hero_newer_than_apolo_is_known_once_it_can_be_had(tmp_path):
    assert constants.hero(9001) is None
    await keep_constants(Source(), tmp_path / "constants")
    assert constants.hero(9001).name == "Newcomer"
    assert constants.hero(1) is not None
