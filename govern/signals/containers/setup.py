"""What a container tells, as its tags set it up: the signals, the tags that only help, and those not understood."""

from __future__ import annotations

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.gtm.container import Container, label
from govern.signals.signal import Signal


class Raw(Record):
    """An entity of a container that says something: what a signal is told `by`."""

    container: str
    file: str
    kind: str
    name: str

    def place(self, *route: str | int) -> Place:
        """The place of the entity, or of something inside it."""
        return Place(self.file, route, None, label(self.kind, self.name))


class Unread(Record):
    """A tag of which nobody can say whom it tells what, and why."""

    tag: str
    why: str


class Setup(Record):
    """What a container tells: its signals in the order of its tags, the tags that only help, and those not understood."""

    container: Container
    told: tuple[Signal, ...] = ()
    support: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    @memo
    def live(self) -> tuple[Signal, ...]:
        """The signals of tags that can fire."""
        return tuple(signal for signal in self.told if signal.surely != "never called")

    def tag(self, signal: Signal) -> str:
        """The name of the tag that a signal comes from."""
        return name_of(signal)


def name_of(signal: Signal) -> str:
    """The name of the tag that a signal comes from."""
    return signal.by.name if isinstance(signal.by, Raw) else ""
