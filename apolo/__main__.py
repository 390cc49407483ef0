"""``python -m apolo`` is the command `apolo`."""

from __future__ import annotations

from apolo.cli import main

if __name__ == "__main__":
    main()
