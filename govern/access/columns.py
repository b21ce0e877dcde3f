"""What the columns of a table of people and roles mean, from the words in its header."""

from __future__ import annotations

import re
from functools import cache

from govern.access import Kind
from govern.core.record import Record
from govern.platforms import load, platforms

HEADINGS = {
    "principal": (
        "email", "e mail", "mail", "email address", "e mail address", "user email", "member email", "login email",
        "google account", "account email", "e mail adresse", "correo", "correo electrónico", "correo electronico",
        "adresse e mail", "courriel", "principal", "user", "user id", "userid", "username", "user name", "login",
        "member", "who", "benutzer", "nutzer", "usuario", "utilisateur",
    ),
    "name": ("name", "full name", "display name", "person", "nombre", "nom"),
    "role": (
        "role", "roles", "permission", "permissions", "access", "access level", "access role", "access rights", "level",
        "rights", "task", "tasks", "user role", "rolle", "rollen", "zugriff", "zugriffsebene", "berechtigung",
        "berechtigungen", "rol", "roles asignados", "permiso", "permisos", "nivel de acceso", "rôle", "autorisation",
        "autorisations", "niveau d accès",
    ),
    "asset": (
        "container", "container id", "public id", "property", "property id", "pixel", "pixel id", "dataset",
        "ad account", "ad account id", "customer id", "asset", "asset id", "asset name", "resource", "account",
        "account id", "account name", "business", "business id", "container name", "property name", "konto", "cuenta",
        "compte", "objekt",
    ),
    "platform": ("platform", "system", "tool", "product", "plattform", "plataforma", "plateforme"),
    "kind": ("type", "principal type", "user type", "account type", "kind", "typ", "tipo"),
    "last_active": (
        "last active", "last activity", "last login", "last log in", "last seen", "last sign in", "last signed in",
        "last access", "last used", "letzte anmeldung", "zuletzt aktiv", "último acceso", "dernière connexion",
    ),
}  # fmt: skip
"""The words of headers, as `normal` leaves them; where two columns say the same, the earlier word counts."""

SCOPES = ("container", "property", "account", "business", "ad account", "pixel")
"""What a heading such as `Container permission` begins with."""


class Columns(Record):
    """The positions of the columns, by meaning; several where several say the same."""

    at: dict[str, tuple[int, ...]]
    header: tuple[str, ...]

    def cell(self, cells: list[str], meaning: str) -> str:
        """The first cell with this meaning that is not empty."""
        return next((cells[at] for at in self.at.get(meaning, ()) if at < len(cells) and cells[at]), "")

    def others(self, cells: list[str]) -> dict[str, str]:
        """The cells of columns that mean nothing to us, by heading."""
        known = {at for positions in self.at.values() for at in positions}
        return {self.header[at]: cell for at, cell in enumerate(cells[: len(self.header)]) if cell and at not in known}


def normal(heading: str) -> str:
    """A heading without case, marks and repeated space."""
    return re.sub(r"[\W_]+", " ", heading).strip().casefold()


def columns_of(header: list[str]) -> Columns | None:
    """The meaning of a header; nothing unless it has a person and a role."""
    headings = [normal(cell) for cell in header]
    at: dict[str, tuple[int, ...]] = {}
    for meaning, words in HEADINGS.items():
        found = [(words.index(heading), position) for position, heading in enumerate(headings) if heading in words]
        at[meaning] = tuple(position for _, position in sorted(found))
    scoped = tuple(position for position, heading in enumerate(headings) if scope_of(heading))
    at["role"] = tuple(sorted((*at["role"], *scoped)))
    if not at["principal"] or not at["role"]:
        return None
    return Columns(at, tuple(header))


def scope_of(heading: str) -> str:
    """The scope in `container permission`; empty for other headings."""
    for scope in SCOPES:
        if heading.startswith(f"{scope} ") and heading[len(scope) + 1 :] in HEADINGS["role"]:
            return scope
    return ""


def asset_at(columns: Columns, cells: list[str], role: int) -> str:
    """The asset that a column of roles speaks about: the one of its scope, or the narrowest there is."""
    scope = scope_of(normal(columns.header[role]))
    for position in columns.at["asset"]:
        heading = normal(columns.header[position])
        if scope and heading.startswith(scope) and position < len(cells) and cells[position]:
            return cells[position]
    return scope or columns.cell(cells, "asset")


def platform_of(cell: str, asset: str, role: str) -> str:
    """The platform's key; from the form of the asset or the role where no column says it."""
    if cell:
        words = normal(cell).replace(" ", "_")
        return called().get(words, words)
    known = ((key, load(key).facts.access.known_by) for key in platforms())
    return next((key for key, form in known if form and (re.fullmatch(form, asset) or re.fullmatch(form, role))), "")


@cache
def called() -> dict[str, str]:
    """The key of the platform by each word for it. What a team calls its own is resolved where the project is known."""
    words: dict[str, str] = {}
    for key in platforms():
        known = load(key)
        words.update(dict.fromkeys((key, *known.aliases, *known.facts.access.called), key))
    return words


def kind_in(cell: str) -> Kind | None:
    """What a column such as `Type` says about the principal."""
    words = normal(cell)
    if any(word in words for word in ("service", "system", "machine", "robot")):
        return "service"
    return "group" if "group" in words or "gruppe" in words else None


def roles_in(cell: str) -> list[str]:
    """The roles in a cell: several stand on lines of their own or between `;` and `|`, single words between commas."""
    parts = [part.strip() for part in re.split(r"[;|\n]", cell) if part.strip()]
    roles = []
    for part in parts:
        words = [word.strip() for word in part.split(",")]
        roles.extend(words if all(re.fullmatch(r"[\w/.-]+", word) for word in words) else [part])
    return roles
