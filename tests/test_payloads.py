"""Bodies for the platforms' server APIs, and the check of any body against what is known of its platform."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from for_each import for_each
from gtm_helpers import CORPUS, WITHOUT_CORPUS
from helpers import findings, project
from payload_helpers import SHOP, shop

from govern.captures.bodies.check import check
from govern.captures.bodies.event import Complaint
from govern.captures.bodies.shape import recognise
from govern.payloads.answers import Answer
from govern.payloads.example import AT, bodies, happened
from govern.payloads.layout import layout, layouts
from govern.payloads.plan import Happened, Leaf, Needing, fill, leaves
from govern.payloads.sent import sent_by_servers
from govern.platforms import load
from govern.platforms.codes import codes

GOLDEN = Path(__file__).parent / "golden" / "payloads"
DAY = 86_400_000


def body_of(platform: str, environment: Any = "production", number: int = 0) -> Any:
    """A body that the shop sends to a platform: of its first example, or another one."""
    (sent,) = (sent for sent in sent_by_servers(shop()) if sent.platform.key == platform)
    return list(bodies(sent, environment))[number]


def errors(platform: str, body: Any, **known: Any) -> list[Complaint]:
    return [problem for problem in check(load(platform), body, **known) if problem.level == "error"]


# ---- bodies ----------------------------------------------------------------------------------------------------------


def test_the_shop_has_nothing_wrong() -> None:
    assert [finding.message for finding in findings(shop()) if finding.level == "error"] == []


@pytest.mark.parametrize("environment", ["production", "staging"])
@pytest.mark.parametrize("platform", layouts())
def test_golden_bodies_are_what_the_platform_takes(
    platform: str, environment: str, request: pytest.FixtureRequest
) -> None:
    made = [body_of(platform, environment, number) for number in range(2)]
    for body in made:
        found = check(load(platform), body, now=AT + 1000, environment=environment)
        assert [problem.message for problem in found] == []
    file = GOLDEN / f"{platform}.{environment}.json"
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    if request.config.getoption("--update-golden", default=False):
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text


def ways(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to the single values of a body."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if inner is None:
        yield way
    else:
        for key, one in inner:
            yield from ways(one, (*way, key))


def spoilt_fields(platform: str, body: Any) -> Iterator[tuple[str, bool]]:
    """Each value of a body, and whether the check says something where an object stands in its place."""
    for way in ways(body):
        spoilt = deepcopy(body)
        inside = spoilt
        for step in way[:-1]:
            inside = inside[step]
        inside[way[-1]] = {"x": 1}
        yield ".".join(map(str, way)), bool(check(load(platform), spoilt, now=AT + 1000, environment="production"))


@for_each("platform", layouts())
def test_an_object_where_one_value_belongs_is_found_wherever_it_stands(platform: str) -> None:
    body = json.loads((GOLDEN / f"{platform}.production.json").read_text("utf-8"))[0]
    assert [way for way, found in spoilt_fields(platform, body) if not found] == []


BY_DATA_MANAGER = ("platform: ga4,", "platform: ga4, settings: {api: data_manager, property_id: '123456789'},")
BY_UPLOAD = ("settings: {customer_id: 123-456-7890}", "settings: {customer_id: 123-456-7890, api: google_ads}")


@for_each(("platform", "choice"), [("ga4", BY_DATA_MANAGER), ("google_ads", BY_UPLOAD)])
def test_the_other_api_of_google_is_checked_as_thoroughly(platform: str, choice: tuple[str, str]) -> None:
    (sent,) = (sent for sent in sent_by_servers(project(SHOP.replace(*choice))) if sent.platform.key == platform)
    body = next(bodies(sent))
    assert recognise(body)[0] == platform
    assert check(load(platform), body, now=AT + 1000) == ()
    assert [way for way, found in spoilt_fields(platform, body) if not found] == []


@for_each("platform", layouts())
def test_every_body_has_the_event_id_of_the_browser(platform: str) -> None:
    text = json.dumps(body_of(platform))
    assert ("order_A-1001" in text) == (platform not in ("ga4", "google_ads")), "they know an event by its order"
    assert "A-1001" in text


def test_personal_data_leaves_as_a_hash_or_not_at_all() -> None:
    for platform in layouts():
        text = json.dumps(body_of(platform), ensure_ascii=False).casefold()
        assert "ana.maria" not in text
        assert "30901820" not in text


def test_a_parameter_that_says_who_somebody_is_is_no_parameter() -> None:
    subject = project(SHOP.replace("content_type: {value: product}", "status: email"))
    (sent,) = (sent for sent in sent_by_servers(subject) if sent.platform.key == "meta")
    assert "status" not in next(bodies(sent))["data"][0]["custom_data"]


@pytest.mark.parametrize("platform", [key for key in layouts() if load(key).browser_words])
def test_a_mapping_may_use_the_browsers_words(platform: str) -> None:
    section = SHOP.index(f"destination: {platform}\n", SHOP.index("\nmappings:"))
    before, after = SHOP[:section], SHOP[section:]
    for ours, written in load(platform).browser_words.items():
        after = after.replace(f"{ours}:", f"{written}:", 1)
    mapped = [sent for sent in sent_by_servers(project(before + after)) if sent.platform.key == platform]
    assert [next(bodies(sent)) for sent in mapped] == [body_of(platform)]


def test_no_specs_make_a_test_of_production() -> None:
    subject = project(SHOP.replace("{staging: TEST12345}", "TEST12345"))
    (sent,) = (sent for sent in sent_by_servers(subject) if sent.platform.key == "meta")
    assert "test_event_code" not in next(bodies(sent, "production"))
    assert next(bodies(sent, "development"))["test_event_code"] == "TEST12345"


@for_each(
    ("platform", "settings", "way", "made"),
    [
        ("meta", "data_processing_options: LDU", ("data_processing_options",), ["LDU"]),
        ("meta", "data_processing_options_country: 0", ("data_processing_options_country",), 0),
        ("meta", "data_processing_options: ''", ("data_processing_options",), None),
        ("snapchat", "data_processing_options_state: 1000", ("data_processing_options_state",), 1000),
        ("tiktok", "limited_data_use: true", ("limited_data_use",), True),
        ("tiktok", "limited_data_use: false", ("limited_data_use",), False),
        ("pinterest", "opt_out_type: LDP", ("custom_data", "opt_out_type"), "LDP"),
        ("reddit", "limited_data_use: true", ("limited_data_use",), None),
        ("reddit", "data_processing_options: LDU", ("user", "data_processing_options", "modes"), ["LDU"]),
        ("reddit", "data_processing_options_region: CA", ("user", "data_processing_options"), {"region": "CA"}),
    ],
)
def test_a_limited_use_of_data_is_asked_for_in_the_platforms_words(
    platform: str, settings: str, way: tuple[str, ...], made: Any
) -> None:
    text = f"""
