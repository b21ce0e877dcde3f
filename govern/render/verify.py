"""The page of `verify`: what was sent beside what was agreed, event by event and field by field, the worst first.

No value of a person is on it. The same capture and specs make the same bytes. A capture of any size is added up, portion by portion:
of each field as many values are kept as are shown.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from govern.captures.coverage import Total, number, told_as
from govern.captures.declared import declared_as, is_judged
from govern.captures.hit import Hit
from govern.captures.told import events, known
from govern.core.report import LEVELS, Artifact, Finding, Place
from govern.project import Project
from govern.render import templates
from govern.signals.specs import declarations

FILE = "verify.html"
SHOWN = 3
"""So many values of a field are shown."""

COUNTED = 10_000
"""So many different values of a field are counted."""

Kind = tuple[str, str, str]


def render(project: Project, findings: Iterable[Finding]) -> Iterator[Artifact]:
    """The page of the captures that a project has."""
    page = Page()
    page.take(project)
    yield from page.render(project, findings, Total([project]))


class Page:
    """What the page shows of the portions that were taken in so far."""

    def __init__(self) -> None:
        self.kinds: dict[Kind, Told] = {}

    def take(self, project: Project) -> None:
        """Add the captures of a project: all of them, or one portion."""
        for hit in events(project):
            kind = (hit.platform, hit.leg, hit.event)
            if kind not in self.kinds:
                self.kinds[kind] = Told(hit, contract(project, hit), len(self.kinds) + 1)
            self.kinds[kind].take(hit)

    def render(self, specs: Project, findings: Iterable[Finding], total: Total) -> Iterator[Artifact]:
        """The page: each event at each platform and leg, the worst first, beside what the specs declare."""
        found = tuple(findings)
        told = [kind.shown(found) for kind in self.kinds.values()]
        told.sort(key=lambda one: one["worst"])
        values = {
            "project": specs.config.name or "",
            "lead": lead(told, found),
            "events": told,
            "clean": [one for one in told if not one["findings"]],
            "coverage": list(coverage(specs, total)),
            "notes": list(total.lines(specs)),
        }
        yield Artifact(FILE, templates.render("verify/report.html", "html", values, specs.root))


class Values:
    """How often a field was sent, and what is shown of its values."""

    def __init__(self) -> None:
        self.count = 0
        self.firsts: list[str] = []
        self.different: set[int] = set()

    def take(self, text: str) -> None:
        """Add a value as it may be shown."""
        self.count += 1
        if len(self.different) < COUNTED and hash(text) not in self.different:
            self.different.add(hash(text))
            self.firsts += [text] if len(self.firsts) < SHOWN else []

    def __str__(self) -> str:
        beyond = len(self.different) - len(self.firsts)
        more = f" and {beyond:,}{' or' * (len(self.different) == COUNTED)} more" if beyond else ""
        return f"{', '.join(self.firsts)}{more}"


class Told:
    """One kind of event: how often it was told, to whom, and what each of its fields held."""

    def __init__(self, first: Hit, wanted: dict[str, str], number: int) -> None:
        self.first, self.wanted, self.number, self.count = first, wanted, number, 0
        self.accounts: dict[str, None] = {}
        self.ids = Values()
        self.fields: dict[str, Values] = {}
        self.keys: dict[str, Values] = {}
        self.places = array("q")
        """The hits' places as numbers: a log has millions."""

    def take(self, hit: Hit) -> None:
        """Add a hit."""
        self.count += 1
        self.places.append(numbered(hit.place))
        if hit.account and len(self.accounts) <= COUNTED:
            self.accounts[hit.account] = None
        if hit.event_id is not None:
            self.ids.take(hit.event_id.text)
        for name, value in hit.parameters.items():
            self.fields.setdefault(name, Values()).take(value.text or f"{value.type} of {value.length}")
        for name, key in hit.keys.items():
            self.keys.setdefault(name, Values()).take(key.form)

    def shown(self, findings: tuple[Finding, ...]) -> dict[str, Any]:
        """What the template shows: the findings about it, and each of its fields."""
        first = self.first
        about = [one for one in findings if f'{first.platform} "{first.event}"' in one.message]
        here = {numbered(one.place) for one in about}.intersection(self.places)
        own = [(one.level, one.message, one.rule) for one in about if numbered(one.place) in here]
        own.sort(key=lambda one: (LEVELS.index(one[0]), one[2], one[1]))
        worst = (-sum(level == "error" for level, _, _ in own), -len(own), first.platform, first.event, first.leg)
        accounts = ", ".join(self.accounts) or "an account that is not named"
        return {
            "id": f"event-{self.number}",
            "name": f"{first.platform} {first.event} ({first.leg})",
            "about": f"{self.count:,} sent to {accounts}",
            "findings": own,
            "tally": tally([level for level, _, _ in own]),
            "rows": self.rows(),
            "worst": worst,
        }

    def rows(self) -> list[dict[str, str]]:
        """The fields: those that are missing first, then those that were sent."""
        found = [self.row("event ID", "both legs need the same" if self.first.event_id else "", self.ids)]
        names = dict.fromkeys((*self.wanted, *self.fields))
        found += [self.row(name, self.wanted.get(name, ""), self.fields.get(name, Values())) for name in names]
        found += [self.row(f"match key {name}", "", self.keys[name]) for name in sorted(self.keys)]
        order = ("missing", "in part", "sent")
        return sorted(found, key=lambda one: order.index(one["verdict"]) if one["contract"] else len(order))

    def row(self, field: str, wanted: str, sent: Values) -> dict[str, str]:
        """A field: what the specs want of it, the values that were sent, in how many of the hits."""
        verdict = "missing" if not sent.count else "sent" if sent.count == self.count else "in part"
        tones = {"missing": "bad", "in part": "warn", "sent": "good"}
        return {
            "field": field,
            "contract": wanted,
            "sent": str(sent),
            "share": f"{sent.count:,} of {self.count:,}",
            "verdict": verdict if wanted or sent.count else "not sent",
            "tone": tones[verdict] if wanted else "soft",
        }


