"""Hits as signals: the same that specs declare and containers set up, so that a question about meaning is asked of all three.

Every value of a hit is a text that is always this; one that may not be shown is unknown, with the reason. The time is one
moment, the hit's number. What says it is the hit itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.captures.contract import matched
from govern.captures.hit import Hit, Key, Value
from govern.captures.repeats import apart, id_of
from govern.captures.told import hits
from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.signals.sameness import same
from govern.signals.signal import Consent, Kind, Personal, Signal, Told, When
from govern.signals.source import NOTHING, Source, Text, Unknown
from govern.signals.specs import Declared
from govern.spec.sections.mappings import Constant

if TYPE_CHECKING:
    from govern.project import Project

KINDS: dict[str, Kind] = {"load": "support", "retired": "support"}
HASHES = frozenset(("sha256", "sha256 upper", "md5", "sha1", "base64", "hash of nothing"))


class Speaking(Record):
    """A hit as what says something: all of it stands in one place."""

    hit: Hit

    def place(self, *route: str | int) -> Place:
        return self.hit.place


class Seen(Signal):
    """A signal that was seen on the wire."""

    hit: Hit


@memo
def seen(project: Project) -> tuple[Seen, ...]:
    """The signals of all hits, in their order."""
    return tuple(map(signal_of, hits(project)))


def signal_of(hit: Hit) -> Seen:
    """A hit as a signal."""

    def told(source: Source) -> Told:
        return Told(source, hit.place)

    return Seen(
        platform=hit.platform,
        leg=hit.leg,
        kind=KINDS.get(hit.kind) or hit_kind(hit),
        account=told(Text(account) if (account := hit.account.partition("/")[0]) else Unknown("it is not named")),
        name=told(Text(hit.event) if hit.event else NOTHING),
        parameters={name: told(source_of(value)) for name, value in hit.parameters.items()},
        event_id=told(source_of(known) if (known := id_of(hit)) is not None else NOTHING),
        person={name: personal(key, hit.place) for name, key in hit.keys.items()},
        consent=Consent("unknown"),
        when=When(moment=hit.n),
        by=Speaking(hit),
        surely="always",
        more=(),
        endpoint=told(Text(hit.host) if hit.host else NOTHING),
        hit=hit,
    )


def hit_kind(hit: Hit) -> Kind:
    """The kind of a signal that a hit has, where both are called alike."""
    kinds: tuple[Kind, ...] = ("event", "base", "consent", "person", "support")
    return next((kind for kind in kinds if kind == hit.kind), "support")


def source_of(value: Value) -> Source:
    """A value as a source; what is covered cannot be known, and lists are not looked into."""
    if value.text.startswith("<") or value.personal is not None:
        return Unknown("it is not shown")
    match value.type:
        case "text" | "number" | "boolean" as type:
            return Text(value.text, type)
        case "nothing":
            return NOTHING
    return Unknown(f"it is a {value.type}")


def personal(key: Key, place: Place) -> Personal:
    """A match key: how it was sent, never what."""
    form = "hashed" if key.form in HASHES else "plain"
    return Personal(Unknown("it is not shown"), place, form="hashed" if form == "hashed" else "plain")


def other_ids(project: Project) -> Iterator[tuple[Hit, Declared]]:
    """The hits whose event ID cannot be the one that the specs declare: another beginning, another end. Of two legs that differ
    it is said elsewhere."""
    known = {hit.n for pair in apart(project) for hit in pair}
    for hit, signal in matched(project):
        if hit.n not in known and same(signal.event_id.source, signal_of(hit).event_id.source) is False:
            yield hit, signal


def other_constants(project: Project) -> Iterator[tuple[Hit, Declared, str]]:
    """The hits that tell another fixed value than the mapping has, and the field."""
    for hit, signal in matched(project):
        sent = signal_of(hit).parameters
        words = signal.facts.server_words
        for field, value in signal.mapping.parameters.items():
            word = words.get(field, field)
            if isinstance(value, Constant) and word in sent:
                written = signal.parameters[field].source
                if same(written, sent[word].source) is False:
                    yield hit, signal, word
