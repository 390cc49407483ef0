"""Plays Apolo as its members would, against a Discord and an OpenDota on this machine."""
