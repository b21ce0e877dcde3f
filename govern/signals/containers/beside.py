"""What is derived from the specs and stands beside something imported that tells the same, in the containers that are wished for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.gtm.container import Container

if TYPE_CHECKING:
    from govern.project import Project
    from govern.signals.containers.twice import Twice

LINKER = "gclidw"


class Beside(Record):
    """A derived tag and an imported one, with what both tell: an event, an account that both initialise, or a linker."""

    container: str
    derived: str
    imported: str
    what: str
    place: Place
    source: Place


@memo
def beside(project: Project) -> tuple[Beside, ...]:
    """What is told by a derived tag and by an imported one besides. Asked only where there are both."""
    from govern.signals.derived_tags import is_derivable

    if not any(entry.tags for entry in project.container_entries) or not is_derivable(project):
        return ()
    from govern.gtm.desired import desired

    wished = desired(project)
    return tuple(found for container in wished.containers for found in within(container, wished.places[container.id]))


def within(container: Container, places: dict[tuple[str, str], Place]) -> Iterator[Beside]:
    """What one container tells by both."""
    from govern.signals.containers.tags import container_signals
    from govern.signals.containers.twice import told_twice

    by_hand = {name for kind, name in places if kind == "tag" and is_imported(places[kind, name])}
    said = set()
    for twice in told_twice(container_signals(container)) if by_hand else ():
        pair = pair_of(twice, by_hand)
        if pair is not None and pair not in said:
            said.add(pair)
            yield made(container, pair, what_of(twice), places)
    linkers = [
        name for name, tag in container.bodies("tag").items() if tag.get("type") == LINKER and not tag.get("paused")
    ]
    ours, theirs = ([name for name in linkers if (name in by_hand) is imported] for imported in (False, True))
    if ours and theirs:
        yield made(container, (ours[0], theirs[0]), "link clicks to conversions", places)


def is_imported(place: Place) -> bool:
    """Whether an entity stands in the specs as it was imported, rather than being derived."""
    return bool(place.route) and place.route[0] == "containers"


def pair_of(twice: Twice, by_hand: set[str]) -> tuple[str, str] | None:
    """The derived tag and the imported one that tell the same; nothing where that is not certain, or one ID is on both."""
    ours = [name for name in twice.tags if name not in by_hand]
    theirs = [name for name in twice.tags if name in by_hand]
    return (ours[0], theirs[0]) if ours and theirs and twice.verdict == "does" and not twice.one_id else None


def what_of(twice: Twice) -> str:
    """What both do, in words."""
    first = twice.signals[0]
    return "initialise one account" if first.kind == "base" else f'send "{twice.name or first.called}" to one account'


def made(container: Container, pair: tuple[str, str], what: str, places: dict[tuple[str, str], Place]) -> Beside:
    """The answer for one pair."""
    ours, theirs = pair
    nowhere = Place(container.file)
    return Beside(
        container.id, ours, theirs, what, places.get(("tag", theirs), nowhere), places.get(("tag", ours), nowhere)
    )
