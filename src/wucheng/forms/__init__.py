"""Form: the shapes that language takes, whatever it says: set phrases, parallels, moods, modality."""
