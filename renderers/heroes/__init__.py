"""The parts of the hero-pool chart, from top to bottom."""
