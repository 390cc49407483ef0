"""Facts in, picture bytes out: no network, no database, no settings."""
