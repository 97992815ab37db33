"""How the words of a time expression go together."""
