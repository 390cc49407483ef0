"""``python -m apolo`` is the command `apolo`."""

from apolo.cli import main

if __name__ == "__main__":
    main()
