"""Live state: readers of what platforms and sites export, each export known by its content, never by its name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from govern.core.errors import GovernError
from govern.core.reader import ROWS, Given, parts_of, reader_of
from govern.core.record import Record
from govern.core.report import Place, Span
from govern.source import files
from govern.source.content import is_json, is_workbook, table_of, text_of

if TYPE_CHECKING:
    from govern.access import AccessList
    from govern.access.headings import Columns
    from govern.access.kept import Kept
    from govern.captures.hit import Capture, Hit
    from govern.counts.sources import Delivery
    from govern.csp.readers.headers import ServedPolicy
    from govern.gtm.container import Container
    from govern.gtm.pages import SavedPage
    from govern.settings import Settings
    from govern.tokens.stores import Listing

STDIN = "-"
EXPECTED = (
    "expected a Tag Manager export, an access list (JSON of the Tag Manager, Analytics, Meta or Google Ads API, or a "
    "table with a person and a role), settings of a platform (docs/settings.md), response headers, a HAR file or a server "
    "configuration with a content security policy"
)

HIDDEN = frozenset({".htaccess"})
"""Hidden files of a folder that are read all the same: Apache's, which may set the policy."""

KINDS = {
    "containers": "container",
    "access": "access list",
    "directories": "list of people",
    "apps": "list of connected apps",
    "policies": "content security policy",
    "secrets": "list of secrets",
    "settings": "list of settings",
    "pages": "saved page",
}
"""What lists of inputs call a file, by what it holds."""


class Source(Record):
    """One file that was read, for the list of inputs in a report. `kind` says what it was, `count` how much it held."""

    file: str
    raw: bytes
    kind: str
    count: int


class Unread(Record):
    """A file of a folder that was not read: where, why, and what to do. `may_be_list` where nobody can tell that it is no export."""

    place: Place
    message: str
    help: str = ""
    may_be_list: bool = False


class Exports(Record):
    """What was read from exports, in the order of the files.

    `settings` is what platforms have set; `access` has roles, `directories` people without roles and what is known of them, `apps`
    the programs that are connected to an account, `secrets` what secret stores have, without values. Of the files in folders,
    `skipped` are files that are not exports, `unread` damaged ones. `named` are the exports that somebody asked for one by one:
    nothing is said to be missing among those. `captures` are what `verify` reads, `earlier` the hits of portions before these that tell an order or an ID of theirs. `older` says which exports do not count, since
    there is a newer one of the same container. `counts` are tables of counts with the entries of the specs that name them,
    `between` the first and the last day that somebody asked about, and the moment, `incident` the first and the last day of one, and the
    day of its fix or an empty text; `remembered` is what a daily log says of earlier
    days: day, event with source, and how many. `pages` are saved pages, which are held against containers. `reviews` are the reviews of
    access that the project keeps.
    """

    containers: tuple[Container, ...] = ()
    access: tuple[AccessList, ...] = ()
    directories: tuple[AccessList, ...] = ()
    apps: tuple[AccessList, ...] = ()
    policies: tuple[ServedPolicy, ...] = ()
    secrets: tuple[Listing, ...] = ()
    settings: tuple[Settings, ...] = ()
    sources: tuple[Source, ...] = ()
    skipped: tuple[Unread, ...] = ()
    unread: tuple[Unread, ...] = ()
    named: tuple[str, ...] = ()
    counts: tuple[Delivery, ...] = ()
    between: tuple[str, ...] = ()
    incident: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    captures: tuple[Capture, ...] = ()
    earlier: tuple[Hit, ...] = ()
    remembered: tuple[tuple[str, str, int], ...] = ()
    pages: tuple[SavedPage, ...] = ()
    reviews: tuple[Kept, ...] = ()


def read_exports(
    paths: Iterable[str],
    stdin: bytes = b"",
    shown_from: str = "",
    odd: files.Odd = files.passed_over,
    columns: Columns = MappingProxyType({}),
) -> Exports:
    """Everything in the files and folders; `-` is the bytes of standard input.

    Places show a file as it was named, or, below the folder `shown_from`, from there. Raises `GovernError` for a file
    that is named alone and cannot be read, or is not an export. In a folder plain text and JSON of other things are passed over,
    such as a README or a package.json; what looks like a damaged export or like another list of Tag Manager is kept as
    `unread`, and the others are read. `odd` is told what is neither file nor folder there, `columns` are the headings of lists that the
    project declares.
    """
    exports, paths = Exports(), tuple(paths)
    several = len(paths) > 1
    for path in paths:
        if path == STDIN:
            exports = joined(exports, read_export(stdin, "standard input", columns))
            continue
        for file in found(path, odd):
            name = shown_as(file, shown_from)
            raw = partial(content_of, file, path)
            exports = joined(
                exports,
                one_of(name, raw, is_named=file == path, columns=columns)
                if several or file != path
                else read_export(raw(), name, columns),
            )
    if exports.unread and not exports.sources:
        first, *others = exports.unread
        also = "".join(f"; {one.place.file}: {one.message}" for one in (*others, *exports.skipped))
        raise GovernError(first.message + also, first.place, first.help)
    if exports.pages and len(exports.pages) == len(exports.sources) and any(map(os.path.isfile, paths)):
        raise GovernError(ALONE, Place(exports.pages[0].file), "name the export of its container too")
    from govern.project.newest import newest

    return newest(exports)


ALONE = "this is HTML and not an export; a saved page is held against the container that it loads"


