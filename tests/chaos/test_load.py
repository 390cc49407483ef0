"""Open load: every job that was offered is done, however late the workers were."""

from __future__ import annotations

import pytest

from benchmarks import load


@pytest.mark.slow
def test_what_is_offered_is_done():
    found = load.run(500, 2.0)
    assert found.offered == 1_000
    assert (found.done, found.failed, found.lost) == (1_000, 0, 0)
    assert found.p50_ms is not None
    assert found.p99_ms is not None
    assert 0 < found.p50_ms <= found.p99_ms
