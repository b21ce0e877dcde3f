"""Rules about csp."""
