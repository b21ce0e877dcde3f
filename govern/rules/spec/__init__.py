"""Rules about spec."""
