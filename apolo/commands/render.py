"""``apolo render``: draw pictures from raw source JSON, without any service."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dota.errors import BadResponse, DotaError
from dota.parse import MAX_PAYLOAD_BYTES, parse_match
from dota.steam import parse_account_id
from locales import Locale

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
    try:
        parsed = parse_match(_read(file))
    except BadResponse as error:
        raise typer.BadParameter(f"{file} holds no match: {error}") from error
    if account_id is not None and parsed.player(account_id) is None:
        note = f"note: {account_id} did not play match {parsed.match_id}, so nobody is marked"
        typer.echo(note, err=True)

    from renderers.match_card import render_match_card

    picture = render_match_card(parsed, locale=locale, player=account_id)
    _write(out, picture.data)


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
