"""The systems that `benchmarks.engine` measures, each as processes that speak one line protocol."""
