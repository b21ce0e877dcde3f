"""Access lists: who may do what, as platforms and spreadsheets tell it, in one type.

One file of `readers/` is one platform's export, and says in its docstring which menu or command produces it. `register` holds what
is live against declared `grants`, those of the house's own roles (`houseroles`) included; `changed` compares two lists, `drafted`
makes a first section of them, `removals` says how access is taken away, `approvals` and `kept` what is known of earlier reviews.
"""

from __future__ import annotations

from typing import Any, Literal

from govern.core.record import Record
from govern.core.report import Place
from govern.spec.base import EMAIL

Kind = Literal["person", "service", "group"]
"""A machine account is a service; nobody logs in as one."""

Factor = Literal["on", "off", ""]
"""Whether somebody needs a second factor to sign in; empty where the list does not say."""

State = Literal["active", "invited", "suspended", ""]
"""Whether access can be used; an invitation that nobody has accepted cannot, and anybody with its link may accept it."""


BY_FILE = "asset by file"
"""The key in `extras` of an entry whose asset is the name of its file, since the list does not name one."""


class AccessEntry(Record):
    """One role of one principal at one asset.

    `principal` is written as the export has it and `key` is for comparing: an e-mail address in lower case, without
    what surrounds it. `role` is the platform's own word, empty where the export has none. `asset` is the platform's
    own way to name it (`accounts/123`, `containers/456`, `properties/789`, `customers/123`) or the text of a cell.
    `last_active` is a day in ISO form, how long before the list it was (`P3D`), or `never`; `since` the day on which the access, or
    the invitation to it, began, in the same forms. `people.py` tells days of both.
    `extras` keeps what else the entry says.
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
    factor: Factor = ""
    state: State = ""
    since: str = ""

    @property
    def shown(self) -> str:
        """The principal for messages; a number has the name in front, where the list gives one."""
        is_number = self.name and not EMAIL.accepts(self.key) and self.name != self.principal
        return f"{self.name} ({self.principal})" if is_number else self.principal


class Oddity(Record):
    """Why an entry could not be read as meant; it is left out unless it still names somebody."""

    message: str
    place: Place
    help: str = ""


class AccessList(Record):
    """One file's entries, in its order.

    `platform` is empty for tables, whose entries name their own. `more` says how the file itself tells that entries are
    missing; `doubt` why nobody can tell whether some are; a file with one entry that somebody asked for by its id is not a
    list at all (`is_list`). `unread` are the headings of columns, with something in them, that nobody understands,
    `puzzling` cells that nobody understands of columns that are understood, each with its heading.
    """

    file: str
    platform: str
    entries: tuple[AccessEntry, ...]
    odd: tuple[Oddity, ...] = ()
    more: Oddity | None = None
    is_list: bool = True
    doubt: str = ""
    unread: tuple[str, ...] = ()
    puzzling: tuple[tuple[str, str], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether who is not in it has no access, as far as the file tells."""
        return self.is_list and self.more is None and not self.doubt
