"""Chinese: its sentences, words, numbers and set phrases."""
