"""Portraits and icons of the sandbox's image host, drawn by code: none of the game's own art."""
