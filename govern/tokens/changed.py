"""Two listings of secret stores, an older and a newer one: what came, what went, and what was changed in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govern.core.report import Change, FieldChange
from govern.tokens.stores import LABELS, Listing, Stored
from govern.tokens.stores import Key as ListedKey

Key = tuple[str, str, str]


def changed(before: Iterable[Listing], after: Iterable[Listing]) -> Iterator[Change]:
    """The differences by store and name; a day counts where both listings say one."""
    before, after = tuple(before), tuple(after)
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
    yield from keys_changed(keys(before), keys(after))


def keys_changed(older: dict[Key, ListedKey], newer: dict[Key, ListedKey]) -> Iterator[Change]:
    """The keys that came, went, or were switched off; one that is made anew comes under a name of its own."""
    for key in sorted(older.keys() | newer.keys()):
        was, now = older.get(key), newer.get(key)
        owner = f"{key[0]} {key[1]}".strip()
        if was is None or now is None:
            yield Change("add" if was is None else "remove", "key", key[2], owner)
            continue
        told = [("made", was.made, now.made), ("ends", was.ends, now.ends),
                ("state", state_of(was), state_of(now))]  # fmt: skip
        fields = tuple(FieldChange((name,), one, other) for name, one, other in told if one and other and one != other)
        if fields:
            yield Change("change", "key", key[2], owner, fields)


def state_of(key: ListedKey) -> str:
    """Whether a key can be used, in a word."""
    return "active" if key.is_active else "inactive"


def keys(listings: Iterable[Listing]) -> dict[Key, ListedKey]:
    """Every key by its store, its holder and its name."""
    return {(LABELS[listing.store], key.holder, key.name): key for listing in listings for key in listing.keys}


def secrets(listings: Iterable[Listing]) -> dict[Key, Stored]:
    """Every secret by its store, what lies around it, and its name."""
    return {(LABELS[listing.store], one.inside, one.name): one for listing in listings for one in listing.items}
