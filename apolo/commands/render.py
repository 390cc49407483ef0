"""``apolo render``: draw pictures from raw source JSON, without any service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dota.errors import BadResponse, DotaError
from dota.leaderboard import Period
from dota.parse import MAX_PAYLOAD_BYTES, parse_match, parse_player_matches
from dota.steam import parse_account_id
from jobs.payloads import Metric, ProgressMetric
from locales import Locale

if TYPE_CHECKING:
    from dota.models import Match, PlayerMatch

_HISTORY = "A player's matches as OpenDota's JSON (recentMatches, matches)."

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def _render() -> None:
    """Draw a picture from a file, without any service."""


@app.command("match")
def match(
    file: Annotated[Path, typer.Argument(help="One match as OpenDota's or STRATZ's JSON.")],
    out: Annotated[Path, typer.Option("--out", help="Where the PNG goes.")],
    player: Annotated[
        str | None, typer.Option("--player", help="Steam ID, in any form, of a player to mark.")
    ] = None,
    locale: Annotated[Locale, typer.Option("--locale", help="Language of the card.")] = Locale.EN,
) -> None:
    """Draw the card of a match."""
    account_id = None if player is None else _account_id(player)
    parsed = _match(file)
    if account_id is not None and parsed.player(account_id) is None:
        note = f"note: {account_id} did not play match {parsed.match_id}, so nobody is marked"
        typer.echo(note, err=True)

    from renderers.match_card import render_match_card

    picture = render_match_card(parsed, locale=locale, player=account_id)
    _write(out, picture.data)


@app.command("leaderboard")
def leaderboard(
    file: Annotated[
        Path,
        typer.Argument(help="""OpenDota's JSON: {"players": [{"profile": ..., "matches": ...}]}"""),
    ],
    out: Annotated[Path, typer.Option("--out", help="Where the PNG goes.")],
    metric: Annotated[
        Metric | None, typer.Option("--metric", help="What it ranks by, instead of the file's.")
    ] = None,
    period: Annotated[
        Period | None, typer.Option("--period", help="Over which time, instead of the file's.")
    ] = None,
    player: Annotated[
        str | None, typer.Option("--player", help="Steam ID, in any form, of a player to mark.")
    ] = None,
    locale: Annotated[Locale, typer.Option("--locale", help="Language of the board.")] = Locale.EN,
) -> None:
    """Draw a leaderboard of some players."""
    account_id = None if player is None else _account_id(player)

    from apolo.board_file import METRICS, BadBoardFile, read_leaderboard
    from renderers.leaderboard import render_leaderboard

    try:
        board = read_leaderboard(
            _read(file),
            metric=None if metric is None else METRICS[metric],
            period=period,
            marked=account_id,
        )
    except BadBoardFile as error:
        raise typer.BadParameter(f"{file} holds no leaderboard: {error}") from error
    _write(out, render_leaderboard(board, locale=locale).data)


@app.command("player")
def player(
    file: Annotated[Path, typer.Argument(help="One match as OpenDota's or STRATZ's JSON.")],
    out: Annotated[Path, typer.Option("--out", help="Where the PNG goes.")],
    player: Annotated[
        str, typer.Option("--player", help="Steam ID, in any form, of one of its players.")
    ],
    locale: Annotated[Locale, typer.Option("--locale", help="Language of the card.")] = Locale.EN,
) -> None:
    """Draw the card of one player in a match."""
    account_id = _account_id(player)
    match = _match(file)
    found = match.player(account_id)
    if found is None:
        problem = f"{account_id} did not play match {match.match_id}, or hid it"
        raise typer.BadParameter(problem, param_hint="--player")

    from renderers.player_card import render_player_card

    _write(out, render_player_card(match, found, locale=locale).data)


@app.command("progress")
def progress(
    file: Annotated[Path, typer.Argument(help=_HISTORY)],
    out: Annotated[Path, typer.Option("--out", help="Where the PNG goes.")],
    name: Annotated[str | None, typer.Option("--name", help="The player's name.")] = None,
    metric: Annotated[
        ProgressMetric, typer.Option("--metric", help="What is drawn large.")
    ] = ProgressMetric.GPM,
    medals: Annotated[
        Path | None,
        typer.Option("--medals", help='For rank: JSON [{"day": "2026-11-26", "rank_tier": 54}]'),
    ] = None,
    locale: Annotated[Locale, typer.Option("--locale", help="Language of the chart.")] = Locale.EN,
) -> None:
    """Draw the chart of a player's last matches."""
    if (metric is ProgressMetric.RANK) is not (medals is not None):
        problem = "--medals gives what --metric rank draws: one needs the other"
        raise typer.BadParameter(problem, param_hint="--medals")
    matches = _history(file)

    from apolo.medals_file import BadMedalsFile, read_medals
    from jobs.actors.progress import METRICS
    from renderers.progress_chart import (
        TooFewMatches,
        render_medal_chart,
        render_progress_chart,
    )

    try:
        if medals is None:
            chosen = METRICS[metric]
            picture = render_progress_chart(name, matches, locale=locale, metric=chosen)
        else:
            seen = read_medals(_read(medals))
            picture = render_medal_chart(name, matches, seen, locale=locale)
    except TooFewMatches as error:
        raise typer.BadParameter(f"{file}: {error}") from error
    except BadMedalsFile as error:
        raise typer.BadParameter(f"{medals} holds no medals: {error}") from error
    _write(out, picture.data)


@app.command("heroes")
def heroes(
    file: Annotated[Path, typer.Argument(help=_HISTORY)],
    out: Annotated[Path, typer.Option("--out", help="Where the PNG goes.")],
    name: Annotated[str | None, typer.Option("--name", help="The player's name.")] = None,
    locale: Annotated[Locale, typer.Option("--locale", help="Language of the chart.")] = Locale.EN,
) -> None:
    """Draw the heroes of a player's last matches."""
    matches = _history(file)

    from renderers.hero_pool_chart import NoHeroes, render_hero_pool

    try:
        picture = render_hero_pool(name, matches, locale=locale)
    except NoHeroes as error:
        raise typer.BadParameter(f"{file}: {error}") from error
    _write(out, picture.data)


def _match(file: Path) -> Match:
    try:
        return parse_match(_read(file))
    except BadResponse as error:
        raise typer.BadParameter(f"{file} holds no match: {error}") from error


def _history(file: Path) -> tuple[PlayerMatch, ...]:
    try:
        return parse_player_matches(_read(file))
    except BadResponse as error:
        raise typer.BadParameter(f"{file} holds no player's matches: {error}") from error


def _account_id(text: str) -> int:
    try:
        return parse_account_id(text)
    except DotaError as error:
        raise typer.BadParameter(f"no Steam ID: {text[:100]}", param_hint="--player") from error


def _read(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAX_PAYLOAD_BYTES:
            problem = f"{file} is {size} bytes long; at most {MAX_PAYLOAD_BYTES} are read"
            raise typer.BadParameter(problem)
        return file.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file} can't be read: {error.strerror}") from error


def _write(out: Path, data: bytes) -> None:
    if not out.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {out.parent}", param_hint="--out")
    out.write_bytes(data)
