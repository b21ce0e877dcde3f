"""Reading captures: files and folders of any size, each known by how it begins, become hits and what was not understood."""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TextIO

from govern.captures import messages, rows
from govern.captures.answers import is_answer
from govern.captures.banners import choice_in
from govern.captures.browser import Forms
from govern.captures.browser import hits as browser_hits
from govern.captures.har import Damaged
from govern.captures.hit import Capture, Choice, Hit, Message, Unknown
from govern.captures.kinds import kind_of
from govern.captures.known import CONSENT, platform_at
from govern.captures.request import Request, address_of
from govern.captures.server import api_at, owner
from govern.captures.server import hits as server_hits
from govern.captures.started import Stream
from govern.captures.values import Digests
from govern.core.errors import GovernError
from govern.core.report import Place
from govern.platforms.facts import HitKind
from govern.signals.hosts import registrable
from govern.source import files

BEGINNING = 1 << 16
MOST = 50_000
"""So many hits of a capture are judged; a log of more is counted on, in memory that does not grow."""
NAMED = 1_000
"""So many things that were not understood, or are damaged, are named; the rest is counted."""

EXPECTED = (
    "expected a HAR file, a list of addresses, bodies of conversion APIs as JSON or JSON lines, a server's request log, "
    "rows of the export of Google Analytics, or messages of the data layer"
)
Counting = Callable[[Iterable[Request | Damaged]], Iterator[Request | Damaged]]
"""How requests are counted on the way."""

TELLING: frozenset[HitKind] = frozenset(("event", "base", "consent", "person"))


class Reader:
    """What is the same for all files of a run: the platforms' forms, and the key by which values are compared."""

    def __init__(self, counted: Counting = iter) -> None:
        self.forms = Forms()
        self.digests = Digests()
        self.counted = counted

    def read(self, stream: Stream, file: str) -> Capture:
        """One capture. Raises `GovernError` where a file is none."""
        start = stream.read(BEGINNING)
        kind = kind_of(start)
        if kind is None:
            what = "the file is empty" if not start.strip() else "this is not a capture that govern knows"
            raise GovernError(what, Place(file), EXPECTED)
        tally = Tally(self)
        for request in self.counted(kind.requests(stream, start, file)):
            if isinstance(request, Damaged):
                tally.note_damaged(request)
            else:
                tally.take(request)
        found = tally.capture(file, kind.KIND)
        if not tally.requests and not tally.damaged:
            return found.replace(remark="it holds no request and no event")
        return found


class Tally:
    """What has been read of one capture so far."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.requests = self.foreign = self.answers = self.beyond = self.more_unknown = self.more_damaged = 0
        self.hits: list[Hit] = []
        self.others: Counter[tuple[str, HitKind]] = Counter()
        self.unknown: list[Unknown] = []
        self.messages: list[Message] = []
        self.damaged: list[Damaged] = []
        self.banners: Counter[str] = Counter()
        self.choices: list[Choice] = []

    def capture(self, file: str, kind: str) -> Capture:
        """The capture."""
        others = tuple((key, kind, count) for (key, kind), count in sorted(self.others.items()))
        return Capture(
            file,
            kind,
            self.requests,
            tuple(self.hits),
            others,
            tuple(self.unknown),
            tuple(self.messages),
            self.beyond,
            self.foreign,
            self.answers,
            tuple(sorted(self.banners.items())),
            tuple(self.choices),
            tuple(self.damaged),
            self.more_unknown,
            self.more_damaged,
        )

    def take(self, request: Request) -> None:
        """Count a request, and keep what it tells."""
        self.requests += 1
        if len(self.hits) + len(self.messages) >= MOST:
            self.beyond += 1
            return
        if request.message:
            self.messages.append(messages.message_of(request, self.reader.digests))
        elif request.row:
            self.keep([rows.hit_of(request, self.reader.digests)])
        elif not request.url:
            self.take_body(request)
        else:
            self.take_addressed(request)

    def take_body(self, request: Request) -> None:
        """A body without an address."""
        found = owner(request.body)
        if found is not None:
            self.keep(server_hits(*found, request, address_of(""), {}, self.reader.digests))
        elif is_answer(request.body):
            self.answers += 1
        else:
            self.note_unknown(Unknown(request.n, "", "a document without an event that any platform takes"))

    def take_addressed(self, request: Request) -> None:
        """A request to an address."""
        address = address_of(request.url)
        api = api_at(address)
        form = self.reader.forms.of(address, request.method)
        where = f"{address.host}{address.path}"[:120]
        if request.method == "OPTIONS" and (api or form):
            key = api[0].key if api is not None else form.platform.key if form is not None else ""
            self.others[key, "support"] += 1
        elif api is not None:
            found = owner(request.body, api[0].key)
            if found is None:
                self.note_unknown(Unknown(request.n, api[0].key, where))
            else:
                self.keep(server_hits(*found, request, address, api[1], self.reader.digests))
        elif form is not None:
            self.keep(browser_hits(form, request, address, self.reader.digests))
        elif key := platform_at(address.host):
            self.note_unknown(Unknown(request.n, key, where))
        elif banner := CONSENT.get(registrable(address.host)):
            self.banners[banner] += 1
            if len(self.choices) < NAMED and (chosen := choice_in(banner, request, address)):
                self.choices.append(Choice(request.n, request.place, banner, chosen, request.at_us))
        else:
            self.foreign += 1

    def note_unknown(self, one: Unknown) -> None:
        """Name what was not understood, or count it where enough is named."""
        if len(self.unknown) < NAMED:
            self.unknown.append(one)
        else:
            self.more_unknown += 1

    def note_damaged(self, one: Damaged) -> None:
        """Name what is damaged, or count it where enough is named."""
        if len(self.damaged) < NAMED:
            self.damaged.append(one)
        else:
            self.more_damaged += 1

    def keep(self, hits: Iterable[Hit]) -> None:
        """Keep what tells something; count what only helps."""
        for hit in hits:
            if hit.kind in TELLING:
                self.hits.append(hit)
            else:
                self.others[hit.platform, hit.kind] += 1


def read_text(text: str, file: str) -> Capture:
    """The capture that a text is."""
    return Reader().read(io.StringIO(text), file)


def read_captures(
    paths: Iterable[str], stdin: IO[bytes] | None = None, shown_from: str = "", counted: Counting = iter
) -> tuple[Capture, ...]:
    """The captures in files and folders; `-` is standard input. What a folder holds besides is told, and not read. Each request goes
    through `counted`, for those who tell how far the work is."""
    reader = Reader(counted)
    return tuple(capture for path in paths for capture in of_path(reader, path, stdin, shown_from))


def of_path(reader: Reader, path: str, stdin: IO[bytes] | None, shown_from: str) -> Iterator[Capture]:
    """The captures that a path stands for."""
    if path == "-" and stdin is not None:
        with text_of(stdin) as text:
            yield reader.read(text, "standard input")
        return
    folder = os.path.isdir(path)
    for file in sorted(absolute for absolute, _ in files.walk(path)) if folder else (path,):
        name = os.path.relpath(file, shown_from) if shown_from else file
        try:
            with files.opened(file, path if folder else "") as stream, text_of(stream) as text:
                found = reader.read(text, name)
        except GovernError as error:
            if not folder:
                raise
            found = Capture(name, "", remark=error.message)
        yield found


@contextmanager
def text_of(stream: IO[bytes]) -> Iterator[TextIO]:
    """The text of a stream, which stays open; lines end at line feeds only, and bytes that are no text are shown as such."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="\n")
    try:
        yield text
    finally:
        text.detach()
