"""Manual pages and lists on a page: wrapped to the terminal, what is written by example left as it is, headings in colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from govern.core.regex import regex
from govern.output.page import BOLD, CYAN, DIM, RED, YELLOW, Page
from govern.output.safe import Look, is_plain

INKS = {"error": (BOLD, RED), "warning": (BOLD, YELLOW), "note": (BOLD, CYAN)}
INDENT = "    "
"""What begins with this is an example, and is not wrapped."""


CAUSE = regex(r" *\d+\. ")
"""How a numbered cause begins."""

NARROW = 40
"""With fewer columns left for titles they stand below."""


def manual(text: str, stream: TextIO, look: Look) -> None:
    """Write a manual page: its first line as a title, its paragraphs wrapped."""
    page = Page(stream, look)
    title, _, rest = text.partition("\n")
    stream.write(f"{page.ink(page.spell(title), BOLD)}\n")
    for paragraph in filter(None, (part.strip("\n") for part in rest.split("\n\n"))):
        stream.write("\n")
        stream.writelines(f"{line}\n" for line in laid_out(paragraph, page))


def laid_out(paragraph: str, page: Page) -> Iterator[str]:
    """A paragraph in lines that fit. The word before its first colon is a label, where it is one word."""
    rows = paragraph.split("\n")
    if CAUSE.match(rows[0]):
        yield from (line for row in rows for line in hung(row, page))
        return
    if any(row.startswith((INDENT, "  -", "- ", "|")) for row in rows) or len({row[:1] for row in rows} & {"#"}):
        yield from (page.spell(row) for row in rows)
        return
    joined = " ".join(row.strip() for row in rows)
    label, colon, _ = joined.partition(":")
    lines = page.wrap(page.spell(joined), 0)
    if colon and label.isalpha() and is_plain(label):
        lines[0] = page.ink(f"{label}:", CYAN) + lines[0][len(label) + 1 :]
    yield from lines


def hung(row: str, page: Page) -> Iterator[str]:
    """A line of a numbered cause, what follows below its first word."""
    lead = row[: len(row) - len(row.lstrip(" 0123456789."))]
    first, *more = page.wrap(page.spell(row[len(lead) :]), len(lead))
    yield f"{lead}{first}"
    yield from (f"{' ' * len(lead)}{line}" for line in more)


def rows(found: Sequence[tuple[str, str, str, str]], stream: TextIO, look: Look) -> None:
    """Write rules as rows of id, level, command and title; titles are wrapped beside the other columns."""
    page = Page(stream, look)
    column = max(len(name) for name, _, _, _ in found)
    beside = column + 2 + 9 + 9
    indent = beside if page.width - beside >= NARROW else len(INDENT)
    for name, level, verb, title in found:
        first, *more = page.wrap(page.spell(title), indent)
        if indent < beside:
            first, more = "", [first, *more]
        lead = f"{page.spell(name).ljust(column)}  {page.ink(level.ljust(7), *INKS.get(level, ()))}  {page.ink(verb.ljust(7), DIM)}"
        stream.write(f"{lead}  {first}".rstrip() + "\n")
        stream.writelines(f"{' ' * indent}{line}\n" for line in more)
