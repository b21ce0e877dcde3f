"""Good files made bad, one small change at a time: the inputs of the campaign and of the tests about robustness.

Every node of a YAML or JSON text is removed, emptied, given another type, doubled and exchanged with its neighbour; every
word of any other text likewise. Texts are also cut off anywhere, and get random bytes. Same seeds, same inputs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

import yaml

from govern.core.record import Record

Syntax = Literal["yaml", "json", "text"]
Kind = Literal["spec", "side file", "configuration", "container", "access", "policy", "settings"]


class Edit(Record):
    """Characters `start` to `end` replaced by a text, and what that does, in words."""

    start: int
    end: int
    text: str
    label: str

    def applied(self, text: str) -> bytes:
        """The edited text; what cannot be written in UTF-8 stays as the bytes it would have had."""
        return (text[: self.start] + self.text + text[self.end :]).encode("utf-8", "surrogatepass")


class Entry(Record):
    """A value in a mapping or list: where its entry starts (at its key, if it has one), and where the value stands."""

    start: int
    key_end: int
    value_start: int
    end: int
    column: int
    flow: bool
    route: str


BOTH_VALUES = {
    "empty text": '""', "empty list": "[]", "empty mapping": "{}", "true": "true", "zero": "0", "minus": "-1",
    "fraction": "0.5", "infinite": "1e999", "long number": "9" * 5000, "list of nothing": "[null]",
    "list of lists": "[[1], [2]]", "mapping": '{"name": {"type": "LIST", "list": [7]}}', "twice": '{"a": 1, "a": 2}',
    "empty key": '{"": ""}', "long text": '"' + "x" * 70_000 + '"', "null": "null", "text": '"text"',
    "hidden": '"\\u0000\\u001b[31m\\u202e"', "separator": '"a\\u2028b"', "marked": '"#21"', "digits": '"2147479553"',
    "slashes": '"../../etc/passwd"', "braces": '"{{x}} {order_id} {"', "address": '"https://[::1:x/"',
}  # fmt: skip
"""What a value is replaced by, in the words that YAML and JSON share."""

VALUES: dict[Syntax, dict[str, str]] = {
    "yaml": BOTH_VALUES
    | {"nothing": "", "deep": "[" * 200 + "]" * 200, "not a number": ".nan", "tag": "!!python/name:os.system x",
       "alias": "*nobody", "anchor": "&a x", "merge": "{<<: {a: 1}}", "day": "2026-02-30", "octal": "012",
       "clock": "12:30", "lines": "|\n  x\n", "tab": "\tx", "comment": "# govern: ignore[", "star": "'*'", "no": "no"},
    "json": BOTH_VALUES
    | {"nothing": "", "deep": "[" * 5000 + "]" * 5000, "deep mapping": '{"a":' * 70 + "1" + "}" * 70,
       "not a number": "NaN", "lone surrogate": '"\\ud800"', "bare word": "undefined", "comma": "1,", "quote": '"'},
    "text": {"nothing": "", "quote": '"', "comma": ",", "semicolon": ";", "line": "\n", "zero byte": "\0", "tab": "\t",
             "formula": "=cmd()", "hidden": "\x1b[31m\u202e", "letters": "ü😀", "long text": "x" * 70_000, "number": "7",
             "brace": "{", "surrogate": "\ud800", "colon": ":", "star": "*", "apostrophe": "'"},
}  # fmt: skip
KEYS = {"renamed": '"renamed"', "empty": '""', "another": "name"}
"""What a key is replaced by; the last one is only a word in YAML."""


def edits(text: str, syntax: Syntax) -> Iterator[Edit]:
    """Every change to every node or word of a text."""
    if syntax == "text":
        yield from word_edits(text)
        return
    for group in entries_of(text):
        for position, entry in enumerate(group):
            yield from value_edits(entry, syntax)
            yield from entry_edits(text, group, position)


def value_edits(entry: Entry, syntax: Syntax) -> Iterator[Edit]:
    """Another value, another key."""
    for name, value in VALUES[syntax].items():
        yield Edit(entry.value_start, entry.end, value, f"{entry.route} becomes {name}")
    if entry.key_end > entry.start:
        for name, key in KEYS.items():
            yield Edit(entry.start, entry.key_end, key, f"the key of {entry.route} becomes {name}")


def entry_edits(text: str, group: list[Entry], position: int) -> Iterator[Edit]:
    """The entry gone, doubled, or exchanged with the next one."""
    entry = group[position]
    after = group[position + 1] if position + 1 < len(group) else None
    before = group[position - 1] if position else None
    if after is not None:
        gone = Edit(entry.start, after.start, "", "")
        doubled = text[entry.start : after.start]
        between = text[entry.end : after.value_start]
        swapped = text[after.value_start : after.end] + between + text[entry.value_start : entry.end]
        yield Edit(entry.value_start, after.end, swapped, f"{entry.route} and {after.route} are exchanged")
    elif before is not None:
        gone = Edit(before.end, entry.end, "", "")
        doubled = text[before.end : entry.end]
    else:
        gone = Edit(entry.start, entry.end, "", "")
        line = "\n" + " " * entry.column
        doubled = text[entry.start : entry.end].rstrip() + (", " if entry.flow else line)
    yield gone.replace(label=f"{entry.route} is removed")
    at = entry.end if after is None and before is not None else entry.start
    yield Edit(at, at, doubled, f"{entry.route} stands twice")


def entries_of(text: str) -> Iterator[list[Entry]]:
    """The entries of every mapping and list of a YAML or JSON text."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    waiting = [(yaml.compose(text, Loader=loader), "")]
    while waiting:
        node, route = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            children = [(key, value, f"{route}.{key.value}".lstrip(".")) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            children = [(None, value, f"{route}[{index}]") for index, value in enumerate(node.value)]
        else:
            continue
        yield [entry_of(text, key, value, inner, flow=bool(node.flow_style)) for key, value, inner in children]
        waiting.extend((value, inner) for _, value, inner in children)


def entry_of(text: str, key: yaml.Node | None, value: yaml.Node, route: str, *, flow: bool) -> Entry:
    """One entry, from the parser's marks; the line breaks after a block belong to nobody."""
    first = key or value
    start, column = first.start_mark.index, first.start_mark.column
    key_end = key.end_mark.index if key is not None else start
    value_start, value_end = value.start_mark.index, value.end_mark.index
    end = value_start + len(text[value_start:value_end].rstrip())
    return Entry(start, key_end, value_start, end, column, flow, route[:80])


def word_edits(text: str) -> Iterator[Edit]:
    """Changes to the words and lines of a text that has no tree."""
    words = [(found.start(), found.end()) for found in re.finditer(r"[^\s,;\"]+", text)]
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n]*\n", text)]
    for name, spans in (("word", words), ("line", lines)):
        for number, (start, end) in enumerate(spans, 1):
            yield Edit(start, end, "", f"{name} {number} is removed")
            yield Edit(start, start, text[start:end] + " " * (name == "word"), f"{name} {number} stands twice")
        for (start, end), (start_2, end_2) in pairwise(spans):
            swapped = text[start_2:end_2] + text[end:start_2] + text[start:end]
            yield Edit(start, end_2, swapped, f"the {name}s at {start} and {start_2} are exchanged")
    for start, end in words:
        for name, value in VALUES["text"].items():
            yield Edit(start, end, value, f"the word at {start} becomes {name}")


