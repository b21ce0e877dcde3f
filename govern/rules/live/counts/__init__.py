"""Rules about counts against each other."""

ABOUT = ("counts",)
"""The kinds of exports that these rules are about: without specs nothing is asked about those that are not there."""
