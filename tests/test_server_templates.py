"""Server templates: run in a model of Google's sandbox, with the permissions they ask for and no others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from gtm_templates import not_es5
from node import needs_node, node
from server_sandbox import KEYS, SANDBOX, errors, job, run, section, tag, template

from govern.gtm.templates.filling import APIS
from govern.payloads.normalise import match_value
from govern.platforms import load
from govern.spec.phone_plans import phone_plan

SUMS = {"1,299.00": 1299, "1.299,00": 1299, "$29.99": 29.99, "29,99 €": 29.99, "1 299,5": 1299.5, "1,299,000": 1299000,
        "-$5": -5, " 20 ": 20, "1'299.10": 1299.1, "12.500": 12.5, "12,3456": 12.3456, "1.299.000": 1299000}  # fmt: skip
NO_SUMS = ("1,299", "much", "12,34,567", "1.299.00", "€", "0x10", "1e3", "1,299,00", ".5", "5.", "1.2.3", "--5")
each = pytest.mark.parametrize("key", KEYS)
pytestmark = [pytest.mark.slow, needs_node]


@each
def test_their_code_is_what_the_sandbox_knows(key: str) -> None:
    """ECMAScript 5.1 with `const` and arrow functions, read by a parser; web templates do without these two.

    https://developers.google.com/tag-platform/tag-manager/templates/sandboxed-javascript, read 2026-11-26.
    """
    newer = {one.partition(": ")[2] for one in not_es5(section(template(key), "SANDBOXED_JS_FOR_SERVER"))}
    assert newer <= {"VariableDeclaration", "ArrowFunctionExpression"}


@each
def test_their_own_tests_pass(key: str) -> None:
    tests = yaml.load(section(template(key), "TESTS"), yaml.CSafeLoader)
    assert len(tests["scenarios"]) >= 8
    found = json.loads(node(SANDBOX, json.dumps({"do": "tests", "template": template(key), "tests": tests})))
    assert [one for one in found if one["error"]] == []


# ---- permissions ----


@each
def test_permissions_name_what_is_used_and_nothing_else(key: str) -> None:
    cookies = re.findall(r"getCookieValues\('([^']+)'\)", template(key))
    used = set(run(key, cookies={name: ["value"] for name in cookies}, event={"x-ga-gcd": "", "x-ga-gcs": "G111"},
                   text=template(key))["used"])  # fmt: skip
    used |= set(
        run(key, tag(key, consent=[{"type": "ad_storage"}]), event={"x-ga-gcd": "", "x-ga-gcs": "G111"})["used"]
    )
    named = set()
    for permission in json.loads(section(template(key), "SERVER_PERMISSIONS")):
        id = permission["instance"]["key"]["publicId"]
        lists = [p["value"]["listItem"] for p in permission["instance"]["param"] if p["value"]["type"] == 2]
        named |= {f"{id} {item['string']}" for item in lists[0]} if lists else {id}
        assert "any" not in {p["value"].get("string") for p in permission["instance"]["param"]}
    assert used == named


@each
def test_without_a_permission_a_template_fails(key: str) -> None:
    whole = json.loads(section(template(key), "SERVER_PERMISSIONS"))
    jobs = []
    for index, permission in enumerate(whole):
        less = json.dumps([one for at, one in enumerate(whole) if at != index])
        jobs.append(job(key, text=template(key).replace(section(template(key), "SERVER_PERMISSIONS"), less)))
        assert permission["isRequired"]
    assert all(error.startswith("the template may not use") for error in errors(job(key), *jobs)[1:])
    assert errors(job(key)) == [""]


@each
def test_requests_go_to_the_platform_and_to_nobody_else(key: str) -> None:
    (request,) = run(key)["requests"]
    assert request["method"] == "POST"
    assert request["url"].startswith(f"https://{load(key).api.hosts[0]}/")


# ---- the language of the sandbox ----

METHODS = {
    "then", "push", "pop", "map", "filter", "forEach", "reduce", "concat", "join", "indexOf", "lastIndexOf", "slice",
    "split", "trim", "toLowerCase", "charAt", "hasOwnProperty", "round", "parse", "stringify", "floor", "keys", "getItemCopy",
    "setItemCopy", "removeItem", "gtmOnSuccess", "gtmOnFailure",
}  # fmt: skip
FORBIDDEN = {
    "regular expression": r"[=(,]\s*/(?![/*])",
    "template text": "`",
    "constructor": r"\bnew\b",
    "this": r"\bthis\b",
    "exception": r"\b(try|catch|throw)\b",
    "class": r"\b(class|async|await|yield|typeof|instanceof|let|var|function|for|while|switch)\b",
    "spread": r"\.\.\.",
    "destructuring": r"(const|\()\s*[{\[][^{}\[\]]*[}\]]\s*(=[^=>]|\)\s*=>)",
    "trailing comma of arguments": r",\s*\)",
}


def without_texts(code: str) -> str:
    """Code without its comments and texts."""
    return re.sub(
        r"//[^\n]*|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"", lambda m: "" if m[0][0] == "/" else "''", code
    )


@each
def test_the_code_is_what_the_sandbox_compiles(key: str) -> None:
    code = without_texts(section(template(key), "SANDBOXED_JS_FOR_SERVER"))
    for what, pattern in FORBIDDEN.items():
        assert not re.search(pattern, code), what
    assert set(re.findall(r"\.(\w+)\(", code)) - METHODS - APIS == set()
    required = re.findall(r"^const (\w+) = require\(''\);$", code, flags=re.M)
    assert all(len(re.findall(rf"\b{name}\b", code)) > 1 for name in required), "an API that is not used"


@each
def test_the_gallery_can_show_it(key: str) -> None:
    info = json.loads(section(template(key), "INFO"))
    assert info["containerContexts"] == ["SERVER"]
    assert info["type"] == "TAG"
    assert 0 < len(info["description"]) <= 200
    names = [field["name"] for field in json.loads(section(template(key), "TEMPLATE_PARAMETERS"))]
    code = section(template(key), "SANDBOXED_JS_FOR_SERVER")
    assert {name for name in names if f"data.{name}" not in code} == set(), "a field that nothing reads"
    assert set(re.findall(r"\bdata\.(\w+)", code)) - {*names, "gtmOnSuccess", "gtmOnFailure"} == set()


# ---- match keys ----

PEOPLE = (
    " Customer@Example.com ", "first.last+shop@gmail.com", "+1 (650) 555-1212", "0049 30 1234567", "030 1234567", "12",
    "  José  ", "O'Brien-Smith", "Ž. Šimić", "San Francisco 2", "CA", "United States", "US", "94107-1234", " 28 001 ",
    "1990-02-28", "19900228", "28.02.1990", "Female", "m", "F", "N", "203.0.113.7", "2001:db8::1", "999.1.1.1", "x:y",
    "en-US", "a" * 64, "A1" * 32, "ÀÉ ß İ", "\u00a0id 7\u3000", "«q»", "fb.1.2.3", "", "0", "-",
)  # fmt: skip
PLACES: dict[str, Callable[[Any], Any]] = {
    "meta": lambda body: body["data"][0].get("user_data", {}),
    "tiktok": lambda body: body["data"][0].get("user", {}),
    "pinterest": lambda body: {name: value[0] if isinstance(value, list) else value
                               for name, value in body["data"][0].get("user_data", {}).items()},
    "snapchat": lambda body: body["data"][0].get("user_data", {}),
    "linkedin": lambda body: {
        **{one["idType"]: one["idValue"] for one in body.get("user", {}).get("userIds", ())},
        **{f"userInfo.{name}": value for name, value in body.get("user", {}).get("userInfo", {}).items()},
        **{"externalIds": value for value in body.get("user", {}).get("externalIds", ())},
    },
    "reddit": lambda body: {**body["data"]["events"][0].get("user", {}),
                            **{name: value for name, value in body["data"]["events"][0].items() if name == "click_id"}},
    "microsoft_ads": lambda body: body["data"][0].get("userData", {}),
    "x": lambda body: {name: value for one in body["conversions"][0]["identifiers"] for name, value in one.items()},
}  # fmt: skip
"""Where each platform's body has its match keys."""


