"""Rules about what platforms have set."""

ABOUT = ("settings",)
"""The kinds of exports that these rules are about: without specs nothing is asked about those that are not there."""
