"""Form: the shapes that language takes, whatever it says."""
