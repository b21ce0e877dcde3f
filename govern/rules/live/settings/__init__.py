"""Rules about what platforms have set."""
