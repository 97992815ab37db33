"""How a sentence speaks: its frames, each with the cue it rests on."""
