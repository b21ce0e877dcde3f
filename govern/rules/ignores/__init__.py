"""Rules about ignores."""
