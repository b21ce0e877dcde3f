"""Rules about ignores."""

ABOUT = ("ignores",)
"""What these rules are about: where no file has such a comment, or what looks like one, they are not asked."""
