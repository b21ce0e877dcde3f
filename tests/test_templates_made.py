"""When the text of a template is made, and what a team's own facts change in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from gtm_templates import FOLDER, built, named, not_es5, sections
from helpers import project
from node import needs_node, node
from web_shop import SHOP as WEB_SHOP

from govern.cli import run as govern
from govern.commands import demo as example
from govern.gtm.desired import Desired, desired, outline
from govern.gtm.templates import build
from govern.gtm.templates.words import NOTHING, function
from govern.payloads.normalise import STEPS, sha256
from govern.source import packaged

SANDBOX = Path(__file__).parent / "sandbox" / "server.js"
CODE = "SANDBOXED_JS_FOR_SERVER"
META = "Meta Conversions API (govern)"
SHOP = """
sites:
  - name: shop
    domains: {production: [www.shop.example]}
    containers: {web: GTM-ABC1234, server: GTM-SRV1234}
    first_party: https://t.shop.example
destinations:
  - {name: ga4, platform: ga4, site: shop, id: G-ABCDEF1234}
  - {name: meta, platform: meta, site: shop, id: '1234567890123456', server: {token: meta-capi}}
events: [{name: purchase, parameters: [{name: email, type: email, pii: email}]}]
mappings:
  - {event: purchase, destination: ga4, as: purchase}
  - {event: purchase, destination: meta, as: Purchase, via: [browser, server], match_keys: {em: email}}
tokens: {items: [{name: meta-capi, platform: meta, stored_in: 'gcp-secret:shop-tracking/meta-capi'}]}
"""


class Made(Exception):
    """A text was made."""


def refused(*_: Any) -> str:
    """In place of making a text."""
    raise Made


@pytest.fixture
def nothing_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No text has been made yet, in this process or before."""
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(build, "BUILT", {})


@pytest.mark.usefixtures("nothing_known")
def test_lint_makes_no_text_and_render_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example.copy(str(tmp_path / "demo"))
    monkeypatch.chdir(tmp_path / "demo")
    monkeypatch.setattr(build, "template", refused)
    assert govern(["lint"]) == 0
    assert govern(["render", "gtm", "--check"]) == 3, "the text is missed where it is written"


def test_the_outline_has_everything_but_the_texts() -> None:
    subject = project(SHOP)
    rough, whole = outline(subject), desired(subject)
    assert rough.problems == whole.problems == ()
    assert rough.unbuilt and not whole.unbuilt
    for one, other in zip(rough.containers, whole.containers, strict=True):
        texts = other.bodies("customTemplate")
        assert one.bodies("customTemplate") == {name: {} for name in texts}
        assert {name for id, name in rough.unbuilt if id == one.id} == texts.keys()
        assert all(body["templateData"].startswith("___INFO___") for body in texts.values())
        assert {**one.entities, "customTemplate": texts} == other.entities


@pytest.mark.usefixtures("nothing_known")
def test_what_was_made_is_not_made_again_until_something_else_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [named("meta", "web"), named("meta", "server")]
    before = build.texts(str(tmp_path), wanted)
    assert before == [built("meta", "web"), built("meta", "server")]
    monkeypatch.setattr(build, "template", refused)
    assert build.texts(str(tmp_path), wanted) == before, "this process knows it"
    build.BUILT.clear()
    assert build.texts(str(tmp_path), wanted) == before, "the next one finds it"
    with pytest.raises(Made):
        build.texts(str(tmp_path), [*wanted, named("x", "web")])
    own = project(own={"platforms/meta.yaml": "server_api: {version_current: v99.0}"}).platform("meta")
    with pytest.raises(Made):
        build.texts(str(tmp_path), [wanted[1].replace(platform=own)])
    build.BUILT.clear()
    monkeypatch.setattr(build, "builder", lambda: b"newer code")
    with pytest.raises(Made):
        build.texts(str(tmp_path), wanted)


