"""JSON as exports hold it, read strictly: what a parser would silently drop or bend is refused, with line and column.

The way of a good file is the standard library's C scanner and one comparison an object. Only when something is wrong is
the text looked at again, slowly, to say where.
"""

from __future__ import annotations

import gc
import json
import re
import sys
from collections.abc import Callable
from typing import Any

from govern.core.errors import GovernError
from govern.core.regex import regex
from govern.core.report import Place, Span

MAX_BYTES = 256 * 1024 * 1024
LARGE = 128 * 1024 * 1024
"""From so many characters on, texts that are alike are kept once."""
SHARED = 20_000
MAX_NESTING = 300
SCANNER_COUNTS_FRAMES = sys.version_info < (3, 12)
SCANNER_FRAMES = 10
"""More frames than the standard library's own functions take up."""

BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
UNMARKED = ((regex(rb"\0[^\0]\0[^\0]"), "utf-16-be"), (regex(rb"[^\0]\0[^\0]\0"), "utf-16-le"))
"""How UTF-16 text begins that has lost its byte order mark: JSON begins with characters of one byte."""

QUOTES = regex("[\u2018-\u201f\u00ab\u00bb]")
"""What word processors make of a quotation mark."""
LONE_SURROGATE = regex(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
HALF_CHARACTER = regex(rb"\\u[dD][89a-fA-F]")
STRING = regex(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.S)
TOKEN = regex(r'[ \t\r\n]+|"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}:,]|[^\s"\[\]{}:,]+', re.S)


class Repeated(ValueError):
    """An object has a key twice."""


def distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, unless one of its keys would overwrite another."""
    result = dict(pairs)
    if len(result) != len(pairs):
        raise Repeated
    return result


def sharing() -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    """`distinct` for large files, in which texts that are alike are one: an answer with 100,000 rows has the same few words in each. The
    first `SHARED` different ones are looked for, so that what is found only once takes no room."""
    known: dict[str, str] = {}
    get = known.get

    def shared(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = {key: get(value, value) if type(value) is str else value for key, value in pairs}
        if len(result) != len(pairs):
            raise Repeated
        if len(known) < SHARED:
            known.update((value, value) for value in result.values() if type(value) is str)
        return result

    return shared


def no_constant(name: str) -> Any:
    """NaN and the infinities, which JSON does not have."""
    raise ValueError(name)


def finite(text: str) -> float:
    """A number with a fraction or an exponent, unless it is too large to be one."""
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(text)
    return number


def parse(raw: bytes, file: str) -> Any:
    """The value of a JSON file. Raises `GovernError` with the place of what is wrong."""
    text = decode(raw, file)
    try:
        data = scan(text)
    except json.JSONDecodeError as error:
        raise refusal(text, file, error.pos, not_json(text, error), "export the file again") from None
    except RecursionError:
        offset = too_deep(text)
        raise refusal(text, file, offset, f"this is nested more than {MAX_NESTING} levels deep") from None
    except ValueError:
        offset, message, help = second_look(text)
        raise refusal(text, file, offset, message, help) from None
    suspicious = encoding_of(raw)[0] != "utf-8" or HALF_CHARACTER.search(raw) is not None
    if suspicious and (found := lone_surrogate(text)) is not None:
        message = f"{text[found : found + 6]} is half a character; its other half is missing"
        raise refusal(text, file, found, message, "export the file again")
    return data


def decode(raw: bytes, file: str) -> str:
    """The text of a file, in UTF-8 or, as some shells write it, in UTF-16."""
    if len(raw) > MAX_BYTES:
        size, limit = len(raw) // 1024 // 1024, MAX_BYTES // 1024 // 1024
        raise GovernError(f"the file has {size} MB, the limit is {limit} MB", Place(file))
    encoding, start = encoding_of(raw)
    raw = raw[start:]
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode(encoding, "replace")
        raise refusal(before, file, len(before), "the file is not UTF-8 text", "save it as UTF-8") from None


def encoding_of(raw: bytes) -> tuple[str, int]:
    """In which encoding a file is, and how many bytes of a byte order mark it begins with."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return encoding, len(mark)
    return next((encoding for start, encoding in UNMARKED if start.match(raw)), "utf-8"), 0


def scan(text: str) -> Any:
    """The parsed value, or whatever the standard library says against it.

    Where the scanner counts its nesting as frames, the limit is lowered while it runs; where it does not, the value is
    looked at afterwards. Everything that walks the value later has room to do so.
    """
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(min(limit, frames() + MAX_NESTING + SCANNER_FRAMES))
    pairs = sharing() if len(text) > LARGE else distinct
    try:
        data = json.loads(text, object_pairs_hook=pairs, parse_constant=no_constant, parse_float=finite)
    finally:
        sys.setrecursionlimit(limit)
    if not SCANNER_COUNTS_FRAMES and is_deep(data):
        raise RecursionError
    return data


def is_deep(data: Any) -> bool:
    """Whether a value passes the limit of nesting, level by level.

    The garbage collector knows what an object holds, and tracks lists and those dicts that hold other containers: asking
    it is four times as fast as looking at every value.
    """
    level = [data]
    for _ in range(MAX_NESTING):
        level = list(filter(gc.is_tracked, gc.get_referents(*level)))
        if not level:
            return False
    return True


def frames() -> int:
    """How many frames the caller stands on."""
    count, frame = 0, sys._getframe()
    while frame.f_back is not None:
        count, frame = count + 1, frame.f_back
    return count


def refusal(text: str, file: str, offset: int, message: str, help: str = "") -> GovernError:
    """The error that points at one character of the text."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return GovernError(message, Place(file, (), Span(line, column, line, column + 1)), help)


def not_json(text: str, error: json.JSONDecodeError) -> str:
    """Why the text is not JSON, in one sentence."""
    if not text.strip():
        return "the file is empty"
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return "the JSON ends too early: the file is truncated"
    if error.msg == "Extra data":
        return "there is more after the end of the JSON value"
    if text.startswith("<<<<<<< ", error.pos):
        return "a conflict of git stands in the file"
    if QUOTES.match(text, error.pos):
        return f"this is not JSON: {text[error.pos]} is a quotation mark of print, where JSON has a plain one"
    return f"this is not JSON: {error.msg[0].lower()}{error.msg[1:].removesuffix(' at')}"


def lone_surrogate(text: str) -> int | None:
    """Where an escape of half a character stands alone. A backslash that is itself escaped begins no escape."""
    for string in STRING.finditer(text):
        if "\\u" not in string[0]:
            continue
        unescaped = re.sub(r"\\[^u]", "  ", string[0])
        if found := LONE_SURROGATE.search(unescaped):
            return string.start() + found.start()
    return None


def too_deep(text: str) -> int:
    """Where the nesting passes the limit."""
    depth = 0
    for token in TOKEN.finditer(text):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth > MAX_NESTING:
            return token.start()
    return 0


def second_look(text: str) -> tuple[int, str, str]:
    """Where the first repeated key or impossible number stands, what it is, and what to do."""
    keys: list[set[str] | None] = []
    wants_key = False
    for token in TOKEN.finditer(text):
        found = token[0]
        if found == "{":
            keys.append(set())
        elif found == "[":
            keys.append(None)
        elif found in "]}":
            keys.pop()
        elif found[0] == '"':
            if wants_key and keys and (known := keys[-1]) is not None:
                key = json.loads(found, strict=False)
                if key in known:
                    return token.start(), f'the key "{key}" appears twice in one object', "keep one of the two"
                known.add(key)
        elif found[0] not in " \t\r\n:," and (complaint := impossible(found)):
            return token.start(), complaint, ""
        if found[0] not in " \t\r\n":
            wants_key = found in "{," and bool(keys) and keys[-1] is not None
    raise AssertionError("the parser refused what the second look accepts")


CONSTANT = regex("NaN|-?Infinity")
NUMBER = regex(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def impossible(word: str) -> str:
    """Why a bare word is not a number that can be kept; empty if it can."""
    constant = CONSTANT.match(word)  # what stands behind it, or behind a number, was not looked at any more
    if constant is not None:
        return f"{constant[0]} is not a JSON value"
    if word in ("true", "false", "null"):
        return ""
    found = NUMBER.match(word)
    number = found[0] if found is not None else "0"
    if not number.lstrip("-").isdecimal():
        return "the number is too large to keep" if float(number) in (float("inf"), float("-inf")) else ""
    try:
        int(number)
    except ValueError:
        return f"the number has {len(number.lstrip('-'))} digits, too many to keep"
    return ""
