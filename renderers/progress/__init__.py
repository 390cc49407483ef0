"""The parts of the progress chart."""
