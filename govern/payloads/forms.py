"""Where things lie in a body that a platform takes."""

from __future__ import annotations

from govern.core.record import Record
from govern.core.report import Route


class Form(Record):
    """One way in which bodies of a platform are laid out.

    `events` leads from the root to the list of events, nowhere where the body is one event. A body has the form when it
    has all of `marks`, in one of its events or, after a `..`, in the root. `user` and `custom` lead from an event to its
    match keys and its parameters; match keys are an object (`keys`), a list of objects with one key each (`list`), or a
    list of objects with a type and a value (`typed`). `names` are what this form calls fields, match keys and parameters
    that the facts call otherwise; those that start with `...` lie in the root. `times` is the form of a time where it is
    not that of the facts. `root` are the keys that the root must have, `either` those of which it must have one, or each event where there is a `schema`; `test`
    are the ways to what makes a body a test. `legacy` forms are still taken: the facts are about the current one, so
    less is asked of them. `said` are ways to words that a body of this form has there, where others look like it.
    `account` leads to whose it is, where that is not a key by itself. `schema` describes every object of a request by its name, the request itself by the first, where any other field or type
    makes the platform refuse it; of `one_of` such an object has one field.
    """

    events: Route = ()
    marks: tuple[Route, ...] = ()
    user: Route = ()
    custom: Route = ()
    users: str = "keys"
    names: dict[str, str] = {}
    times: str = ""
    root: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    event_name: Route = ()
    test: tuple[Route, ...] = ()
    legacy: bool = False
    said: tuple[tuple[Route, str], ...] = ()
    account: Route = ()
    schema: dict[str, dict[str, str]] = {}
    one_of: dict[str, tuple[str, ...]] = {}
