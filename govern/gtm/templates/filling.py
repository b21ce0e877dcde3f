"""How texts of a source refer to each other, and the code that comes of it."""

from __future__ import annotations

import json
import re
from typing import Any

from govern.gtm.templates.sources import Source

KEYWORD = {"web": "var", "server": "const"}
"""How the code of each kind of container declares what it requires."""

APIS = {
    "JSON", "Math", "Object", "addConsentListener", "aliasInWindow", "callInWindow", "callLater", "copyFromWindow",
    "createArgumentsQueue", "createQueue", "encodeUriComponent", "fromBase64", "getCookieValues", "getEventData", "getGoogleAuth",
    "getTimestampMillis", "getType", "injectScript", "localStorage", "logToConsole", "makeInteger", "makeNumber",
    "makeString", "sendHttpRequest", "setDefaultConsentState", "setInWindow", "sha256Sync", "templateDataStorage",
    "templateStorage",
}  # fmt: skip
"""What a template may ask for with `require`, as far as ours do; more come with the first that needs them."""


def filled(value: Any, source: Source) -> Any:
    """A value of a source with everything in its place that it refers to."""

    def said(found: re.Match[str]) -> str:
        there: Any = source
        for word in (found[1] or found[2]).split("."):
            there = there[word]
        there = filled(there, source)
        return there if isinstance(there, str) else json.dumps(there, indent=2, ensure_ascii=False)

    if isinstance(value, dict):
        return {key: filled(inner, source) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, source) for inner in value]
    return re.sub(r"^//= (\w+)$|@([a-z][\w.]*)@", said, value, flags=re.M) if isinstance(value, str) else value


def code_of(source: Source, context: str) -> str:
    """The code with everything in its place, after what it requires."""
    text = filled(source["code"], source)
    text = re.sub(r"^//\? (\w+)$", lambda found: used(filled(source[found[1]], source), text), text, flags=re.M)
    required = [f"{KEYWORD[context]} {api} = require('{api}');" for api in sorted(APIS & names(text))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join([*required, "", text])).strip()


def used(library: str, code: str) -> str:
    """The paragraphs that code uses, by itself or through a later one."""
    kept: list[str] = []
    wanted = names(code)
    for paragraph in reversed(library.rstrip().split("\n\n")):
        if wanted.intersection(re.findall(r"^const (\w+)", paragraph, flags=re.M)):
            kept.insert(0, paragraph)
            wanted |= names(paragraph)
    return "\n".join(kept)


def names(code: str) -> set[str]:
    """The names that code uses, without its texts, comments and what belongs to an object."""
    return set(re.findall(r"(?<![\w.])[A-Za-z]\w*", re.sub(r"'(?:[^'\\]|\\.)*'|//[^\n]*", "", code)))
