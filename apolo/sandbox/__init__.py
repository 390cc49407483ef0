"""A Discord and an OpenDota that run on this machine, to try and test the bot."""
