"""Rules about mappings."""
