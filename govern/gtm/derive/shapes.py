"""The shapes Tag Manager keeps things in, so that the derivation can say what it means: texts, tables, triggers, tags.

All come out in the canonical form of `model.gtm`: parameters by key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govern.gtm.container import BUILT_IN_TRIGGERS, Body
from govern.spec.base import ConsentType

BUILT_IN = frozenset(BUILT_IN_TRIGGERS.values())
FOLDER = "govern"
"""The folder of all derived entities, so that people see in Tag Manager what the specs own."""

MISSING = r"\s*(undefined|null|NaN)?\s*"
"""What a variable without a usable value looks like where Tag Manager compares texts.

A parameter that is not in the data layer is compared as the text `undefined`, and one that a page filled too early is
often empty, `null` or `NaN`. A zero and `false` are values. An empty list is an empty text, so it is missing too.
"""


def text(key: str, value: str) -> Body:
    """A text parameter; `{{Name}}` in it is a variable."""
    return {"type": "TEMPLATE", "key": key, "value": value}


def flag(key: str, value: bool) -> Body:
    """A parameter that is true or false."""
    return {"type": "BOOLEAN", "key": key, "value": "true" if value else "false"}


def number(key: str, value: int) -> Body:
    """A parameter that holds a whole number, as Tag Manager writes it."""
    return {"type": "INTEGER", "key": key, "value": str(value)}


def table(key: str, columns: tuple[str, str], rows: Iterable[tuple[str, str]]) -> Body:
    """A table of two columns, named in the order of the alphabet, as lookup tables and parameter lists are kept."""
    maps = [{"type": "MAP", "map": [text(columns[0], one), text(columns[1], two)]} for one, two in rows]
    return {"type": "LIST", "key": key, "list": maps} if maps else {"type": "LIST", "key": key}


def by_key(parameter: Body) -> str:
    """What parameters are ordered by."""
    key: str = parameter["key"]
    return key


def reference(name: str) -> str:
    """A variable where its value is wanted. Standing alone it keeps its type, inside a text it becomes text."""
    return f"{{{{{name}}}}}"


def condition(operator: str, variable: str, value: str, *, negate: bool = False) -> Body:
    """One condition of a trigger."""
    sides = [text("arg0", reference(variable)), text("arg1", value)]
    return {"type": operator, "parameter": [*sides, flag("negate", True)] if negate else sides}


def is_missing(variable: str, *, negate: bool = False, zero: bool = False) -> Body:
    """The condition that a variable has no usable value, or has one; with `zero` a 0 is not usable."""
    pattern = MISSING.replace("NaN", "NaN|-?0+([.]0+)?") if zero else MISSING
    return condition("MATCH_REGEX", variable, f"^{pattern}$", negate=negate)


def custom_event(event: Body, filters: Sequence[Body] = ()) -> Body:
    """A trigger on messages in the data layer."""
    body: Body = {"type": "CUSTOM_EVENT", "customEventFilter": [event], "folder": FOLDER}
    return {**body, "filter": list(filters)} if filters else body


def variable(type: str, *parameters: Body) -> Body:
    """A variable. Tag Manager adds an empty `formatValue` when it saves one, so we write it too."""
    return {"type": type, "parameter": sorted(parameters, key=by_key), "formatValue": {}, "folder": FOLDER}


def tag(
    type: str,
    parameters: Iterable[Body],
    firing: str | Sequence[str],
    blocking: str | None,
    consent: Sequence[ConsentType],
) -> Body:
    """A tag that fires once an event, once a page where it belongs to the page or has several moments, or not of itself.

    Tag Manager adds `monitoringMetadata` when it saves one, so we write it too.
    """
    on = [firing] if isinstance(firing, str) else list(firing)
    once_a_page = len(on) > 1 or bool(BUILT_IN.intersection(on))
    body: Body = {
        "type": type,
        "parameter": sorted(parameters, key=by_key),
        **({"firingTrigger": on} if any(on) else {}),
        "tagFiringOption": "ONCE_PER_LOAD" if once_a_page else "ONCE_PER_EVENT",
        "monitoringMetadata": {"type": "MAP"},
        "consentSettings": consent_settings(consent),
        "folder": FOLDER,
    }
    return {**body, "blockingTrigger": [blocking]} if blocking else body


def after(body: Body, setup: str) -> Body:
    """A tag that is preceded by another.

    What prepares a platform's library fires at the beginning of a page, if there is consent by then. With this, it is
    made up for where consent comes later; once a page all the same.
    """
    return {**body, "setupTag": [{"tagName": setup}]}


def consent_settings(consent: Sequence[ConsentType]) -> Body:
    """The consent that must be given before a tag fires; with none, the tag says that it needs no more than it checks.

    Tag Manager takes a type that nobody has set for granted, so a page sets its defaults before anything else.
    """
    if not consent:
        return {"consentStatus": "NOT_NEEDED"}
    asked = [{"type": "TEMPLATE", "value": type} for type in consent]
    return {"consentStatus": "NEEDED", "consentType": {"type": "LIST", "list": asked}}
