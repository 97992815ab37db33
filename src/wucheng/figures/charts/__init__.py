"""The charts, one module a question."""
