"""Counts, intervals and formulas behind the measures."""