@each
def test_match_keys_are_those_of_the_facts(key: str) -> None:
    """The same steps in Python and in JavaScript give the same value, hash or absence."""
    keys = load(key).match_keys
    quiet = {"ip_override": "", "user_agent": "", "page_location": "https://www.shop.example/"}
    tags = [tag(key, matchKeys=[{"name": name, "value": value} for name in keys]) for value in PEOPLE]
    found = run(key, *tags, event=quiet)
    for value, request in zip(PEOPLE, found["requests"], strict=True):
        expected = {name: match_value(value, fact.normalise, is_hashed=fact.is_hashed) for name, fact in keys.items()}
        assert PLACES[key](request["body"]) == {name: text for name, text in expected.items() if text}, value


@each
def test_nothing_about_a_person_is_logged(key: str) -> None:
    answers = [{"statusCode": 400, "body": "customer@example.com is wrong"}, {"statusCode": 200, "body": '{"code":0}'}]
    found = run(key, tag(key), tag(key), answers=answers)
    assert found["ended"] == ["failure", "success"]
    lines = " ".join(found["lines"])
    assert len(found["lines"]) == 2
    for secret in ("ustomer", "203.0.113.7", "Browser", "A-1001", "the-token", "shop.example", "e233d4a2"):
        assert secret not in lines


