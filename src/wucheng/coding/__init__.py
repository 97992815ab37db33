"""Coding by hand: samples, sessions, files, and what several coders say together."""
