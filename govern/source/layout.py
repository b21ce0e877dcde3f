"""The layout of a spec file, and nothing else: two blanks a level, lists inset, no stray blanks, `version` first.

The text is never printed anew from its data. Lines are moved sideways, and blanks between two tokens become one or none, so what this module does not
know stays as it is; what comes out is read back and has to be the same data and the same comments in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml import tokens as t

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Span
from govern.source.yaml import Refusal, decode, read

STEP = 2
NO_WIDTH = (t.StreamStartToken, t.StreamEndToken, t.BlockMappingStartToken, t.BlockSequenceStartToken, t.BlockEndToken)
OPENING = (t.FlowMappingStartToken, t.FlowSequenceStartToken)
CLOSING = (t.FlowMappingEndToken, t.FlowSequenceEndToken)
IN_BLOCK = (t.KeyToken, t.ValueToken, t.BlockEntryToken)
OTHER_BREAKS = regex("[\x85\u2028\u2029]")
VERSION = regex(r"version:[ ]+[0-9]+[ ]*")


class Shift(Record):
    """The indent that a line has, and the one it gets."""

    old: int
    new: int


class Block(Record):
    """A block mapping or sequence: its column and the one it gets. `bare`: a sequence no deeper than its key."""

    shift: Shift
    mapping: bool
    bare: bool = False


class Lines(Record):
    """What the scanner says about the lines of a text, by number from 0."""

    starts: dict[int, Shift]
    inside: dict[int, Shift]
    """Lines that continue a scalar, with the shift of the block around."""
    gaps: dict[int, list[tuple[int, int, int]]]
    """Blanks between two tokens in one line: from which column to which, and how many there should be."""


def formatted(raw: bytes) -> bytes:
    """The bytes of a file in our layout. Raises `Refusal` when the text is not a spec file, or more than layout would change."""
    text = decode(raw)
    before = read(text)
    flat = text.replace("\r\n", "\n").replace("\r", "\n")
    if OTHER_BREAKS.search(flat):
        raise refusal(flat, "has line separators that other tools do not take for such")
    made = laid_out(version_first(flat))
    if made != text and not (same(before.data, read(made).data) and comments(flat) == comments(made)):
        raise refusal(flat, "cannot be laid out anew without changing what it says")
    return made.encode()


def refusal(text: str, why: str) -> Refusal:
    match = OTHER_BREAKS.search(text)
    line = text.count("\n", 0, match.start()) + 1 if match else 1
    return Refusal(f"the file {why}", Span(line, 1, line, 1), "format it by hand")


def scanned(text: str) -> Iterator[Any]:
    """The tokens of a text."""
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser

        parser: Any = CParser(text)
    else:
        parser = yaml.SafeLoader(text)
    while parser.check_token():
        yield parser.get_token()


def lines_of(text: str, lines: list[str]) -> Lines:
    """Where each line that begins with a token has to begin."""
    found = Lines({}, {}, {})
    blocks = [Block(Shift(-STEP, -STEP), mapping=False)]
    flow, last = 0, None
    for token in scanned(text):
        line, column = token.start_mark.line, token.start_mark.column
        if not flow:
            enter(blocks, token, column)
        top = blocks[-1].shift
        if isinstance(token, NO_WIDTH):
            continue
        if line not in found.starts and line not in found.inside:
            found.starts[line] = Shift(column, start_of(token, column, top, flow))
        if token.end_mark.index > token.start_mark.index:
            if last is not None and last.end_mark.line == line:
                gap = (last.end_mark.column, column, blanks_between(last, token))
                if gap[1] - gap[0] != gap[2] >= 0 and not lines[line][gap[0] : gap[1]].strip(" "):
                    found.gaps.setdefault(line, []).append(gap)
            last = token
        flow += isinstance(token, OPENING) - isinstance(token, CLOSING)
        found.inside.update(dict.fromkeys(range(line + 1, end_of(token, lines)), top))
    return found


def blanks_between(last: Any, token: Any) -> int:
    """How many blanks belong between two tokens of a line; -1 where that is left as it is."""
    if isinstance(token, (t.ValueToken, t.FlowEntryToken, *CLOSING)) or isinstance(last, OPENING):
        return 0
    return 1 if isinstance(last, (t.BlockEntryToken, t.ValueToken, t.FlowEntryToken)) else -1


def end_of(token: Any, lines: list[str]) -> int:
    """The line after a token. Empty lines after a block scalar do not belong to it, unless it says that it keeps them."""
    end: int = token.end_mark.line + (token.end_mark.column > 0)
    if not (isinstance(token, t.ScalarToken) and token.style in ("|", ">")):
        return end
    header = lines[token.start_mark.line][token.start_mark.column :].partition(" ")[0]
    if "+" not in header:
        while end > token.start_mark.line + 1 and not "".join(lines[end - 1 : end]):
            end -= 1
    return end


def enter(blocks: list[Block], token: Any, column: int) -> None:
    """Open and close the blocks that a token opens or closes."""
    top = blocks[-1]
    inner = Shift(column, top.shift.new + STEP)
    match token:
        case t.BlockMappingStartToken():
            blocks.append(Block(inner, mapping=True))
        case t.BlockSequenceStartToken():
            blocks.append(Block(inner, mapping=False))
        case t.BlockEntryToken() if top.mapping and column == top.shift.old:
            blocks.append(Block(inner, mapping=False, bare=True))
        case t.KeyToken() if top.bare:
            blocks.pop()
        case t.BlockEndToken():
            if top.bare:
                blocks.pop()
            blocks.pop()


def start_of(token: Any, column: int, top: Shift, flow: int) -> int:
    """The column of a line's first token: that of its block, one step in for a value, or moved along with its block."""
    if flow:
        return max(column + top.new - top.old, top.new + 1, 0)
    if isinstance(token, (t.DocumentStartToken, t.DocumentEndToken, t.DirectiveToken)):
        return 0
    return top.new if isinstance(token, IN_BLOCK) else max(top.new + STEP, 0)