# ---- consent, tokens, trying again ----


@pytest.mark.parametrize(
    ("event", "unset", "sends"),
    [
        ({"x-ga-gcd": "13t3t3t3t5l1"}, "denied", True),
        ({"x-ga-gcd": "11r1r1r1r5"}, "denied", True),
        ({"x-ga-gcd": "13t3t3q3t5l1"}, "granted", False),
        ({"x-ga-gcd": "13l3l3l3l1l1"}, "denied", False),
        ({"x-ga-gcd": "13l3l3l3l1l1"}, "granted", True),
        ({"x-ga-gcd": "13z3t3t3t5l1"}, "granted", False),
        ({"x-ga-gcd": "13t3t3t3t5l1", "x-ga-gcs": "G101"}, "granted", False),
        ({"x-ga-gcd": "13t3t3t3t5l1", "x-ga-gcs": "G110"}, "denied", True),
        ({"x-ga-gcd": "", "x-ga-gcs": "G111"}, "granted", True),
        ({"x-ga-gcd": "", "x-ga-gcs": "G101"}, "granted", False),
        ({"x-ga-gcd": "", "x-ga-gcs": "G111"}, "denied", False),
        ({"x-ga-gcd": ""}, "denied", False),
        ({"x-ga-gcd": ""}, "granted", True),
    ],
)
def test_consent_is_read_from_the_hit(event: dict[str, str], unset: str, sends: bool) -> None:
    found = run("meta", tag("meta", unsetConsent=unset), event=event)
    assert bool(found["requests"]) == sends
    assert found["ended"] == ["success"]


def test_analytics_storage_may_be_asked_for_too() -> None:
    asked = tag("meta", consent=[{"type": "analytics_storage"}])
    assert run("meta", asked, event={"x-ga-gcd": "13t3q3t3t5l1"})["requests"] == []
    assert run("meta", asked, event={"x-ga-gcd": "", "x-ga-gcs": "G100"})["requests"] == []
    assert len(run("meta", asked, event={"x-ga-gcd": "", "x-ga-gcs": "G101"})["requests"]) == 1


@each
def test_a_tag_without_a_token_fails(key: str) -> None:
    found = run(key, secrets={})
    assert found["requests"] == []
    assert found["ended"] == ["failure"]
    assert "there is no token" in found["lines"][0]


@pytest.mark.parametrize(
    ("answers", "requests", "ended"),
    [
        (["timeout", {"statusCode": 200, "body": "{}"}], 2, "success"),
        (["timeout"] * 5, 3, "failure"),
        ([{"statusCode": 429, "body": ""}] * 5, 3, "failure"),
        ([{"statusCode": 400, "body": ""}] * 5, 1, "failure"),
        ([{"statusCode": 302, "body": ""}] * 5, 1, "failure"),
    ],
)
def test_trying_again_has_an_end(answers: list[Any], requests: int, ended: str) -> None:
    found = run("meta", answers=answers)
    assert len(found["requests"]) == requests
    assert found["ended"] == [ended]
    assert all(request == found["requests"][0] for request in found["requests"])


def test_tiktok_refuses_with_status_200() -> None:
    assert run("tiktok", answers=[{"statusCode": 200, "body": '{"code":40002}'}])["ended"] == ["failure"]


# ---- what the request says ----


@each
def test_the_envelope_has_what_the_facts_require(key: str) -> None:
    body = run(key)["requests"][0]["body"]
    for field in load(key).envelope.values():
        if field.required and field.verified:
            values = list(found_at(body, field.name.split(".")[-1]))
            assert values, field.name
            assert all(value in field.values for value in values if field.values), field.name


def found_at(value: Any, name: str) -> Iterator[Any]:
    """Every value under a name, however deep."""
    if isinstance(value, dict):
        yield from (item for key, item in value.items() if key == name)
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from found_at(item, name)


def test_times_have_the_unit_of_the_platform() -> None:
    times = {"meta": ("event_time", 1767225600), "linkedin": ("conversionHappenedAt", 1767225600000),
             "reddit": ("event_at", 1767225600000), "x": ("conversion_time", "2026-01-01T00:00:00.000Z")}  # fmt: skip
    for key, (name, expected) in times.items():
        assert list(found_at(run(key)["requests"][0]["body"], name)) == [expected]


