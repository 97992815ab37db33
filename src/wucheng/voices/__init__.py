"""Who is named, and who speaks."""
