"""Rules about what secret stores list of the declared tokens."""

ABOUT = ("secrets", "access", "directories")
"""The kinds of exports that these rules are about: without specs nothing is asked about those that are not there."""