def cut(raw: bytes, number: int) -> tuple[str, bytes]:
    """The bytes cut off somewhere; small files are cut off everywhere before a place comes twice."""
    end = (number * 7919) % max(1, len(raw))
    return f"cut off after {end} bytes", raw[:end]


NOISE = (b"\0", b"\xff", b"\xed\xa0\x80", b"\x1b", b"\xe2\x80\xae", b"\r", b"\n", b"\t", b'"', b"'", b"{", b"}", b"[", b"]",
         b":", b",", b"-", b"#", b"&", b"*", b"!", b"%", b"|", b">", b"\\", b"\xef\xbb\xbf", b"\xc2\x85", b"\xf0\x9f")  # fmt: skip


def noise(raw: bytes, number: int, name: str) -> tuple[str, bytes]:
    """One to eight random bytes put in, taken out, or written over; the same ones for the same name and number."""
    chance = random.Random(f"{name} {number}")
    damaged = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(damaged) + 1)
        piece = chance.choice((*NOISE, bytes([chance.randrange(256)])))
        over = chance.choice((0, len(piece), len(piece), 1 + chance.randrange(20)))
        damaged[at : at + over] = b"" if over > len(piece) else piece
    return f"random bytes, number {number}", bytes(damaged)


class Seed(Record):
    """A good file, where it stands in which project, and how it is taken apart."""

    kind: Kind
    project: str
    file: str
    raw: bytes

    @property
    def syntax(self) -> Syntax:
        if self.file.endswith((".yaml", ".yml")):
            return "yaml"
        return "json" if self.file.endswith(".json") else "text"


class Case(Record):
    """One damaged file, and what was done to it in words."""

    seed: Seed
    label: str
    raw: bytes


def cases(of: Iterable[Seed], count: int) -> Iterator[Case]:
    """About `count` cases: up to four fifths single changes, evenly from all there are, the rest cuts and noise."""
    given = tuple(of)
    sizes = [sum(1 for _ in edits(seed.raw.decode(), seed.syntax)) for seed in given]
    stride = max(1, round(sum(sizes) / max(1, count * 4 // 5)))
    number = 0
    for seed in given:
        text = seed.raw.decode()
        for edit in edits(text, seed.syntax):
            if number % stride == 0:
                yield Case(seed, edit.label, edit.applied(text))
            number += 1
    left = count - len(range(0, number, stride))
    for round_ in range(left // (2 * len(given)) + 1):
        for seed in given:
            yield Case(seed, *cut(seed.raw, round_))
            yield Case(seed, *noise(seed.raw, round_, f"{seed.project}/{seed.file}"))
