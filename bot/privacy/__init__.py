"""What is kept of members, and what they can do about it."""
