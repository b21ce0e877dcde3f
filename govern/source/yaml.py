"""YAML 1.2 core text to plain data and the span of every key and value, in one pass over the parser's events.

Reading the event stream, rather than a composed tree, lets every limit speak before anything is built: depth, number of
nodes, tags, aliases, merge keys, duplicate keys. The parser is libyaml; PyYAML's own Python parser stands in where the
compiled part is missing and gives the same result, slower.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from typing import Any

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Span
from govern.source.libyaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    yaml,
)

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 50
MAX_NODES = 2_000_000
MAX_DIGITS = 400

INTEGER = regex(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = regex(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
NOT_FINITE = regex(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
MAYBE_NUMBER = frozenset("+-.0123456789")


class Refusal(Exception):
    """The text is not what a spec file may be: why, where, and what to do instead."""

    def __init__(self, message: str, span: Span, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.help = help


class Tree(Record):
    """Plain data (`dict` with text keys, `list`, `str`, `int`, `float`, `bool`, `None`) and its positions.

    `spans` holds four unsigned 32-bit integers a node in document order, a mapping's keys counting as nodes; `Positions`
    (`source/positions.py`) finds them by route.
    """

    data: Any
    spans: bytes


def compiled_parser(text: str) -> Any:
    """libyaml's parser, which a broken or partial install may lack."""
    from yaml._yaml import CParser

    return CParser(text)


def python_parser(text: str) -> Any:
    """PyYAML's own parser: the same events, some thirty times slower."""
    return yaml.SafeLoader(text)


def best_parser(text: str) -> Any:
    """The compiled parser if there is one."""
    if yaml.__with_libyaml__:
        return compiled_parser(text)
    return python_parser(text)


def decode(raw: bytes) -> str:
    """The text of a file's bytes, without a byte order mark; refuses what is too large or is not UTF-8 text."""
    if len(raw) > MAX_BYTES:
        size = f"{len(raw) / 1024 / 1024:.0f} MB"
        raise Refusal(f"the file has {size}, the limit is {MAX_BYTES // 1024 // 1024} MB", Span(1, 1, 1, 1))
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        raise Refusal("the file is not UTF-8 text", point(before, len(before)), "save it as UTF-8") from None
    return text[1:] if text.startswith("\ufeff") else text


def point(text: str, offset: int) -> Span:
    """The span of the one character at `offset`."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span(line, column, line, column + 1)


def read(text: str, parser: Any = best_parser) -> Tree:
    """The one document of `text`; an empty text is an empty mapping. Raises `Refusal` with the place."""
    spans = array("I")
    try:
        data = Reader(text, parser, spans).document()
    except yaml.YAMLError as error:
        raise syntax_refusal(error, text) from None
    return Tree(data, spans.tobytes())


@lru_cache(maxsize=256)
def tree_of(raw: bytes) -> Tree:
    """The tree of a file's bytes; what was just written and is read back again is parsed once."""
    return read(decode(raw))


NEXT_STEPS = (
    ("'\\t'", "indent with spaces"),
    ("tab", "indent with spaces"),
    ("quoted scalar", "close the quotes that begin here"),
    ("while parsing a flow", "close the brackets; a # begins a comment unless it is in quotes"),
    ("mapping values are not allowed", "put quotes around a text with a colon in it, or correct the indent"),
    ("cannot start any token", "put quotes around the text"),
)
"""What helps, by a sign of it in the parser's complaint."""

OPEN = ("while scanning a quoted scalar", "while parsing a flow mapping", "while parsing a flow sequence")
"""What a parser is in the midst of when a quote or a bracket is not closed."""


def syntax_refusal(error: yaml.YAMLError, text: str) -> Refusal:
    """The parser's complaint in one sentence, where it noticed."""
    if isinstance(error, yaml.reader.ReaderError):
        offset = next((i for i, character in enumerate(text) if not allowed(ord(character))), 0)
        message = f"the character U+{ord(text[offset]):04X} is not allowed in YAML"
        return Refusal(message, point(text, offset), "remove it, or write it as an escape in double quotes")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    context = getattr(error, "context", None)
    if "nesting depth" in problem:  # newer parsers have a limit of their own, above ours
        problem, context = f"it is nested more than {MAX_DEPTH} levels deep", None
    message = f"this is not YAML: {problem}" + (f" ({context})" if context else "")
    if mark is None:
        return Refusal(message, Span(1, 1, 1, 2))
    begin = getattr(error, "context_mark", None)
    if begin and mark and context in OPEN and begin.line < mark.line:  # noticed later, and wanted where it begins
        mark = begin
    signs = f"{message} tab" if character_at(text, mark.line, mark.column) == "\t" else message
    help = next((step for sign, step in NEXT_STEPS if sign in signs), "")
    return Refusal(message, Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2), help)


