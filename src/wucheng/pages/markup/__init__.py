"""HTML and Markdown taken off, with what they tell of a page."""
