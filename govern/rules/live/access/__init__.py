"""Rules about who has access."""
