"""The parts of the queue-health chart."""
