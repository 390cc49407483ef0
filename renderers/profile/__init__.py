"""The parts of the profile card."""
