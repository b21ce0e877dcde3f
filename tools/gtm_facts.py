"""What the code of a server template takes from a platform's facts, as JavaScript.

Match keys with the steps of their normalisation, types of parameters and names of events come from the facts; what a
request says by itself and what an item becomes from the payloads, so that both say the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from govern.payloads.layout import layout
from govern.payloads.normalise import BLANKS, PUNCTUATION, hashes
from govern.platforms import load
from govern.platforms.facts import MatchKey

NOTHING = ("utf8", "anonymised", "us_two_letter_code")
"""Steps for people to read, which change no value."""

TYPED = ("array<object>", "array<string>", "enum", "float", "integer", "number", "string", "url", "urn")
"""Types of parameters that change the value."""

REQUEST = {
    "ip": "getEventData('ip_override')",
    "user_agent": "getEventData('user_agent')",
    "fbc": "getCookieValues('_fbc')[0]",
    "fbp": "getCookieValues('_fbp')[0]",
    "ttclid": "getCookieValues('ttclid')[0]",
    "ttp": "getCookieValues('_ttp')[0]",
    "epik": "getCookieValues('_epik')[0]",
    "sc_click_id": "getCookieValues('_scclid')[0]",
    "sc_cookie1": "getCookieValues('_scid')[0]",
    "li_fat_id": "getCookieValues('li_fat_id')[0]",
    "rdt_uuid": "getCookieValues('_rdt_uuid')[0]",
    "twclid": "getCookieValues('twclid')[0]",
    "msclkid": "makeString(getCookieValues('_uetmsclkid')[0] || '').split('_uet').pop()",
}
"""Where the server finds what the payloads call the request's."""


def words(key: str) -> dict[str, str]:
    """What stands between two @ in the sources of a platform's template."""
    facts = load(key)
    options: tuple[str, ...] = import_module(f"govern.platforms.{key}.server").API.data_use
    events = [event.server_name for event in facts.events.values() if event.server_name != "CUSTOM"]
    types = {one.name: f"'{one.type}'" for one in facts.parameters.values() if one.type in TYPED}
    contents = {name: f"['{ours}', '{form}']" for name, (ours, form) in told(key, "CONTENTS").items()}
    request = [f"{{name: '{name}', value: {REQUEST[said]}}}" for name, said in told(key, "REQUEST").items()]
    return {
        "version": facts.api.version_current,
        "host": facts.api.hosts[0],
        "option": next(iter(options), ""),
        "options": listing(map(repr, options)),
        "standard": listing(map(repr, dict.fromkeys(events))),
        "match_keys": mapping({one.key: normalised(one) for one in facts.match_keys.values()}),
        "types": mapping(types),
        "names": mapping({name: repr(other) for name, other in {**facts.server_words, **told(key, "NAMES")}.items()}),
        "contents": mapping(contents),
        "told": listing(request),
        "blanks": quoted(BLANKS),
        "punctuation": quoted(PUNCTUATION),
    }


def told(key: str, name: str) -> dict[str, Any]:
    """A table of the platform's payloads, empty where it has none."""
    found: dict[str, Any] = getattr(layout(key), name, {})
    return found


def normalised(key: MatchKey) -> str:
    """What is done to a match key, and whether its hash is sent."""
    steps = ", ".join(function(step) for step in key.normalise if step not in NOTHING)
    return f"{{steps: [{steps}], hash: {str(hashes(key)).lower()}}}"


def function(step: str) -> str:
    """What the code calls a step: `strip_spaces` is `stripSpaces`."""
    if step == "format:YYYYMMDD":
        return "day"
    name, _, letters = step.partition(":")
    head, *rest = name.split("_")
    called = head + "".join(word[:1].upper() + word[1:] for word in rest)
    return f"{called}({letters.split(',')})" if letters else called


def mapping(rows: Mapping[str, str]) -> str:
    """An object with a row for each key."""
    keys = {key: key if re.fullmatch(r"\w+", key) else repr(key) for key in rows}
    return "{" + lines(f"{keys[key]}: {value}" for key, value in rows.items()) + "}"


def listing(rows: Iterable[str]) -> str:
    """A list with a row for each value."""
    return "[" + lines(rows) + "]"


def lines(rows: Iterable[str]) -> str:
    """Rows between brackets."""
    text = ",\n  ".join(rows)
    return f"\n  {text}\n" if text else ""


def quoted(text: str) -> str:
    """A text as JavaScript writes it."""
    return json.dumps(text).replace("'", "\\u0027")