def numbered(place: Place) -> int:
    """A place as a number of this run."""
    return hash((place.file, place.entity))


def lead(told: list[dict[str, Any]], findings: tuple[Finding, ...]) -> str:
    """The first sentence: how many kinds of events, and how many of them have something wrong."""
    wrong = sum(bool(one["findings"]) for one in told)
    levels = [finding.level for finding in findings]
    counts = ", ".join(number(levels.count(level), level) for level in LEVELS)
    return f"{number(len(told), 'kind')} of events told, {wrong:,} with something to look at: {counts}."


def tally(levels: list[str]) -> str:
    """How many findings there are, by level: `1 error, 2 warnings`."""
    return ", ".join(number(levels.count(level), level) for level in LEVELS if level in levels)


def contract(project: Project, hit: Hit) -> dict[str, str]:
    """What was agreed about the fields of an event: by the platform, and by the specs."""
    platform = known(project, hit)
    found: dict[str, str] = {}
    standard = platform.events.get(hit.event) if platform is not None else None
    for field in standard.required if standard is not None else ():
        found[field.name] = "asked for" if field.wish else "required by the platform"
    words = platform.server_words if platform is not None else {}
    for signal in declared_as(project, hit):
        for name, ours in signal.mapping.parameters.items() if signal.leg == hit.leg else ():
            said = f"declared as {ours}" if isinstance(ours, str) else f"declared as {ours.value}"
            word = words.get(name, name)
            found[word] = f"{found[word]}, {said}" if word in found else said
    return found


def coverage(specs: Project, total: Total) -> Iterator[dict[str, Any]]:
    """Each declared signal, and whether it was seen; those that never were come first."""
    rows = [
        {
            "event": one.mapping.event,
            "destination": one.mapping.destination,
            "leg": one.leg,
            "seen": total.seen.get(told_as(one), False),
        }
        for one in (declarations(specs).declared() if is_judged(specs) else ())
    ]
    yield from sorted(rows, key=lambda one: bool(one["seen"]))
