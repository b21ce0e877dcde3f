"""Hostile texts in every place of a report, through every format into a real parser, are text there and nothing else.

A document has a hundred texts, each with a mark by which it is found in what the parser read. HTML and Markdown keep the
elements that they have with harmless names (html5lib, markdown-it); JSON, SARIF and code quality are read by json, JUnit by
expat, a review's table by two readers of CSV; of what a terminal shows the first lines are read by pyte.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

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
SECONDS = 1.0
EACH = 100
LITERAL = ("code", "pre", "mark")
REVIEW = (".html", ".csv")
"""Endings of a review's files, which are tried as formats are."""
FINE = ("\n", "\r\n\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10))))
"""What need not show: line ends; in the files of a review a byte order mark and the selectors of emoji, too."""
SCREEN = 100
"""So many lines are read as a terminal shows them: it takes far longer than all the rest."""


def attempt(seed: int, number: int) -> Failure | None:
    """One document with a hundred texts; of one that is wrong each text is tried alone."""
    luck = chance("strings", seed, number)
    formats = (*FORMATS, *REVIEW)
    format = formats[number % len(formats)]
    texts = [f"{mark(at)}{hostile(luck)}" for at in range(EACH)]
    wrong = told(format, texts)
    if not wrong:
        return None
    shown = next((text for text in texts if told(format, [text])), "\n".join(texts))
    return Failure(f"{format}: {wrong}", shown.encode("utf-8", "surrogatepass"))


def mark(at: int) -> str:
    """What a text is found by."""
    return f"mark{at}x"


def told(format: str, texts: Sequence[str]) -> str:
    """What is wrong with texts in a format; empty if nothing is."""
    output = reviewed(format, texts) if format in REVIEW else written(format, texts)
    odd = {char for char in output if char not in FINE[format in REVIEW] and hidden(ord(char))}
    if odd:
        return f"shows {sorted(map(ascii, odd))}"
    return READERS.get(format, lines)(output, format, texts)


def written(format: str, texts: Sequence[str]) -> str:
    """A report that has the texts everywhere."""
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n")
    write(everywhere(*texts), format, stream)
    stream.flush()
    return stream.buffer.getvalue().decode()


def reviewed(format: str, texts: Sequence[str]) -> str:
    """A file of a review in which things go by the texts, as far as specs can have them."""
    kept = ("".join(char for char in text if char.isprintable() or char in "\r\n\t") for text in texts)
    return made_of(*kept)[format if format == ".html" else "-grants.csv"]


def unfound(texts: Sequence[str], read: Iterable[str]) -> str:
    """Which marks stand in nothing that was read."""
    everything = "\n".join(read)
    lost = [text for text in texts if text.partition("x")[0] + "x" not in everything]
    return f"{len(lost)} texts are gone, the first is {lost[0]!r}" if lost else ""


def skeleton(html: str) -> tuple[list[str], str]:
    """The elements of a page, except for those that hold what is shown letter by letter; and its text."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [str(element.tag) for element in tree.iter() if element.tag not in LITERAL], "".join(tree.itertext())


@cache
def calm(format: str, count: int) -> list[str]:
    """The elements with so many harmless names."""
    names = [f"{mark(at)}name" for at in range(count)]
    if format == ".html":
        return sorted(set(skeleton(reviewed(format, names))[0]))
    output = written(format, names)
    return skeleton(MarkdownIt("gfm-like").render(output) if format == "markdown" else output)[0]


def page(output: str, format: str, texts: Sequence[str]) -> str:
    """Whether an HTML page has other elements than with harmless names."""
    found, shown = skeleton(output)
    found = sorted(set(found)) if format == ".html" else found
    wished = calm(format, len(texts))
    if found != wished:
        return f"has other elements: {sorted(set(found) ^ set(wished))}, {len(found)} instead of {len(wished)}"
    return unfound(texts, [shown])


def markdown(output: str, format: str, texts: Sequence[str]) -> str:
    """The same of Markdown."""
    return page(MarkdownIt("gfm-like").render(output), format, texts)


def refused(word: str) -> None:
    """NaN and its like are not JSON."""
    raise ValueError(word)


def as_json(output: str, _format: str, texts: Sequence[str]) -> str:
    """Whether it can be read, strictly."""
    return unfound(texts, strings(json.loads(output, parse_constant=refused)))


def strings(value: Any) -> list[str]:
    """Every text in what was read, keys too."""
    found, waiting = [], [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
    return found


def junit(output: str, _format: str, texts: Sequence[str]) -> str:
    """Whether there is a test for each thing reported."""
    tree = ET.fromstring(output)
    count = sum(1 for _ in tree.iter("testcase"))
    if count != 7 * len(texts):
        return f"has {count} tests instead of {7 * len(texts)}"
    return unfound(texts, (part for one in tree.iter() for part in (one.text or "", *one.attrib.values())))


def github(output: str, _format: str, texts: Sequence[str]) -> str:
    """Whether there is one command for each finding, and none in what follows."""
    count = sum(line.lstrip().startswith("::") for line in output.split("\n"))
    if count != 3 * len(texts) or "##[" in output:
        return f"a name gives commands: {count} instead of {3 * len(texts)}"
    return unfound(texts, [output])


def lines(output: str, _format: str, texts: Sequence[str]) -> str:
    """Whether a terminal shows the letters that were written, in as many lines."""
    first = "\n".join(output.split("\n")[:SCREEN])
    wide = max(map(len, first.split("\n"))) * 2 + 2
    screen = pyte.Screen(wide, first.count("\n") + 2)
    pyte.Stream(screen).feed(first.replace("\n", "\r\n"))
    if screen.cursor.y != first.count("\n"):
        return "a terminal shows another number of lines"
    return unfound(texts, [output])


CELL = re.compile(r'"((?:[^"]|"")*)"(?:,|$)')


def table(text: str, _format: str, texts: Sequence[str]) -> str:
    """Whether two readers find the same cells, none of them a formula."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    lines = text.removeprefix("\ufeff").rstrip("\r\n").split("\r\n")
    plain = [[cell.replace('""', '"') for cell in CELL.findall(line)] for line in lines]
    if rows != plain:
        return "two readers see other cells"
    bad = [cell for row in rows[1:] for cell in row if cell.lstrip(" \u00a0").startswith(grants.FORMULA)]
    return f"a cell is a formula: {bad[0]!r}" if bad else unfound(texts, (cell for row in rows for cell in row))


READERS: dict[str, Callable[[str, str, Sequence[str]], str]] = {
    "html": page, ".html": page, "markdown": markdown, "json": as_json, "sarif": as_json, "gitlab": as_json, "junit": junit,
    "github": github, ".csv": table,
}  # fmt: skip
