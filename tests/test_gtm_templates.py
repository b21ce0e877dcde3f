"""The web templates of Tag Manager that we write: their form, their permissions, their own tests, their language."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from for_each import for_each
from gtm_templates import built, names, not_es5, own_tests, permitted, sections
from node import needs_node

from govern.gtm.container import Context
from govern.gtm.templates import filling
from govern.gtm.templates.sources import title_of
from govern.platforms import load, platforms

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
WEB = names("web")
CODE = "SANDBOXED_JS_FOR_WEB_TEMPLATE"
CATEGORIES = {
    "ADVERTISING", "ANALYTICS", "ATTRIBUTION", "CONVERSIONS", "PERSONALIZATION", "REMARKETING", "TAG_MANAGEMENT",
    "UTILITY",
}  # fmt: skip
each = pytest.mark.parametrize("name", WEB)


@each
def test_a_template_has_the_sections_of_an_exported_one(name: str) -> None:
    assert list(sections(built(name, "web"))) == [
        "INFO",
        "TEMPLATE_PARAMETERS",
        CODE,
        "WEB_PERMISSIONS",
        "TESTS",
        "NOTES",
    ]


@each
def test_the_gallery_can_show_it(name: str) -> None:
    info = json.loads(sections(built(name, "web"))["INFO"])
    assert info["displayName"].endswith("(govern)") and info["description"].endswith(".")
    assert set(info["categories"]) <= CATEGORIES and 1 <= len(info["categories"]) <= 3
    assert info["containerContexts"] == ["WEB"]


@each
def test_every_field_is_used_and_no_other(name: str) -> None:
    found = sections(built(name, "web"))
    fields = {field["name"] for field in json.loads(found["TEMPLATE_PARAMETERS"])}
    assert fields == set(re.findall(r"\bdata\.(?!gtmOn)(\w+)", found[CODE]))


@for_each(
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
def test_the_code_and_its_tests_are_ecmascript_5(name: str) -> None:
    found = sections(built(name, "web"))
    tests = yaml.load(found["TESTS"], yaml.CSafeLoader)
    assert not_es5(found[CODE]) == []
    for code in (tests.get("setup", ""), *(scenario["code"] for scenario in tests["scenarios"])):
        assert not_es5(code) == []


@pytest.mark.slow
@needs_node
@each
def test_a_template_passes_its_own_tests(name: str) -> None:
    results = own_tests(built(name, "web"))["results"]
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
def test_the_sandbox_notices_what_tag_manager_would(before: str, after: str, message: str) -> None:
    template = built("meta", "web")
    assert before in template
    assert any(message in (result["error"] or "") for result in own_tests(template.replace(before, after))["results"])


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real exports is not here")
@each
def test_a_template_is_made_like_real_ones(name: str) -> None:
    """Keys and value types of every section occur in templates that Tag Manager exported."""
    known: set[str] = set()
    for file in sorted((CORPUS / "gtm-web").glob("*.json")):
        for text in re.findall(r'"templateData": ("(?:[^"\\]|\\.)*")', file.read_text("utf-8-sig")):
            known |= shapes(json.loads(text))
    assert shapes(built(name, "web")) <= known


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


def test_the_name_of_a_template_is_known_from_the_first_line_of_its_source() -> None:
    """So that `lint` need not make the template to know what it is called."""
    every: list[tuple[str, Context]] = [(name, context) for context in ("web", "server") for name in names(context)]
    made = [json.loads(sections(built(*one))["INFO"])["displayName"] for one in every]
    assert [title_of(*one) for one in every] == made
    assert len(set(made)) == len(made) == 22


@pytest.mark.parametrize(("name", "context"), [("meta", "web"), ("consent", "web"), ("meta", "server")])
def test_golden(name: str, context: Context, request: pytest.FixtureRequest) -> None:
    """Some as they reach Tag Manager."""
    file = ROOT / "tests" / "golden" / "gtm-templates" / context / f"{name}.tpl"
    if request.config.getoption("--update-golden", default=False):
        file.write_text(built(name, context), "utf-8", newline="\n")
    assert file.read_bytes() == built(name, context).encode()


def test_of_a_library_only_what_is_used_is_taken() -> None:
    library = "const a = 1;\n\nconst b = () => a;\nconst c = 2;\n\nconst d = 3;\n"
    assert filling.used(library, "b();") == "const a = 1;\nconst b = () => a;\nconst c = 2;"
    assert filling.used(library, "x.b(); // d\ny('a');") == ""


def test_words_are_filled_in_however_deep() -> None:
    source = {"label": "Our Ads", "tag": {"name": "@label@", "ids": [1]}, "own": "go('@tag.name@');", "part": "//= own"}
    assert filling.filled("//= part\nto(@tag@); // me@home.example", source) == (
        'go(\'Our Ads\');\nto({\n  "name": "Our Ads",\n  "ids": [\n    1\n  ]\n}); // me@home.example'
    )
    with pytest.raises(KeyError, match="tga"):
        filling.filled("@tga.name@", source)


PLATFORMS = [name for name in WEB if name in platforms()]


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_template_loads_the_library_of_its_platform(name: str) -> None:
    """The address and the name of the function are those of the facts."""
    facts = load(name).facts.browser
    allowed = {what.partition(": ")[2] for what in permitted(built(name, "web"))}
    (library,) = (what.removesuffix(" load").removesuffix("*") for what in allowed if what.endswith(" load"))
    assert library == facts.loader
    assert f"{facts.global_function} read" in allowed
    roots = {what.partition(" ")[0].partition(".")[0] for what in allowed if "://" not in what}
    assert {facts.global_function} <= roots <= {facts.global_function, *BESIDE.get(name, ()), "access_template_storage"}


BESIDE = {
    "meta": ("_fbq",),
    "tiktok": ("TiktokAnalyticsObject",),
    "linkedin": ("_linkedin_data_partner_ids", "_already_called_lintrk"),
}
"""The globals that a library has beside its function."""
