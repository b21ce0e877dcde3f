"""Rules about tokens."""

ABOUT = ("tokens",)
"""The sections that these rules are about: specs that have none of them are not asked about."""

ALWAYS = ("secret_in_spec",)
"""The rules that are asked whatever the specs have."""
