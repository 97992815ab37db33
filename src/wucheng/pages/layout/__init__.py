"""What stands above, in and below an article, line by line."""
