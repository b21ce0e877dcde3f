"""`render payloads`: templates with references, and senders for back ends that are run here as they are."""

from __future__ import annotations

import importlib.util
import json
import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from helpers import project
from node import needs_node, node
from payload_helpers import SHOP, shop
from pytest_socket import socket_allow_hosts
from typescript import needs_tsc, tsc

from govern.payloads.example import AT, CONTEXT, bodies
from govern.payloads.layout import layouts
from govern.payloads.sent import sent_by_servers
from govern.platforms import load, normalised
from govern.project import Project
from govern.render._senders import snake, unique
from govern.render.payloads import artifacts

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


def written(subject: Project, folder: Path) -> Path:
    """The artifacts on disk; returns their folder."""
    for artifact in artifacts(subject):
        file = folder / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(artifact.text, encoding="utf-8")
    return folder / "build" / "payloads"


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the shop's back end gets."""
    return written(shop(), tmp_path_factory.mktemp("shop"))


def loaded(file: Path) -> ModuleType:
    """A rendered sender as a module."""
    spec = importlib.util.spec_from_file_location("sender", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


EVERYTHING = ["ad_storage", "analytics_storage", "ad_user_data", "ad_personalization", "functionality_storage",
              "personalization_storage", "security_storage"]  # fmt: skip


def asked_of_python(module: ModuleType, name: str, example: Any, environment: str) -> Any:
    from datetime import UTC, datetime

    at = datetime.fromtimestamp(AT / 1000, UTC)
    make = getattr(module, f"build_{name}")
    return make(example, environment=environment, at=at, request=CONTEXT, consent=EVERYTHING)


SCRIPT = """
import * as sender from SENDER;
const asked = JSON.parse(await new Promise((resolve) => {
  let text = "";
  process.stdin.setEncoding("utf8").on("data", (part) => { text += part; }).on("end", () => resolve(text));
}));
const made = [];
for (const { call, event, options } of asked) {
  made.push(await sender[call](event, { ...options, at: new Date(AT) }));
}
console.log(JSON.stringify(made));
"""


def asked_of_node(folder: Path, asked: list[dict[str, Any]]) -> Any:
    """What the sender for Node answers to calls."""
    script = folder / "ask.mjs"
    code = SCRIPT.replace("SENDER", json.dumps("./sender.mjs")).replace("AT", str(AT))
    script.write_text(code, encoding="utf-8")
    return json.loads(node(script, json.dumps(asked)))


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
    assert event["user_data"]["em"] == "{{email | trim, lowercase, sha256}}"
    assert event["user_data"]["client_ip_address"] == "{{request.ip}}"
    assert event["custom_data"]["value"] == "{{value | number}}"
    assert event["custom_data"]["content_type"] == "product"
    assert template["test_event_code"] == "{{environment | staging: TEST12345}}"


def test_a_reference_names_the_address_the_token_and_each_field(rendered: Path) -> None:
    text = (rendered / "meta" / "purchase.md").read_text("utf-8")
    assert "https\\://graph.facebook.com/v25.0/1000000000000001/events" in text
    assert "META\\_CAPI\\_TOKEN" in text
    assert "| data\\[0\\].user\\_data.em | email | trim, lowercase, sha256 |" in text
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


@pytest.mark.slow
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


# ---- sending ---------------------------------------------------------------------------------------------------------


class Platform(ThreadingHTTPServer):
    """A platform on this machine: it answers as it was told to, and keeps what it got."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: list[int] = []
        self.got: list[tuple[str, dict[str, str], Any]] = []
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"


class Answering(BaseHTTPRequestHandler):
    server: Platform

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), json.loads(text)))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"{self.server.origin}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.server.got.append((self.path, dict(self.headers), None))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def loopback(socket_enabled: None) -> None:
    """Connections to this machine, and to no other."""
    socket_allow_hosts(["127.0.0.1"])


@pytest.fixture
def platform(loopback: None) -> Iterator[Platform]:
    with Platform() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()


TOKEN = "-".join(["not", "a", "token", "of", "anybody"])
EVENT = {"order_id": "A-1", "value": 20, "currency": "EUR", "email": "ana.maria@example.com"}


class Sender:
    """One of the two senders, asked the same way."""

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self.folder = folder

    def send(self, **options: Any) -> dict[str, Any]:
        """What becomes of a purchase, by destination."""
        if self.language == "python":
            module = loaded(self.folder / "sender.py")
            results = module.send_purchase(EVENT, environment="production", pause=0.001, **options)
            return {result.destination: tuple(result[1:]) for result in results}
        call = {
            "call": "sendPurchase",
            "event": EVENT,
            "options": {"environment": "production", "pause": 0.001, **options},
        }
        (results,) = asked_of_node(self.folder, [call])
        return {one["destination"]: (one["outcome"], one["status"], one["attempts"]) for one in results}


@pytest.fixture(params=["python", pytest.param("node", marks=needs_node)])
def sender(request: pytest.FixtureRequest, rendered: Path, monkeypatch: pytest.MonkeyPatch) -> Sender:
    for name in ("META_CAPI_TOKEN", "TIKTOK_TOKEN", "SNAPCHAT_TOKEN", "GOOGLE_ADS_TOKEN", "GOOGLE_ADS_DEVELOPER_TOKEN"):
        monkeypatch.setenv(name, TOKEN)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return Sender(request.param, rendered)


def test_an_event_arrives_with_its_token_where_the_platform_wants_it(sender: Sender, platform: Platform) -> None:
    to = ["meta", "tiktok", "snapchat", "google-ads"]
    found = sender.send(to=to, consent=EVERYTHING, origin=platform.origin)
    assert found == dict.fromkeys(to, ("sent", 200, 1))
    got = {path.partition("?")[0]: (path, headers, body) for path, headers, body in platform.got}
    _, _, body = got["/v25.0/1000000000000001/events"]
    assert body["access_token"] == TOKEN
    assert got["/open_api/v1.3/event/track/"][1]["Access-Token"] == TOKEN
    assert got["/v3/01234567-89ab-4cde-8f01-23456789abcd/events"][0].endswith(f"?access_token={TOKEN}")
    headers = {key.lower(): value for key, value in got["/v25/customers/1234567890:uploadClickConversions"][1].items()}
    assert (headers["authorization"], headers["developer-token"]) == (f"Bearer {TOKEN}", TOKEN)


def test_a_busy_platform_is_asked_again_and_not_for_ever(sender: Sender, platform: Platform) -> None:
    platform.answers = [429, 500, 200]
    assert sender.send(to=["meta"], consent=EVERYTHING, origin=platform.origin) == {"meta": ("sent", 200, 3)}
    platform.answers = [503] * 9
    assert sender.send(to=["meta"], consent=EVERYTHING, origin=platform.origin) == {"meta": ("refused", 503, 4)}
    bodies = [body for _, _, body in platform.got]
    assert len(bodies) == 7
    assert len({body["data"][0]["event_id"] for body in bodies}) == 1


def test_what_is_refused_is_not_repeated(sender: Sender, platform: Platform) -> None:
    platform.answers = [400]
    assert sender.send(to=["meta"], consent=EVERYTHING, origin=platform.origin) == {"meta": ("refused", 400, 1)}
    assert len(platform.got) == 1


def test_a_token_follows_no_redirect(sender: Sender, platform: Platform) -> None:
    platform.answers = [302]
    assert sender.send(to=["tiktok"], consent=EVERYTHING, origin=platform.origin) == {"tiktok": ("refused", 302, 1)}
    assert len(platform.got) == 1


def test_nothing_is_sent_without_consent_or_token(sender: Sender, platform: Platform) -> None:
    found = sender.send(to=["meta", "linkedin"], consent=["ad_storage"], origin=platform.origin)
    assert found == {"meta": ("no consent", 0, 0), "linkedin": ("no token", 0, 0)}
    assert platform.got == []


def test_a_platform_that_cannot_be_reached_is_said(sender: Sender, loopback: None) -> None:
    found = sender.send(to=["meta"], consent=EVERYTHING, origin="http://127.0.0.1:1", attempts=2)
    assert found == {"meta": ("unreachable", 0, 2)}


def test_logs_say_what_happened_and_to_nobody(
    rendered: Path, platform: Platform, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("META_CAPI_TOKEN", TOKEN)
    caplog.set_level(logging.DEBUG)
    platform.answers = [500, 400]
    Sender("python", rendered).send(to=["meta", "x"], consent=EVERYTHING, origin=platform.origin)
    said = caplog.text
    assert "event 'purchase' to 'meta': attempt 2, status 400" in said
    assert "event 'purchase' was not sent to 'x': a token is not set" in said
    assert TOKEN not in said
    assert "ana" not in said


def test_a_server_container_s_events_are_not_sent_twice() -> None:
    subject = project(SHOP.replace("sender: backend", "sender: gtm", 1))
    (text,) = (artifact.text for artifact in artifacts(subject) if artifact.path.endswith("sender.py"))
    (line,) = (line for line in text.splitlines() if line.lstrip().startswith("to: Collection[Destination] ="))
    assert '"meta"' in line
    assert '"ga4"' not in line
