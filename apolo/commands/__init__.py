"""The commands of `apolo`, one module each, imported when they are run."""