def character_at(text: str, line: int, column: int) -> str:
    """The character at a parser's mark; empty at the end of the file."""
    return "".join(text.split("\n", line + 1)[line : line + 1])[column : column + 1]


def allowed(code: int) -> bool:
    """Whether YAML lets a character stand in a text unescaped."""
    if code < 0xA0:
        return 0x20 <= code <= 0x7E or code in (0x09, 0x0A, 0x0D, 0x85)
    return not (0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF))


def span_of(event: Any) -> Span:
    """An event's place as people count."""
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class Reader:
    """One pass over the events of one text."""

    def __init__(self, text: str, parser: Any, spans: array[int]) -> None:
        self.next = parser(text).get_event
        self.spans = spans

    def document(self) -> Any:
        self.next()
        event = self.next()
        if type(event) is StreamEndEvent:
            self.spans.extend((0, 0, 0, 0))
            return {}
        data = self.node(self.next(), 1)
        self.next()
        extra = self.next()
        if type(extra) is DocumentStartEvent:
            raise Refusal("a second document starts here", span_of(extra), "put it into a file of its own")
        return data

    def node(self, event: Any, depth: int) -> Any:
        """The value that starts with `event`; its span and those of everything inside are appended in order."""
        kind = type(event)
        start, end = event.start_mark, event.end_mark
        spans = self.spans
        if kind is ScalarEvent:
            spans.extend((start.line, start.column, end.line, end.column))
            if event.tag is not None:
                raise tagged(event)
            value = event.value
            return value if event.style else plain_scalar(value, event)
        if kind is AliasEvent:
            raise Refusal(f'the alias "*{event.anchor}" is not read', span_of(event), "write the value out")
        if event.tag is not None:
            raise tagged(event)
        index = len(spans)
        if depth > MAX_DEPTH:
            raise Refusal(f"this is nested more than {MAX_DEPTH} levels deep", span_of(event))
        if index > 4 * MAX_NODES:
            raise Refusal(f"the file has more than {MAX_NODES:,} values", span_of(event), "split it")
        spans.extend((start.line, start.column, end.line, end.column))
        data: Any
        if kind is MappingStartEvent:
            data, end = self.mapping(depth + 1)
        elif kind is SequenceStartEvent:
            data, end = self.sequence(depth + 1)
        spans[index + 2] = end.line
        spans[index + 3] = end.column
        return data

    def mapping(self, depth: int) -> tuple[dict[str, Any], Any]:
        data: dict[str, Any] = {}
        read_next, node, spans = self.next, self.node, self.spans
        while type(event := read_next()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                raise Refusal("a key must be a single word or text", span_of(event), "put the text in quotes")
            if event.tag is not None:
                raise tagged(event)
            key = event.value
            if key in data:
                raise Refusal(
                    f'the key "{key}" appears twice in one mapping',
                    span_of(event),
                    "keep one of the two; a new entry begins with a dash",
                )
            if not key or (key == "<<" and not event.style):
                what = "the merge key << is not read" if key else "a key is empty"
                raise Refusal(what, span_of(event), "write the keys out")
            mark: Any = event.start_mark
            end: Any = event.end_mark
            spans.extend((mark.line, mark.column, end.line, end.column))
            data[key] = node(read_next(), depth)
        return data, event.end_mark

    def sequence(self, depth: int) -> tuple[list[Any], Any]:
        data = []
        read_next, node = self.next, self.node
        while type(event := read_next()) is not SequenceEndEvent:
            data.append(node(event, depth))
        return data, event.end_mark


def tagged(event: Any) -> Refusal:
    """The refusal of a tag. An anchor alone is harmless, since nothing can refer to it."""
    shown = event.tag.replace("tag:yaml.org,2002:", "!!")
    return Refusal(f'the tag "{shown}" is not read', span_of(event), "remove it; quote the value if it is text")


def plain_scalar(value: str, event: Any) -> Any:
    """What an unquoted scalar means in the core schema of YAML 1.2."""
    if value in WORDS:
        return WORDS[value]
    if value[0] not in MAYBE_NUMBER:
        return value
    if INTEGER.fullmatch(value):
        if len(value) > MAX_DIGITS:
            raise Refusal("the number is too long", span_of(event), "quote it if it is text")
        return int(value, 8 if value.startswith("0o") else 16 if value.startswith("0x") else 10)
    if FLOAT.fullmatch(value):
        number = float(value)
        if number in (float("inf"), float("-inf")):
            raise Refusal("the number is too large", span_of(event), "quote it if it is text")
        return number
    if NOT_FINITE.fullmatch(value):
        raise Refusal(f"{value} is not a number that can be sent", span_of(event), "quote it if it is text")
    return value
