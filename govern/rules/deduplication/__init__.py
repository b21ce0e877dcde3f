"""Rules about deduplication."""
