"""Who speaks: quotations, and whose they are."""
