"""Access lists: who may do what, as platforms and spreadsheets tell it, in one type.

One file of this folder is one platform's export. Each knows its export by the content, so that a file may have any
name, and says in its docstring which menu or command produces it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from govern.core.record import Record
from govern.core.report import Place

if TYPE_CHECKING:
    from types import ModuleType

Kind = Literal["person", "service", "group"]
"""A machine account is a service; nobody logs in as one."""


class AccessEntry(Record):
    """One role of one principal at one asset.

    `principal` is written as the export has it and `key` is for comparing: an e-mail address in lower case, without
    what surrounds it. `role` is the platform's own word, empty where the export has none. `asset` is the platform's
    own way to name it (`accounts/123`, `containers/456`, `properties/789`, `customers/123`) or the text of a cell.
    `last_active` is a day where the export has one in ISO form. `extras` keeps what else the entry says.
    """

    principal: str
    key: str
    role: str
    place: Place
    asset: str = ""
    platform: str = ""
    kind: Kind = "person"
    name: str = ""
    last_active: str = ""
    extras: dict[str, Any] = {}


class Oddity(Record):
    """Why an entry could not be read as meant; it is left out unless it still names somebody."""

    message: str
    place: Place
    help: str = ""


class AccessList(Record):
    """One file's entries, in its order.

    `platform` is empty for tables, whose entries name their own. `more` says how the file itself tells that entries are
    missing; a file with one entry that somebody asked for by its id is no list at all (`is_list`).
    """

    file: str
    platform: str
    entries: tuple[AccessEntry, ...]
    odd: tuple[Oddity, ...] = ()
    more: Oddity | None = None
    is_list: bool = True


READERS = ("gtm", "ga4", "google_ads", "meta", "table")
"""The modules of this folder that read JSON, the most specific first."""


def readers() -> list[ModuleType]:
    """The reading modules, in the order in which they are asked."""
    return [import_module(f"{__name__}.{name}") for name in READERS]


def matches(data: Any) -> bool:
    """Whether parsed JSON is an access list that one of the readers knows."""
    return any(reader.matches(data) for reader in readers())


def read(data: Any, file: str) -> AccessList:
    """The access list in parsed JSON for which `matches` holds."""
    reader = next(reader for reader in readers() if reader.matches(data))
    found: AccessList = reader.read(data, file)
    return found
