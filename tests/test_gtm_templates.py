"""The web templates of Tag Manager that we write: their form, their permissions, their own tests, their language."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path
from typing import Any

import pytest
import yaml
from node import needs_node, node

from govern.platforms import load, platforms
from tools import gtm_templates as tool

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import esprima

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
WEB = sorted((ROOT / "templates" / "gtm" / "web").glob("*.tpl"))
CODE = "SANDBOXED_JS_FOR_WEB_TEMPLATE"
CATEGORIES = {
    "ADVERTISING", "ANALYTICS", "ATTRIBUTION", "CONVERSIONS", "PERSONALIZATION", "REMARKETING", "TAG_MANAGEMENT",
    "UTILITY",
}  # fmt: skip
each = pytest.mark.parametrize("path", WEB, ids=lambda path: path.stem)


def sections(path: Path) -> dict[str, str]:
    """The sections of a template by name, in order."""
    parts = re.split(r"^___([A-Z_]+)___$", path.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))


@each
def test_a_template_has_the_sections_of_an_exported_one(path: Path) -> None:
    assert list(sections(path)) == ["INFO", "TEMPLATE_PARAMETERS", CODE, "WEB_PERMISSIONS", "TESTS", "NOTES"]


@each
def test_the_gallery_can_show_it(path: Path) -> None:
    info = json.loads(sections(path)["INFO"])
    assert info["displayName"].endswith("(govern)") and info["description"].endswith(".")
    assert set(info["categories"]) <= CATEGORIES and 1 <= len(info["categories"]) <= 3
    assert info["containerContexts"] == ["WEB"]


@each
def test_every_field_is_used_and_no_other(path: Path) -> None:
    found = sections(path)
    fields = {field["name"] for field in json.loads(found["TEMPLATE_PARAMETERS"])}
    assert fields == set(re.findall(r"\bdata\.(?!gtmOn)(\w+)", found[CODE]))


ES5 = {
    "ArrayExpression", "AssignmentExpression", "BinaryExpression", "BlockStatement", "BreakStatement",
    "CallExpression", "ConditionalExpression", "ContinueStatement", "DoWhileStatement", "EmptyStatement",
    "ExpressionStatement", "ForInStatement", "ForStatement", "FunctionDeclaration", "FunctionExpression", "Identifier",
    "IfStatement", "Literal", "LogicalExpression", "MemberExpression", "ObjectExpression", "Program", "Property",
    "ReturnStatement", "SequenceExpression", "SwitchCase", "SwitchStatement", "UnaryExpression", "UpdateExpression",
    "VariableDeclaration", "VariableDeclarator", "WhileStatement",
}  # fmt: skip
"""The syntax of ECMAScript 5 without what Tag Manager's sandbox lacks: `this`, `new`, `throw` and `try`."""


def not_es5(code: str) -> list[str]:
    """What a program has that is not ECMAScript 5, as the sandbox knows it."""
    found: list[str] = []

    def look(node: Any, _meta: Any) -> None:
        odd = node.type not in ES5
        if node.type == "VariableDeclaration":
            odd = node.kind != "var"
        if node.type == "Property":
            odd = node.shorthand or node.method or node.computed or node.kind != "init"
        if node.type in ("FunctionExpression", "FunctionDeclaration"):
            odd = any(parameter.type != "Identifier" for parameter in node.params) or node.generator
        if odd:
            found.append(f"line {node.loc.start.line}: {node.type}")

    esprima.parseScript(f"(function() {{\n{code}\n}})", {"loc": True}, look)
    return found


@pytest.mark.parametrize(
    "code",
    [
        "const a = 1;",
        "f(() => 1);",
        "var a = `x`;",
        "f({a});",
        "for (var a of b) {}",
        "new X();",
        "f(...a);",
        "class A {}",
    ],
)
def test_newer_javascript_is_noticed(code: str) -> None:
    assert not_es5(code)


@each
def test_the_code_and_its_tests_are_ecmascript_5(path: Path) -> None:
    found = sections(path)
    tests = yaml.safe_load(found["TESTS"])
    assert not_es5(found[CODE]) == []
    for code in (tests.get("setup", ""), *(scenario["code"] for scenario in tests["scenarios"])):
        assert not_es5(code) == []


def own_tests(path: Path) -> Any:
    """What a template's own tests say, and which permissions they used."""
    job = {"do": "tests", "template": path.read_text("utf-8"), "tests": yaml.safe_load(sections(path)["TESTS"])}
    return json.loads(node(ROOT / "tests" / "sandbox" / "web.js", json.dumps(job)))


@pytest.mark.slow
@needs_node
@each
def test_a_template_passes_its_own_tests(path: Path) -> None:
    results = own_tests(path)["results"]
    assert len(results) >= 2
    assert [result for result in results if result["error"]] == []


BROKEN = [
    ("callInWindow('fbq', 'init', pixelId);", "callInWindow('fbq', 'init', pixelId, 1);", "is not"),
    ("'fbevents');", "'fbevents');\nsetInWindow('evil', 1);", "may not write evil"),
    ("var LIBRARY = 'https://connect.facebook.net", "var LIBRARY = 'https://evil.example", "may not load"),
    ("var LIBRARY", "var x = require('sendPixel');\nvar LIBRARY", "there is no API sendPixel"),
    ("var LIBRARY", "var x = Math.random();\nvar LIBRARY", "Cannot read properties of undefined"),
    ('"publicId": "access_template_storage"', '"publicId": "logging"', "no permission access_template_storage"),
]


