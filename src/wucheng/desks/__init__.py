"""Desks for coders in a notebook: to code sentences, and to settle what two coders differ on."""
