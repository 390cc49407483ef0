"""Pictures are fetched ahead of a drawing, and a bad host costs it next to nothing."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from apolo.sandbox.image_faults import ImageFault
from apolo.sandbox.images import SandboxImages, hero_png
from apolo.sandbox.opendota_data.archive import PARSED_MATCH
from dota import images as image_host
from dota.images import POLICY, ImageHost, ImageKind
from jobs.actors import match_card
from jobs.actors.artwork.gallery import PictureGallery
from jobs.actors.artwork.shelf import Name, Shelf
from jobs.actors.loop import Loop
from jobs.payloads import MatchCardPayload
from renderers import art
from renderers.art import PLACEHOLDERS, Art
from renderers.match_card import render_match_card

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dota.http import Policy
    from renderers.picture import Picture

    from .conftest import Stage

AXE, BLINK, MAGIC_WAND_RECIPE, WRAITH_BAND_RECIPE = 2, 1, 35, 74
PATIENT = replace(POLICY, connect=20.0, total=20.0, deadline=20.0)
IMPATIENT = replace(POLICY, total=0.25, deadline=0.3)


@dataclass
class Museum:
    """A host of pictures, and what a worker process has to get them with."""

    loop: Loop
    session: aiohttp.ClientSession
    server: SandboxImages
    folder: Path
    time: float = 0.0

    def gallery(self, *, within: float = 60.0, policy: Policy = PATIENT) -> PictureGallery:
        """Return the gallery of another process on the same disk."""
        host = ImageHost(self.session, self.server.url, policy=policy)
        shelf = Shelf(self.folder)
        return PictureGallery(self.loop, host, shelf, within=within, clock=lambda: self.time)

    def files(self) -> list[str]:
        """Return what lies on the shelf."""
        return sorted(path.name for path in self.folder.rglob("*") if path.is_file())

    def asked(self) -> int:
        """Return how many requests there were since the last call of this."""
        count = len(self.server.requests)
        self.server.requests.clear()
        return count


@pytest.fixture
def museum(tmp_path: Path) -> Iterator[Museum]:
    loop = Loop()
    loop.start()

    async def opened() -> tuple[aiohttp.ClientSession, SandboxImages]:
        server = SandboxImages()
        await server.start()
        return aiohttp.ClientSession(), server

    async def closed(museum: Museum) -> None:
        await museum.session.close()
        await museum.server.stop()

    museum = Museum(loop, *loop.call(opened(), 10.0), tmp_path / "art")
    yield museum
    loop.call(closed(museum), 10.0)
    loop.stop()


def test_pictures_are_fetched_once_and_kept(museum: Museum) -> None:
    gallery = museum.gallery()
    found = gallery.gather([AXE], [BLINK, 0, 99_999])
    assert found.pictures == 2
    assert found.hero(AXE, 124, 70) is not PLACEHOLDERS.hero(AXE, 124, 70)
    assert museum.asked() == 2

    again = gallery.gather([AXE], [BLINK])
    assert again.hero(AXE, 124, 70) is found.hero(AXE, 124, 70)
    other_process = museum.gallery().gather([AXE], [BLINK])
    assert other_process.hero(AXE, 124, 70).tobytes() == found.hero(AXE, 124, 70).tobytes()
    assert museum.asked() == 0
    assert museum.files() == ["axe.png", "blink.png"]


def test_all_recipes_share_a_picture(museum: Museum) -> None:
    assert museum.gallery().gather([], [MAGIC_WAND_RECIPE, WRAITH_BAND_RECIPE]).pictures == 2
    assert museum.asked() == 1


def test_players_pictures_are_fetched_by_their_names_alone(museum: Museum) -> None:
    name = "7137bb86c5fdbd79bd37222438a7b903f87fbbc3"
    found = museum.gallery().gather(avatars=[name, "../../secret", "f" * 39, ""])
    picture = found.avatar(name, 52)
    assert found.pictures == 1
    assert picture is not None
    assert picture.size == (52, 52)
    assert [found.avatar(other, 52) for other in (None, "f" * 39)] == [None, None]
    assert museum.asked() == 1
    assert museum.files() == [f"{name}.png"]
    museum.gallery().gather(avatars=[name])
    assert museum.asked() == 0


NEVER_ENDING = (ImageFault.DRIP, ImageFault.SILENT)


@pytest.mark.parametrize("fault", [each for each in ImageFault if each not in NEVER_ENDING])
def test_whatever_the_host_sends_a_placeholder_is_drawn_and_nothing_kept(
    museum: Museum, fault: ImageFault
) -> None:
    museum.server.fail(fault, "axe")
    found = museum.gallery().gather([AXE], [BLINK])
    assert found.hero(AXE, 124, 70) is PLACEHOLDERS.hero(AXE, 124, 70)
    assert found.pictures == 1
    assert museum.files() == ["blink.png"]


@pytest.mark.parametrize("fault", NEVER_ENDING)
def test_what_never_ends_is_given_up(museum: Museum, fault: ImageFault) -> None:
    museum.server.fail(fault)
    gallery = museum.gallery(policy=IMPATIENT)
    assert gallery.gather([AXE]).pictures == 0
    assert not gallery._under_way
    assert museum.files() == []


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [(ImageFault.MISSING, 3_600), (ImageFault.HTML, 1_800), (ImageFault.SERVER_ERROR, 30)],
)
def test_what_failed_is_asked_for_again_after_a_while(
    museum: Museum, fault: ImageFault, seconds: float
) -> None:
    gallery = museum.gallery()
    museum.server.fail(fault)
    gallery.gather([AXE])
    museum.server.heal()
    museum.time += seconds - 1
    assert gallery.gather([AXE]).pictures == 0
    assert museum.asked() == 1
    museum.time += 2
    assert gallery.gather([AXE]).pictures == 1


def test_a_host_that_fails_is_left_alone(museum: Museum) -> None:
    gallery = museum.gallery()
    museum.server.fail(ImageFault.SERVER_ERROR)
    for hero in (1, 2, 3):
        gallery.gather([hero])
    museum.server.heal()
    museum.asked()
    assert gallery.gather([4]).pictures == 0
    assert museum.asked() == 0
    museum.time += 61
    assert gallery.gather([1, 2, 3, 4]).pictures == 4


def test_what_comes_late_is_there_for_the_next_drawing(museum: Museum) -> None:
    gallery = museum.gallery(within=0.0)
    assert gallery.gather([AXE]).pictures == 0

    async def fetched() -> None:
        while gallery._under_way:
            await asyncio.wait(list(gallery._under_way.values()))

    museum.loop.call(fetched(), 30.0)
    assert gallery.gather([AXE]).pictures == 1
    assert museum.asked() == 1


def test_many_who_want_the_same_cause_one_request(museum: Museum) -> None:
    gallery = museum.gallery()
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(lambda _: gallery.gather([AXE]).pictures, range(6)))
    assert found == [1] * 6
    assert museum.asked() == 1


def test_a_spoilt_file_is_replaced(museum: Museum) -> None:
    museum.gallery().gather([AXE])
    file = museum.folder / "heroes" / "axe.png"
    whole = file.read_bytes()
    file.write_bytes(whole[:500])
    assert museum.gallery().gather([AXE]).pictures == 1
    assert file.read_bytes() == whole


def test_memory_is_bounded(museum: Museum, monkeypatch: pytest.MonkeyPatch) -> None:
    gallery = museum.gallery()
    gallery.gather([1, 2, 3, 4])
    budget = gallery._bytes - 1
    monkeypatch.setattr("jobs.actors.artwork.gallery._MEMORY", budget)
    gallery.gather([5])
    assert gallery._bytes == sum(map(len, gallery._files.values())) <= budget


def test_the_shelf_keeps_its_budget_and_drops_the_oldest(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, budget=3_500)
    for number in range(17):
        shelf.put(Name(ImageKind.ITEM, f"item_{number}"), b"x" * 1_000)
    left = sorted(path.name for path in (tmp_path / "items").iterdir())
    assert left == ["item_14.png", "item_15.png", "item_16.png"]


def test_a_shelf_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "art").write_bytes(b"a file where the folder should be")
    shelf = Shelf(tmp_path / "art")
    shelf.put(Name(ImageKind.HERO, "axe"), b"x")
    assert shelf.get(Name(ImageKind.HERO, "axe")) is None


def test_fetching_and_decoding_agree_on_the_largest_file() -> None:
    assert image_host.MAX_IMAGE_BYTES == art.MAX_IMAGE_BYTES


class Lent:
    """A gallery that has what a test gives it."""

    def __init__(self) -> None:
        self.heroes: dict[int, bytes] = {}

    def gather(
        self,
        heroes: Iterable[int] = (),
        items: Iterable[int] = (),
        avatars: Iterable[str] = (),
    ) -> Art:
        return Art({each: self.heroes[each] for each in heroes if each in self.heroes})


def test_a_card_is_drawn_once_and_again_when_more_pictures_have_come(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []

    def counted(*args: Any, **kwargs: Any) -> Picture:
        drawn.append(kwargs["art"].pictures)
        return render_match_card(*args, **kwargs)

    monkeypatch.setattr(match_card, "render_match_card", counted)
    gallery = Lent()
    context = replace(stage.context, art=gallery)
    payload = MatchCardPayload(discord_user_id=1, guild_id=None, match_id=PARSED_MATCH, locale="en")

    bare = match_card.draw(context, payload)
    assert match_card.draw(context, payload) == bare
    gallery.heroes = {44: hero_png("phantom_assassin") or b""}
    better = match_card.draw(context, payload)

    assert drawn == [0, 1]
    assert better["picture"] != bare["picture"]
