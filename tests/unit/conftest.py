"""Real payloads, where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real payloads; the place can be set by APOLO_SHARED_DATA."""
    root = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("APOLO_SHARED_DATA", root.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real payloads at {folder} (APOLO_SHARED_DATA names the place)")
    return folder
