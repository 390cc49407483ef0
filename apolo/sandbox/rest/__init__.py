"""The REST interface of the sandbox, one module per family of routes."""