@needs_node
@pytest.mark.parametrize(("before", "after", "message"), BROKEN, ids=[case[2] for case in BROKEN])
def test_the_sandbox_notices_what_tag_manager_would(before: str, after: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    path = tmp_path / "web" / "meta.tpl"
    text = (ROOT / "templates" / "gtm" / "web" / "meta.tpl").read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    assert any(message in (result["error"] or "") for result in own_tests(path)["results"])


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real exports is not here")
@each
def test_a_template_is_made_like_real_ones(path: Path) -> None:
    """Keys and value types of every section occur in templates that Tag Manager exported."""
    known: set[str] = set()
    for file in sorted((CORPUS / "gtm-web").glob("*.json")):
        for text in re.findall(r'"templateData": ("(?:[^"\\]|\\.)*")', file.read_text("utf-8-sig")):
            known |= shapes(json.loads(text))
    assert shapes(path.read_text("utf-8")) <= known


def shapes(text: str) -> set[str]:
    """The paths of keys in the JSON sections of a template, with the kind of value."""
    parts = re.split(r"^___([A-Z_]+)___$", text, flags=re.MULTILINE)
    by_name = dict(zip(parts[1::2], parts[2::2], strict=True))
    found: set[str] = set()
    for name in ("INFO", "TEMPLATE_PARAMETERS", "WEB_PERMISSIONS"):
        if name in by_name:
            collect(json.loads(by_name[name]), name, found)
    return found


def collect(value: Any, path: str, found: set[str]) -> None:
    """See `shapes`."""
    if isinstance(value, dict):
        for key, item in value.items():
            collect(item, f"{path}.{key}", found)
    elif isinstance(value, list):
        for item in value:
            collect(item, f"{path}[]", found)
    else:
        found.add(f"{path.replace('.subParams[]', '')}: {type(value).__name__}")


def test_templates_are_what_the_tool_writes() -> None:
    """A change goes into `tools/gtm` and is written by `python tools/gtm_templates.py`."""
    written = tool.templates()
    assert set(written) == set(tool.TEMPLATES.glob("*/*.tpl"))
    assert [path.name for path, text in written.items() if path.read_text("utf-8") != text] == []


def test_of_a_library_only_what_is_used_is_taken() -> None:
    library = "const a = 1;\n\nconst b = () => a;\nconst c = 2;\n\nconst d = 3;\n"
    assert tool.used(library, "b();") == "const a = 1;\nconst b = () => a;\nconst c = 2;"
    assert tool.used(library, "x.b(); // d\ny('a');") == ""


def test_words_are_filled_in_however_deep() -> None:
    source = {"label": "Our Ads", "tag": {"name": "@label@", "ids": [1]}, "own": "go('@tag.name@');", "part": "//= own"}
    assert tool.filled("//= part\nto(@tag@); // me@home.example", source) == (
        'go(\'Our Ads\');\nto({\n  "name": "Our Ads",\n  "ids": [\n    1\n  ]\n}); // me@home.example'
    )
    with pytest.raises(KeyError, match="tga"):
        tool.filled("@tga.name@", source)


def permitted(path: Path) -> set[str]:
    """What a web template may do, in the words of the sandbox."""
    name = json.loads(sections(path)["INFO"])["displayName"]
    found: set[str] = set()
    for permission in json.loads(sections(path)["WEB_PERMISSIONS"]):
        if not (parameters := permission["instance"]["param"]):
            found.add(permission["instance"]["key"]["publicId"])
        for item in (item for parameter in parameters for item in parameter["value"]["listItem"]):
            if "string" in item:
                found.add(f"{item['string']} load")
                continue
            rights = [key["string"] for key in item["mapKey"]]
            key, *given = (value.get("string", value.get("boolean")) for value in item["mapValue"])
            found |= {f"{key} {right}" for right, is_given in zip(rights[1:], given, strict=True) if is_given}
    return {f"{name}: {what}" for what in found}


PLATFORMS = [path for path in WEB if path.stem in platforms()]


@pytest.mark.parametrize("path", PLATFORMS, ids=lambda path: path.stem)
def test_a_template_loads_the_library_of_its_platform(path: Path) -> None:
    """The address and the name of the function are those of the facts."""
    facts = load(path.stem).facts.browser
    allowed = {what.partition(": ")[2] for what in permitted(path)}
    (library,) = (what.removesuffix(" load").removesuffix("*") for what in allowed if what.endswith(" load"))
    assert library == facts.loader
    assert f"{facts.global_function} read" in allowed
    roots = {what.partition(" ")[0].partition(".")[0] for what in allowed if "://" not in what}
    assert (
        {facts.global_function}
        <= roots
        <= {facts.global_function, *BESIDE.get(path.stem, ()), "access_template_storage"}
    )


BESIDE = {
    "meta": ("_fbq",),
    "tiktok": ("TiktokAnalyticsObject",),
    "linkedin": ("_linkedin_data_partner_ids", "_already_called_lintrk"),
}
"""The globals that a library has beside its function."""
