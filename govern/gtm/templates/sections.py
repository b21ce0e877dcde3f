"""The sections of a custom template as Tag Manager writes them: what the gallery shows, form, permissions, tests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from textwrap import indent
from typing import Any

from govern.gtm.templates.filling import filled
from govern.gtm.templates.sources import Source, titled

PERMISSIONS: dict[str, dict[str, str | tuple[str, ...]]] = {
    "access_globals": {"keys": ("key", "read", "write", "execute")},
    "access_local_storage": {"keys": ("key", "read", "write")},
    "access_consent": {"consentTypes": ("consentType", "read", "write")},
    "access_template_storage": {},
    "inject_script": {"urls": ()},
    "read_event_data": {"keyPatterns": (), "eventDataAccess": "specific"},
    "get_cookies": {"cookieAccess": "specific", "cookieNames": ()},
    "send_http": {"allowedUrls": "specific", "urls": ()},
    "use_google_credentials": {"allowedScopes": ()},
    "logging": {"environments": "all"},
}
"""The parameters of each permission: a word, or what the source gives, in rows of these columns where there are some."""


def as_json(value: Any) -> str:
    """JSON as Tag Manager exports it."""
    return json.dumps(value, indent=2, ensure_ascii=False).replace("'", "\\u0027")


def info(source: Source, context: str) -> Source:
    """What the gallery shows."""
    return {
        "type": source.get("kind", "TAG"),
        "id": "cvt_temp_public_id",
        "version": 1,
        "securityGroups": [],
        "displayName": titled(source["label"]),
        "categories": source["categories"],
        "brand": {"id": "brand_dummy", "displayName": source.get("brand", "govern")},
        "description": filled(source["about"], source),
        "containerContexts": [context.upper()],
    }


def fields(source: Source, code: str) -> list[Source]:
    """The form, as far as the code reads it."""
    read = set(re.findall(r"\bdata\.(\w+)", code))
    return [field(filled(one, source)) for one in source.get("fields", ()) if one["name"] in read]


def field(one: Source) -> Source:
    """A field of the form."""
    made: Source = {"type": ""}
    for word, value in one.items():
        made |= translated(word, value)
    return made


def translated(word: str, value: Any) -> Source:
    """One of our words about a field in Tag Manager's."""
    match word:
        case "text":
            return {"type": "TEXT", "displayName": value, "simpleValueType": True}
        case "select":
            return {"type": "SELECT", "displayName": value, "simpleValueType": True, "macrosInSelect": False}
        case "checkbox":
            return {"type": "CHECKBOX", "checkboxText": value, "simpleValueType": True}
        case "table":
            rest = translated("columns", {"name": "Name", "value": "Value"})
            return {"type": "SIMPLE_TABLE", "displayName": value, **rest}
        case "columns":
            columns = [{"type": "TEXT", "name": it, "displayName": value[it], "defaultValue": ""} for it in value]
            columns[0]["isUnique"] = True
            return {"simpleTableColumns": columns}
        case "choices":
            return {"selectItems": [{"value": name, "displayValue": label} for name, label in value.items()]}
        case "required":
            return {"alwaysInSummary": True, "valueValidators": [{"type": "NON_EMPTY"}]}
        case "unless":
            return {"enablingConditions": [{"paramName": "call", "paramValue": value, "type": "NOT_EQUALS"}]}
        case _:
            return {word: value}


def permissions(source: Source, code: str) -> Iterator[Source]:
    """What the template may do, and no more."""
    for name, given in filled(source["permissions"], source).items():
        if isinstance(given, str):
            given = sorted(set(re.findall(rf"\b{given}\('([^']+)'\)", code)))
            if not given:
                continue
        pairs = [{"key": key, "value": typed(parameter(given, form))} for key, form in PERMISSIONS[name].items()]
        made: Source = {"instance": {"key": {"publicId": name, "versionId": "1"}, "param": pairs}}
        if pairs:
            made["clientAnnotations"] = {"isEditedByUser": True}
        yield {**made, "isRequired": True}


def parameter(given: Any, form: str | tuple[str, ...]) -> Any:
    """The value of a permission's parameter."""
    if isinstance(form, str) or not form:
        return form or given
    about, *rights = form
    assert {right for said in given.values() for right in said.split()} <= set(rights), given
    return [{about: name, **{right: right in said.split() for right in rights}} for name, said in given.items()]


def typed(value: Any) -> Source:
    """A value with its type beside it."""
    match value:
        case bool():
            return {"type": 8, "boolean": value}
        case str():
            return {"type": 1, "string": value}
        case dict():
            return {"type": 3, "mapKey": list(map(typed, value)), "mapValue": list(map(typed, value.values()))}
        case _:
            return {"type": 2, "listItem": list(map(typed, value))}


def tests(source: Source) -> str:
    """The tests as Tag Manager writes them, which is YAML with the code in blocks."""
    lines = ["scenarios:"]
    for name, code in filled(source["tests"], source).items():
        lines += [f"- name: {json.dumps(name) if ':' in name else name}", "  code: |-", indent(code.rstrip(), " " * 4)]
    if "setup" in source:
        lines += ["setup: |-", indent(filled(source["setup"], source).rstrip(), " " * 2)]
    return "\n".join(lines)
