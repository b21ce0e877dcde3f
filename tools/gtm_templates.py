"""Write `templates/gtm/web/*.tpl` from the sources in `tools/gtm/web`: `python tools/gtm_templates.py`.

A custom template of Tag Manager is one file, and most of it is permissions and form fields in JSON, many lines for one
fact; nor can templates share code. The sources say each fact once: `tools/gtm/web/<name>.yaml` has

- `name`, `about`, `categories`; `kind` is TAG unless it says MACRO, which is a variable
- `fields`: a `name` and one of `text`, `select` (with `choices`), `table`, `checkbox`, whose value is the label;
  `required`, `help`, `unless: <a value of the field "call">`, and for tables `columns`
- permissions: `globals` (path: rights), `scripts` (addresses), `template_storage`, `local_storage` (key: rights), `consent`
  (type: rights)
- `code`, in which `//= <part>` stands for `tools/gtm/parts/<part>.js`. What it calls is required by the tool, and what
  is required is what it calls
- `setup` (with parts too) and `tests`: name and code. They run in Tag Manager's template editor and in our tests
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "tools" / "gtm"
TEMPLATES = ROOT / "templates" / "gtm" / "web"
Source = dict[str, Any]

RIGHTS = ("read", "write", "execute")
TYPES = {bool: (8, "boolean"), str: (1, "string")}
APIS = (
    "JSON", "Object", "aliasInWindow", "callInWindow", "callLater", "copyFromWindow", "createArgumentsQueue", "createQueue",
    "encodeUriComponent", "getTimestampMillis", "getType", "injectScript", "localStorage", "makeInteger", "makeNumber",
    "makeString", "setDefaultConsentState", "setInWindow", "templateStorage",
)  # fmt: skip
"""What a template may ask for with `require`, as far as ours do; more come with the first that needs them."""


def main() -> None:
    """Write every template."""
    for source in sorted(SOURCES.glob("web/*.yaml")):
        target = TEMPLATES / f"{source.stem}.tpl"
        target.write_text(template(source), "utf-8", newline="\n")


def template(path: Path) -> str:
    """The template of a source."""
    source: Source = yaml.safe_load(path.read_text("utf-8"))
    parts = {
        "INFO": as_json(info(source)),
        "TEMPLATE_PARAMETERS": as_json([field(one) for one in source.get("fields", ())]),
        "SANDBOXED_JS_FOR_WEB_TEMPLATE": code_of(source["code"]),
        "WEB_PERMISSIONS": as_json(list(permissions(source))),
        "TESTS": tests(source),
        "NOTES": "Part of govern, which keeps this template in its own files. Change it there.",
    }
    return "\n\n\n".join(f"___{name}___\n\n{text}" for name, text in parts.items()) + "\n"


def as_json(value: Any) -> str:
    """JSON as Tag Manager exports it."""
    return json.dumps(value, indent=2, ensure_ascii=False).replace("'", "\\u0027")


def info(source: Source) -> Source:
    """What the gallery shows."""
    return {
        "type": source.get("kind", "TAG"),
        "id": "cvt_temp_public_id",
        "version": 1,
        "securityGroups": [],
        "displayName": source["name"],
        "categories": source["categories"],
        "brand": {"id": "brand_dummy", "displayName": "govern"},
        "description": source["about"],
        "containerContexts": ["WEB"],
    }


def field(one: Source) -> Source:
    """A field of the form."""
    shape = next(key for key in ("text", "select", "table", "checkbox") if key in one)
    made: Source = {"type": {"table": "SIMPLE_TABLE"}.get(shape, shape.upper()), "name": one["name"]}
    made["checkboxText" if shape == "checkbox" else "displayName"] = one[shape]
    if shape == "table":
        columns = one.get("columns", {"name": "Name", "value": "Value"})
        made["simpleTableColumns"] = [
            column(name, label, not index) for index, (name, label) in enumerate(columns.items())
        ]
    else:
        made["simpleValueType"] = True
    if shape == "select":
        made["macrosInSelect"] = False
        made["selectItems"] = [{"value": value, "displayValue": label} for value, label in one["choices"].items()]
    if one.get("required"):
        made["alwaysInSummary"] = True
        made["valueValidators"] = [{"type": "NON_EMPTY"}]
    if "help" in one:
        made["help"] = one["help"]
    if "unless" in one:
        made["enablingConditions"] = [{"paramName": "call", "paramValue": one["unless"], "type": "NOT_EQUALS"}]
    return made


def column(name: str, label: str, is_first: bool) -> Source:
    """A column of a table."""
    made: Source = {"type": "TEXT", "name": name, "displayName": label, "defaultValue": ""}
    return {**made, "isUnique": True} if is_first else made


def code_of(text: str) -> str:
    """The code with its parts in place, after what it requires."""
    text = with_parts(text)
    bare = re.sub(r"'(?:[^'\\]|\\.)*'|//[^\n]*", "", text)
    used = [api for api in sorted(APIS) if re.search(rf"(?<![\w.]){api}\b", bare)]
    required = "\n".join(f"var {api} = require('{api}');" for api in used)
    return f"{required}\n\n{re.sub(chr(10) + '{3,}', chr(10) * 2, text)}".lstrip("\n")


def with_parts(text: str) -> str:
    """Code with its parts in place."""
    return re.sub(
        r"^//= (\w+)$", lambda found: (SOURCES / "parts" / f"{found[1]}.js").read_text("utf-8"), text, flags=re.M
    ).rstrip()


def permissions(source: Source) -> Iterator[Source]:
    """What the template may do, and no more."""
    if found := source.get("globals"):
        rows = [mapping({"key": key, **rights_of(rights, RIGHTS)}) for key, rights in found.items()]
        yield permission("access_globals", [("keys", listing(rows))])
    if found := source.get("scripts"):
        yield permission("inject_script", [("urls", listing(map(scalar, found)))])
    if found := source.get("local_storage"):
        rows = [mapping({"key": key, **rights_of(rights, RIGHTS[:2])}) for key, rights in found.items()]
        yield permission("access_local_storage", [("keys", listing(rows))])
    if found := source.get("consent"):
        rows = [mapping({"consentType": key, **rights_of(rights, RIGHTS[:2])}) for key, rights in found.items()]
        yield permission("access_consent", [("consentTypes", listing(rows))])
    if source.get("template_storage"):
        yield permission("access_template_storage", [])


def permission(name: str, parameters: list[tuple[str, Source]]) -> Source:
    """One permission as Tag Manager writes it."""
    pairs = [{"key": key, "value": value} for key, value in parameters]
    made: Source = {"instance": {"key": {"publicId": name, "versionId": "1"}, "param": pairs}}
    if pairs:
        made["clientAnnotations"] = {"isEditedByUser": True}
    return {**made, "isRequired": True}


def rights_of(text: str, names: tuple[str, ...]) -> dict[str, bool]:
    """Rights by name."""
    given = text.split()
    assert set(given) <= set(names), text
    return {name: name in given for name in names}


def scalar(value: Any) -> Source:
    """A text, or true and false."""
    number, key = TYPES[type(value)]
    return {"type": number, key: value}


def listing(values: Any) -> Source:
    """A list."""
    return {"type": 2, "listItem": list(values)}


def mapping(values: dict[str, Any]) -> Source:
    """A map."""
    return {"type": 3, "mapKey": list(map(scalar, values)), "mapValue": list(map(scalar, values.values()))}


def tests(source: Source) -> str:
    """The tests as Tag Manager writes them, which is YAML with the code in blocks."""
    lines = ["scenarios:"]
    for name, code in source["tests"].items():
        lines += [f"- name: {json.dumps(name) if ':' in name else name}", "  code: |-", *indented(code, 4)]
    if "setup" in source:
        lines += ["setup: |-", *indented(with_parts(source["setup"]), 2)]
    return "\n".join(lines)


def indented(code: str, by: int) -> Iterator[str]:
    """Lines of code, further in."""
    for line in code.rstrip("\n").splitlines():
        yield " " * by + line if line else ""


if __name__ == "__main__":
    main()
