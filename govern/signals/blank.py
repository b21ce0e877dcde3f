"""Whether somebody has still to fill something in."""

from __future__ import annotations

from govern.core.regex import regex

BLANK = regex(
    r"X{4,}|%%[^%]*%%|\bYOUR[_ -]|REPLACE[_ -]?(?:ME|WITH|THIS)|CHANGE[_ -]?ME|\bINSERT[_ -]|PLACEHOLDER"
    r"|(?:^|[-_/])x{4,}|\b(?:G|AW|DC|GTM)-(?:YOUR|DEINE|VOTRE|MEASUREMENT)|\b(?:DEINE|VOTRE)[_ -]|^(\d)\1{9,}$"
    r"|\b[A-Z]+_HERE\b|\bTODO\b|^<[^<>]*>$|^\[[A-Z_ ]+\]$|^(?:[A-Z]{1,3}-)?0{7,}(?:-\d{1,3})?(?:/|$)"
    r"|\bG-(?:1234567890|0123456789|ABCDEFGHIJ)\b"
)
"""What people write where somebody has still to fill something in."""


def is_blank(text: str) -> bool:
    """Whether somebody has still to fill in what stands here."""
    return len(text) <= 500 and BLANK.search(text) is not None
