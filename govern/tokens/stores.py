"""What secret stores list of the secrets in them, never their values, and which declared token is which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.spec.base import is_date
from govern.tokens.rotations import has_expired, last_made

if TYPE_CHECKING:
    from govern.project import Project
    from govern.spec.sections.tokens import Token

Store = Literal["aws", "google", "azure", "vault", "doppler", "aws_iam", "google_iam", "entra"]

SCHEMES: dict[str, Store] = {
    "aws": "aws", "aws-secret": "aws", "aws-secrets": "aws", "aws-secretsmanager": "aws", "secretsmanager": "aws", "aws-sm": "aws",
    "gcp": "google", "gcp-secret": "google", "gcp-secrets": "google", "gcp-sm": "google", "google": "google", "google-secret": "google",
    "google-secret-manager": "google", "secret-manager": "google", "gcp-secret-manager": "google", "projects": "google",
    "azure": "azure", "azure-keyvault": "azure", "azure-key-vault": "azure", "keyvault": "azure", "akv": "azure",
    "vault": "vault", "hashicorp-vault": "vault", "hcv": "vault", "doppler": "doppler", "doppler-secret": "doppler",
}  # fmt: skip
"""The store that a reference such as `gcp-secret:project/name` begins with."""

LABELS: dict[Store, str] = {
    "aws": "AWS Secrets Manager", "google": "Google Secret Manager", "azure": "Azure Key Vault", "vault": "Vault",
    "doppler": "Doppler", "aws_iam": "AWS", "google_iam": "Google Cloud", "entra": "Microsoft Entra",
}  # fmt: skip


class Stored(Record):
    """One secret: its name, where in the store it lies (a project, a vault; empty where the list does not say), and the last
    day on which anything of it was changed. `made` is the day of the version that counts, where the list says it."""

    name: str
    place: Place
    inside: str = ""
    changed: str = ""
    made: str = ""


class Key(Record):
    """A key of a machine or person at a cloud, never its secret half: what it is called, whose it is, the days of its life."""

    name: str
    holder: str
    place: Place
    made: str = ""
    ends: str = ""
    is_active: bool = True


class Listing(Record):
    """What one file lists of one store; `is_whole` where whoever is not in it is not in the store. `keys` are what clouds list of
    access keys; `tells_values` is a list that has the secrets themselves in it, of which none is kept."""

    file: str
    store: Store
    items: tuple[Stored, ...]
    is_whole: bool = False
    keys: tuple[Key, ...] = ()
    tells_values: bool = False


class Reference(Record):
    """Where a token is said to lie: the store, what lies around it there, and its name."""

    store: Store
    inside: str
    name: str


def reference(stored_in: str) -> Reference | None:
    """The secret that a token's `stored_in` names, if it is one of a store that is known."""
    scheme, sign, rest = stored_in.strip().partition(":")
    store = SCHEMES.get(scheme.casefold()) if sign else None
    parts = [part for part in re.split(r"[/:]", rest.removeprefix("//")) if part]
    if store is None or not parts:
        return None
    if "secrets" in parts[:-1]:  # projects/P/secrets/NAME/versions/latest, https://V.vault.azure.net/secrets/NAME
        at = parts.index("secrets")
        around = parts[at - 1].partition(".vault.")[0] if at else ""
        return Reference(store, around, parts[at + 1])
    return Reference(store, parts[0] if len(parts) > 1 and store in ("google", "azure") else "", parts[-1])


@memo
def held(project: Project) -> tuple[tuple[Token, Place, Listing, Stored], ...]:
    """Every declared token that a listing has, with what it says."""
    found = []
    for token, place in project.token_items():
        at = reference(token.stored_in)
        for listing in project.live.secrets if at is not None else ():
            one = next((one for one in listing.items if at is not None and is_same(at, listing, one)), None)
            if one is not None:
                found.append((token, place, listing, one))
    return tuple(found)


def is_same(at: Reference, listing: Listing, one: Stored) -> bool:
    """Whether a reference names a secret of a listing; projects are compared where both are names or both numbers."""
    if at.store != listing.store or at.name.casefold() != one.name.rpartition("/")[2].casefold():
        return False
    comparable = at.inside and one.inside and at.inside.isdigit() == one.inside.isdigit()
    return not comparable or at.inside.casefold() == one.inside.casefold()


def missing(project: Project) -> Iterator[tuple[Token, Place, Listing]]:
    """Every token that still counts and is not where it is said to lie, though the list of that place is whole. Google lists the
    number of a project, which is taken for the one that references name where it is the only one and has a secret of theirs."""
    there = {token.name for token, _, _, _ in held(project)}
    numbers = {one.inside for listing in project.live.secrets for one in listing.items if one.inside.isdigit()}
    known = {(at.inside.casefold(), listing.file) for token, _, listing, _ in held(project)
             if len(numbers) == 1 and (at := reference(token.stored_in)) is not None}  # fmt: skip
    for token, place in project.token_items():
        at = reference(token.stored_in)
        if at is None or token.name in there or has_expired(token, project.today):
            continue
        for listing in project.live.secrets:
            insides = {one.inside.casefold() for one in listing.items}
            around = at.inside.casefold()
            here = listing.store == at.store and (not at.inside or around in insides or (around, listing.file) in known)
            if here and listing.is_whole and listing.items:
                yield token, place, listing
                break


SHORT = 2
"""A word of so many letters, such as `x`, may mean anything."""


def undeclared(project: Project) -> Iterator[tuple[Listing, Stored]]:
    """Every secret that is called after a platform and that no token names; of others in a store nothing is said."""
    if not any(True for _ in project.token_items()):
        return
    known = {word.casefold() for word in project.platform_words() if len(word) > SHORT}
    declared = [found for token, _ in project.token_items() if (found := reference(token.stored_in)) is not None]
    for listing in project.live.secrets:
        for one in listing.items:
            name = re.split(r"[^a-z0-9]+", one.name.casefold())
            joined = {"_".join(pair) for pair in pairwise(name)}
            if not known.isdisjoint({*name, *joined}) and not any(is_same(at, listing, one) for at in declared):
                yield listing, one


def older_than_said(project: Project) -> Iterator[tuple[Token, Place, Stored, str]]:
    """Every token that the specs say was made anew on a day after which nothing of its secret was changed."""
    for token, place, _, one in held(project):
        said = last_made(token, project.today)
        known = one.made or one.changed
        if said and known and known < said and days_apart(known, said) > 1:
            yield token, place, one, said


def days_apart(one: str, other: str) -> int:
    """The days between two days; time zones move a day by one."""
    from datetime import date

    return abs((date.fromisoformat(other) - date.fromisoformat(one)).days)


def day_in(value: Any) -> str:
    """The day of a moment in a listing: a text in ISO form, or seconds since 1970."""
    if isinstance(value, str):
        return value[:10] if is_date(value[:10]) else ""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 10_000_000_000:
        return datetime.fromtimestamp(value, UTC).date().isoformat()
    return ""


def words(value: Any) -> str:
    """A text, anything else as nothing."""
    return value if isinstance(value, str) else ""
