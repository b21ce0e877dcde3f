"""What is known about platforms: one form for all files, a source for every fact, cheap to load, and what is asked of it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from for_each import for_each
from helpers import findings, project

from govern.core.record import Record
from govern.platforms import Platform, load, platform, platforms
from govern.platforms import facts as kinds_of_facts
from govern.platforms.fact import Fact
from govern.platforms.facts import Facts, Window
from govern.platforms.own import plain
from govern.spec.base import is_date
from govern.spec.currencies import CURRENCIES, LATELY_WITHDRAWN, is_currency
from govern.spec.fit import fitter
from govern.spec.misfits import explain_record
from tools.pages.platforms import SECTIONS

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "govern" / "platforms"
PHRASES = {
    "agreement of three or more public GitHub repositories",
    "public GitHub repositories, no single address",
    "captures of public sites, no single address",
    "public site captures",
}
"""What stands for a source where there is no one address."""

LISTS: dict[str, Callable[[Facts], object]] = {
    "identifiers": lambda facts: facts.identifiers.items,
    "server_api": lambda facts: facts.server_api.hosts,
    "event_envelope": lambda facts: facts.event_envelope.fields,
    "events": lambda facts: facts.events.standard,
    "parameters": lambda facts: facts.parameters.items,
    "limits": lambda facts: facts.limits.items,
    "customer_information": lambda facts: facts.customer_information.items,
    "deduplication": lambda facts: facts.deduplication.methods,
    "test_mode": lambda facts: facts.test_mode.parameter or facts.test_mode.note,
    "attribution": lambda facts: facts.attribution.settings,
    "csp": lambda facts: facts.csp.products,
    "access": lambda facts: facts.access.roles,
    "tokens": lambda facts: facts.tokens.items,
    "consent": lambda facts: facts.consent.signals or facts.consent.types or facts.consent.note,
    "errors": lambda facts: facts.errors.items,
    "browser": lambda facts: facts.browser.requests,
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


def records(value: object) -> Iterator[Record]:
    """Every record inside some facts."""
    if isinstance(value, Record):
        yield value
        value = tuple(vars(value).values())
    if isinstance(value, tuple):
        for inner in value:
            yield from records(inner)


def facts_of(key: str) -> Iterator[Fact]:
    """Every fact of a platform, block or entry."""
    return (record for record in records(load(key).facts) if isinstance(record, Fact))


def blocks_of(key: str) -> dict[str, Fact]:
    """The blocks of a platform that are written."""
    return {name: block for name, block in vars(load(key).facts).items() if isinstance(block, Fact)}


def sources(fact: Fact) -> tuple[str, ...]:
    return (fact.source,) if isinstance(fact.source, str) else fact.source


def test_the_platforms_are_the_files() -> None:
    files = {path.parent.name for path in FOLDER.glob("*/facts.py")}
    assert set(platforms()) == files
    assert {"meta", "ga4", "google_ads", "gtm", "tiktok"} <= files


@EVERY
def test_a_file_holds_facts_and_nothing_else(key: str) -> None:
    """Every call is of a type of facts, every argument has a name, and everything else is written out."""
    tree = ast.parse((FOLDER / key / "facts.py").read_text(encoding="utf-8"))
    docstring, future, *types, written = tree.body
    assert isinstance(docstring, ast.Expr)
    assert isinstance(future, ast.ImportFrom)
    taken = [one for one in types if isinstance(one, ast.ImportFrom)]
    assert taken == types
    assert {one.module for one in taken} <= {"govern.platforms.fact", "govern.platforms.facts"}
    assert isinstance(written, ast.Assign) and ast.unparse(written.targets[0]) == "FACTS"
    known = {alias.name for one in taken for alias in one.names}
    for node in ast.walk(written.value):
        if isinstance(node, ast.Call):
            assert isinstance(node.func, ast.Name) and node.func.id in known and not node.args
        else:
            assert isinstance(
                node, ast.keyword | ast.Name | ast.Tuple | ast.Dict | ast.Constant | ast.Load | ast.UnaryOp | ast.USub
            )


@EVERY
def test_facts_say_who_they_are_about(key: str) -> None:
    facts = load(key).facts
    assert facts.platform == key
    assert facts.purpose
    assert is_date(facts.facts_as_of)


@EVERY
def test_our_own_facts_fit_the_type_that_a_teams_file_is_fitted_to(key: str) -> None:
    """Words of closed lists, patterns and steps too, of which the type checker sees a text only."""
    written = plain(load(key).facts)
    assert list(explain_record(key, Facts, written, ())) == []
    assert fitter(Facts)(written) == load(key).facts


@EVERY
def test_every_fact_has_a_source_and_says_whether_it_was_read_there(key: str) -> None:
    for name, block in blocks_of(key).items():
        assert sources(block), f"{name} has no source"
        assert block.given("verified"), name
    for fact in facts_of(key):
        for source in sources(fact):
            assert re.fullmatch(r"https://[^\s]+", source) or source in PHRASES, source


def words_read() -> set[str]:
    """Every attribute that the program reads, or the check of what it sends, and every field that the pages show."""
    shown = {
        word
        for _, where, what in SECTIONS
        for word in (*where.split("."), *(what.split() if isinstance(what, str) else ()))
    }
    modules = (
        path for folder in ("govern", "tools") for path in (ROOT / folder).rglob("*.py") if path.parent.parent != FOLDER
    )
    beside = (*FOLDER.glob("*/[!f]*.py"), *(ROOT / "tests").glob("payload_*.py"))
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (*modules, *beside))
    return shown | {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


WITHOUT_A_READER = {"HashVector", "RateLimits", "Auth", "TwoFactor", "ServiceIdentity"}
"""What is held against our hashes by a test, and what a page shows as a whole."""


@pytest.mark.slow
def test_no_fact_is_there_that_nothing_reads_or_shows() -> None:
    read = words_read()
    types = (tp for tp in vars(kinds_of_facts).values() if isinstance(tp, type) and issubclass(tp, Fact | Record))
    unread = {
        f"{tp.__name__}.{field}"
        for tp in types
        if tp.__name__ not in WITHOUT_A_READER
        for field in set(tp.__fields__) - set(Fact.__fields__) - read
        if not field.endswith(("_source", "_note", "_verified"))
    }
    assert unread == {"CustomerInformation.test_vectors"}, "use it, show it in tools/pages/platforms.py, or let it go"


@EVERY
def test_a_day_of_its_own_is_later_than_that_of_the_file(key: str) -> None:
    assert all(fact.checked > load(key).facts.facts_as_of for fact in facts_of(key) if fact.checked)


@EVERY
def test_nothing_is_left_out_without_a_reason(key: str) -> None:
    listed = {name for name, part in LISTS.items() if part(load(key).facts)}
    assert LISTS.keys() - listed == set(HAS_NONE.get(key, ())), "facts of these kinds are missing, or are there by now"


@EVERY
def test_what_is_from_memory_is_never_called_verified(key: str) -> None:
    for fact in facts_of(key):
        if fact.source_kind == "knowledge":
            assert fact.given("verified") and not fact.verified, fact


@EVERY
def test_every_pattern_fits_its_example(key: str) -> None:
    for identifier in load(key).identifiers.values():
        assert not identifier.example or identifier.accepts(identifier.example), identifier


@EVERY
def test_every_accessor_answers_for_every_platform(key: str) -> None:
    found = load(key)
    for event in found.events.values():
        assert all(name in found.events for name in event.names)
        if event.replaced_by:
            assert found.events[event.replaced_by].status == "active"
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


@for_each(
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
    assert fields["currency"].required_if == "value"
    assert fields["value"].wish
    assert not fields["items"].wish and not fields["items"].required_if
    assert not any(field.wish or field.required_if for field in load("ga4").events["purchase"].required)


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
    reserved = load("ga4").reserved_names
    assert "session_start" in reserved.event_names_web and "ga_" in reserved.event_prefixes and reserved.verified
    assert not meta().reserved_names.event_names_web


def test_match_keys_say_what_is_hashed() -> None:
    assert meta().match_keys["em"].hash == "required" and meta().match_keys["em"].normalise[:2] == ("trim", "lowercase")
    assert meta().match_keys["client_user_agent"].hash == "forbidden"


def test_the_published_hashes_of_match_keys_are_right() -> None:
    vectors = meta().facts.customer_information.test_vectors
    assert vectors
    for vector in vectors:
        assert sha256(vector.normalised.encode()).hexdigest() == vector.sha256


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
    names = load(key).facts.identifiers.destination
    assert bool(names) is (key != "gtm")
    assert set(names) <= load(key).identifiers.keys()


@EVERY
def test_versions_end_in_their_order_and_on_days(key: str) -> None:
    api = load(key).api
    numbers = [tuple(map(int, re.findall(r"\d+", version))) for version in api.version_ends.days]
    assert all(map(is_date, api.version_ends.days.values()))
    assert numbers == sorted(numbers) and list(api.version_ends.days.values()) == sorted(api.version_ends.days.values())
    assert (
        api.version_current not in api.version_ends.days
        or api.version_ends.days[api.version_current] > load(key).facts.facts_as_of
    )


def test_a_version_whose_last_day_is_not_told_ends_in_a_month_and_nothing_says_that_it_is_over() -> None:
    """Google's months are tentative: they are told two months ahead, and make no error when they come."""
    specs = "version: 1\ndestinations: [{name: ads, platform: google_ads, server: {api_version: v23}}]\n"
    ends, over = "mappings/api-version-ends", "mappings/api-version-over"
    (said,) = findings(project(specs, today="2027-01-15"), ends)
    assert "which Google Ads ends in 2027-02, on a day not yet told" in said.message
    assert not findings(project(specs, today="2027-03-15"), over)
    assert load("google_ads").api.version_ends.months.keys() == {"v23", "v24", "v25", "v26"}


