"""What commands say of exports that they take in: what Tag Manager refuses, and which files could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govern.core.regex import regex
from govern.core.report import Finding
from govern.gtm.container import LABELS
from govern.gtm.faults import unjudged
from govern.project.exports import KINDS, Exports

BROKEN = "containers/broken-export"
"""The rule whose manual explains why an export is refused."""

OLD_FORMAT = regex(rb'"exportFormatVersion"\s{0,9}:\s{0,9}1\.3\b')
HEAD = 2_000
"""How much of a file is looked at for its format."""

MANY = frozenset({"attribution", "google_signals", "retention", "user_data", "enhanced_measurement"})
"""Kinds of settings that have no plural."""

UNREAD = ("exports/unreadable-file", "exports/unknown-table")
REFUSING = (BROKEN, "containers/undefined-variable", "containers/unknown-reference")
"""The rules about exports that say what Tag Manager refuses."""


def refused(live: Exports) -> tuple[Finding, ...]:
    """What Tag Manager refuses of some exports, and which of them could not be read, as `audit` says it."""
    return asked(live, (*REFUSING, *UNREAD))


def unread(live: Exports) -> tuple[Finding, ...]:
    """Which files of a folder could not be read, as `audit` says it."""
    return asked(live, UNREAD) if live.unread or live.skipped else ()


def asked(live: Exports, rules: Iterable[str]) -> tuple[Finding, ...]:
    """What some rules say of exports alone."""
    from govern.project.load import bare
    from govern.rules.catalogue import load_rule
    from govern.rules.run import ask, by_cause, sort

    return sort(by_cause(ask(bare(None, live), map(load_rule, rules))))


def not_judged(live: Exports) -> Iterator[str]:
    """A line for each container of which a part is missing in its file, or has code that cannot be read: what could not be
    judged for that; and for each file in which there was nothing to judge, such as a recording without a page."""
    from govern.gtm import holders

    looked_at = {policy.file for policy in live.policies}
    for source in live.sources:
        if source.kind == KINDS["policies"] and source.file not in looked_at:
            yield f"{source.file} has no page that could have a policy, so nothing in it was judged; govern verify reads what was sent"
        if source.kind == KINDS["containers"] and OLD_FORMAT.search(source.raw[:HEAD]):
            yield f"{source.file} is in the export format 1.3, which is older than 2: what had another name in it was not judged; export it anew"
    for container in live.containers:
        if tangled := holders.unread(container):
            more = f" and {len(tangled) - 1:,} more" if len(tangled) > 1 else ""
            yield f'{container.file}: the code of tag "{tangled[0]}"{more} is too long or too tangled to be read, and was not judged'
        counts = unjudged(container)
        if counts:
            kinds = [f"{LABELS[kind]}s" for kind, _ in counts]
            listed = " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
            number = sum(count for _, count in counts)
            could = f"{number:,} reference{'s' * (number != 1)} to them could not be judged"
            yield f"{container.file}: no {listed} in this export, so {could}"


def read(live: Exports) -> str:
    """What was read, by kind: `1 web container (4 tags, 2 triggers), 1 access list (3 entries)`."""
    told: list[str] = []
    for context in dict.fromkeys(container.context for container in live.containers):
        same = [container for container in live.containers if container.context == context]
        counts = ((LABELS[kind], sum(len(container.bodies(kind)) for container in same)) for kind in LABELS)
        held = ", ".join(number_of(number, noun) for noun, number in counts if number)
        told.append(f"{number_of(len(same), f'{context} container')} ({held or 'empty'})")
    told += lists_read(live)
    if live.policies:
        told.append(number_of(len(live.policies), "content security policy"))
    if live.pages:
        told.append(number_of(len(live.pages), "saved page"))
    if live.settings:
        told.append(settings_read(live))
    return ", ".join(told)


def lists_read(live: Exports) -> Iterator[str]:
    """The lists that were read: of roles, of people without roles, of connected apps, of what secret stores have."""
    for lists, noun, row in (
        (live.access, "access list", "entry"),
        (live.directories, "list of people", "row"),
        (live.apps, "list of apps", "app"),
    ):
        if lists:
            entries = sum(len(one.entries) for one in lists)
            yield f"{number_of(len(lists), noun)} ({number_of(entries, row)})"
    if live.secrets:
        yield number_of(len(live.secrets), "listing of secrets")


def settings_read(live: Exports) -> str:
    """What was read of settings, by kind: `3 files of settings (2 key events of GA4, 1 pixel of Meta)`."""
    from collections import Counter

    from govern.settings import LABELS as KINDS
    from govern.settings.live import name_of

    counts = Counter((one.kind, one.platform) for found in live.settings for one in found.settings)
    held = []
    for (kind, key), number in sorted(counts.items(), key=lambda item: list(KINDS).index(item[0][0])):
        counted = KINDS[kind] if kind in MANY else number_of(number, KINDS[kind])
        held.append(f"{counted} of {name_of(key)}")
    return f"{number_of(len(live.settings), 'file')} of settings ({', '.join(held) or 'empty'})"


def number_of(number: int, noun: str) -> str:
    """`1 entry`, `1,200 entries`."""
    head, of, rest = noun.partition(" of ")
    plural = head if number == 1 else f"{head[:-1]}ies" if head.endswith("y") else f"{head}s"
    return f"{number:,} {plural}{of}{rest}"
