"""Each of Discord's refusals is made the best of."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

import pytest

from bot.answers import Answer, PictureRef
from bot.entries import Entry
from bot.poster import PictureTooLarge, Posted, Poster, Refusal, refusal_of
from bot.rest import DiscordRefused, OutgoingMessage
from locales import Locale, text

CARD = Answer("", PictureRef("ref", "card.png", "alt"))


@dataclass
class Discord:
    """Refuses the next messages as told, and keeps those it takes."""

    refusals: list[DiscordRefused] = field(default_factory=list)
    taken: list[tuple[str, OutgoingMessage]] = field(default_factory=list)

    async def edit_original(self, _app: int, _token: str, message: OutgoingMessage) -> None:
        self._take("original", message)

    async def post(self, channel_id: int, message: OutgoingMessage, nonce: str) -> None:
        self._take(f"{channel_id} {nonce}", message)

    def _take(self, where: str, message: OutgoingMessage) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.taken.append((where, message))


@dataclass
class Pictures:
    data: bytes | None = b"picture"

    async def picture(self, ref: str) -> bytes | None:
        assert ref == "ref"
        return self.data


@pytest.fixture
def discord() -> Discord:
    return Discord()


def poster(discord: Discord, data: bytes | None = b"picture") -> Poster:
    return Poster(discord, Pictures(data))  # type: ignore[arg-type]


def refused(status: int, code: int = 0) -> DiscordRefused:
    return DiscordRefused(status, code, "no")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (refused(404, 10062), Refusal.TOKEN_DEAD),
        (refused(404, 10015), Refusal.TOKEN_DEAD),
        (refused(401, 50027), Refusal.TOKEN_DEAD),
        (refused(401), Refusal.TOKEN_DEAD),
        (refused(404, 10008), Refusal.GONE),
        (refused(404, 10003), Refusal.GONE),
        (refused(413), Refusal.TOO_LARGE),
        (refused(400, 40005), Refusal.TOO_LARGE),
        (refused(400, 200000), Refusal.BLOCKED),
        (refused(403, 50013), Refusal.FORBIDDEN),
        (refused(403), Refusal.FORBIDDEN),
        (refused(400, 50035), Refusal.OTHER),
    ],
)
def test_refusals_are_sorted(error: DiscordRefused, kind: Refusal) -> None:
    assert refusal_of(error) is kind


@pytest.mark.parametrize(
    ("error", "message_id"),
    [
        (refused(400, 200000), "error-blocked-by-server"),
        (refused(403, 50013), "error-missing-permissions"),
    ],
)
async def test_what_cannot_be_posted_is_explained(
    discord: Discord, entry: Entry, error: DiscordRefused, message_id: str
) -> None:
    discord.refusals = [error]
    assert await poster(discord).edit_original(entry, CARD) is Posted.DONE
    ((_, message),) = discord.taken
    assert message == OutgoingMessage(text(Locale.EN, message_id))


async def test_an_unknown_refusal_ends_in_the_generic_text(discord: Discord, entry: Entry) -> None:
    discord.refusals = [refused(400, 50035)]
    assert await poster(discord).edit_original(entry, CARD) is Posted.DONE
    assert entry.reference in discord.taken[0][1].content


async def test_where_the_explanation_is_refused_too_nobody_can_be_told(
    discord: Discord, entry: Entry
) -> None:
    discord.refusals = [refused(400, 200000), refused(400, 200000)]
    assert await poster(discord).edit_original(entry, CARD) is Posted.IMPOSSIBLE


@pytest.mark.parametrize(
    ("error", "posted"),
    [(refused(401, 50027), Posted.TOKEN_DEAD), (refused(404, 10008), Posted.IMPOSSIBLE)],
)
async def test_a_dead_token_and_a_deleted_message(
    discord: Discord, entry: Entry, error: DiscordRefused, posted: Posted
) -> None:
    discord.refusals = [error]
    assert await poster(discord).edit_original(entry, CARD) is posted
    assert discord.taken == []


async def test_a_picture_over_the_limit_is_not_even_sent(discord: Discord, entry: Entry) -> None:
    tight = dataclasses.replace(entry, upload_limit=3)
    with pytest.raises(PictureTooLarge) as error:
        await poster(discord).edit_original(tight, CARD)
    assert error.value.most_bytes == 3
    assert discord.taken == []


async def test_a_picture_that_discord_finds_too_large_is_to_be_half_of_it(
    discord: Discord, entry: Entry
) -> None:
    discord.refusals = [refused(413)]
    with pytest.raises(PictureTooLarge) as error:
        await poster(discord).edit_original(entry, CARD)
    assert error.value.most_bytes == len(b"picture") // 2
    assert discord.taken == []


async def test_a_picture_that_is_gone(discord: Discord, entry: Entry) -> None:
    assert await poster(discord, None).edit_original(entry, CARD) is Posted.PICTURE_GONE
    assert discord.taken == []


async def test_a_channel_post_says_for_whom_and_carries_the_nonce(
    discord: Discord, entry: Entry
) -> None:
    assert await poster(discord).post_to_channel(entry, CARD) is Posted.DONE
    ((where, message),) = discord.taken
    assert where == f"22 a{entry.interaction_id}"
    assert len(entry.nonce) <= 25
    assert message.content == text(Locale.EN, "delivery-late-result", user="44")
    assert message.attachment is not None


@pytest.mark.parametrize(
    "changes", [{"private": True}, {"channel_fallback": False}, {"channel_id": None}]
)
async def test_what_may_not_go_to_the_channel_does_not(
    discord: Discord, entry: Entry, changes: dict[str, object]
) -> None:
    closed = dataclasses.replace(entry, **changes)  # type: ignore[arg-type]
    assert await poster(discord).post_to_channel(closed, CARD) is Posted.IMPOSSIBLE
    assert discord.taken == []
