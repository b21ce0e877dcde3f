"""Rules about thresholds: what they say of the last hours and days."""

ABOUT = ("counts",)
"""The kinds of exports that these rules are about: without specs nothing is asked about those that are not there."""
