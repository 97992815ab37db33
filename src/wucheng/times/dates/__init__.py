"""Which dates and hours the phrases mean."""
