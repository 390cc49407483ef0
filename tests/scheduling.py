"""Which test process runs a test."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

# All of them use what is dear to start or to import: one process does it once.
TOGETHER = (
    "tests/e2e/test_whole.py",
    "tests/integration/apolo/test_embedded.py",
    "tests/integration/jobs/actors/coaching/",
)


class Scheduling(LoadScopeScheduling):
    """Gives each test to the process that is free, but a place of `TOGETHER` to one process."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)
