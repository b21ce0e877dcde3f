"""What a change means for money and for people's data, told from its fields, so that the expensive ones come first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from govern.core.regex import regex
from govern.core.report import Change, FieldChange

ACCOUNTS = frozenset((
    "measurementId", "measurementIdOverride", "tagId", "conversionId", "trackingId", "pixelId", "pixel_id", "pixelID",
    "partnerId", "tag_id", "advertiserId", "accountId", "pixelCode", "pixel_code",
))  # fmt: skip
"""The parameters in which tags of Google and of the gallery's templates have the account that they tell."""

ACCOUNT = regex(r"(?:G|AW|DC|GT|UA)-[A-Z0-9-]{4,20}|[0-9]{9,20}", re.I)
"""A text that is nothing but an account of Google's, or a pixel."""

EVENTS = frozenset(("eventName", "event_name", "standardEventName", "event", "eventType"))
FILTERS = frozenset(("filter", "customEventFilter", "autoEventFilter"))
CODE = frozenset(("html", "javascript", "templateData"))
SOLD = regex(r"purchase|order|checkout|sale|conversion", re.IGNORECASE)
"""What tags that tell of sales are called."""

SALES = frozenset(("purchase", "order", "orders", "completepayment", "checkout", "sale"))


def meaning(change: Change) -> str:
    """In a few words what a change means, if it is one that costs; empty for all others."""
    return next((says for says, holds in MEANINGS.items() if holds(change)), "")


def ranked(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes with their meaning, those that cost most first, the others in their order."""
    told = [change.replace(meaning=meaning(change), fields=marked(change)) for change in changes]
    order = list(MEANINGS)
    told.sort(key=lambda change: order.index(change.meaning) if change.meaning else len(order))
    return tuple(told)


def marked(change: Change) -> tuple[FieldChange, ...]:
    """The fields of a change, each with what it means by itself."""
    if change.action not in ("change", "rename"):
        return change.fields
    alone = ((field, meaning(change.replace(fields=(field,)))) for field in change.fields)
    return tuple(field.replace(meaning=says) if says else field for field, says in alone)


def altered(change: Change) -> tuple[FieldChange, ...]:
    """The fields of a thing that is there before and after."""
    return change.fields if change.action in ("change", "rename") else ()


def loosens_consent(change: Change) -> bool:
    """A tag asks for less consent than before."""
    for field in altered(change):
        if field.route[:1] == ("consentSettings",):
            before, after = texts(field.before), texts(field.after)
            asked = "NEEDED" in before and "NEEDED" not in after
            status = field.route[-1] == "consentStatus" and asked
            if status or (field.route == ("consentSettings",) and asked) or fewer_types(field):
                return True
    return False


def fewer_types(field: FieldChange) -> bool:
    """Whether a field lists the types of consent, and fewer than before."""
    if "consentType" not in field.route or field.before is None:
        return False
    return not texts(field.before) <= texts(field.after)


def texts(value: Any) -> frozenset[str]:
    """Every text inside a value."""
    found, stack = set(), [value]
    while stack:
        item = stack.pop()
        if type(item) is str:
            found.add(item)
        elif type(item) is dict:
            stack.extend(item.values())
        elif type(item) is list:
            stack.extend(item)
    return frozenset(found)


def becomes_purchase(change: Change) -> bool:
    """An event of another name is told as a purchase from now on, or a purchase under another name."""
    return any(
        field.route[-1] in EVENTS and (is_sale(field.after) != is_sale(field.before))
        for field in altered(change)
        if field.route
    )


def is_sale(value: Any) -> bool:
    """Whether an event's name is one under which sales are counted."""
    return type(value) is str and value.replace("_", "").casefold() in SALES


def changes_account(change: Change) -> bool:
    """A tag, or the constant that tags use, names another account."""
    for field in altered(change):
        both = type(field.before) is str and type(field.after) is str
        if both and field.route and field.route[-1] in ACCOUNTS:
            return True
        if (
            both
            and field.route[:1] == ("parameter",)
            and ACCOUNT.fullmatch(field.before)
            and ACCOUNT.fullmatch(field.after)
        ):
            return True
    return False


def renames_event(change: Change) -> bool:
    """A tag tells its event under another name."""
    return change.kind == "tag" and any(
        field.route and field.route[-1] in EVENTS and type(field.before) is str and type(field.after) is str
        for field in altered(change)
    )


def loses_guard(change: Change) -> bool:
    """What kept a tag from firing is gone: a blocking trigger, a condition, a limit, a pause."""
    for field in altered(change):
        head = field.route[0] if field.route else ""
        less = field.after is None or texts(field.after) < texts(field.before)
        if head == "blockingTrigger" and field.before is not None and not texts(field.before) <= texts(field.after):
            return True
        if head in FILTERS and len(field.route) <= 2 and field.before is not None and less:
            return True
        if head == "tagFiringOption" and field.before is not None and field.after in (None, "UNLIMITED"):
            return True
        if field.route == ("paused",) and field.before is True:
            return True
    return False


def stops_sale(change: Change) -> bool:
    """A tag that tells of sales is gone, or paused."""
    if change.kind != "tag" or change.action == "add":
        return False
    said = {field.route: field.before for field in change.fields}
    if change.action == "remove":
        return said.get(("type",)) in ("awct", "fls") or any(
            is_sale(value) for route, value in said.items() if route and route[-1] in EVENTS
        )
    paused = any(field.route == ("paused",) and field.after is True for field in change.fields)
    return paused and SOLD.search(change.name[:200]) is not None


def pauses(change: Change) -> bool:
    """A tag is paused."""
    return any(field.route == ("paused",) and field.after is True for field in altered(change))


def fires_otherwise(change: Change) -> bool:
    """A tag has other triggers, or a trigger waits for something else."""
    if change.kind == "trigger":
        return any(field.route and field.route[0] in (*FILTERS, "type") for field in altered(change))
    return change.kind == "tag" and any(field.route[:1] == ("firingTrigger",) for field in altered(change))


def adds_code(change: Change) -> bool:
    """Code that was not there, or is another than before."""
    if change.action == "add" and change.kind == "customTemplate":
        return True
    return change.action != "remove" and any(
        field.route and field.route[-1] in CODE and field.after is not None for field in change.fields
    )


MEANINGS: dict[str, Callable[[Change], bool]] = {
    "consent loosened": loosens_consent,
    "counted as a purchase before or from now on": becomes_purchase,
    "a conversion is told no more": stops_sale,
    "another account": changes_account,
    "an event under another name": renames_event,
    "guard gone": loses_guard,
    "paused": pauses,
    "fires on other occasions": fires_otherwise,
    "code added or changed": adds_code,
}
"""What changes may mean, the most expensive first, and how each is known."""
