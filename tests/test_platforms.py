"""What is known about platforms: one form for all files, a source for every fact, cheap to load, and what is asked of it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from govern.platforms import Platform, Window, load, platform, platforms
from govern.platforms.currencies import CURRENCIES, LATELY_WITHDRAWN, is_currency
from govern.spec.base import is_date

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "govern" / "platforms"
IDENTITY = ["platform", "display_name", "purpose", "aliases", "facts_as_of"]
BLOCKS = {
    "identifiers", "server_api", "event_envelope", "events", "reserved_names", "parameters", "limits",
    "customer_information", "deduplication", "test_mode", "attribution", "csp", "access", "tokens", "consent", "errors",
    "browser",
}  # fmt: skip
TAG_MANAGER_BLOCKS = {"api", "containers", "export_format", "tags", "triggers", "variables", "clients", "environments",
                      "transformations", "event_data", "server_consent"}  # fmt: skip
SOURCE_KINDS = {"sdk", "third_party", "observed", "knowledge"}
HASHES = {"required", "recommended", "forbidden", "allowed", "automatic"}
PHRASES = {
    "agreement of three or more public GitHub repositories",
    "public GitHub repositories, no single address",
    "captures of public sites, no single address",
    "public site captures",
}
"""What stands for a source where there is no one address."""

LISTS: dict[str, tuple[str, ...]] = {
    "identifiers": ("items",),
    "server_api": ("hosts",),
    "event_envelope": ("fields",),
    "events": ("standard",),
    "parameters": ("items",),
    "limits": ("items",),
    "customer_information": ("items",),
    "deduplication": ("methods",),
    "test_mode": ("parameter", "note"),
    "attribution": ("settings",),
    "csp": ("products",),
    "access": ("roles",),
    "tokens": ("items",),
    "consent": ("signals", "types", "note"),
    "errors": ("items",),
    "browser": ("requests",),
}
"""The kinds of facts that every platform has, and where they stand."""

HAS_NONE = {
    # it passes events on: what an event is, who takes it and when it counts belongs to the platforms behind it
    "gtm": (
        "server_api", "event_envelope", "events", "parameters", "limits", "customer_information", "deduplication",
        "test_mode", "attribution",
    ),
}  # fmt: skip
"""The kinds that a platform truly has not."""

EVERY = pytest.mark.parametrize("key", platforms())


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside plain data."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def sources(block: dict[str, Any]) -> list[str]:
    found = block.get("source", [])
    return [found] if isinstance(found, str) else list(found)


def test_the_platforms_are_the_files() -> None:
    files = {path.parent.name for path in FOLDER.glob("*/facts.py")}
    assert set(platforms()) == files
    assert {"meta", "ga4", "google_ads", "gtm", "tiktok"} <= files


@EVERY
def test_a_file_holds_facts_and_nothing_else(key: str) -> None:
    tree = ast.parse((FOLDER / key / "facts.py").read_text(encoding="utf-8"))
    docstring, future, typing_import, facts = tree.body
    assert isinstance(docstring, ast.Expr)
    assert isinstance(future, ast.ImportFrom) and isinstance(typing_import, ast.ImportFrom)
    assert isinstance(facts, ast.AnnAssign) and facts.value is not None
    assert ast.unparse(facts.target) == "FACTS"
    assert ast.literal_eval(facts.value) == load(key).facts


@EVERY
def test_every_file_has_the_same_form(key: str) -> None:
    facts = load(key).facts
    assert list(facts)[: len(IDENTITY)] == IDENTITY
    assert facts["platform"] == key
    assert is_date(facts["facts_as_of"])
    blocks = set(facts) - set(IDENTITY)
    assert blocks <= (BLOCKS | TAG_MANAGER_BLOCKS if key == "gtm" else BLOCKS)
    for node in nodes(facts):
        assert node.get("source_kind", "sdk") in SOURCE_KINDS
        assert all(isinstance(name, str) for name in node)


@EVERY
def test_every_fact_has_a_source_and_says_whether_it_was_read_there(key: str) -> None:
    for name, block in load(key).facts.items():
        if name not in IDENTITY:
            assert sources(block), f"{name} has no source"
            assert isinstance(block["verified"], bool), name
    for node in nodes(load(key).facts):
        assert isinstance(node.get("verified", True), bool)
        for source in sources(node):
            assert re.fullmatch(r"https://[^\s]+", source) or source in PHRASES, source


@EVERY
def test_a_day_of_its_own_is_later_than_that_of_the_file(key: str) -> None:
    facts = load(key).facts
    for node in nodes(facts):
        if "checked" in node:
            assert is_date(node["checked"]) and node["checked"] > facts["facts_as_of"]


@EVERY
def test_nothing_is_left_out_without_a_reason(key: str) -> None:
    facts = load(key).facts
    listed = {name for name, part in LISTS.items() if any(facts.get(name, {}).get(step) for step in part)}
    assert LISTS.keys() - listed == set(HAS_NONE.get(key, ())), "facts of these kinds are missing, or are there by now"


@EVERY
def test_what_is_from_memory_is_never_called_verified(key: str) -> None:
    for node in nodes(load(key).facts):
        if node.get("source_kind") == "knowledge":
            assert node.get("verified") is False, node


@EVERY
def test_every_pattern_can_be_read_and_fits_its_example(key: str) -> None:
    for node in nodes(load(key).facts):
        for name, value in node.items():
            if name.endswith("pattern") and isinstance(value, str):
                re.compile(value)
        if "pattern" in node and "example" in node:
            assert re.search(node["pattern"], node["example"]), node


@EVERY
def test_every_accessor_answers_for_every_platform(key: str) -> None:
    found = load(key)
    for event in found.events.values():
        assert event.status in ("active", "legacy")
        assert all(name in found.events for name in event.names)
        if event.replaced_by:
            assert found.events[event.replaced_by].status == "active"
    for match_key in found.match_keys.values():
        assert match_key.hash in HASHES
    for role in found.roles:
        assert 0 <= role.rank <= 100
    for window in found.windows.values():
        assert window.offered()
    for product in found.csp:
        assert all(directive.endswith(("-src", "-action")) for directive in product.directives)
    assert all(found.event_id_fields)


def test_names_and_aliases_belong_to_one_platform() -> None:
    names = [name for key in platforms() for name in (key, *load(key).aliases)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("meta", "meta"),
        ("Meta", "meta"),
        ("facebook", "meta"),
        ("Google Ads", "google_ads"),
        ("google-ads", "google_ads"),
        ("twitter", "x"),
        ("GTM", "gtm"),
        ("metta", None),
        ("", None),
        ("__init__", None),
        ("_facts", None),
        ("../meta", None),
        ("größe", None),
    ],
)
def test_a_platform_is_found_by_its_key_and_by_what_people_call_it(written: str, key: str | None) -> None:
    found = platform(written)
    assert (found.key if found else None) == key


def modules_after(code: str) -> set[str]:
    """The platform modules that a fresh interpreter has loaded after some code."""
    script = f"{code}\nimport sys\nprint(*(name for name in sys.modules if name.startswith('govern.platforms.')))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.split(".")[2] for name in done.stdout.split()} & set(platforms())


def test_only_the_platform_that_is_asked_for_is_loaded() -> None:
    assert modules_after("import govern.platforms") == set()
    assert modules_after("from govern.platforms import platforms; platforms()") == set()
    assert modules_after("from govern.platforms import platform; platform('meta')") == {"meta"}
    assert modules_after("from govern.platforms import leaks_in; leaks_in('event: purchase')") == set()


def meta() -> Platform:
    return load("meta")


def test_required_parameters_are_the_vendors_and_wishes_are_ours() -> None:
    assert [(field.name, field.wish, field.verified) for field in meta().events["Purchase"].required] == [
        ("currency", False, True),
        ("value", False, True),
    ]
    assert all(field.wish for field in load("tiktok").events["Purchase"].required)
    assert not load("x").events["Purchase"].required[0].verified


def test_google_analytics_needs_a_currency_only_with_a_value() -> None:
    fields = {field.name: field for field in load("ga4").events["add_to_cart"].required}
    assert fields["currency"].needed_with == "value"
    assert fields["value"].wish
    assert not fields["items"].wish and not fields["items"].needed_with
    assert not any(field.wish or field.needed_with for field in load("ga4").events["purchase"].required)


def test_what_every_event_carries_is_no_parameter_of_one_event() -> None:
    assert load("linkedin").events["PURCHASE"].required == ()
    assert load("google_ads").events["ClickConversion"].required == ()


def test_an_event_has_the_spellings_of_browser_and_server() -> None:
    events = load("pinterest").events
    assert events["addtocart"] is events["add_to_cart"]
    assert load("reddit").events["PageVisit"].name == "PAGE_VISIT"


def test_renamed_events_lead_to_their_new_name() -> None:
    assert load("tiktok").events["CompletePayment"].replaced_by == "Purchase"


def test_lists_of_events_are_closed_or_open() -> None:
    assert not load("snapchat").takes_custom_events and load("snapchat").has_verified_events
    assert meta().takes_custom_events
    assert load("gtm").takes_custom_events and not load("gtm").has_verified_events
    assert not load("google_ads").has_verified_events


def test_platforms_tell_by_different_fields_that_two_events_are_one() -> None:
    assert "event_id" in meta().event_id_fields
    assert load("reddit").event_id_fields[0] == "conversionId"
    assert load("ga4").event_id_fields == ()


def test_google_analytics_keeps_names_for_itself() -> None:
    reserved = load("ga4").reserved_events
    assert "session_start" in reserved.names and "ga_" in reserved.prefixes and reserved.verified
    assert not meta().reserved_events.names


def test_match_keys_say_what_is_hashed() -> None:
    assert meta().match_keys["em"].hash == "required" and meta().match_keys["em"].normalise == ("trim", "lowercase")
    assert meta().match_keys["client_user_agent"].hash == "forbidden"


def test_the_published_hashes_of_match_keys_are_right() -> None:
    vectors = meta().block("customer_information")["test_vectors"]
    assert vectors
    for vector in vectors:
        assert sha256(vector["normalised"].encode()).hexdigest() == vector["sha256"]


def test_sources_of_policies_come_by_product() -> None:
    pixel = next(product for product in meta().csp if product.product == "meta_pixel")
    assert pixel.directives["script-src"] == ("https://connect.facebook.net",) and pixel.verified
    assert any(product.discouraged for product in load("gtm").csp)


def test_roles_can_be_compared() -> None:
    rank = {(role.scope, role.name): role.rank for role in load("gtm").roles}
    assert (
        rank["container", "read"] < rank["container", "edit"] < rank["container", "publish"] < rank["account", "admin"]
    )


@EVERY
def test_a_destination_goes_by_identifiers_that_are_known(key: str) -> None:
    names = load(key).block("identifiers").get("destination", [])
    assert bool(names) is (key != "gtm")
    assert set(names) <= load(key).identifiers.keys()


@EVERY
def test_versions_end_in_their_order_and_on_days(key: str) -> None:
    api = load(key).api
    numbers = [tuple(map(int, re.findall(r"\d+", version))) for version in api.ends]
    assert all(map(is_date, api.ends.values()))
    assert numbers == sorted(numbers) and list(api.ends.values()) == sorted(api.ends.values())
    assert api.version not in api.ends or api.ends[api.version] > load(key).facts["facts_as_of"]


def test_currencies_are_codes_in_capitals() -> None:
    assert len(CURRENCIES) > 170
    assert all(re.fullmatch("[A-Z]{3}", code) for code in CURRENCIES | LATELY_WITHDRAWN)
    assert not CURRENCIES & LATELY_WITHDRAWN
    assert all(map(is_currency, ("EUR", "USD", "JPY", "XCG", "BGN")))
    assert not any(map(is_currency, ("eur", "EURO", "DEM", "", "EU")))


DAY = 86400


@pytest.mark.parametrize(
    ("window", "seconds", "offered"),
    [
        (Window("click", days=(1, 7)), 7 * DAY, True),
        (Window("click", days=(1, 7)), 8 * DAY, False),
        (Window("click", days=(1, 7)), 0, False),
        (Window("view", days=(0, 1)), 0, True),
        (Window("view", days=(1,), hours=(3,)), 3 * 3600, True),
        (Window("click", days=(1,), extended_days=(365,)), 365 * DAY, True),
        (Window("click", min_days=1, max_days=90), 90 * DAY, True),
        (Window("click", min_days=1, max_days=90), 91 * DAY, False),
        (Window("click", min_days=1, max_days=90), 36 * 3600, False),
        (Window("click", min_days=1, max_days=90), 0, False),
        (Window("click", min_minutes=1, max_days=90), 36 * 3600, True),
        (Window("click", min_minutes=1, max_days=90), 90 * DAY, True),
        (Window("click", min_minutes=1, max_days=90), 90 * DAY + 60, False),
        (Window("click", min_minutes=1, max_days=90), 90, False),
        (Window("click", min_minutes=1, max_days=90), 0, False),
    ],
)
def test_a_window_offers_some_lengths(window: Window, seconds: int, offered: bool) -> None:
    assert window.offers(seconds) is offered


def test_windows_are_told_as_people_write_them() -> None:
    assert Window("click", days=(1, 7)).offered() == "1d or 7d"
    assert Window("view", days=(0, 1), hours=(3,)).offered() == "off, 3h or 1d"
    assert Window("click", min_days=1, max_days=90).offered() == "1d to 90d"
    assert Window("click", min_minutes=1, max_days=90).offered() == "1m to 90d"
    assert Window("click", days=(7,)).offered() == "7d"
