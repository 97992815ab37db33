"""The corpus under a reader's hands: choices, and the sentences that they find."""
