"""Rules about thresholds: what they say of the last hours and days."""
