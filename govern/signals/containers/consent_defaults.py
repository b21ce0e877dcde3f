"""Consent defaults of a container: which tags set one, by code or by a template that may, what they say, and when.

Of a template what its tag says in a table of consent types and regions is read; what it does beyond that is not seen from here.
"""

from __future__ import annotations

import re

from govern.core.memo import memo
from govern.core.record import Record
from govern.gtm.container import Body, Container
from govern.gtm.tags import firing, is_active, parameters, template_of, text_of, texts_by_key
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.containers.when import PAGES, names, whens
from govern.signals.signal import Signal, When
from govern.signals.source import Made, Text
from govern.spec.base import ConsentType
from govern.spec.regions import CONSENT_FIRST

TYPES: tuple[str, ...] = ConsentType.__args__  # type: ignore[attr-defined]

ORDER = tuple(PAGES.values())
"""The messages of a page as they come."""


class Default(Record):
    """A consent default that a tag sets: the state of each type, and whether it is for some regions only.

    `names` are all types that it speaks of, those included of which something else says the state; it may speak of more
    where that is not the `whole` of it.
    """

    tag: str
    states: dict[str, str]
    regional: bool = False
    regions: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    paused: bool = False
    names: tuple[str, ...] = ()
    whole: bool = True

    @property
    def grants(self) -> tuple[str, ...]:
        """The types that are granted to everybody from the start, those that need nobody's consent aside."""
        free = ("security_storage", "functionality_storage")
        return tuple(name for name, state in self.states.items() if state == "granted" and name not in free)

    @property
    def protected(self) -> tuple[str, ...]:
        """Its regions in which consent has to be asked for first."""
        return tuple(region for region in self.regions if region.partition("-")[0].upper() in CONSENT_FIRST)

    @property
    def first(self) -> int:
        """The place of its message among those of a page; beyond them where it waits for another."""
        return min(map(place_of, self.moments), default=0)


def place_of(message: str) -> int:
    """The place of a message among those of a page."""
    return ORDER.index(message) if message in ORDER else len(ORDER)


def overtaken(container: Container, default: Default) -> str:
    """A tag that fires no later than a default is set, and tells somebody something; empty where there is none. At one
    message a tag of higher priority comes first."""
    setters = {default.tag, *(one.tag for one in consent_defaults(container))}
    rank = priority(container.bodies("tag").get(default.tag, {}))
    by_name = {name_of(signal) for signal in container_signals(container).live()}
    unread = {one.tag for one in container_signals(container).unread}
    times = whens(container)
    for name, body in firing(container).items():
        if name not in setters and name in by_name | unread:
            waits = [place_of((names(cube) or ("",))[0]) for cube in times[name].fire]
            soonest = min(waits, default=len(ORDER))
            if soonest < default.first or (soonest == default.first and priority(body) >= rank):
                return name
    return ""


def priority(tag: Body) -> int:
    """The priority of a tag among those of one message; the higher comes first."""
    given = tag.get("priority")
    value = str(given.get("value", "") if isinstance(given, dict) else given or "").strip()
    return int(value) if re.fullmatch(r"-?[0-9]{1,9}", value) else 0


@memo
def consent_defaults(container: Container) -> tuple[Default, ...]:
    """The defaults of a container, those of paused tags included."""
    times = whens(container)
    found = []
    for signal in container_signals(container).told:
        if signal.kind == "consent" and signal.name.source == Text("default"):
            tag = name_of(signal)
            regional, regions = "region" in signal.parameters, regions_in(signal)
            paused = signal.surely == "never called"
            named = tuple(name for name in signal.parameters if name in TYPES)
            states, when = states_in(signal), moments(times[tag])
            found.append(Default(tag, states, regional, regions, when, paused, named, not signal.more))
    by_code = {default.tag for default in found}
    for name, body in container.bodies("tag").items():
        if name not in by_code and sets_by_template(container, body):
            for states, regions in rows_of(body) or (({}, ()),):
                when, paused = moments(times[name]), not is_active(body)
                found.append(Default(name, states, bool(regions), regions, when, paused, tuple(states), whole=False))
    return tuple(found)


def moments(when: When) -> tuple[str, ...]:
    """The messages that something waits for."""
    return tuple((names(cube) or ("",))[0] for cube in when.fire)


OFF = ("consentModeEnabled", "isGCMEnabled", "enableConsentMode")
"""Settings of templates by which they leave Google's consent mode alone."""

COLUMNS = {"defaultConsentMarketing": "ad_storage", "defaultConsentStatistics": "analytics_storage"}
"""What a template calls a consent type by a word of its own."""


def sets_by_template(container: Container, tag: Body) -> bool:
    """Whether a tag is made of a template that sets the default, and is not told to leave it."""
    if "setDefaultConsentState" not in template_of(container, tag):
        return False
    return text_of(tag, "command") != "update" and all(text_of(tag, key) != "false" for key in OFF)


def rows_of(tag: Body) -> list[tuple[dict[str, str], tuple[str, ...]]]:
    """What a template's tables say: the state of each type, and for which regions; no region is everybody."""
    found = []
    for field in parameters(tag.get("parameter")):
        rows = field.get("list")
        for row in rows if isinstance(rows, list) else ():
            cells = texts_by_key(row.get("map")) if isinstance(row, dict) else {}
            said = {COLUMNS.get(key, key): value.strip() for key, value in cells.items()}
            states = {name: said[name] for name in TYPES if said.get(name) in ("granted", "denied")}
            for state in ("granted", "denied"):
                listed = (name.strip() for name in said.get(state, "").split(","))
                states.update((name, state) for name in listed if name in TYPES)
            where = said.get("region") or said.get("regions") or ""
            regions = tuple(
                one.strip().upper() for one in where.split(",") if one.strip().casefold() not in ("", "all")
            )
            if states:
                found.append((states, regions[:200]))
    return found


def regions_in(signal: Signal) -> tuple[str, ...]:
    """The regions of a default that are written out."""
    told = signal.parameters.get("region")
    source = told.source if told is not None else None
    listed = source.reads if isinstance(source, Made) and source.how == "list" else (source,)
    return tuple(one.value.upper() for one in listed if isinstance(one, Text))


def states_in(signal: Signal) -> dict[str, str]:
    """What a default says of each type, as far as it is written out."""
    said = {name: told.source for name, told in signal.parameters.items()}
    return {
        name: source.value
        for name, source in said.items()
        if isinstance(source, Text) and source.value in ("granted", "denied")
    }
