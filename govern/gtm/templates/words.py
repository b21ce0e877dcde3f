"""What the code of a server template takes from a platform's facts, as JavaScript.

Match keys with the steps of their normalisation, types of parameters and names of events come from the facts, to which a
team may add its own; what a request says by itself and what an item becomes from the platform's payload, so that both
say the same. Every text of a fact is made a text of JavaScript in which nothing stands for anything else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from govern.core.characters import BLANKS, CURRENCY_SIGNS, PUNCTUATION
from govern.core.registry import network
from govern.spec.regions import COUNTRIES

if TYPE_CHECKING:
    from govern.platforms import Platform
    from govern.platforms.facts import MatchKey

NOTHING = ("utf8", "anonymised", "us_two_letter_code")
"""Steps for people to read, which change no value."""

TYPED = ("array<object>", "array<string>", "enum", "float", "integer", "number", "string", "url", "urn")
"""Types of parameters that change the value."""

REQUEST = {
    "ip": "getEventData('ip_override')",
    "user_agent": "getEventData('user_agent')",
    "fbc": "clickOf(getCookieValues('_fbc')[0], 'fbclid', isFbc, 'fb.1.' + makeString(getTimestampMillis()) + '.')",
    "fbp": "clickOf(getCookieValues('_fbp')[0], '', isFbp, '')",
    "ttclid": "clickOf(getCookieValues('ttclid')[0], 'ttclid', isClick, '')",
    "ttp": "getCookieValues('_ttp')[0]",
    "epik": "clickOf(getCookieValues('_epik')[0], 'epik', isClick, '')",
    "sc_click_id": "clickOf(getCookieValues('_scclid')[0], 'ScCid', isClick, '')",
    "sc_cookie1": "getCookieValues('_scid')[0]",
    "li_fat_id": "clickOf(getCookieValues('li_fat_id')[0], 'li_fat_id', isClick, '')",
    "rdt_uuid": "clickOf(makeString(getCookieValues('_rdt_uuid')[0] || '').split('.').pop(), '', isClick, '')",
    "twclid": "clickOf(getCookieValues('twclid')[0], 'twclid', isClick, '')",
    "msclkid": "clickOf(makeString(getCookieValues('_uetmsclkid')[0] || '').split('_uet').pop(), 'msclkid', isClick, '')",
}
"""Where the server finds what the payloads call the request's."""


def words(platform: Platform, key: str) -> dict[str, str]:
    """What stands between two @ in the source of a platform's template, from the facts of a project."""
    options: tuple[str, ...] = network(key, "server").API.data_use
    told = vars(network(key, "payload"))
    events = [event.server_name for event in platform.events.values() if event.server_name != "CUSTOM"]
    types = {one.name: text(one.wire) for one in platform.parameters.values() if one.type in TYPED}
    contents = {name: f"[{text(ours)}, {text(form)}]" for name, (ours, form) in told.get("CONTENTS", {}).items()}
    request = [f"{{name: {text(name)}, value: {REQUEST[said]}}}" for name, said in told.get("REQUEST", {}).items()]
    return {
        "version": inside(platform.api.version_current),
        "host": inside(next(iter(platform.api.hosts), "")),
        "option": next(iter(options), ""),
        "options": listing(map(text, options)),
        "standard": listing(map(text, dict.fromkeys(events))),
        "match_keys": mapping({one.key: normalised(one) for one in platform.match_keys.values()}),
        "types": mapping(types),
        "taken": listing(map(text, sorted(name for name in platform.parameters if platform.is_taken(name))))
        if platform.facts.parameters.closed
        else "[]",
        "names": mapping(
            {name: text(other) for name, other in {**platform.server_words, **told.get("NAMES", {})}.items()}
        ),
        "contents": mapping(contents),
        "told": listing(request),
        "any_of": json.dumps([list(map(inside, way)) for way in platform.facts.customer_information.any_of]).replace(
            '"', "'"
        ),
        "blanks": quoted(BLANKS),
        "punctuation": quoted(PUNCTUATION),
        "signs": quoted(CURRENCY_SIGNS),
        "countries": text(" ".join(sorted(COUNTRIES)).lower()),
    }


def normalised(key: MatchKey) -> str:
    """What is done to a match key, and whether its hash is sent."""
    steps = ", ".join(function(step) for step in key.normalise if step not in NOTHING)
    return f"{{steps: [{steps}], hash: {str(key.is_hashed).lower()}}}"


def function(step: str) -> str:
    """What the code calls a step: `strip_spaces` is `stripSpaces`."""
    if step == "format:YYYYMMDD":
        return "day"
    name, _, letters = step.partition(":")
    head, *rest = name.split("_")
    called = head + "".join(word[:1].upper() + word[1:] for word in rest)
    return f"{called}([{', '.join(map(text, letters.split(',')))}])" if letters else called


def mapping(rows: Mapping[str, str]) -> str:
    """An object with a row for each key."""
    keys = {key: key if re.fullmatch(r"[A-Za-z_]\w*", key, re.ASCII) else text(key) for key in rows}
    return "{" + lines(f"{keys[key]}: {value}" for key, value in rows.items()) + "}"


def listing(rows: Iterable[str]) -> str:
    """A list with a row for each value."""
    return "[" + lines(rows) + "]"


def lines(rows: Iterable[str]) -> str:
    """Rows between brackets."""
    inner = ",\n  ".join(rows)
    return f"\n  {inner}\n" if inner else ""


def text(value: str) -> str:
    """A text of a fact as JavaScript writes it."""
    return f"'{inside(value)}'"


def inside(value: str) -> str:
    """A text of a fact between quotes of either kind, where no @ refers to anything."""
    return quoted(value)[1:-1].replace("@", "\\u0040")


def quoted(value: str) -> str:
    """A text as JavaScript writes it."""
    return json.dumps(value).replace("'", "\\u0027")
