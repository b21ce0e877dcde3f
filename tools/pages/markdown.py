"""Pieces of Markdown, as the reference pages and whoever renders them need them."""

from __future__ import annotations

import re
from collections.abc import Sequence

MARKS = re.compile(r"[<>*\[\]|]|(?<![^\W_])_|_(?![^\W_])")
"""What is markup in words; an underscore is none between two letters or digits."""

Row = dict[str, str]
"""The cells of a row by the heads of their columns."""


def table(rows: Sequence[Row]) -> str:
    """A table; columns in which no row has anything are left out."""
    heads = [head for head in rows[0] if any(row[head] for row in rows)]
    lines = [heads, ["---"] * len(heads), *([row[head] for head in heads] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def code(text: str) -> str:
    """A code span, also inside a table."""
    fence = "``" if "`" in text else "`"
    blank = " " if "`" in text else ""
    return f"{fence}{blank}{one_line(text)}{blank}{fence}".replace("|", "\\|")


def escaped(text: str) -> str:
    """Words as they are: code spans of manuals stay, what would be markup of another kind is escaped."""
    parts = one_line(text).split("`")
    return "`".join(part if at % 2 else MARKS.sub(r"\\\g<0>", part) for at, part in enumerate(parts)).replace(
        "\\\\|", "\\|"
    )


def one_line(text: str) -> str:
    return " ".join(text.split())


def fence(text: str, language: str) -> str:
    """A code block."""
    body = text.strip("\n").rstrip()
    return f"```{language}\n{body}\n```"
