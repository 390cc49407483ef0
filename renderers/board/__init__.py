"""The parts of the leaderboard's picture, from top to bottom."""
