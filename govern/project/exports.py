"""Live state: readers of what platforms and sites export, each export known by its content, never by its name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from govern.core.errors import GovernError
from govern.core.reader import Given, reader_of
from govern.core.record import Record
from govern.core.report import Place
from govern.source import files

if TYPE_CHECKING:
    from govern.access import AccessList
    from govern.csp.readers.headers import ServedPolicy
    from govern.gtm.container import Container

STDIN = "-"
EXPECTED = (
    "expected a Tag Manager export, an access list (JSON of the Tag Manager, Analytics, Meta or Google Ads API, or a "
    "table with a person and a role), response headers, a HAR file or a server configuration with a content security policy"
)


KINDS = {"containers": "container", "access": "access list", "policies": "content security policy"}
"""What lists of inputs call a file, by what it holds."""


class Source(Record):
    """One file that was read, for the list of inputs in a report. `kind` says what it was, `count` how much it held."""

    file: str
    raw: bytes
    kind: str
    count: int


class Exports(Record):
    """What was read from exports, in the order of the files. `skipped` are texts in folders that are not exports."""

    containers: tuple[Container, ...] = ()
    access: tuple[AccessList, ...] = ()
    policies: tuple[ServedPolicy, ...] = ()
    sources: tuple[Source, ...] = ()
    skipped: tuple[str, ...] = ()


def read_exports(paths: Iterable[str], stdin: bytes = b"", shown_from: str = "") -> Exports:
    """Everything in the files and folders; `-` is the bytes of standard input.

    Places show a file as it was named, or, below the folder `shown_from`, from there. Raises `GovernError` for a file
    that cannot be read and for one that is not an export. In a folder plain text and JSON of other things are passed over, such
    as a README or a package.json, but nothing that looks like a damaged export or like another list of Tag Manager.
    """
    exports = Exports()
    for path in paths:
        if path == STDIN:
            exports = joined(exports, read_export(stdin, "standard input"))
            continue
        for file in found(path):
            name = shown_as(file, shown_from)
            try:
                exports = joined(exports, read_export(files.read(file), name))
            except OtherFile:
                if file == path:
                    raise
                exports = exports.replace(skipped=(*exports.skipped, name))
    return exports


class OtherFile(GovernError):
    """A file is sound and holds nothing of ours."""


def found(path: str) -> Iterator[str]:
    """The files that a path stands for."""
    if not os.path.isdir(path):
        yield path
        return
    for absolute, _ in files.walk(path):
        yield absolute


def shown_as(file: str, folder: str) -> str:
    """A file's name in messages: from the folder if it is below it, with slashes."""
    if folder:
        absolute, base = os.path.abspath(file), os.path.abspath(folder)
        if absolute.startswith(base.rstrip(os.sep) + os.sep):
            file = os.path.relpath(absolute, base)
    return file.replace("\\", "/")


def joined(one: Exports, other: Exports) -> Exports:
    """Both, one after the other."""
    pairs = zip(one._values(), other._values(), strict=True)
    return Exports(*(first + second for first, second in pairs))


def is_json(raw: bytes) -> bool:
    """Whether bytes are meant to be JSON: the first character that says anything opens an object or a list."""
    start = raw[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1]
    return start in (b"{", b"[")


def text_of(raw: bytes) -> str | None:
    """A text: UTF-8, UTF-16 with its mark, or what a Western Windows calls CSV; nothing if it is not text."""
    try:
        text = raw.decode("utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return None if "\0" in text else text


def read_export(raw: bytes, file: str) -> Exports:
    """What one export holds. Raises `GovernError` when it is none."""
    if not raw.strip():
        raise GovernError("the file is empty", Place(file), EXPECTED)
    if is_json(raw):
        from govern.source import json

        form, data = "json", json.parse(raw, file)
    else:
        form, data = "text", text_of(raw)
    reader = reader_of(data, form) if data is not None else None
    if reader is None:
        raise unknown(data if form == "json" else None, file)
    things = reader.read(Given(file, data, raw))
    return Exports(sources=(source_of(file, raw, reader.HOLDS, things),)).replace(**{reader.HOLDS: things})


def source_of(file: str, raw: bytes, holds: str, things: tuple[Any, ...]) -> Source:
    """A file in the list of inputs. A list of people counts as many as it has entries."""
    count = len(things)
    if holds == "access":
        count = sum(len(people.entries) for people in things)
    elif holds == "policies":
        count = sum(policy.disposition != "none" for policy in things)
    return Source(file, raw, KINDS[holds], count)


def unknown(data: Any, file: str) -> GovernError:
    """Why a file is not an export. A list of Tag Manager's that holds no tags was surely meant to be one."""
    if data is None:
        return OtherFile("this is not an export that govern knows", Place(file), EXPECTED)
    from govern.gtm import read as gtm

    refused = GovernError if gtm.is_other_list(data) else OtherFile
    return refused(f"this is not an export that govern knows: it is {gtm.what(data)}", Place(file), EXPECTED)


def passed_over(live: Exports) -> Iterator[str]:
    """A remark for each file of a folder that is none of ours."""
    return (f"{file} is not an export and was passed over" for file in live.skipped)
