"""The verdict that lasts: what flares up and is gone again is no news."""

from __future__ import annotations

from dataclasses import dataclass

from jobs.health import Verdict


@dataclass(frozen=True, slots=True)
class AlertPolicy:
    """Times of the watch, in seconds.

    ``worse_for`` is how long it has to be worse before that is told, ``better_for`` how long it
    has to be better; ``within`` how long a look may take.
    """

    every: float = 10.0
    worse_for: float = 30.0
    better_for: float = 120.0
    within: float = 5.0


class Settled:
    """A verdict that follows what is seen with patience.

    Parameters
    ----------
    verdict
        What holds at first.
    policy
        How long something has to last.
    """

    def __init__(self, verdict: Verdict, policy: AlertPolicy) -> None:
        self.verdict = verdict
        self._policy = policy
        self._since: float | None = None
        self._least = verdict

    def see(self, seen: Verdict, at: float) -> Verdict:
        """Take note of a look at a moment, in seconds; the verdict that holds then.

        What is worse for long enough holds as far as it was worse all the time, and so for the
        better: between degraded and critical it may go to and fro.
        """
        if seen is self.verdict:
            self._since = None
            return self.verdict
        worse = seen.rank > self.verdict.rank
        other_way = worse is not (self._least.rank > self.verdict.rank)
        if self._since is None or other_way:
            self._since, self._least = at, seen
        nearer = min if worse else max
        self._least = nearer(self._least, seen, key=lambda verdict: verdict.rank)
        if at - self._since >= (self._policy.worse_for if worse else self._policy.better_for):
            self.verdict, self._since = self._least, None
        return self.verdict
