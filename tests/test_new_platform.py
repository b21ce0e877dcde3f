"""A network is a folder: one that is added in a copy of the package is known to every command, and nothing else is edited."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow

FACTS = '''"""Hazel Ads, which nobody has heard of."""

from __future__ import annotations

from govern.platforms.facts import (
    Access,
    Api,
    Browser,
    Csp,
    CspProduct,
    CustomerInformation,
    Deduplication,
    Deduplications,
    Envelope,
    EnvelopeField,
    Events,
    Facts,
    Field,
    Identifier,
    Identifiers,
    MatchKey,
    Parameter,
    Parameters,
    Role,
    StandardEvent,
)

SOURCE = "https://developers.hazel.example"

FACTS = Facts(
    platform="hazel",
    display_name="Hazel Ads",
    purpose="advertising",
    aliases=("hz",),
    facts_as_of="2026-11-30",
    identifiers=Identifiers(
        destination=("account",),
        items=(Identifier(key="account", pattern="^HZ-[0-9]{4}$", example="HZ-1234"),),
        source=SOURCE,
        verified=True,
    ),
    server_api=Api(hosts=("api.hazel.example",), version_current="v1", source=SOURCE, verified=True),
    event_envelope=Envelope(
        fields=(EnvelopeField(name="time", type="integer", unit="s", required=True),), source=SOURCE, verified=True
    ),
    events=Events(
        custom_allowed=False,
        standard=(StandardEvent(name="Sale", required=(Field(name="amount", type="number"),)),),
        source=SOURCE,
        verified=True,
    ),
    parameters=Parameters(items=(Parameter(name="amount", type="number"),), source=SOURCE, verified=True),
    customer_information=CustomerInformation(
        items=(MatchKey(key="mail", label="email", hash="required", normalise=("trim", "lowercase")),),
        source=SOURCE,
        verified=True,
    ),
    deduplication=Deduplications(
        methods=(Deduplication(id="event_id", browser_key="uid", server_key="uid"),), source=SOURCE, verified=True
    ),
    csp=Csp(
        products=(CspProduct(product="tag", directives={"script-src": ("https://static.hazel.example",)}),),
        source=SOURCE,
        verified=True,
    ),
    access=Access(
        roles=(Role(name="Owner", scope="account", rank=100), Role(name="Reader", scope="account", rank=10)),
        called=("hazel_advertising",),
        source=SOURCE,
        verified=True,
    ),
    browser=Browser(
        global_function="hzl",
        loader="https://static.hazel.example/h.js",
        own_host="static.hazel.example",
        sign=r"static\\.hazel\\.example|\\bhzl\\s*\\(",
        source=SOURCE,
        verified=True,
    ),
)
'''
PAYLOAD = '''"""Hazel Ads: one event a body."""

from __future__ import annotations

from typing import Any

from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.sent import Endpoint, Sent

FORMS = (Form(marks=(("time",), ("sale",)), user=("who",), custom=("sale",), event_name=("event",)),)
ANSWER = Answer(code=(("code",),))


def body(sent: Sent) -> dict[str, Any]:
    return {"event": sent.name, "time": sent.time("s"), "uid": sent.event_id, "who": sent.who({}), "sale": sent.parameters()}


def endpoint(sent: Sent) -> Endpoint:
    return Endpoint(sent.urls("https://api.hazel.example/{version}/{account}"), "header Authorization", "Bearer ")
'''
SPECS = """version: 1
sites: [{name: shop, domains: {production: [www.acme.example]}, containers: {web: GTM-ABC1234}}]
destinations:
  - {name: ads, platform: %s, site: shop, id: %s, server: {sender: backend, token: hazel}}
events:
  - name: purchase
    description: Paid.
    kind: conversion
    owner: web
    event_id: '{order}'
    fires: {on: server_confirmed}
    parameters:
      - {name: order, type: string, required: true}
      - {name: amount, type: number, required: true}
      - {name: email, type: email, pii: email}
    examples: [{order: A-1, amount: 12.5, email: Ann@Acme.example}]
mappings:
  - {event: purchase, destination: ads, as: %s, via: [browser, server], parameters: %s, match_keys: {mail: email}}