@pytest.mark.usefixtures("nothing_known")
@pytest.mark.parametrize("file", ["meta/web.yaml", "parts/web/mocks.js"])
def test_a_source_that_changes_makes_another_text(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (before,) = build.texts(str(tmp_path), [named("meta", "web")])
    for path in (path for path in FOLDER.rglob("*") if path.is_file()):
        copy = tmp_path / "templates" / "gtm" / path.relative_to(FOLDER)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    changed = tmp_path / "templates" / "gtm" / file
    changed.write_bytes(changed.read_bytes() + b"\n")
    monkeypatch.setattr(packaged, "templates", lambda: str(tmp_path / "templates"))
    monkeypatch.setattr(build, "template", refused)
    with pytest.raises(Made):
        build.texts(str(tmp_path), [named("meta", "web")])
    assert before == built("meta", "web")


# ---- beside what the specs hold ----


def with_template(text: str) -> Desired:
    """The wished state of the shop whose specs hold a template under the name of ours."""
    raw = {"id": "GTM-HAZEL1", "templates": [{"name": "Meta Pixel (govern)", "templateData": text}]}
    return desired(project(f"{WEB_SHOP}\ncontainers: [{json.dumps(raw)}]\n"))


def test_a_template_in_the_specs_must_be_the_same_as_ours() -> None:
    assert with_template(built("meta", "web")).problems == ()
    other = with_template(built("meta", "web").replace("fbevents", "fbevents2"))
    assert [problem.message for problem in other.problems] == [
        'template "Meta Pixel (govern)" is written in container "GTM-HAZEL1" and derived otherwise from the specs'
    ]


# ---- facts of the team's own ----


def meta(own: str) -> str:
    """The text of Meta's server template in the wished container, where a team says something about Meta."""
    found = desired(project(SHOP, own={"platforms/meta.yaml": own}))
    assert found.problems == ()
    container = found.container("GTM-SRV1234")
    assert container is not None
    text: str = container.bodies("customTemplate")[META]["templateData"]
    return text


def sent(text: str, *keys: tuple[str, str]) -> Any:
    """The address and the body that a template sends for match keys."""
    tag = {"accountId": "123", "eventName": "Purchase", "secret": "projects/shop/secrets/token", "apiVersion": "v1",
           "unsetConsent": "granted", "matchKeys": [{"name": name, "value": value} for name, value in keys]}  # fmt: skip
    job = {"do": "run", "template": text, "tags": [tag], "time": 1767225600000, "event": {"x-ga-gcd": ""},
           "secrets": {"projects/shop/secrets/token": "the-token"}}  # fmt: skip
    (request,) = json.loads(node(SANDBOX, json.dumps(job)))["requests"]
    return request


@needs_node
def test_match_keys_are_made_as_the_team_says() -> None:
    own = """
customer_information:
  items:
    - {key: em, hash: forbidden, normalise: [trim]}
    - {key: member_no, label: Member, hash: required, normalise: [digits_only, strip_leading_zeros]}
"""
    data = sent(meta(own), ("em", " Mia@Shop.Example "), ("member_no", "007-11"))["body"]["data"][0]["user_data"]
    assert data["em"] == "Mia@Shop.Example"
    assert data["member_no"] == sha256("711")
    ours = sent(meta("note: nothing else"), ("em", " Mia@Shop.Example "))["body"]["data"][0]["user_data"]
    assert re.fullmatch("[0-9a-f]{64}", ours["em"])


@needs_node
def test_a_host_of_the_team_is_called_and_allowed() -> None:
    text = meta("server_api: {hosts: [capi.shop.example]}")
    assert sent(text)["url"] == "https://capi.shop.example/v1/123/events"
    assert "graph.facebook.com" not in text


def test_without_a_word_of_the_team_it_is_ours() -> None:
    assert meta("note: nothing else") == built("meta", "server")


ODD = (
    "it's",
    '"quoted"',
    "back\\slash",
    "two\nlines",
    "@label@",
    "@no.such@",
    "//= common",
    "${x}",
    "</script>",
    "1a",
    "ü",
)


@pytest.mark.slow
@needs_node
@pytest.mark.parametrize("odd", ODD)
def test_what_a_team_writes_is_a_text_in_the_code_whatever_it_is(odd: str) -> None:
    own = {
        "server_api": {"version_current": odd, "hosts": ["graph.facebook.com"]},
        "events": {"standard": [{"name": odd}]},
        "parameters": {"items": [{"name": odd, "type": "string", "browser_key": f"{odd}!"}]},
        "customer_information": {
            "items": [{"key": odd, "label": odd, "hash": "forbidden", "normalise": [f"one_of:{odd},m"]}]
        },
    }
    text = meta(json.dumps(own))
    newer = {one.partition(": ")[2] for one in not_es5(sections(text)[CODE])}
    assert newer <= {"VariableDeclaration", "ArrowFunctionExpression"}
    assert yaml.load(sections(text)["TESTS"], yaml.CSafeLoader)["scenarios"]
    assert sent(text, (odd, "m"))["body"]["data"][0]["user_data"][odd] == "m"


def test_a_team_that_leaves_no_host_is_no_reason_to_fail() -> None:
    assert meta("server_api: {hosts: []}")


def test_every_step_has_its_function() -> None:
    """A team may ask for any, also for one that none of our templates needs."""
    library = (FOLDER / "parts" / "server" / "steps.js").read_text("utf-8")
    known = set(re.findall(r"^const (\w+)", library, flags=re.MULTILINE))
    steps = [step for step in (*STEPS, "one_of:f,m") if step not in NOTHING]
    assert {function(step).partition("(")[0] for step in steps} <= known