destinations: [{{name: ads, platform: {platform}, id: '1', server: {{}}, settings: {{{settings}}}}}]
parameters: [{{name: value, type: number}}]
events: [{{name: buy, parameters: [{{use: value}}]}}]
mappings: [{{event: buy, destination: ads, as: Purchase, via: [server], parameters: {{value: value}}}}]
"""
    (sent,) = sent_by_servers(project(text))
    laid_out = layout(platform)
    assert laid_out is not None
    found = fill(laid_out.body(sent), Happened({"value": 1}, AT))["data"]
    found = found[0] if isinstance(found, list) else found["events"][0]
    for step in way:
        found = found.get(step) if found is not None else None
    assert found == made


def test_pinterest_tests_by_address() -> None:
    (sent,) = (sent for sent in sent_by_servers(shop()) if sent.platform.key == "pinterest")
    module = layout("pinterest")
    assert module is not None
    urls = module.endpoint(sent).urls
    assert urls["staging"] == urls["production"] + "?test=true"


def test_an_event_id_with_a_hole_is_none() -> None:
    leaf = Leaf("event_id", parts=("order_", "order_id", ""))
    assert fill(leaf, happened({"order_id": 17})) == "order_17"
    assert fill(leaf, happened({})) is None
    assert fill(leaf, happened({"order_id": ""})) is None


@for_each(
    ("form", "given", "made"),
    [
        ("number", "12.50", 12.5),
        ("number", 20.0, 20),
        ("number", True, None),
        ("number", "a lot", None),
        ("integer", 2.9, 2),
        ("text", 429.9, "429.9"),
        ("text", 20.0, "20"),
        ("text", 0.00001, "0.00001"),
        ("text", False, "false"),
        ("texts", "one", ["one"]),
        ("texts", [1, None, "b"], ["1", "b"]),
        ("value", {"a": [1.0, None]}, {"a": [1]}),
    ],
)
def test_parameters_take_the_type_of_the_platforms_field(form: str, given: Any, made: Any) -> None:
    assert fill(Leaf("parameter", "given", form), happened({"given": given})) == made


def test_what_has_no_value_leaves_no_trace() -> None:
    plan = {"ids": [Needing((("value",),), {"type": "EMAIL", "value": Leaf("parameter", "email", "text")})], "n": 1}
    assert fill(plan, happened({})) == {"n": 1}
    assert fill(plan, happened({"email": "x"})) == {"ids": [{"type": "EMAIL", "value": "x"}], "n": 1}
    assert [route for _, route in leaves(plan)] == [("ids", 0, "value")]


# ---- check -----------------------------------------------------------------------------------------------------------


def without(*way: Any) -> Callable[[Any], None]:
    """A change that takes something out of a body."""

    def change(body: Any) -> None:
        for step in way[:-1]:
            body = body[step]
        del body[way[-1]]

    return change


def with_(*way: Any) -> Callable[[Any], None]:
    """A change that sets something in a body; the last one is the value."""

    def change(body: Any) -> None:
        for step in way[:-2]:
            body = body[step]
        body[way[-2]] = way[-1]

    return change


BROKEN = [
    ("meta", without("data", 0, "event_time"), ("data", 0), '"event_time" is missing'),
    ("meta", with_("data", 0, "user_data", {}), ("data", 0), '"user_data" is missing'),
    ("meta", with_("data", 0, "event_time", AT), ("data", 0, "event_time"), "expected seconds since 1970"),
    ("meta", with_("data", 0, "event_time", AT // 1000 - 9 * 86400), ("data", 0, "event_time"), "takes 7 days"),
    ("meta", with_("data", 0, "event_time", AT // 1000 + 86400), ("data", 0, "event_time"), "in the future"),
    ("meta", with_("data", 0, "action_source", "web"), ("data", 0, "action_source"), "expected email, website"),
    ("meta", with_("data", 0, "user_data", "em", "ana@example.com"), ("data", 0, "user_data", "em"), "not hashed"),
    ("meta", with_("data", 0, "user_data", "em", ["ana@example.com"]), ("data", 0, "user_data", "em", 0), "not hashed"),
    ("meta", with_("data", 0, "custom_data", "currency", "euro"), ("data", 0, "custom_data", "currency"), "ISO 4217"),
    ("meta", with_("data", 0, "custom_data", "value", "€ 20"), ("data", 0, "custom_data", "value"), "a number"),
    (
        "meta",
        without("data", 0, "custom_data", "value"),
        ("data", 0, "custom_data"),
        '"value" is missing in a Purchase',
    ),
    ("meta", without("data", 0, "custom_data", "contents", 0, "id"), ("data", 0, "custom_data", "contents", 0), '"id"'),
    ("tiktok", without("event_source"), (), '"event_source" is missing'),
    ("tiktok", with_("event_source", "site"), ("event_source",), "expected web, app, offline or crm"),
    ("tiktok", with_("data", 0, "event_id", 17), ("data", 0, "event_id"), "expected a text"),
    (
        "tiktok",
        with_("data", 0, "properties", "contents", 0, "content_id", 17),
        ("data", 0, "properties", "contents", 0, "content_id"),
        "expected a text",
    ),
    ("pinterest", without("data", 0, "event_id"), ("data", 0), '"event_id" is missing'),
    ("pinterest", with_("data", 0, "user_data", {"ph": ["0" * 64]}), ("data", 0, "user_data"), "nobody can be matched"),
    ("snapchat", with_("data", 0, "event_name", "BOUGHT"), ("data", 0, "event_name"), "not one that Snapchat"),
    ("linkedin", with_("conversion", "12345678"), ("conversion",), "urn:lla"),
    ("linkedin", without("conversionValue", "amount"), ("conversionValue",), '"amount" is missing'),
    ("linkedin", with_("user", "userIds", 0, "idValue", "ana@example.com"), ("user", "userIds", 0, "idValue"), "SHA"),
    ("linkedin", with_("conversionHappenedAt", AT // 1000), ("conversionHappenedAt",), "expected milliseconds"),
    ("reddit", without("data", "events", 0, "type", "tracking_type"), ("data", "events", 0), "tracking_type"),
    ("reddit", with_("data", "events", 0, "event_at", AT - 8 * DAY), ("data", "events", 0, "event_at"), "7 days"),
    (
        "google_ads",
        with_("events", 0, "userData", "userIdentifiers", 0, "emailAddress", "ana@example.com"),
        ("events", 0, "userData", "userIdentifiers", 0, "emailAddress"),
        "not hashed",
    ),
    ("ga4", without("client_id"), (), "client_id or app_instance_id is missing"),
    ("ga4", with_("events", 0, "name", "n" * 41), ("events", 0, "name"), "41 characters"),
    ("ga4", with_("user_properties", {"p" * 25: {"value": "x"}}), ("user_properties", "p" * 25), "25 characters"),
    ("ga4", with_("user_properties", {"p": {"value": "x" * 37}}), ("user_properties", "p", "value"), "37 characters"),
    ("ga4", with_("user_id", "x" * 200_000), (), "takes 130"),
    ("linkedin", with_("user", "externalIds", ["a", "b"]), ("user", "externalIds"), "2 ids"),
    ("ga4", with_("events", 0, "name", "buy@shop"), ("events", 0, "name"), "has not the form"),
    ("ga4", with_("events", 0, "params", "colours", ["red"]), ("events", 0, "params", "colours"), "a plain value"),
    (
        "ga4",
        with_("events", 0, "params", "items", 0, "price", "$19"),
        ("events", 0, "params", "items", 0, "price"),
        "expected a number",
    ),
    ("ga4", with_("events", 0, "name", "session_start"), ("events", 0, "name"), "reserved"),
    ("ga4", with_("events", 0, "name", "ga_sale"), ("events", 0, "name"), "begins with ga_"),
    ("ga4", with_("events", 0, "params", "google_x", 1), ("events", 0, "params", "google_x"), "keeps for itself"),
    ("ga4", with_("timestamp_micros", AT), ("timestamp_micros",), "expected microseconds"),
    (
        "ga4",
        with_("events", 0, "params", "transaction_id", "x" * 101),
        ("events", 0, "params", "transaction_id"),
        "101",
    ),
    ("microsoft_ads", without("data", 0, "eventType"), (), "not a body"),
    ("x", with_("conversions", 0, "identifiers", []), ("conversions", 0), '"identifiers" is missing'),
    ("x", with_("conversions", 0, "conversion_time", "yesterday"), ("conversions", 0, "conversion_time"), "ISO 8601"),
]


@for_each(("platform", "change", "route", "message"), BROKEN)
def test_what_a_platform_refuses_is_an_error_at_its_place(
    platform: str, change: Callable[[Any], None], route: Any, message: str
) -> None:
    body = deepcopy(body_of(platform))
    change(body)
    found = errors(platform, body, now=AT)
    assert [problem.route for problem in found if message in problem.message] == [route], found


@pytest.mark.parametrize("platform", ["meta", "tiktok", "snapchat", "reddit"])
def test_a_test_in_production_is_an_error(platform: str) -> None:
    body = body_of(platform, "staging")
    assert errors(platform, body, environment="staging") == []
    (found,) = errors(platform, body, environment="production")
    assert "test" in str(found.route[-1])


def test_messages_never_repeat_personal_data() -> None:
    body = body_of("meta")
    body["data"][0]["user_data"].update(em="ana@example.com", ph="+4930901820", fn="Ana")
    body["data"][0]["custom_data"]["order_id"] = "ana@example.com"
    said = " ".join(problem.message for problem in check(load("meta"), body))
    assert "not hashed" in said
    assert not [word for word in ("ana", "30901820", "Ana") if word in said.replace("an address", "")]


def test_without_a_clock_the_newest_event_says_when_a_body_was_sent() -> None:
    body = body_of("meta")
    old = deepcopy(body["data"][0])
    old["event_time"] -= 30 * 86400
    assert errors("meta", {"data": [old]}) == []
    (found,) = errors("meta", {"data": [body["data"][0], old]})
    assert found.route == ("data", 1, "event_time")


@for_each(
    ("platform", "change", "message"),
    [
        ("meta", without("data", 0, "event_source_url"), '"event_source_url" is missing'),
        ("meta", with_("data", 0, "custom_data", "currency", "eur"), "ISO 4217"),
        ("meta", with_("data", 0, "custom_data", "content_type", "chairs"), "product or product_group"),
        ("meta", with_("data", 0, "custom_data", "note", "ana@example.com"), "in plain text"),
        ("meta", with_("data", 0, "user_data", "external_id", "c-17"), "recommends it"),
        ("meta", with_("data", 0, "user_data", "client_user_agent", "0" * 64), "compares it as it is"),
        ("meta", with_("data", 0, "user_data", "em", "A" * 64), "capital letters"),
        ("ga4", without("events", 0, "params", "items"), '"items" is missing'),
    ],
)
def test_what_a_platform_takes_and_does_not_like_is_a_warning(
    platform: str, change: Callable[[Any], None], message: str
) -> None:
    body = deepcopy(body_of(platform))
    before = set(check(load(platform), body, now=AT))
    change(body)
    (found,) = set(check(load(platform), body, now=AT)) - before
    assert found.level == "warning"
    assert message in found.message


def test_what_is_not_verified_is_a_warning() -> None:
    body = body_of("meta")
    body["data"] *= 1001
    (found,) = (problem for problem in check(load("meta"), body) if "takes 1000" in problem.message)
    assert found.level == "warning"


@for_each("body", [None, [], "text", {}, {"data": []}, {"data": {}}, {"data": ["x"]}, {"error": {}}])
@for_each("platform", layouts())
def test_anything_else_is_no_body(platform: str, body: Any) -> None:
    assert errors(platform, body)
    assert recognise(body) == ()


@for_each("platform", layouts())
def test_a_body_with_any_part_broken_is_checked_to_the_end(platform: str) -> None:
    def broken(value: Any) -> Any:
        yield from (None, 17, "", [], {}, [None], {"x": 1}, True, "x" * 300)
        for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
            for other in broken(value[key]):
                copy = dict(value) if isinstance(value, dict) else list(value)
                copy[key] = other
                yield copy

    for body in broken(body_of(platform)):
        check(load(platform), body, now=AT, environment="production")


@for_each("platform", layouts())
def test_bodies_are_known_by_their_form(platform: str) -> None:
    assert platform in recognise(body_of(platform))


# ---- what platforms have taken and refused ---------------------------------------------------------------------------

NAMES = {"meta": "meta", "ga4": "ga4", "linkedin": "linkedin", "pinterest": "pinterest", "reddit": "reddit",
         "snap": "snapchat", "tiktok": "tiktok", "google": "google_ads", "microsoft": "microsoft_ads", "x": "x"}  # fmt: skip


def corpus_bodies() -> list[tuple[str, str, bool]]:
    """The real bodies: file, platform, whether it was refused."""
    if not (CORPUS / "MANIFEST.csv").is_file():
        return []
    with (CORPUS / "MANIFEST.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "payloads"]
    return [
        (row["file"], NAMES[row["note"].partition("-")[0]], "rejected" in row["note"].split(";")[1]) for row in rows
    ]


REAL = corpus_bodies()


@pytest.mark.skipif(not REAL, reason=WITHOUT_CORPUS)
@pytest.mark.parametrize(("file", "platform", "refused"), REAL)
def test_real_bodies_are_judged_as_the_platforms_judged_them(file: str, platform: str, refused: bool) -> None:
    body = json.loads((CORPUS / file).read_text("utf-8"))
    if platform not in recognise(body):
        pytest.skip("a part of a body, or an answer to one")
    assert bool(errors(platform, body)) == refused


@pytest.mark.skipif(not REAL, reason=WITHOUT_CORPUS)
def test_nearly_all_real_bodies_are_recognised() -> None:
    known = [platform in recognise(json.loads((CORPUS / file).read_text("utf-8"))) for file, platform, _ in REAL]
    assert known.count(False) <= 4


def test_the_address_of_the_server_is_not_the_visitor_s() -> None:
    body = deepcopy(body_of("meta"))
    before = set(check(load("meta"), body, now=AT))
    for own, said in (("10.0.0.7", "inner network"), ("unknown", "not an IP address"), ("198.51.100.7", "")):
        body["data"][0]["user_data"]["client_ip_address"] = own
        found = set(check(load("meta"), body, now=AT)) - before
        assert [said in one.message for one in found] == ([True] if said else [])


# ---- what platforms answer -------------------------------------------------------------------------------------------


def test_every_code_that_the_senders_know_is_a_fact_that_can_be_explained() -> None:
    answers = [answer for key in layouts() for answer in vars(layout(key)).values() if isinstance(answer, Answer)]
    read = {code for answer in answers for code in (*answer.again, *answer.there, *answer.apart)}
    assert len(read) > 20
    assert {code for code in read if next(codes(code), None) is None} == set()


@for_each(
    ("asked", "told"),
    [
        ("100/2804003", ["meta"]),
        ("2804003", ["meta"]),
        ("tiktok 40002", ["tiktok"]),
        ("Google Ads CLICK_NOT_FOUND", ["google_ads"]),
        ("PROCESSING_ERROR_REASON_CLICK_NOT_FOUND", ["google_ads"]),
        ("snapchat 40002", []),
        ("FOUND", []),
    ],
)
def test_a_code_is_known_as_a_sender_hands_it_on(asked: str, told: list[str]) -> None:
    assert [platform.key for platform, _ in codes(asked)] == told
