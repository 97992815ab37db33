"""Figures, tables and paragraphs as one document: HTML, Word, PDF."""