def one_of(
    name: str, content: Callable[[], bytes], *, is_named: bool = False, columns: Columns = MappingProxyType({})
) -> Exports:
    """What a file of several holds; whatever is wrong with it keeps nobody from reading the others. One that `is_named` was
    meant to be an export, whatever it is."""
    try:
        return read_export(content(), name, columns)
    except GovernError as error:
        place = error.place if error.place is not None and error.place.file else Place(name)
        found = Unread(place.replace(file=name), error.message, error.help)
        if isinstance(error, OtherFile) and not is_named:
            return Exports(skipped=(found.replace(may_be_list=error.may_be_list),))
        return Exports(unread=(found,))


class OtherFile(GovernError):
    """A file is sound and holds nothing of ours; `may_be_list` where it could be a list in words that nobody here knows."""

    may_be_list = False


def found(path: str, odd: files.Odd = files.passed_over) -> Iterator[str]:
    """The files that a path stands for."""
    if not os.path.isdir(path):
        yield path
        return
    for absolute, _ in files.walk(path, odd=odd, hidden=HIDDEN):
        yield absolute


def content_of(file: str, path: str) -> bytes:
    """The bytes of a file that a path stands for: one that was typed may be a pipe, one of a folder stays in it."""
    return files.read_typed(file) if file == path else files.read_below(file, path)


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


def read_export(raw: bytes, file: str, columns: Columns = MappingProxyType({})) -> Exports:
    """What one export holds; `columns` are the headings of lists that the project declares. Raises `GovernError` when it is not an export."""
    if not raw.strip():
        raise GovernError("the file is empty", Place(file), EXPECTED)
    data: Any
    if is_workbook(raw):
        form, data = "text", table_of(raw, file)
    elif is_json(raw):
        from govern.source import json

        form, data = "json", json.parse(raw, file)
    else:
        form, data = "text", text_of(raw)
    if form == "text" and is_report(data):
        raise OtherFile("this is a table of decisions that govern wrote itself, not a list", Place(file), EXPECTED)
    if columns and data is not None:
        from govern.access.headings import renamed

        data = renamed(data, columns)
    reader = reader_of(data, form) if data is not None else None
    if reader is None or (reader.HOLDS == "pages" and file.lower().endswith(".json")):
        raise unknown(data, form, raw, file)
    if reader.HOLDS == "settings":
        refuse_errors(data, file)
    parts = parts_of(data, reader) if reader.HOLDS == "settings" else ((reader, data),)
    things = tuple(thing for one, part in parts for thing in one.read(Given(file, part, raw)))
    return Exports(sources=(source_of(file, raw, reader.HOLDS, things),)).replace(**{reader.HOLDS: things})


def refuse_errors(data: Any, file: str) -> None:
    """Several answers in one array of which one is an error are not everything that was asked for."""
    from govern.access.refusals import told

    for position, item in enumerate(data[:ROWS] if isinstance(data, list) else ()):
        if reason := told(item):
            raise GovernError(f"entry {position + 1} of the file: {reason.message}", Place(file), reason.help)


def is_report(text: str | None) -> bool:
    """Whether a text is the table of our own report, in which reviewers decide."""
    first = (text or "").partition("\n")[0][:1000]
    return all(word in first for word in ("Principal", "Declared", "Decision", "Reviewer"))


def source_of(file: str, raw: bytes, holds: str, things: tuple[Any, ...]) -> Source:
    """A file in the list of inputs. A list of people counts as many as it has entries."""
    count = len(things)
    if holds in ("access", "directories", "apps"):
        count = sum(len(people.entries) for people in things)
    elif holds == "secrets":
        count = sum(len(listing.items) for listing in things)
    elif holds == "settings":
        count = sum(len(found.settings) for found in things)
    elif holds == "policies":
        count = sum(policy.disposition != "none" for policy in things)
    return Source(file, raw, KINDS[holds], count)


def unknown(data: Any, form: str, raw: bytes, file: str) -> GovernError:
    """Why a file is not an export. A list of Tag Manager's that holds no tags was surely meant to be one."""
    from govern.access.refusals import told

    if reason := told(data):
        return GovernError(reason.message, Place(file), reason.help)
    if form != "json":
        return other_text(raw, data, file)
    from govern.gtm.shapes import is_other_list, what
    from govern.project.mistaken import EXPORT_ANEW, RUNTIME_FORM, is_runtime, names_people

    if is_runtime(data):
        return GovernError(f"this is not an export: it is {RUNTIME_FORM}", Place(file), EXPORT_ANEW)
    refused = GovernError if is_other_list(data) else OtherFile
    error = refused(f"this is not an export that govern knows: it is {what(data)}", Place(file), EXPECTED)
    if isinstance(error, OtherFile):
        error.may_be_list = names_people(data)
    return error


def other_text(raw: bytes, text: str | None, file: str) -> GovernError:
    """Why a file that is not JSON is not an export."""
    from govern.project.mistaken import recognised

    found = recognised(raw, text, file)
    if found is None:
        return OtherFile("this is not an export that govern knows", Place(file), EXPECTED)
    refused = GovernError if found.meant else OtherFile
    span = Span(found.line, 1, found.line, 2) if found.line else None
    error = refused(f"this is not an export that govern knows: it is {found.what}", Place(file, (), span), found.help)
    if isinstance(error, OtherFile):
        error.may_be_list = found.may_be_list
    return error


def passed_over(live: Exports) -> Iterator[str]:
    """A remark for each file of a folder that is not ours, or is older than another one."""
    others = (one.place.file for one in live.skipped if not one.may_be_list)
    yield from (f"{file} is not an export and was passed over" for file in others)
    yield from live.older
