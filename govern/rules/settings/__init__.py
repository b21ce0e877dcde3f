"""Rules about what `govern.yaml` says about rules, and about what the section `settings` wishes of platforms."""

ABOUT = ("settings",)
"""The sections that these rules are about: specs that have none of them are not asked about."""
