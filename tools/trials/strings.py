"""Hostile texts in every place of a report, through every format into a real parser, are text there and nothing else.

HTML and Markdown keep the elements that they have with a harmless name (html5lib, markdown-it); JSON, SARIF and code quality
are read by json, JUnit by expat, what a terminal shows by pyte, a review's table by two readers of CSV.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache

import html5lib
import pyte
from hostile import everywhere
from hostile_review import made_of
from markdown_it import MarkdownIt

from govern.output import write
from govern.output.formats import FORMATS
from govern.output.safe import hidden
from govern.render.reviews import grants
from tools.trials import Failure, chance
from tools.trials._texts import hostile

GOAL = 100_000
SECONDS = 0.03
LITERAL = ("code", "pre", "mark")
REVIEW = (".html", ".csv")
"""Endings of a review's files, which are tried as formats are."""


def attempt(seed: int, number: int) -> Failure | None:
    """One text through one format."""
    luck = chance("strings", seed, number)
    text = hostile(luck)
    format = luck.choice((*FORMATS, *REVIEW))
    wrong = told(format, text)
    return Failure(f"{format}: {wrong}", text.encode("utf-8", "surrogatepass")) if wrong else None


def told(format: str, text: str) -> str:
    """What is wrong with a text in a format; empty if nothing is."""
    if format in REVIEW:
        made = made_of("".join(char for char in text if char.isprintable() or char in "\r\n\t") or "x")
        return page(made[".html"], format) if format == ".html" else table(made["-grants.csv"])
    output = written(format, text)
    odd = {char for char in output if char != "\n" and hidden(ord(char))}
    if odd:
        return f"shows {sorted(map(ascii, odd))}"
    return READERS.get(format, lines)(output, format)


def written(format: str, text: str) -> str:
    """A report that has the text everywhere."""
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n")
    write(everywhere(text), format, stream)
    stream.flush()
    return stream.buffer.getvalue().decode()


def skeleton(html: str) -> list[str]:
    """The elements of a page, except for those that hold what is shown letter by letter."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [str(element.tag) for element in tree.iter() if element.tag not in LITERAL]


@cache
def calm(format: str) -> list[str]:
    """The elements with a harmless name."""
    if format == ".html":
        return sorted(set(skeleton(made_of("name")[".html"])))
    output = written(format, "name")
    return skeleton(MarkdownIt("gfm-like").render(output) if format == "markdown" else output)


def page(output: str, format: str) -> str:
    """Whether an HTML page has other elements than with a harmless name."""
    found = skeleton(output)
    found = sorted(set(found)) if format == ".html" else found
    return "" if found == calm(format) else f"has other elements: {sorted(set(found) ^ set(calm(format)))}"


def markdown(output: str, _format: str = "") -> str:
    """The same of Markdown."""
    return page(MarkdownIt("gfm-like").render(output), "markdown")


def refused(word: str) -> None:
    """NaN and its like are not JSON."""
    raise ValueError(word)


def as_json(output: str, _format: str = "") -> str:
    """Whether it can be read, strictly."""
    json.loads(output, parse_constant=refused)
    return ""


def junit(output: str, _format: str = "") -> str:
    """Whether there is a test for each thing reported."""
    count = sum(1 for _ in ET.fromstring(output).iter("testcase"))
    return "" if count == 7 else f"has {count} tests instead of 7"


def github(output: str, _format: str = "") -> str:
    """Whether there is one command for each finding, and none in what follows."""
    count = sum(line.lstrip().startswith("::") for line in output.split("\n"))
    return "a name gives commands" if count != 3 or "##[" in output else ""


def lines(output: str, _format: str = "") -> str:
    """Whether a terminal shows the letters that were written, in as many lines."""
    wide = max(map(len, output.split("\n"))) * 2 + 2
    if len(output) > 4000 or wide > 2000:
        return ""
    screen = pyte.Screen(wide, output.count("\n") + 2)
    pyte.Stream(screen).feed(output.replace("\n", "\r\n"))
    return "" if screen.cursor.y == output.count("\n") else "a terminal shows another number of lines"


CELL = re.compile(r'"((?:[^"]|"")*)"(?:,|$)')


def table(text: str) -> str:
    """Whether two readers find the same cells, none of them a formula."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    lines = text.removeprefix("\ufeff").rstrip("\r\n").split("\r\n")
    plain = [[cell.replace('""', '"') for cell in CELL.findall(line)] for line in lines]
    if rows != plain:
        return "two readers see other cells"
    bad = [cell for row in rows[1:] for cell in row if cell.lstrip(" \u00a0").startswith(grants.FORMULA)]
    return f"a cell is a formula: {bad[0]!r}" if bad else ""


READERS: dict[str, Callable[[str, str], str]] = {
    "html": page, "markdown": markdown, "json": as_json, "sarif": as_json, "gitlab": as_json, "junit": junit,
    "github": github,
}  # fmt: skip
