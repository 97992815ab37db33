"""Which place an article is about."""
