"""What the columns of a table of people and roles mean, from the words in its header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from govern.access import Kind
from govern.access.asked import state_asked
from govern.access.cells import asks_factor, asks_last_active
from govern.access.elsewhere import SYSTEMS
from govern.core.memo import memo
from govern.core.record import Record
from govern.core.regex import regex
from govern.platforms import load, platforms

HEADINGS = {
    "principal": (
        "email", "e mail", "mail", "email address", "e mail address", "user email", "member email", "invited email address", "login email",
        "google account", "account email", "primary email", "work email", "user principal name", "userprincipalname", "upn",
        "e mail adresse", "correo", "correo electrónico", "correo electronico", "dirección de correo electrónico",
        "adresse e mail", "adresse email", "courriel", "indirizzo email", "endereço de e mail", "e mailadres", "e post",
        "e postadress", "e postadresse", "adres e mail", "メールアドレス", "メール",
        "connected by", "installed by", "authorized by", "principal", "user", "user id", "userid", "username", "user name", "login",
        "member", "who", "benutzer", "nutzer", "usuario", "utilisateur", "usuário", "utente", "gebruiker",
        "användare", "bruger", "bruker", "użytkownik", "ユーザー", "kullanıcı", "e posta", "eposta",
    ),
    "name": ("name", "full name", "display name", "displayname", "person", "nombre", "nom", "nome", "naam",
             "anzeigename", "nombre completo", "nom complet",
             "first name", "given name", "vorname", "prénom"),
    "role": (
        "role", "roles", "permission", "permissions", "access", "access level", "access role", "access rights", "level",
        "rights", "scope", "scopes", "requested services", "access requested", "task", "tasks", "user role", "business role", "default role", "permission set", "permission sets", "admin role", "admin permission", "account role", "rolle", "rollen", "zugriff", "zugriffsebene", "zugriffsrechte",
        "berechtigung", "berechtigungen", "rol", "roles asignados", "permiso", "permisos", "nivel de acceso", "rôle", "rôles",
        "autorisation", "autorisations", "niveau d accès", "accès", "ruolo", "autorizzazioni", "livello di accesso", "função",
        "papel", "permissão", "permissões", "nível de acesso", "machtigingen", "toegangsniveau", "roll", "behörighet", "åtkomst",
        "rettighed", "tilladelser", "rola", "uprawnienia", "役割", "ロール", "権限", "yetki", "izin",
    ),
    "asset": (
        "container", "container id", "public id", "property", "property id", "pixel", "pixel id", "dataset",
        "ad account", "ad account id", "customer id", "asset", "asset id", "asset name", "resource", "account",
        "account id", "account name", "business", "business id", "container name", "property name", "konto", "cuenta",
        "compte", "objekt", "propiedad", "propriété", "proprietà", "propriedade", "conta",
    ),
    "platform": ("platform", "system", "tool", "product", "application", "app", "plattform", "plataforma", "plateforme", "piattaforma", "platforma"),
    "kind": ("type", "principal type", "user type", "usertype", "account type", "kind", "typ", "tipo"),
    "app": (
        "app", "app name", "application", "application name", "connected app", "third party app", "integration", "anwendung",
        "verbundene app", "aplicación", "aplicacion", "aplicación conectada", "application connectée", "applicazione", "aplicativo",
    ),
    "app_id": ("app id", "application id", "client id", "oauth client id", "id"),
    "state": (
        "status", "state", "account status", "user status", "invitation", "invitation status", "invite status",
        "member status", "zustand",
        "estado", "estatus", "statut", "état", "stato", "einladung",
    ),
    "until": (
        "end date", "termination date", "terminated on", "last day", "last working day", "leaving date", "leave date", "left on", "contract end",
        "austritt", "austrittsdatum", "austritt am", "letzter arbeitstag", "vertragsende", "fecha de baja", "fecha de salida", "fin de contrato",
        "date de départ", "date de sortie", "date de fin", "data di cessazione", "data de saída", "data de desligamento", "datum uit dienst",
        "uit dienst", "slutdatum",
    ),
    "since": (
        "since", "invited", "invited on", "invited at", "invitation date", "invitation sent", "date invited", "sent", "sent on",
        "date added", "added", "added on", "created", "created on", "eingeladen am", "hinzugefügt am", "fecha de invitación",
        "fecha de alta", "uitgenodigd op", "invitato il", "convidado em", "inbjuden", "invité le", "date d invitation", "date d ajout",
    ),
}  # fmt: skip
"""The words of headers, as `normal` leaves them; where two columns say the same, the earlier word counts."""

CONNECTED = frozenset({"connected by", "installed by", "authorized by"})
"""What the person is called who let an app in."""

OF_APPS = frozenset({"scope", "scopes", "requested services", "access requested"})
"""What the rights of apps are called; where people have roles in it, a column for the application names the platform."""

LONGEST = 80
"""A heading longer than this is a sentence."""

MAIL = regex(r"\be ?mail|\bmail\b|\be ?post|principal ?name|\bupn\b|correo|courriel|メール")
"""What the headings of addresses have in common."""

CAMEL = regex(r"(?<=[a-z])(?=[A-Z])|(?<=[0-9])(?=[A-Z][a-z])")
"""Where the next word of a name such as `lastLogin` begins."""

SCOPES = ("container", "property", "account", "business", "ad account", "pixel")
"""What a heading such as `Container permission` begins with."""


class Columns(Record):
    """The positions of the columns, by meaning; several where several say the same."""

    at: dict[str, tuple[int, ...]]
    header: tuple[str, ...]

    def cell(self, cells: list[str], meaning: str) -> str:
        """The first cell with this meaning that is not empty."""
        return next((cells[at] for at in self.at.get(meaning, ()) if at < len(cells) and cells[at]), "")

    def cells(self, cells: list[str], meaning: str) -> Iterator[tuple[int, str]]:
        """Every cell with this meaning that is not empty, and its column."""
        return ((at, cells[at]) for at in self.at.get(meaning, ()) if at < len(cells) and cells[at])

    @memo
    def heading(self, at: int) -> str:
        """The heading of a column, as `normal` leaves it."""
        return spelt(self.header[at])

    def others(self, cells: list[str]) -> dict[str, str]:
        """The cells of columns that mean nothing to us, by heading."""
        held = (at for at in unknown(self) if at < len(cells) and cells[at])
        return {
            self.header[at] or f"(column {at + 1}, no heading)": cells[at]
            for at in held
            if self.header[at] or not cells[at].isdecimal()
        }


@memo
def unknown(columns: Columns) -> tuple[int, ...]:
    """The positions of the columns that mean nothing to us; an end is understood of people, not of a role."""
    known = {at for meaning, positions in columns.at.items() if meaning != "until" for at in positions}
    return tuple(at for at in range(len(columns.header)) if at not in known)


def normal(heading: str) -> str:
    """A heading without case, marks, repeated space and what stands in brackets, such as `[READ ONLY]`."""
    return re.sub(r"[\W_]+", " ", re.sub(r"\[[^\[\]]*\]|\([^()]*\)", "", heading[:LONGEST])).strip().casefold()


def spelt(heading: str) -> str:
    """A heading as `normal` leaves it, that of a program word by word: `lastLoginTime` is `last login time`."""
    whole = normal(heading)
    return whole if whole in known_words() else normal(CAMEL.sub(" ", heading[:LONGEST]))


@cache
def known_words() -> frozenset[str]:
    """Every heading that is known as one word or several."""
    return frozenset(word for words in HEADINGS.values() for word in words)


def columns_of(header: list[str]) -> Columns | None:
    """The meaning of a header; nothing unless it has a person and a role."""
    columns = meanings_of(header)
    return columns if columns.at["principal"] and columns.at["role"] else None


def people_columns(header: list[str]) -> Columns | None:
    """The meaning of a header of a list of people as directories print them: an address and what is known of its owner,
    no role."""
    columns = meanings_of(header)
    says = [meaning for meaning in ("name", "state", "last_active", "factor", "until") if columns.at[meaning]]
    by_address = any(MAIL.search(spelt(columns.header[at])) for at in columns.at["principal"])
    return columns if by_address and says and not columns.at["role"] else None


def app_columns(header: list[str]) -> Columns | None:
    """The meaning of a header of a list of connected apps: the app, and anything else that is understood of it."""
    columns = meanings_of(header)
    says = any(columns.at[meaning] for meaning in ("app_id", "role", "principal", "last_active", "since", "state"))
    people = [at for at in columns.at["principal"] if columns.heading(at) not in CONNECTED]
    by_person = people and columns.at["role"] and not columns.at["app_id"]
    scoped = any(columns.heading(at) in OF_APPS for at in columns.at["role"])
    return columns if columns.at["app"] and says and (scoped or not by_person) else None


def meanings_of(header: list[str]) -> Columns:
    """The positions of everything that the headings of a table are known to mean."""
    headings = [spelt(cell) for cell in header]
    at: dict[str, tuple[int, ...]] = {}
    for meaning, words in HEADINGS.items():
        found = [(words.index(heading), position) for position, heading in enumerate(headings) if heading in words]
        at[meaning] = tuple(position for _, position in sorted(found))
    scoped = tuple(position for position, heading in enumerate(headings) if scope_of(heading))
    at["role"] = tuple(sorted({*at["role"], *scoped}))
    asked = (position for position, heading in enumerate(headings) if state_asked(heading))
    at["state"] = tuple(dict.fromkeys((*at["state"], *asked)))
    at["last_active"] = tuple(position for position, heading in enumerate(headings) if asks_last_active(heading))
    at["factor"] = tuple(position for position, heading in enumerate(headings) if asks_factor(heading))
    return Columns(at, tuple(header))


def scope_of(heading: str) -> str:
    """The scope in `container permission`; empty for other headings."""
    for scope in SCOPES:
        if heading.startswith(f"{scope} ") and heading[len(scope) + 1 :] in HEADINGS["role"]:
            return scope
    return ""


def asset_at(columns: Columns, cells: list[str], role: int) -> str:
    """The asset that a column of roles speaks about: the one of its scope, or the narrowest there is."""
    scope, positions = scoped(columns, role)
    named = next((cells[position] for position in positions if position < len(cells) and cells[position]), "")
    return named or scope or columns.cell(cells, "asset")


@memo
def scoped(columns: Columns, role: int) -> tuple[str, tuple[int, ...]]:
    """The scope that the heading of a column of roles names, and the columns of its assets."""
    scope = scope_of(columns.heading(role))
    return scope, tuple(at for at in columns.at["asset"] if scope and columns.heading(at).startswith(scope))


@memo
def platform_in(columns: Columns, cell: str, asset: str, role: str) -> str:  # noqa: ARG001 - it keeps the answers
    """`platform_of` for the rows of a table, in which the same few platforms, assets and roles come again and again."""
    return platform_of(cell, asset, role)


def platform_of(cell: str, asset: str, role: str) -> str:
    """The platform's key; from the form of the asset or the role where no column says it."""
    if cell:
        words = normal(cell).replace(" ", "_")
        return called().get(words, words)
    known = ((key, load(key).facts.access.known_by) for key in platforms())
    return next((key for key, form in known if form and (re.fullmatch(form, asset) or re.fullmatch(form, role))), "")


