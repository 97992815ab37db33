"""How text and tables are shown and exported."""
