"""Counts and what is expected of them."""
