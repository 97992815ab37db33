"""Wucheng, a corpus-analysis workbook for Chinese news.

The modules here are what a notebook asks for, and what runs them (cli, notebooks) or all rest on
(errors, lexicon, tables); the folders are how it is done. docs/rooms.md leads through them.
"""
