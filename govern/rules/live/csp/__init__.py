"""Rules about served policies."""
