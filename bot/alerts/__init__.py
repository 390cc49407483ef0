"""Tells operators in a channel when the verdict on the queues changes."""
