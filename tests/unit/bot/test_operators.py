"""Operators are who the settings name and who owns the application, nobody else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord

from bot.operators import Operators

ROLE, STATE = discord.TeamMemberRole, discord.TeamMembershipState


def application(owner: int, *members: tuple[int, Any, Any]) -> Any:
    team = None
    if members:
        made = [
            SimpleNamespace(id=one, role=role, membership_state=state)
            for one, role, state in members
        ]
        team = SimpleNamespace(owner_id=owner, members=made)
    return SimpleNamespace(owner=SimpleNamespace(id=owner), team=team)


def test_the_settings_and_the_owner() -> None:
    assert Operators.of({1, 2}, application(3)).ids == {1, 2, 3}


def test_of_a_team_those_who_may_change_the_application() -> None:
    team = application(
        10,
        (10, ROLE.read_only, STATE.accepted),  # the team's owner
        (11, ROLE.admin, STATE.accepted),
        (12, ROLE.developer, STATE.accepted),
        (13, ROLE.read_only, STATE.accepted),
        (14, ROLE.admin, STATE.invited),
    )
    assert Operators.of((), team).ids == {10, 11, 12}


def test_a_teams_stand_in_for_an_owner_is_no_operator() -> None:
    # Discord names the team itself as the owner of a team's application.
    team = application(10, (11, ROLE.admin, STATE.accepted))
    team.owner.id = 999
    assert 999 not in Operators.of((), team)


def test_without_anything_there_are_none() -> None:
    assert 1 not in Operators.of((), None)
