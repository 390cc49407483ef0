"""What `benchmarks.chaos` kills, what kills it, and the marks that tell the story afterwards."""
