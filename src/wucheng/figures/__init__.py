"""What can go into a report: figures, captions, evidence."""
