"""What a container sends to whom, in one look: for the first page of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govern.core.report import Overview, Sends
from govern.gtm.consent import tag_asks_consent, waits_elsewhere
from govern.gtm.container import Container
from govern.gtm.references import gallery_types
from govern.gtm.tags import firing, table_of
from govern.signals.containers.consent_defaults import consent_defaults
from govern.signals.containers.occasions import meaning
from govern.signals.containers.setup import Setup, name_of
from govern.signals.containers.tags import container_signals
from govern.signals.sameness import choices
from govern.signals.signal import Consent, Signal
from govern.signals.source import MESSAGE, Ambient, Made, Nothing, Read, Source, Text

if TYPE_CHECKING:
    from govern.project import Project

SHOWN = 6
"""So many names of one thing are listed."""

Row = tuple[str, str]
"""A platform and a leg."""


def overview(project: Project, container: Container) -> Overview:
    """What a container sends to whom, who is asked, and what could not be read."""
    setup = container_signals(container)
    told = [one for one in setup.live() if one.kind in ("event", "base") and one.platform]
    rows: dict[Row, list[Signal]] = {}
    for signal in told:
        rows.setdefault((signal.platform, signal.leg), []).append(signal)
    return Overview(
        container=container.id,
        file=container.file,
        context=container.context,
        kinds=tuple(kinds(project, container)),
        sends=tuple(sends(project, container, row, signals) for row, signals in rows.items()),
        matrix=tuple(matrix(project, told, list(rows))),
        default=default_of(container),
        unread=tuple(unread(setup)),
    )


def kinds(project: Project, container: Container) -> Iterator[tuple[str, int]]:
    """How many tags there are of each kind, the most frequent first, and how many of them never fire."""
    tags, active = container.bodies("tag"), firing(container)
    known = project.platform("gtm")
    types = (*known.facts.tags.web, *known.facts.tags.server) if known is not None else ()
    labels = {kind.code: kind.label for kind in types}
    labels |= {type_: names[0] for type_, names in gallery_types(container.bodies("customTemplate")).items()}
    counts = Counter(kind_of(str(body.get("type")), labels) for name, body in tags.items() if name in active)
    yield from sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    if len(active) < len(tags):
        yield "paused or without a trigger", len(tags) - len(active)


def kind_of(type_: str, labels: dict[str, str]) -> str:
    """What a type of tags is called."""
    if type_.startswith(("template:", "template-id:")):
        return type_.partition(":")[2]
    return {"html": "custom HTML", "img": "custom image"}.get(type_) or labels.get(type_, type_)


def sends(project: Project, container: Container, row: Row, signals: list[Signal]) -> Sends:
    """What one platform is told on one leg."""
    platform = project.platform(row[0])
    events = Counter(called(one.name.source) for one in signals if one.kind == "event")
    accounts = dict.fromkeys(name for one in signals for name in accounts_of(one.account.source))
    consent = Counter(asked(container, one) for one in signals)
    return Sends(
        platform=platform.name if platform is not None else row[0].replace("_", " ").title(),
        leg=row[1],
        accounts=tuple(accounts),
        events=tuple(events.items()),
        tags=len({name_of(one) for one in signals}),
        consent=tuple(word for word, _ in consent.most_common()),
    )


def matrix(project: Project, told: list[Signal], rows: list[Row]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each event that is told, and as what to each of the platforms; those that several are told first."""
    cells: dict[str, dict[Row, Counter[str]]] = {}
    for signal in told:
        if signal.kind == "event":
            name = called(signal.name.source)
            row = cells.setdefault(meaning(project, signal) or name, {})
            row.setdefault((signal.platform, signal.leg), Counter())[name] += 1
    for event, by_row in sorted(cells.items(), key=lambda one: -len(one[1])):
        yield event, tuple(cell(event, by_row.get(row, Counter())) for row in rows)


def cell(event: str, names: Counter[str]) -> str:
    """The names under which an event is told, "yes" for its own, with the number of tags where there are several."""
    words = (("yes" if name == event else name, count) for name, count in names.items())
    return shown([f"{word} (×{count})" if count > 1 else word for word, count in words])


def shown(words: Iterable[str], most: int = SHOWN) -> str:
    """Some words of a list, and how many more there are."""
    all_ = list(words)
    more = f" and {len(all_) - most} more" if len(all_) > most else ""
    return ", ".join(all_[:most]) + more


def called(source: Source) -> str:
    """What an event is called: its name, those of a table, or how its name comes about."""
    if isinstance(source, Text):
        return source.value or "(no name)"
    known = choices(source)
    if known:
        return "/".join(sorted(known)[:3]) + ("/…" if len(known) > 3 else "")
    if source == MESSAGE or (isinstance(source, Made) and MESSAGE in source.reads):
        return "(as the message is called)"
    return "(worked out)"


def accounts_of(source: Source) -> tuple[str, ...]:
    """The accounts as they are written, labels of conversions left out."""
    known = choices(source)
    if known:
        return tuple(sorted({name.partition("/")[0] for name in known}))
    if isinstance(source, Ambient | Nothing):
        return ()
    if isinstance(source, Read) and source.place == "event data":
        return ("(as the hit says)",)
    return ("(still to be filled in)",) if isinstance(source, Read) and source.place == "blank" else ("(worked out)",)


def asked(container: Container, signal: Signal) -> str:
    """What a signal waits for, in words."""
    body, consent = container.bodies("tag")[name_of(signal)], signal.consent
    if consent.says in ("unknown", "not needed"):
        if tag_asks_consent(container, name_of(signal)):
            return "its code asks for consent"
        if waits_elsewhere(container, body):
            return "its trigger waits for consent"
    if signal.leg == "server" and consent.says in ("unknown", "not needed"):
        types = table_of(body, "consent", "type", "type")
        return f"waits for {', '.join(types)}" if types else "as the hit comes"
    return words_of(consent)


def words_of(consent: Consent) -> str:
    """What a tag's settings say."""
    match consent.says:
        case "asks":
            return f"waits for {', '.join(consent.types) or 'no type'}"
        case "asks itself":
            return "reads the consent state itself"
        case "not needed":
            return "says it needs none"
    return "asks nobody"


def default_of(container: Container) -> str:
    """What is so before a visitor has chosen."""
    if container.context != "web":
        return ""
    found = [one for one in consent_defaults(container) if not one.paused]
    if not found:
        return "no consent default in this container"
    said = []
    for one in found:
        granted = [name for name, state in one.states.items() if state == "granted"]
        denied = [name for name, state in one.states.items() if state == "denied"]
        parts = [f"{word} {', '.join(names)}" for word, names in (("grants", granted), ("denies", denied)) if names]
        where = f" in {shown(one.regions)}" if one.regions else ""
        said.append(f'tag "{one.tag}" {" and ".join(parts) or "sets it"}{where}')
    return "; ".join(said[:3])


def unread(setup: Setup) -> Iterator[str]:
    """The tags of which nobody can say whom they tell what, those first that run code of their own."""
    tags = firing(setup.container)
    for one in setup.unread:
        if one.tag in tags:
            yield f'tag "{one.tag}": {one.why}'
