"""Two listings of secret stores, an older and a newer one: what came, what went, and what was changed in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govern.core.report import Change, FieldChange
from govern.tokens.stores import LABELS, Listing, Stored

Key = tuple[str, str, str]


def changed(before: Iterable[Listing], after: Iterable[Listing]) -> Iterator[Change]:
    """The differences by store and name; a day counts where both listings say one."""
    older, newer = secrets(before), secrets(after)
    for key in sorted(older.keys() | newer.keys()):
        owner = f"{key[0]} {key[1]}".strip()
        was, now = older.get(key), newer.get(key)
        if was is None or now is None:
            yield Change("add" if was is None else "remove", "secret", key[2], owner)
            continue
        fields = [FieldChange((name,), one, other) for name, one, other in
                  (("version in force", was.made, now.made), ("last changed", was.changed, now.changed)) if one and other and one != other]  # fmt: skip
        if fields:
            yield Change("change", "secret", key[2], owner, tuple(fields))


def secrets(listings: Iterable[Listing]) -> dict[Key, Stored]:
    """Every secret by its store, what lies around it, and its name."""
    return {(LABELS[listing.store], one.inside, one.name): one for listing in listings for one in listing.items}
