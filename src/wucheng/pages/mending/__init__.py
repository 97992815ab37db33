"""Bytes and characters that a page lost on its way, found again and proved."""
