"""What charts are made of: panes of a matplotlib figure, scales, and shaded areas."""
