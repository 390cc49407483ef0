"""What every renderer returns: the bytes of a picture with its size and alternative text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture."""

    data: bytes
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    mime: str
    alt: str
    """What a screen reader says, in the reader's language; at most 1,024 characters."""
