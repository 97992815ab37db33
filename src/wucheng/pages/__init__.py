"""From the bytes of a page to an article whose every character is accounted for."""
