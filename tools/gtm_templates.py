"""Write `templates/gtm/*/*.tpl` from the sources in `tools/gtm`: `python tools/gtm_templates.py`.

A custom template of Tag Manager is one file, and most of it is permissions and form fields in JSON, many lines for one
fact; nor can templates share code. The sources say each fact once: `tools/gtm/web/<name>.yaml` and
`tools/gtm/server/<platform>.yaml` have

- `name`, `about`, `categories`; `kind` is TAG unless it says MACRO, which is a variable
- `fields`: a `name` and one of `text`, `select` (with `choices`), `table` (with `columns`), `checkbox`, whose value is the
  label; `required`, `unless: <a value of the field "call">`; other words are Tag Manager's own. A field that the code
  does not read is left out
- `permissions` by Tag Manager's names for them: a list, `key: rights`, or the function whose arguments they are
- `code`. What it calls is required by the tool, and what is required is what it calls
- `setup` and `tests`: name and code. They run in Tag Manager's template editor and in our tests

In texts `@word@` stands for what the source says under that word, `@tag.eventName@` for what it says further in. In code
`//= word` does so for a whole line, and `//? word` takes of a text those paragraphs that the rest of the code uses. Words
are also the files `parts/<word>.js`, what `parts/base.yaml` says for all of a folder, and `gtm_facts.py` of a server's
platform.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tools import gtm_facts  # noqa: E402

SOURCES = ROOT / "tools" / "gtm"
TEMPLATES = ROOT / "templates" / "gtm"
Source = dict[str, Any]

CODE = {"web": ("SANDBOXED_JS_FOR_WEB_TEMPLATE", "var"), "server": ("SANDBOXED_JS_FOR_SERVER", "const")}
"""The section with the code, and how it declares what it requires."""

APIS = {
    "JSON", "Math", "Object", "aliasInWindow", "callInWindow", "callLater", "copyFromWindow", "createArgumentsQueue",
    "createQueue", "encodeUriComponent", "fromBase64", "getCookieValues", "getEventData", "getGoogleAuth",
    "getTimestampMillis", "getType", "injectScript", "localStorage", "logToConsole", "makeInteger", "makeNumber",
    "makeString", "sendHttpRequest", "setDefaultConsentState", "setInWindow", "sha256Sync", "templateDataStorage",
    "templateStorage",
}  # fmt: skip
"""What a template may ask for with `require`, as far as ours do; more come with the first that needs them."""

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


def main() -> None:
    """Write every template."""
    for target, text in templates().items():
        target.write_text(text, "utf-8", newline="\n")


def templates() -> dict[Path, str]:
    """Every template by its file."""
    sources = sorted(SOURCES.glob("*/*.yaml"))
    return {TEMPLATES / path.parent.name / f"{path.stem}.tpl": template(path) for path in sources}


def template(path: Path) -> str:
    """The template of a source."""
    context = path.parent.name
    section, keyword = CODE[context]
    source = source_of(path)
    code = code_of(source, keyword)
    parts = {
        "INFO": as_json(info(source, context)),
        "TEMPLATE_PARAMETERS": as_json(fields(source, code)),
        section: code,
        f"{context.upper()}_PERMISSIONS": as_json(list(permissions(source, code))),
        "TESTS": tests(source),
        "NOTES": "Part of govern, which keeps this template in its own files. Change it there.",
    }
    return "\n\n\n".join(f"___{name}___\n\n{text}" for name, text in parts.items()) + "\n"


# --- what a source says


def source_of(path: Path) -> Source:
    """All that a source says and may refer to, the nearest first."""
    parts = {part.stem: part.read_text("utf-8") for part in path.parent.glob("parts/*.js")}
    words = gtm_facts.words(path.stem) if path.parent.name == "server" else {}
    base = path.parent / "parts" / "base.yaml"
    common: Source = yaml.safe_load(base.read_text("utf-8")) if base.exists() else {}
    own: Source = yaml.safe_load(path.read_text("utf-8"))
    return {**parts, **words, **common, **own, "tag": {**common.get("tag", {}), **own.get("tag", {})}}


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


def code_of(source: Source, keyword: str) -> str:
    """The code with everything in its place, after what it requires."""
    text = filled(source["code"], source)
    text = re.sub(r"^//\? (\w+)$", lambda found: used(filled(source[found[1]], source), text), text, flags=re.M)
    required = [f"{keyword} {api} = require('{api}');" for api in sorted(APIS & names(text))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join([*required, "", text])).strip()


def used(library: str, code: str) -> str:
    """The paragraphs that code uses, by itself or through a later one."""
    kept: list[str] = []
    for paragraph in reversed(library.rstrip().split("\n\n")):
        if names("\n".join([code, *kept])).intersection(re.findall(r"^const (\w+)", paragraph, flags=re.M)):
            kept.insert(0, paragraph)
    return "\n".join(kept)


def names(code: str) -> set[str]:
    """The names that code uses, without its texts, comments and what belongs to an object."""
    return set(re.findall(r"(?<![\w.])[A-Za-z]\w*", re.sub(r"'(?:[^'\\]|\\.)*'|//[^\n]*", "", code)))


# --- sections


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
        "displayName": filled(source["name"], source),
        "categories": source["categories"],
        "brand": {"id": "brand_dummy", "displayName": source.get("brand", "govern")},
        "description": filled(source["about"], source),
        "containerContexts": [context.upper()],
    }


def fields(source: Source, code: str) -> list[Source]:
    """The form, as far as the code reads it."""
    read = [one for one in source.get("fields", ()) if re.search(rf"\bdata\.{one['name']}\b", code)]
    return [field(one) for one in filled(read, source)]


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


if __name__ == "__main__":
    main()