@pytest.mark.parametrize("millis", [0, 951782400000, 1709164799999, 4107542400000, 1767225600123])
def test_x_writes_times_as_iso_8601(millis: int) -> None:
    from datetime import UTC, datetime, timedelta

    (text,) = found_at(run("x", time=millis)["requests"][0]["body"], "conversion_time")
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=millis)
    assert text == moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def test_a_test_code_is_sent_where_there_is_one() -> None:
    with_code = {key for key in KEYS if "data.testEventCode" in template(key)}
    for key in KEYS:
        plain, tested = run(key)["requests"][0], run(key, tag(key, testEventCode="TEST1"))["requests"][0]
        assert ((plain["url"], plain["body"]) != (tested["url"], tested["body"])) == (key in with_code)
        assert "test" not in json.dumps(plain["body"]).lower()


def test_cookies_of_the_platform_say_who_it_is() -> None:
    fbp, fbc = "fb.1.1767225600000.1", "fb.1.1767225600000.click"
    found = run("meta", cookies={"_fbp": [fbp], "_fbc": [fbc]})["requests"][0]["body"]
    assert found["data"][0]["user_data"]["fbp"] == fbp
    assert found["data"][0]["user_data"]["fbc"] == fbc
    found = run("microsoft_ads", cookies={"_uetmsclkid": ["_uetabc123"]})["requests"][0]["body"]
    assert found["data"][0]["userData"]["msclkid"] == "abc123"


def test_a_phone_number_without_its_country_is_one_of_the_site_s() -> None:
    def sent(given: str, plan: str) -> str:
        made = tag("tiktok", matchKeys=[{"name": "phone", "value": given}], phonePlan=plan)
        return str(run("tiktok", made)["requests"][0]["body"]["data"][0]["user"].get("phone", ""))

    german = sent("+4930901820", "")
    assert len(german) == 64
    assert [sent(given, phone_plan("DE")) for given in ("030 901820", "49 30 901820", "(030) 90 18 20")] == [german] * 3
    assert [sent(given, "") for given in ("030 901820", "30 901820")] == ["", ""]


def test_a_click_id_comes_from_the_cookie_or_from_the_page_s_address() -> None:
    page = {"page_location": "https://www.shop.example/?a=1&fbclid=IwAR-1_x&twclid=abc#top"}
    for cookie, expected in (
        ("fb.1.1767225600000.kept", "fb.1.1767225600000.kept"),
        ("broken", "fb.1.1767225600000.IwAR-1_x"),
    ):
        found = run("meta", cookies={"_fbc": [cookie], "_fbp": ["fb.1.2"]}, event=page)["requests"][0]["body"]
        who = found["data"][0]["user_data"]
        assert who["fbc"] == expected
        assert "fbp" not in who
    assert "fbc" not in run("meta", cookies={"_fbc": ["fb.1.2"]})["requests"][0]["body"]["data"][0]["user_data"]
    found = run("x", event=page)["requests"][0]["body"]
    assert found["conversions"][0]["identifiers"][0]["twclid"] == "abc"


def test_a_sum_is_read_as_the_only_number_that_it_can_be() -> None:
    def value(key: str, text: str) -> Any:
        made = tag(key, parameters=[{"name": "value", "value": text}, {"name": "currency", "value": "EUR"}])
        (request,) = run(key, made)["requests"]
        return request["body"]["data"][0]["custom_data"].get("value")

    for text, number in SUMS.items():
        assert value("meta", text) == number, text
    for text in NO_SUMS:
        assert value("meta", text) is None, text
    assert value("pinterest", "1,299.50") == "1299.5"


def test_the_model_forgets_nothing_that_the_sandbox_forbids() -> None:
    """The oracle of the other tests: code that reaches for more than it may is stopped."""
    text = template("meta")
    reaching = ("Date.now();", "require('getAllEventData');", "getEventData('client_id');", "getCookieValues('_ga');",
                "sendHttpRequest('https://elsewhere.example/', {});", "")  # fmt: skip
    end = "\n\n\n___SERVER_PERMISSIONS"
    assert errors(*(job("meta", text=text.replace(end, f"\n{code}{end}")) for code in reaching)) == [
        "Date is not defined",
        "there is no API getAllEventData",
        "the template may not use event data client_id",
        "the template may not use cookie _ga",
        "the template may not use address https://elsewhere.example/",
        "",
    ]


def test_values_that_are_no_numbers_are_left_out() -> None:
    rows = [{"name": "value", "value": "free"}, {"name": "num_items", "value": "2"}, {"name": "order_id", "value": 7}]
    found = run("meta", tag("meta", parameters=rows))["requests"][0]["body"]["data"][0]["custom_data"]
    assert "value" not in found
    assert found["order_id"] == "7"
