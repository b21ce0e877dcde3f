"""Rules about the code in containers."""
