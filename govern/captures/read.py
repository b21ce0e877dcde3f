"""Reading captures: files and folders of any size, each known by how it begins, become hits and what was not understood."""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import IO

from govern.captures import messages, rows
from govern.captures.answers import error_in, is_answer
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
from govern.captures.started import Stream, text_of
from govern.captures.values import Digests
from govern.core.errors import GovernError
from govern.core.report import Place
from govern.platforms.facts import HitKind
from govern.signals.hosts import registrable
from govern.source import files

BEGINNING = 1 << 16
MOST = 50_000
"""So many hits are held at a time: a capture of more is read in portions, in memory that does not grow."""
LEAST = 1_000
"""A portion has no fewer hits, however many files are read side by side."""
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
        """One capture: its first hits, the requests behind them counted. Raises `GovernError` where a file is not a capture."""
        return next(self.portions(stream, file, 0))

    def portions(self, stream: Stream, file: str, size: int) -> Iterator[Capture]:
        """One capture in portions of about `size` hits, at least one; with a size of 0 the first `MOST` in one, and the rest
        counted. Raises `GovernError` where a file is not a capture."""
        start = stream.read(BEGINNING)
        kind = kind_of(start)
        if kind is None:
            what = "the file is empty" if not start.strip() else "this is not a capture that govern knows"
            raise GovernError(what, Place(file), EXPECTED)
        tally = Tally(self)
        for request in self.counted(kind.requests(stream, start, file)):
            if size and tally.kept >= size:
                yield tally.capture(file, kind.KIND, has_more=True)
                tally = Tally(self, tally.before + tally.requests)
            if isinstance(request, Damaged):
                tally.note_damaged(request)
            else:
                tally.take(request)
        found = tally.capture(file, kind.KIND)
        if not tally.requests and not tally.damaged and not tally.before:
            found = found.replace(remark="it holds no request and no event")
        yield found


class Tally:
    """What has been read of one capture so far."""

    def __init__(self, reader: Reader, before: int = 0) -> None:
        self.reader = reader
        self.before = before
        self.requests = self.foreign = self.answers = self.beyond = self.more_unknown = self.more_damaged = 0
        self.hits: list[Hit] = []
        self.others: Counter[tuple[str, HitKind]] = Counter()
        self.unknown: list[Unknown] = []
        self.messages: list[Message] = []
        self.damaged: list[Damaged] = []
        self.banners: Counter[str] = Counter()
        self.choices: list[Choice] = []
        self.exchanges: dict[str, range] = {}
        """Which hits are of requests whose answers stand apart."""

    @property
    def kept(self) -> int:
        """How many hits and messages are held."""
        return len(self.hits) + len(self.messages)

    def capture(self, file: str, kind: str, *, has_more: bool = False) -> Capture:
        """The capture, or what was read of it."""
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
            before=self.before,
            has_more=has_more,
        )

    def take(self, request: Request) -> None:
        """Count a request, and keep what it tells."""
        self.requests += 1
        if self.kept >= MOST:
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
        found = owner(request.body, owners=request.owners)
        if found is not None:
            self.keep(server_hits(*found, request, address_of(""), {}, self.reader.digests))
        elif is_answer(request.body) or (request.exchange and request.status is not None):
            self.answers += 1
            self.answered(request)
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
                self.keep(server_hits(*found, request, address, api[1], self.reader.digests), request.exchange)
        elif form is not None:
            self.keep(browser_hits(form, request, address, self.reader.digests), request.exchange)
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

    def answered(self, answer: Request) -> None:
        """Give an answer that a log writes apart to the hits of its request."""
        asked = self.exchanges.pop(answer.exchange, range(0))
        for at in asked:
            hit = self.hits[at]
            error = error_in(hit.platform, answer.answer) if hit.leg == "server" else ""
            self.hits[at] = hit.replace(status=answer.status, error=error)

    def keep(self, hits: Iterable[Hit], exchange: str = "") -> None:
        """Keep what tells something; count what only helps."""
        before = len(self.hits)
        for hit in hits:
            if hit.kind in TELLING:
                self.hits.append(hit)
            else:
                self.others[hit.platform, hit.kind] += 1
        if exchange:
            self.exchanges[exchange] = range(before, len(self.hits))


def read_text(text: str, file: str) -> Capture:
    """The capture that a text is."""
    return Reader().read(io.StringIO(text), file)


def in_folder(text: str, file: str) -> Capture:
    """`read_text` of a file in a folder: one that is not a capture is told, and not refused."""
    try:
        return read_text(text, file)
    except GovernError as error:
        return Capture(file, "", remark=error.message)


def in_portions(
    paths: Iterable[str], stdin: IO[bytes] | None = None, counted: Counting = iter, shown_from: str = ""
) -> Iterator[tuple[Capture, ...]]:
    """Every hit of the captures in files and folders: the first portion of each file, then the second of those that have one,
    and so on. Files of one time, such as the logs of a browser's and a server's leg, so meet each other. `-` is standard input.
    What a folder holds besides is told, and not read. Each request goes through `counted`, for those who tell how far the work is."""
    reader = Reader(counted)
    there = list(files_of(paths))
    size = min(MOST, max(LEAST, 2 * MOST // max(len(there), 1)))
    reading = [of_file(reader, file, folder, stdin, shown_from, size) for file, folder in there]
    while reading:
        group, begun = [], reading
        reading = []
        for portions in begun:
            group.append(next(portions))
            if group[-1].has_more:
                reading.append(portions)
            else:
                portions.close()
        yield tuple(group)
        del group


def files_of(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each file, and the folder that was named where it lies in one."""
    for path in paths:
        if os.path.isdir(path):
            yield from ((file, path) for file in sorted(absolute for absolute, _ in files.walk(path)))
        else:
            yield path, ""


def of_file(
    reader: Reader, file: str, folder: str, stdin: IO[bytes] | None, shown_from: str, size: int
) -> Generator[Capture, None, None]:
    """The portions of one file. One that is not a capture is told, and refused where it was named itself."""
    if file == "-" and stdin is not None:
        with text_of(stdin) as text:
            yield from reader.portions(text, "standard input", size)
        return
    name = os.path.relpath(file, shown_from) if shown_from else file
    try:
        with files.opened(file, folder) as stream, text_of(stream) as text:
            yield from reader.portions(text, name, size)
    except GovernError as error:
        if not folder:
            raise
        yield Capture(name, "", remark=error.message)