def laid_out(text: str) -> str:
    """The text with every line at its indent, and no blanks at the ends of lines, of the file, or twice between."""
    lines = text.split("\n")
    found = lines_of(text, lines)
    made: list[str] = []
    for number, line in enumerate(lines):
        if number in found.inside:
            made.append(moved(line, found.inside[number], found.inside[number].new + 1))
        elif line.strip():
            made.append(row(line, number, lines, found).rstrip(" \t"))
        elif made and made[-1].strip() and number + 1 < len(lines):
            made.append("")
    ends_inside = len(lines) - 1 - text.endswith("\n") in found.inside
    while made and not made[-1].strip() and not ends_inside:
        made.pop()
    return "\n".join(made) + ("\n" if made and (text.endswith("\n") or not ends_inside) else "")


def moved(line: str, shift: Shift, least: int) -> str:
    """A line moved along with its block; one of blanks alone may be content."""
    bare = line.lstrip(" ")
    indent = len(line) - len(bare)
    return " " * max(indent + shift.new - shift.old, least) + bare if bare and shift.new != shift.old else line


def row(line: str, number: int, lines: list[str], found: Lines) -> str:
    """A line that begins with a token or a comment, at its indent."""
    for start, end, blanks in reversed(found.gaps.get(number, [])):
        line = f"{line[:start]}{' ' * blanks}{line[end:]}"
    shift = found.starts.get(number) or comment_shift(line, number, lines, found)
    return " " * shift.new + line[shift.old :]


def comment_shift(line: str, number: int, lines: list[str], found: Lines) -> Shift:
    """The indent of a comment: that of its neighbour, the following first, or moved along with it."""
    old = len(line) - len(line.lstrip())
    after = next((found.starts[n] for n in range(number + 1, len(lines)) if n in found.starts), None)
    before = next((found.starts[n] for n in range(number - 1, -1, -1) if n in found.starts), None)
    for neighbour in (after, before):
        if neighbour is not None and neighbour.old == old:
            return neighbour
    near = after or before
    return Shift(old, max(0, old + near.new - near.old) if near is not None else 0)


def version_first(text: str) -> str:
    """The text with its line `version: 1` before every other key, if it is a line of its own that no comment is about."""
    lines = text.split("\n")
    if next((line for line in lines if line and line[0] not in "#-%"), "").startswith("version:"):
        return text
    found = lines_of(text, lines)
    keys = [number for number, shift in sorted(found.starts.items()) if shift == Shift(0, 0)]
    keys = [number for number in keys if not lines[number].startswith(("---", "%"))]
    at = next((number for number in keys if VERSION.fullmatch(lines[number])), None)
    if at is None or at == keys[0] or lines[at - 1].lstrip().startswith("#"):
        return text
    first = keys[0]
    while first > 0 and lines[first - 1].startswith("#") and "yaml-language-server" not in lines[first - 1]:
        first -= 1
    return "\n".join([*lines[:first], lines[at], *lines[first:at], *lines[at + 1 :]])


def comments(text: str) -> list[str]:
    """Every comment, in order: what stands between the tokens that is not blank."""
    starts = [0, *(match.end() for match in re.finditer("\n", text)), len(text)]
    found: list[str] = []
    at = 0
    for token in scanned(text):
        begin, end = (starts[mark.line] + mark.column for mark in (token.start_mark, token.end_mark))
        found.extend(line.strip() for line in text[at : max(at, begin)].split("\n") if line.strip())
        if isinstance(token, t.ScalarToken) and token.style in ("|", ">"):
            header = text[begin : end if (stop := text.find("\n", begin)) < 0 else stop].partition("#")
            found.extend([f"#{header[2].strip()}"] if header[1] else [])
        at = max(at, end)
    return found


def same(before: Any, after: Any) -> bool:
    """Whether two trees are equal in values, types and order; `version` may have moved to the front."""
    if isinstance(before, dict) and isinstance(after, dict) and before.get("version") == after.get("version"):
        before, after = ({key: tree[key] for key in tree if key != "version"} for tree in (before, after))
    return repr(before) == repr(after)
