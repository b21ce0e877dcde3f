"""Which account a page belongs to: the destination's ID, by environment where it differs."""

from __future__ import annotations

import re

from govern.gtm.container import Body, Context
from govern.gtm.derive.draft import Draft
from govern.gtm.derive.events import hostname
from govern.gtm.derive.shapes import FOLDER, condition, custom_event, flag, is_missing, reference, table, text, variable
from govern.spec.base import ENVIRONMENTS, ByEnvironment, in_environment
from govern.spec.sections.destinations import Destination
from govern.spec.sections.sites import Site


def account(
    draft: Draft, destination: Destination, site: Site, given: ByEnvironment | None = None, strip: str = ""
) -> tuple[str, str | None] | None:
    """The variable with the destination's ID, and the trigger that blocks its tags where there is none.

    One ID for everything is a constant. IDs by environment, and those of a container that several sites share, are
    looked up by host name; a host that no site declares has none. `given` is
    the account where it is not the destination's id, `strip` a beginning that the tags do not want.
    `None` when no ID can be found at all.
    """
    ids = given or destination.id
    if ids is None:
        draft.problem(f'destination "{destination.name}" has no id, so no tag can be derived', destination.place())
        return None
    name, what = draft.named("ID", destination.name), f"destination {destination.name}"
    if isinstance(ids, str) and len(draft.sites) == 1:
        id = ids.removeprefix(strip)
        return draft.add("variable", name, variable("c", text("value", id)), destination, what), None
    rows = [(host, id.removeprefix(strip)) for host, id in rows_of(ids, site)]
    if not rows:
        message = f'destination "{destination.name}" has an id, but site "{site.name}" has no domain for it'
        draft.problem(message, destination.place("id"), "declare the site's domains for the environments of the id")
        return None
    draft.add("variable", name, lookup(hostname(draft, destination), rows), destination, what)
    blocked = always(draft.context, [is_missing(name)])
    block = draft.named("Block", f"{destination.name} has no ID here")
    return name, draft.add("trigger", block, blocked, destination, what)


def always(context: Context, filters: list[Body]) -> Body:
    """A trigger on whatever happens, under conditions."""
    if context == "server":
        return {"type": "ALWAYS", "filter": filters, "folder": FOLDER}
    return custom_event(condition("MATCH_REGEX", "_event", ".*"), filters)


def rows_of(ids: ByEnvironment, site: Site) -> list[tuple[str, str]]:
    """Host name and ID, production first; of a host in two environments the first counts."""
    rows: dict[str, str] = {}
    for environment in ENVIRONMENTS:
        id = in_environment(ids, environment)
        for domain in site.domains.get(environment, ()):
            if id is not None:
                rows.setdefault(domain.lower().split(":")[0], id)
    return list(rows.items())


def lookup(hostname: str, rows: list[tuple[str, str]]) -> Body:
    """A lookup table by host name, or a RegEx table where a domain such as `*.shop.example` stands for many."""
    if not any("*" in host for host, _ in rows):
        return variable(
            "smm",
            text("input", reference(hostname)),
            table("map", ("key", "value"), rows),
            flag("setDefaultValue", False),
        )
    patterns = [(re.escape(host).replace(r"\*", ".*"), id) for host, id in rows]
    return variable(
        "remm",
        text("input", reference(hostname)),
        table("map", ("key", "value"), patterns),
        flag("setDefaultValue", False),
        flag("fullMatch", True),
        flag("ignoreCase", True),
        flag("replaceAfterMatch", False),
    )
