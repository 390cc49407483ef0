"""``apolo health``: for whoever watches a container or a service, by its exit code."""

from __future__ import annotations

from typing import Annotated

import orjson
import typer

from apolo.health import Part, look_at
from apolo.settings import load_settings


class Unhealthy(Exception):
    """One or more parts don't work; the text says which and what was found."""

    exit_code = 1


def health(
    parts: Annotated[
        list[Part] | None, typer.Argument(help="Which parts; all three where none is named.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Tell whether the parts that run on this machine work; exit 1 when one does not."""
    settings = load_settings()
    found = [look_at(part, settings) for part in dict.fromkeys(parts or Part)]
    failed = [one for one in found if not one.healthy]
    if as_json:
        rows = {one.part.value: {"healthy": one.healthy, "found": one.found} for one in found}
        typer.echo(orjson.dumps({"healthy": not failed, "parts": rows}).decode())
        if failed:
            raise typer.Exit(1)
        return
    for one in found:
        if one.healthy:
            typer.echo(f"{one.part}: {one.found}")
    if failed:
        raise Unhealthy("; ".join(f"{one.part}: {one.found}" for one in failed))
