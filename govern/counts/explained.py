"""The gaps that hits and orders explain: of which pair, how, and what stays unexplained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Cell, Figures
from govern.counts.amounts import MILLION, holds, is_net, names_of
from govern.counts.clicks import clicked
from govern.counts.clicks import figures as clicks_table
from govern.counts.exchange import exchange
from govern.counts.pairs import Pair, pairs
from govern.counts.reading import days_in_words
from govern.counts.records import Hit, hits, orders
from govern.counts.shares import MEANING, Frame, Shares, shares
from govern.counts.sources import Source, sources
from govern.counts.units import manners_of
from govern.counts.words import signed
from govern.counts.worths import MEANING as WORTH
from govern.counts.worths import worths
from govern.counts.zones import zone
from govern.source.cells import day_number, day_text

if TYPE_CHECKING:
    from govern.project import Project


class Explained(Record):
    """A gap with its shares. `logged` are the days of which there are hits, `reported` is the platform's own number."""

    pair: Pair
    shares: Shares
    reported: int
    logged: tuple[int, int]

    @property
    def unexplained(self) -> int:
        """What the platform reports beyond what the hits should count, in whole numbers."""
        return round(self.reported / MILLION) - self.shares.expected

    @property
    def is_accident(self) -> bool:
        """Whether numbers agree that hide more than they may lie apart."""
        limit = self.pair.allowed.fail * self.shares.booked / 100
        return self.pair.verdict in ("within", "above") and self.shares.hidden > limit


@memo
def explained(project: Project) -> tuple[Explained, ...]:
    """Every pair of a platform and the shop of which there are hits as well."""
    return tuple(found for pair in pairs(project) if (found := explanation(project, pair)) is not None)


def explanation(project: Project, pair: Pair) -> Explained | None:
    """The shares of one pair; nothing where the data for them is not there, or the platform counts only a part."""
    left, right = pair.left.source, pair.right.source
    if (
        left.entry.layer != "platform"
        or left.entry.means != "counted"
        or right.entry.layer != "backend"
        or holds(right) != "orders"
    ):
        return None
    destination = left.entry.destination
    sent = list(hits_to(project, pair.event, destination or ""))
    if not sent:
        return None
    frame = Frame(pair.first, pair.last, zone(left.entry.zone or "UTC"), zone(right.entry.zone or "UTC"))
    event = project.event_by_name.get(pair.event)
    pattern = event.event_id if event is not None and event.event_id else ""
    manners = manners_of(project, project.destination_by_name.get(destination or ""))
    found = shares(orders(right), sent, frame, manners, pattern, net=is_net(right))
    days = [day_number(hit.at) for hit in sent]
    return Explained(pair, found, pair.left.total, (min(days), max(days)))


def hits_to(project: Project, event: str, destination: str) -> Iterator[Hit]:
    """The hits of an event to a destination, in all logs."""
    for source in sources(project):
        if holds(source) == "hits" and source.entry.destination in (None, destination):
            names = names_of(source)
            for hit in hits(source):
                if hit.destination in ("", destination) and names(hit.event) == event:
                    yield hit.replace(event=event)


def logs(project: Project) -> list[Source]:
    """The sources that are logs of hits."""
    return [source for source in sources(project) if holds(source) == "hits"]


def whys(project: Project) -> Iterator[Figures]:
    """The way from the orders to the platform's number, a share a row, and what stands beside it."""
    yield from map(figures_of, explained(project))
    yield from beside(project)


def beside(project: Project) -> Iterator[Figures]:
    """The values of matched orders, and what attribution windows leave out."""
    for found in explained(project):
        yield from values_table(found)
    yield from map(clicks_table, clicked(project))


def values_table(found: Explained) -> Iterator[Figures]:
    """What hits said that matched orders were worth; nothing where no hit says any."""
    rates = exchange(found.pair.right.source)
    held = worths(found.shares.matched, rates)
    if not held.judged or held.numbers.keys() <= {"without a value"}:
        return
    rows: list[tuple[Cell, ...]] = []
    for name, count in held.numbers.items():
        sums = held.sums.get(name, {}) if name != "the same" else {}
        told = ", ".join(f"{signed(amount)} {currency}".rstrip() for currency, amount in sorted(sums.items()))
        rows.append((name, count, round(100 * count / held.judged, 2), told or None, WORTH[name]))
    notes = [f"{held.unpriced:,} matched orders have no value that can be read"] if held.unpriced else []
    if "another currency" in held.numbers:
        lacking = (
            "no rate of these days is known"
            if rates is not None
            else f'add rates to counts "{found.pair.right.source.name}"'
        )
        notes.append(f"currencies are not converted: {lacking}")
    title = f"{found.pair.event} at {found.pair.destination}: values of {held.judged:,} matched orders"
    yield Figures(title, ("value", "orders", "of them %", "hits are above by", "means"), tuple(rows), tuple(notes))


def figures_of(found: Explained) -> Figures:
    """The shares of one gap."""
    held, pair = found.shares, found.pair
    rows: list[tuple[Cell, ...]] = [(f"orders in {pair.right.source.name}", None, None, held.booked)]
    for cause in MEANING:
        plus, minus = held.plus.get(cause, 0), held.minus.get(cause, 0)
        if plus or minus:
            share = round(100 * (plus - minus) / held.booked, 2) if held.booked else None
            rows.append((cause, plus - minus, share, None))
    rows.append(("what the hits should count", None, None, held.expected))
    part = round(100 * found.unexplained / held.booked, 2) if held.booked else None
    rows.append(("unexplained", found.unexplained, part, None))
    rows.append((f"{pair.left.source.name} reports", None, None, round(found.reported / MILLION)))
    title = f"{pair.event} at {pair.destination}: why {pair.left.source.name} is not {pair.right.source.name}"
    return Figures(title, ("what", "share", "of the orders %", "sum"), tuple(rows), tuple(remarks(found)))


def remarks(found: Explained) -> Iterator[str]:
    """What has to be known to trust the shares."""
    held, pair = found.shares, found.pair
    if found.is_accident:
        yield f"the numbers agree by accident: {held.hidden:,} orders and events hide in the gap, on both sides"
    days = days_in_words((pair.first, pair.last))
    if found.logged[0] > pair.first or found.logged[1] < pair.last:
        first, last = map(day_text, found.logged)
        yield f"the hits are of {first} to {last} only, and {days} is compared: what was not logged looks as if it was not sent"
    share = 100 * held.seen / held.booked if held.booked else 0
    yield f"hits of {held.seen:,} of {held.booked:,} booked orders were ever seen ({share:.1f} %)"
    yield from (f"not knowable here: {what} ({tells})" for what, tells in held.unknown)
