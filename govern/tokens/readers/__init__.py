"""Readers of what secret stores list: one file a store."""