def platform_of_folder(file: str) -> str:
    """The platform after which a folder that a file lies in is called, the nearest first, or else the file itself; of a table
    that does not say one."""
    *folders, name = file.replace("\\", "/").split("/")
    words = (normal(word).replace(" ", "_") for word in (*reversed(folders), name.partition(".")[0]))
    return next((called()[word] for word in words if word in called()), "")


@cache
def called() -> dict[str, str]:
    """The key of the platform by each word for it. What a team calls its own is resolved where the project is known."""
    words: dict[str, str] = {}
    for key in platforms():
        known = load(key)
        words.update(dict.fromkeys((key, *known.aliases, *known.facts.access.called), key))
    for key, other in SYSTEMS.items():
        words.update(dict.fromkeys((key, *other.called), key))
    return words


@memo
def kind_in(columns: Columns, cell: str) -> Kind | None:  # noqa: ARG001 - it keeps the answers
    """What a column such as `Type` says about the principal."""
    words = normal(cell)
    if any(word in words for word in ("service", "system", "machine", "robot")):
        return "service"
    return "group" if "group" in words or "gruppe" in words else None


@memo
def roles_in(columns: Columns, cell: str) -> tuple[str, ...]:  # noqa: ARG001 - it keeps the answers
    """The roles in a cell: several stand on lines of their own or between `;` and `|`, single words between commas."""
    parts = [part.strip() for part in re.split(r"[;|\n]", cell) if part.strip()]
    roles = []
    for part in parts:
        words = [word.strip() for word in part.split(",")]
        roles.extend(words if all(re.fullmatch(r"[\w/.-]+", word) for word in words) else [part])
    return tuple(roles)
