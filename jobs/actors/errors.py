"""What can go wrong in an actor beyond what its parts raise themselves."""

from __future__ import annotations


class NotLinked(Exception):
    """The member has linked no Steam account, and the job needs one."""

    code = "not_linked"
    retryable = False


class MemberNotLinked(Exception):
    """Another member, who was asked about, has linked no Steam account, or hides."""

    code = "member_not_linked"
    retryable = False


class NoMedal(Exception):
    """The player has no medal now, and none was ever seen."""

    code = "no_medal"
    retryable = False


class NoLinkedMembers(Exception):
    """Nobody in the server has linked a Steam account, as far as Apolo has seen."""

    code = "no_linked_members"
    retryable = False


class NotEnoughGames(Exception):
    """Nobody in the server has played enough games to be on its leaderboard.

    Parameters
    ----------
    minimum : int
        Games needed.
    period : str
        ``week`` or ``month``.
    hidden : int
        Linked members who hide their matches.
    """

    code = "not_enough_games"
    retryable = False

    def __init__(self, minimum: int, period: str, hidden: int) -> None:
        super().__init__(f"nobody has {minimum} games in the {period}")
        self.params = {"minimum": minimum, "period": period, "hidden": hidden}


class NotEnoughMatches(Exception):
    """A player's history is too short for what was asked of it.

    Parameters
    ----------
    have : int
        Matches that count.
    need : int
        Matches that it takes.
    """

    code = "not_enough_matches"
    retryable = False

    def __init__(self, have: int, need: int) -> None:
        super().__init__(f"{have} matches count, {need} are needed")
        self.params = {"have": have, "need": need}


class NotInMatch(Exception):
    """The member's account is none of the match's players, or was hidden when it was played.

    Parameters
    ----------
    match_id : int
    """

    code = "not_in_match"
    retryable = False

    def __init__(self, match_id: int) -> None:
        super().__init__(f"not a player of match {match_id}")
        self.params = {"match_id": match_id}
