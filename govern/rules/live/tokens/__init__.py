"""Rules about what secret stores list of the declared tokens."""
