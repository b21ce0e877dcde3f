"""Signals as specs declare them: each mapping of an event to a destination, once for each leg that it goes by.

An account that differs by environment is looked up by the page's host, as in the containers that are rendered. Parameters are
read from the data layer in the browser, and on the server from the event data that the browser's hit brought, or by the back
end that sends. What a leg does not know is not told there, and neither is an event ID of which a part is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from govern.core.memo import memo
from govern.core.record import Record
from govern.platforms import Platform
from govern.signals.declared_values import Readable, Sources
from govern.signals.destinations import platform_at
from govern.signals.names import names_in
from govern.signals.signal import Condition, Consent, LeftOut, Signal, Told, When
from govern.signals.source import MESSAGE, NOTHING, Made, Read, Row, Source, Table, Text, Unknown
from govern.spec.base import Leg
from govern.spec.sections.destinations import Destination
from govern.spec.sections.events import Event, Moment
from govern.spec.sections.mappings import Mapping

if TYPE_CHECKING:
    from govern.gtm.derive.carried import Hit
    from govern.project import Project

HOST = Read("page", "host")


class Mapped(Signal):
    """A signal that a mapping declares. Its values are read when somebody asks for them: most rules ask for few."""

    _reader: ClassVar[Reader]

    @property
    def mapping(self) -> Mapping:
        """The mapping that says so."""
        return cast(Mapping, self.by)

    @property
    def names(self) -> set[str]:
        """The parameters of ours that the mapping refers to, whether or not there are such."""
        mapping = self.mapping
        named = {name for name in mapping.parameters.values() if isinstance(name, str)}
        return named.union(mapping.match_keys.values(), names_in(mapping.event_id or ""))

    @property
    def called(self) -> str:
        """The platform's name for the event."""
        return self.mapping.as_

    def __getattr__(self, name: str) -> Any:
        read = READ_LATER.get(name)
        if read is None:
            raise AttributeError(name)
        value = read(self._reader, self)
        self.fill(name, value)
        return value


class Declared(Mapped):
    """A signal of which both ends and the platform's facts are known."""

    event: Event
    destination: Destination
    facts: Platform

    @property
    def seen_as(self) -> frozenset[str]:
        """The names under which a tag may tell it: the mapping's, the platform's other spellings of that, and the conversion's
        number or label where the platform knows events by these."""
        standard = self.facts.events.get(self.mapping.as_)
        conversions = (self.mapping.conversion_action, self.mapping.conversion_label)
        last = (given.rpartition("/")[2].rpartition(":")[2] for given in conversions if given)
        return frozenset(
            (self.mapping.as_, *(standard.names if standard is not None else ()), *filter(None, conversions), *last)
        )


