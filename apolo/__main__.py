"""``python -m apolo`` is the command `apolo`."""


def main() -> None:
    """Run the command line and exit."""
    # Not at the top: each worker process that is spawned loads this module again, and would load
    # all that reads a command line with it.
    from apolo.cli import main as run_and_exit

    run_and_exit()


if __name__ == "__main__":
    main()
