"""`render payloads`: templates with references, and senders for back ends that are run here as they are."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from helpers import project
from node import needs_node
from payload_helpers import SHOP, shop
from sender_helpers import EVERYTHING, asked_of_node, loaded, written
from typescript import needs_tsc, tsc

from govern.payloads.example import AT, CONTEXT, bodies
from govern.payloads.layout import layouts
from govern.payloads.normalise import normalised
from govern.payloads.sent import sent_by_servers
from govern.platforms import load
from govern.project import Project
from govern.render.code_names import snake, unique
from govern.render.targets.payloads import artifacts

pytestmark = pytest.mark.slow

HOSTILE = """
version: 1
parameters:
  - {name: "__proto__", type: string}
  - {name: "constructor", type: string}
  - {name: "a\\"b'c\\\\", type: string, description: "ends */ the comment \\"\\"\\" and `the` ${code} # or | table"}
  - {name: "email", type: email, pii: email}
destinations:
  - {name: "meta \\"'` ${x} */", platform: meta, id: '1000000000000001', server: {sender: backend, token: "to'ken"}}
events:
EVENTS
mappings:
MAPPINGS
"""
NAMES = ["class", "größe", "🎉", 'it\'s "quoted"', "*/ alert(1) /*", '""" + 1 # {{ 7 * 7 }}', "Class", "constructor"]


def hostile() -> Project:
    """A project with names that break out of code written without care."""
    quoted = [json.dumps(name, ensure_ascii=False) for name in NAMES]
    used = "[{use: '__proto__'}, {use: constructor}, {use: \"a\\\"b'c\\\\\"}, {use: email}]"
    events = "".join(f"  - {{name: {name}, description: {name}, parameters: {used}}}\n" for name in quoted)
    fields = "{'__proto__': '__proto__', constructor: constructor, x: \"a\\\"b'c\\\\\", y: {value: \"*/ '''\"}}"
    mappings = "".join(
        f'  - {{event: {name}, destination: "meta \\"\'` ${{x}} */", as: {name}, via: [server], '
        f"parameters: {fields}, match_keys: {{em: email}}}}\n"
        for name in quoted
    )
    subject = project(HOSTILE.replace("EVENTS\n", events).replace("MAPPINGS\n", mappings))
    assert len(list(sent_by_servers(subject))) == len(NAMES), subject.refused
    return subject


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the shop's back end gets."""
    return written(shop(), tmp_path_factory.mktemp("shop"))


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def asked_of_python(module: ModuleType, name: str, example: Any, environment: str) -> Any:
    from datetime import UTC, datetime

    at = datetime.fromtimestamp(AT / 1000, UTC)
    make = getattr(module, f"build_{name}")
    return make(example, environment=environment, at=at, request=CONTEXT, consent=EVERYTHING)


def expected(subject: Project, environment: str) -> list[dict[str, Any]]:
    """The bodies of every example of the shop's event, by destination."""
    made = {sent.destination.name: list(bodies(sent, environment)) for sent in sent_by_servers(subject)}  # type: ignore[arg-type]
    return [{name: found[number] for name, found in made.items()} for number in range(2)]


# ---- templates and references ----------------------------------------------------------------------------------------


def test_there_is_a_template_and_a_reference_for_each_mapping(rendered: Path) -> None:
    found = sorted(str(path.relative_to(rendered)) for path in rendered.glob("*/*"))
    names = [sent.destination.name for sent in sent_by_servers(shop())]
    assert found == sorted(f"{name}/purchase.{suffix}" for name in names for suffix in ("json", "md"))


def test_a_template_says_where_each_value_comes_from(rendered: Path) -> None:
    template = json.loads((rendered / "meta" / "purchase.json").read_text("utf-8"))
    (event,) = template["data"]
    assert event["event_name"] == "Purchase"
    assert event["event_time"] == "{{time | seconds since 1970}}"
    assert event["event_id"] == "order_{{order_id}}"
    assert event["user_data"]["em"] == "{{email | trim, lowercase, email_address, sha256}}"
    assert event["user_data"]["client_ip_address"] == "{{request.ip}}"
    assert event["custom_data"]["value"] == "{{value | number}}"
    assert event["custom_data"]["content_type"] == "product"
    assert template["test_event_code"] == "{{environment | staging: TEST12345}}"


def test_a_reference_names_the_address_the_token_and_each_field(rendered: Path) -> None:
    text = (rendered / "meta" / "purchase.md").read_text("utf-8")
    assert "https\\://graph.facebook.com/v25.0/1000000000000001/events" in text
    assert "META_CAPI_TOKEN" in text
    assert "| data\\[0\\].user_data.em | email | trim, lowercase, email_address, sha256 |" in text
    assert "Ana.Maria" not in text


def test_a_project_without_server_events_has_no_payloads() -> None:
    assert list(artifacts(project(SHOP.replace("server]", "browser]").replace("browser, browser", "browser")))) == []


def test_rendering_twice_gives_the_same_bytes() -> None:
    assert list(artifacts(shop())) == list(artifacts(shop()))


# ---- both senders make the bodies that the tests know ----------------------------------------------------------------


@pytest.mark.parametrize("environment", ["production", "staging", "development"])
def test_python_makes_the_golden_bodies(rendered: Path, environment: str) -> None:
    module = loaded(rendered / "sender.py")
    (event,) = shop().events
    for example, wanted in zip(event.examples, expected(shop(), environment), strict=True):
        assert canonical(asked_of_python(module, "purchase", example, environment)) == canonical(wanted)


@needs_node
def test_node_makes_the_golden_bodies(rendered: Path) -> None:
    (event,) = shop().events
    environments = ("production", "staging", "development")
    asked = [
        {
            "call": "buildPurchase",
            "event": example,
            "options": {"environment": environment, "request": CONTEXT, "consent": EVERYTHING},
        }
        for environment in environments
        for example in event.examples
    ]
    wanted = [body for environment in environments for body in expected(shop(), environment)]
    assert [canonical(body) for body in asked_of_node(rendered, asked)] == [canonical(body) for body in wanted]


VALUES = ["", " ", " Ana.Maria+x@GMAIL.com ", "ÄÖÜ ß İ Σς", "O’Neill-Müller", "+49 (0)30 901820", "0049 30 901820",
          "030901820", "1979-05-31", "31.05.1979", "Female", "m", "San José 2", "94035-1234", "SW1A 1AA", "de", "DEU",
          "2001:db8::1", "10.0.0.1", "10.0.0", "en-GB", "🎉 party", "\u00a0x\u2003", "a@b@c.d", "A" * 64, "f" * 64,
          "12345678901234567890", "constructor", "__proto__"]  # fmt: skip


def every_key() -> str:
    """The shop with every match key of every platform mapped to one parameter, for one event a platform."""
    text = ["version: 1\nparameters: [{name: who, type: string, pii: external_id}]\ndestinations:\n"]
    for name in layouts():
        text.append(f"  - {{name: {name}, platform: {name}, id: '1', settings: {{customer_id: '1'}}, server: {{}}}}\n")
    text.append("events:\n  - {name: seen, parameters: [{use: who}]}\nmappings:\n")
    for name in layouts():
        keys = ", ".join(f"{key}: who" for key in load(name).match_keys)
        text.append(f"  - {{event: seen, destination: {name}, as: '1', via: [server], match_keys: {{{keys}}}}}\n")
    return "".join(text)


@needs_node
def test_three_normalisers_agree_about_every_key_of_every_platform(tmp_path: Path) -> None:
    subject = project(every_key())
    folder = written(subject, tmp_path)
    module = loaded(folder / "sender.py")
    options = {"environment": "production", "request": {}, "consent": EVERYTHING}
    asked = [{"call": "buildSeen", "event": {"who": value}, "options": options} for value in VALUES]
    from_node = asked_of_node(folder, asked)
    from govern.payloads.layout import layout
    from govern.payloads.plan import Happened, fill

    for value, said in zip(VALUES, from_node, strict=True):
        happened = Happened({"who": value}, AT, "production", {}, tuple(EVERYTHING))
        wanted = {}
        for sent in sent_by_servers(subject):
            found = layout(sent.platform.key)
            assert found is not None
            wanted[sent.destination.name] = fill(found.body(sent), happened)
        from datetime import UTC, datetime

        at = datetime.fromtimestamp(AT / 1000, UTC)
        made = module.build_seen({"who": value}, environment="production", at=at, request={}, consent=EVERYTHING)
        assert canonical(made) == canonical(wanted), value
        assert canonical(said) == canonical(wanted), value


def test_every_step_is_in_both_senders(rendered: Path) -> None:
    module = loaded(rendered / "sender.py")
    from govern.payloads.normalise import STEPS

    assert set(module._STEPS) == set(STEPS)
    code = (rendered / "sender.mjs").read_text("utf-8")
    assert [word for word in STEPS if word not in code] == []
    assert normalised("x", ("trim",)) == "x"


def test_one_event_may_become_two_at_a_destination(tmp_path: Path) -> None:
    again = "  - {event: purchase, destination: meta, as: BigOrder, via: [server], parameters: {value: value}}\n"
    folder = written(project(SHOP + again), tmp_path)
    made = asked_of_python(loaded(folder / "sender.py"), "purchase", {"order_id": "1", "value": 2}, "production")
    names = {name: body["data"][0]["event_name"] for name, body in made.items() if name.startswith("meta")}
    assert names == {"meta": "Purchase", "meta: BigOrder": "BigOrder"}
    assert len(list((folder / "meta").glob("*.json"))) == 2


def test_a_destination_without_an_account_says_so() -> None:
    subject = project(SHOP.replace("settings: {customer_id: 123-456-7890}", "settings: {}"))
    (text,) = (one.text for one in artifacts(subject) if one.path.endswith("google-ads/purchase.md"))
    assert "no address yet" in text


# ---- code that a project's names cannot break ------------------------------------------------------------------------


def test_names_are_names_and_never_code() -> None:
    assert [snake(name) for name in ("addToCart", "Größe!", "🎉", "class", "a__b")] == [
        "add_to_cart", "grosse", "event", "class", "a_b"]  # fmt: skip
    assert snake("24h") == "event_24h"
    assert list(unique(["a_b", "ab", "a_b", "a_b_2"])) == ["a_b", "ab", "a_b_2", "a_b_2_2"]


def test_hostile_names_stay_text_in_python(tmp_path: Path) -> None:
    folder = written(hostile(), tmp_path)
    module = loaded(folder / "sender.py")
    builders = [name for name in dir(module) if name.startswith("build_")]
    assert len(builders) == len(NAMES)
    event = {"__proto__": "p", "constructor": "c", "a\"b'c\\": "q"}
    (body,) = asked_of_python(module, "class", event, "production").values()
    assert body["data"][0]["custom_data"] == {"__proto__": "p", "constructor": "c", "x": "q", "y": "*/ '''"}


@needs_node
def test_hostile_names_stay_text_in_node(tmp_path: Path) -> None:
    folder = written(hostile(), tmp_path)
    event = {"constructor": "c", "a\"b'c\\": "q"}
    text = json.dumps(event)[:-1] + ', "__proto__": "p"}'
    options = {"environment": "production", "request": {}, "consent": []}
    calls = [{"call": "buildClass", "event": json.loads(text), "options": options}]
    ((body,),) = (made.values() for made in asked_of_node(folder, calls))
    assert body["data"][0]["event_name"] == "class"
    assert body["data"][0]["custom_data"] == {"__proto__": "p", "constructor": "c", "x": "q", "y": "*/ '''"}
    # a parameter that is not there is not taken from what every object has
    calls[0]["event"] = {}
    ((body,),) = (made.values() for made in asked_of_node(folder, calls))
    assert body["data"][0]["custom_data"] == {"y": "*/ '''"}


def test_python_senders_pass_a_strict_type_check(rendered: Path, tmp_path: Path) -> None:
    files = [rendered / "sender.py"]
    other = written(hostile(), tmp_path) / "sender.py"
    user = tmp_path / "user.py"
    user.write_text(
        "from sender import build_class, send_class\n"
        "send_class({'email': 'x'}, environment='production', consent=['ad_storage'])\n"
        "build_class({}, environment='nowhere')\n"
    )
    script = "import sys; from mypy import api; out, err, code = api.run(sys.argv[1:]); print(out, err); sys.exit(code)"
    options = ["--strict", "--no-incremental", "--config-file", "/dev/null", "--cache-dir", "/dev/null"]
    strict = subprocess.run(
        [sys.executable, "-c", script, *options, *map(str, files)], capture_output=True, text=True, check=False
    )
    assert strict.returncode == 0, strict.stdout
    environment = {"MYPYPATH": str(other.parent), "PATH": ""}
    found = subprocess.run(
        [sys.executable, "-c", script, *options, str(user)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    said = [line for line in found.stdout.splitlines() if ": error:" in line]
    assert len(said) == 1, found.stdout
    assert "user.py:3" in said[0]


@needs_tsc
def test_node_types_pass_a_strict_compiler(rendered: Path, tmp_path: Path) -> None:
    user = tmp_path / "user.mts"
    for name in ("sender.mjs", "sender.d.mts"):
        shutil.copy(rendered / name, tmp_path / name)
    shutil.copy(written(hostile(), tmp_path) / "sender.d.mts", tmp_path / "hostile.d.mts")
    user.write_text(
        'import { sendPurchase } from "./sender.mjs";\n'
        'export type { ClassEvent } from "./hostile.mjs";\n'
        'await sendPurchase({ order_id: "1", value: 1, currency: "EUR" }, { environment: "staging", consent: [] });\n'
    )
    command = [
        tsc() or "",
        "--strict",
        "--noEmit",
        "--module",
        "nodenext",
        "--target",
        "es2022",
        str(user),
        "--skipLibCheck",
        "false",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_server_container_s_events_are_not_sent_twice() -> None:
    subject = project(SHOP.replace("sender: backend", "sender: gtm", 1))
    (text,) = (artifact.text for artifact in artifacts(subject) if artifact.path.endswith("sender.py"))
    (line,) = {line for line in text.splitlines() if line.lstrip().startswith("to: Collection[Destination] =")}
    assert '"meta"' in line
    assert '"ga4"' not in line