class Declarations(Record):
    """What the specs tell, in the order of the mappings, and what they leave out."""

    told: tuple[Mapped, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def written(self) -> Iterator[Mapped]:
        """Everything that is written, told or not."""
        yield from self.told
        yield from (one.signal for one in self.left_out if isinstance(one.signal, Mapped))

    def declared(self) -> Iterator[Declared]:
        """What is told of which everything is known."""
        return (signal for signal in self.told if isinstance(signal, Declared))


@memo
def declarations(project: Project) -> Declarations:
    """What the specs of a project tell whom: the signals of all mappings."""
    reader = Reader(project)
    told: list[Mapped] = []
    left_out: list[LeftOut] = []
    for mapping in project.mappings:
        event = project.event_by_name.get(mapping.event)
        if event is None or event.happens(project.today):
            told.extend(reader.signals(mapping))
        else:
            why = "a draft" if event.status == "draft" else "ended"
            left_out.extend(LeftOut(signal, why) for signal in reader.signals(mapping))
    return Declarations(tuple(told), tuple(left_out))


class Reader:
    """Reads mappings, and remembers what many of them have in common: accounts, times, sources of parameters."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.facts = platform_at(project)
        self.accounts: dict[tuple[str, str], Told] = {}
        self.whens: dict[str, When] = {}
        self.readable: dict[tuple[str, Leg, str], Readable] = {}

    def signals(self, mapping: Mapping) -> Iterator[Mapped]:
        """One signal for each leg of a mapping; one that goes nowhere is never called."""
        event = self.project.event_by_name.get(mapping.event)
        destination = self.project.destination_by_name.get(mapping.destination)
        facts = self.facts.get(mapping.destination)
        ends = {"event": event, "destination": destination, "facts": facts}
        known = event is not None and destination is not None and facts is not None
        for leg in mapping.via or ("browser",):
            goes = mapping.via and (leg == "server" or destination is None or destination.browser)
            state = {
                "_reader": self,
                "platform": facts.key if facts is not None else "",
                "leg": leg,
                "kind": "event",
                "by": mapping,
                "surely": "always" if goes else "never called",
            }
            yield Declared.of({**state, **ends}) if known else Mapped.of(state)

    def event(self, mapping: Mapping) -> Event | None:
        """The event of a mapping."""
        return self.project.event_by_name.get(mapping.event)

    def destination(self, mapping: Mapping) -> Destination | None:
        """The destination of a mapping."""
        return self.project.destination_by_name.get(mapping.destination)

    def account(self, signal: Mapped) -> Told:
        """The destination's account, by environment where it differs."""
        mapping = signal.mapping
        destination, event = self.destination(mapping), self.event(mapping)
        if destination is None:
            why = f'no destination "{mapping.destination}"'
            return Told(Unknown(why), mapping.place("destination"), written=mapping.destination)
        site = destination.site or (event.site if event is not None else None) or ""
        known = self.accounts.get((destination.name, site))
        if known is None:
            only = self.project.sites[0] if len(self.project.sites) == 1 else None
            found = self.project.site_by_name.get(site) if site else only
            source: Source = NOTHING
            if isinstance(destination.id, str):
                source = Text(destination.id)
            elif destination.id is not None and found is None:
                source = Unknown(f'no site of destination "{destination.name}" says which host has which id')
            elif destination.id is not None and found is not None:
                from govern.gtm.derive.accounts import rows_of

                rows = rows_of(destination.id, found)
                wild = any("*" in host for host, _ in rows)
                source = Table(HOST, tuple(Row(host, Text(id)) for host, id in rows), NOTHING, wild)
            known = self.accounts[destination.name, site] = Told(source, destination.place("id"), (destination.name,))
        return known

    def endpoint(self, signal: Mapped) -> Told:
        """The site's own server, where the browser tells it instead of the vendor: it takes GA4's hits."""
        event, destination = self.event(signal.mapping), self.destination(signal.mapping)
        if event is not None and destination is not None and signal.leg == "browser" and signal.platform == "ga4":
            from govern.gtm.derive.carried import site_of

            site = site_of(self.project, destination, event)
            if site is not None and site.first_party and site.containers is not None and site.containers.server:
                return Told(Text(site.first_party), site.place("first_party"), written=site.first_party)
        return Told(NOTHING, signal.mapping.place("destination"))

    def when(self, signal: Mapped) -> When:
        """The event's message, when all is there that it waits for."""
        event = self.event(signal.mapping)
        if event is None:
            unknown = Unknown(f'no event "{signal.mapping.event}"')
            return When(fire=((Condition(unknown, "exists"),),))
        known = self.whens.get(event.name)
        if known is None:
            ready = self.parameters_on(event, "browser", "page")
            waits = tuple(Condition(ready[name], "exists") for name in event.when_ready)
            once = (event.fires.once_per or "") if event.fires is not None else ""
            known = self.whens[event.name] = When(((*occasion(event), *waits),), once=once)
        return known

    def parameters_on(self, event: Event, leg: Leg, sender: str, hit: Hit | None = None) -> Readable:
        """Where the parameters of an event are read on a leg."""
        known = self.readable.get((event.name, leg, sender))
        if known is None:
            known = self.readable[event.name, leg, sender] = Readable(self.project, event, leg, sender, hit)
        return known


SEEN: dict[Moment, str] = {
    "page_view": "gtm.js", "click": "gtm.click", "form_attempt": "gtm.formSubmit", "element_visible": "gtm.elementVisibility",
    "timer": "gtm.timer",
}  # fmt: skip
"""The messages of Tag Manager itself for what a container sees."""


def occasion(event: Event) -> tuple[Condition, ...]:
    """What an event waits for besides its parameters: its message, or what its container sees."""
    if event.moment == "message":
        return (Condition(MESSAGE, "equals", event.message),)
    says = Condition(MESSAGE, "equals", SEEN[event.moment])
    fires = event.fires
    what = (fires.element or fires.after or "") if fires is not None and event.moment != "page_view" else ""
    return (says, Condition(Made(f"{event.moment} {what}"), "exists")) if what else (says,)


READ_LATER: dict[str, Callable[[Reader, Mapped], Any]] = {
    "account": Reader.account,
    "name": lambda _, signal: Told(Text(signal.mapping.as_), signal.mapping.place("as"), written=signal.mapping.as_),
    "parameters": lambda reader, signal: Sources(reader, signal).parameters(),
    "event_id": lambda reader, signal: Sources(reader, signal).event_id(),
    "person": lambda reader, signal: Sources(reader, signal).people() if signal.mapping.match_keys else {},
    "consent": lambda reader, signal: consent_of(reader.destination(signal.mapping), reader.event(signal.mapping)),
    "when": Reader.when,
    "more": lambda *_: (),
    "endpoint": Reader.endpoint,
}
"""How each value of a signal is read."""


def consent_of(destination: Destination | None, event: Event | None) -> Consent:
    """What the specs say that a signal waits for."""
    types = dict.fromkeys((*(destination.consent if destination else ()), *(event.consent if event else ())))
    return Consent("asks", tuple(types)) if types else Consent("unknown")


M = TypeVar("M", bound=Mapped)


def each(signals: Iterable[M]) -> Iterator[M]:
    """One signal a mapping, for what does not depend on the leg."""
    before: Mapping | None = None
    for signal in signals:
        if signal.mapping is not before:
            before = signal.mapping
            yield signal
