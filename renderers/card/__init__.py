"""The parts of the match card, from top to bottom."""
