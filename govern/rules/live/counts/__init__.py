"""Rules about counts against each other."""