def test_currencies_are_codes_in_capitals() -> None:
    assert len(CURRENCIES) > 170
    assert all(re.fullmatch("[A-Z]{3}", code) for code in CURRENCIES | LATELY_WITHDRAWN)
    assert not CURRENCIES & LATELY_WITHDRAWN
    assert all(map(is_currency, ("EUR", "USD", "JPY", "XCG", "BGN")))
    assert not any(map(is_currency, ("eur", "EURO", "DEM", "", "EU")))


DAY = 86400


@for_each(
    ("window", "seconds", "offered"),
    [
        (Window("click", allowed_days=(1, 7)), 7 * DAY, True),
        (Window("click", allowed_days=(1, 7)), 8 * DAY, False),
        (Window("click", allowed_days=(1, 7)), 0, False),
        (Window("view", allowed_days=(0, 1)), 0, True),
        (Window("view", allowed_days=(1,), allowed_hours=(3,)), 3 * 3600, True),
        (Window("click", allowed_days=(1,), extended_days=(365,)), 365 * DAY, True),
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
    assert Window("click", allowed_days=(1, 7)).offered() == "1d or 7d"
    assert Window("view", allowed_days=(0, 1), allowed_hours=(3,)).offered() == "off, 3h or 1d"
    assert Window("click", min_days=1, max_days=90).offered() == "1d to 90d"
    assert Window("click", min_minutes=1, max_days=90).offered() == "1m to 90d"
    assert Window("click", allowed_days=(7,)).offered() == "7d"
