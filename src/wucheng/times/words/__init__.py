"""The words of time expressions, with the numbers in them."""
