"""The operators' view of the job queues, and their levers."""
