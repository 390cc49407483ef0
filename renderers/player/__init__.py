"""The parts of the player card, from top to bottom."""