csp: [{site: shop, base: {default-src: ["'self'"]}}]
access: {grants: [{who: ann@acme.example, platform: hazel, role: Owner, reason: founder}]}
tokens: {items: [{name: hazel, platform: hazel, stored_in: 'vault:hazel', owner: web, issued: 2026-11-01}]}
"""
GOOD = SPECS % ("hazel", "HZ-1234", "Sale", "{amount: amount}")
EXPORT = {
    "exportFormatVersion": 2,
    "containerVersion": {
        "container": {"publicId": "GTM-ABC1234", "usageContext": ["WEB"]},
        "tag": [
            {
                "name": "Banner",
                "tagId": "1",
                "type": "html",
                "parameter": [
                    {
                        "type": "TEMPLATE",
                        "key": "html",
                        "value": "<script src='https://static.hazel.example/h.js'></script>",
                    }
                ],
                "firingTriggerId": ["2147479553"],
            }
        ],
    },
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with one folder more."""
    copy = tmp_path_factory.mktemp("package")
    for folder in ("govern", "templates", "tools"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    network = copy / "govern" / "platforms" / "hazel"
    network.mkdir()
    (network / "__init__.py").write_text('"""Hazel Ads."""\n')
    (network / "facts.py").write_text(FACTS)
    (network / "payload.py").write_text(PAYLOAD)
    return copy


def python(package: Path, code: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Some code in an interpreter that finds the copied package first."""
    environment = {**os.environ, "PYTHONPATH": str(package), "GOVERN_CACHE_DIR": str(cwd / ".cache"), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], check=False, cwd=cwd, env=environment, capture_output=True, text=True
    )


class Shop:
    """A project, and the commands of the copied package in it."""

    def __init__(self, package: Path, folder: Path) -> None:
        self.package, self.folder = package, folder
        self.write("govern.yaml", "version: 1\ntoday: 2026-11-30\n")
        self.write("specs/shop.yaml", GOOD)

    def write(self, path: str, text: str) -> None:
        """A file of the project."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text)

    def run(self, *arguments: str) -> str:
        """What a command says."""
        code = "import sys; from govern.cli import run; sys.exit(run(sys.argv[1:]))"
        done = python(self.package, code, *arguments, cwd=self.folder)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    def findings(self, *arguments: str) -> dict[str, str]:
        """Messages by rule."""
        report: Any = json.loads(self.run(*arguments, "--format", "json"))
        return {finding["rule"]: finding["message"] for finding in report["findings"]}


@pytest.fixture
def shop(package: Path, tmp_path: Path) -> Shop:
    return Shop(package, tmp_path)


def test_rules_ask_its_facts(shop: Shop) -> None:
    found = shop.findings("lint")
    assert not {rule for rule in found if rule.startswith("mappings/")}
    shop.write("specs/shop.yaml", SPECS % ("hz", "'1234'", "Sale", "{}"))
    found = shop.findings("lint")
    assert "requires" in found["mappings/required-parameter"] and "Hazel Ads" in found["mappings/required-parameter"]
    assert "mappings/malformed-id" in found
    shop.write("specs/shop.yaml", SPECS % ("hazell", "HZ-1234", "Sale", "{amount: amount}"))
    assert "hazell" in shop.findings("lint")["mappings/unknown-platform"]


def test_policies_and_the_plan_and_bodies_have_it(shop: Shop) -> None:
    shop.run("render", "csp", "plan", "payloads")
    made = {str(path.relative_to(shop.folder)): path.read_text() for path in shop.folder.glob("build/**/*.*")}
    texts = {
        part: "\n".join(text for path, text in made.items() if part in path) for part in ("csp", "plan", "payloads")
    }
    assert "https://static.hazel.example" in texts["csp"]
    assert "Hazel Ads" in texts["plan"]
    assert "https://api.hazel.example/v1/HZ-1234" in texts["payloads"]


def test_audit_recognises_its_script_and_its_name_in_lists_of_people(shop: Shop) -> None:
    shop.write("exports/web.json", json.dumps(EXPORT))
    shop.write("exports/people.csv", "platform,email,role\nHazel Advertising,eve@acme.example,Owner\n")
    found = shop.findings("audit")
    assert "its tags tell Hazel about visitors" in found["containers/no-consent"]
    assert any("eve@acme.example" in message and "Hazel Ads" in message for message in found.values())


def test_it_has_a_page(package: Path, tmp_path: Path) -> None:
    done = python(package, "from tools.pages.platforms import pages; print(dict(pages())['hazel'])", cwd=tmp_path)
    assert not done.returncode, done.stderr
    assert "| `Sale` | `amount` |" in done.stdout
    assert "<https://developers.hazel.example>" in done.stdout
