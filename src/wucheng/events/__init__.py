"""What a text reports to have happened."""
