"""Second sources that a machine can read: vendors' own libraries and descriptions, where they are installed.

    pip install facebook_business google-api-python-client google-ads-datamanager-util snap-business-sdk

and Pinterest's `v5/openapi.json` (github.com/pinterest/api-description), whose path `GOVERN_PINTEREST_OPENAPI` names.
"""

from __future__ import annotations

import inspect
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from vendor_values import REASONS, TRICKY

from govern.gtm.schema import ENUMS
from govern.payloads.data_manager import SCHEMA
from govern.payloads.normalise import normalised, sha256
from govern.platforms import load

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parent / "golden" / "payloads"


@pytest.mark.parametrize("key", TRICKY)
def test_values_are_normalised_as_meta_s_library_does_but_for_what_has_a_reason(key: str) -> None:
    normalize = pytest.importorskip(
        "facebook_business.adobjects.serverside.normalize", reason="facebook_business is not installed"
    ).Normalize
    steps = load("meta").match_keys[key].normalise

    def theirs(value: str) -> str | None:
        try:
            found: str | None = normalize.normalize_field_skip_hashing(key, value)
        except (TypeError, ValueError):
            return None
        return found or None

    apart = {value for value in TRICKY[key] if (normalised(value, steps) or None) != theirs(value)}
    assert apart == {value for (of, _), values in REASONS.items() if of == key for value in values}


def test_the_page_on_personal_values_has_every_reason_and_how_many_values_it_is_for() -> None:
    page = (Path(__file__).parent.parent / "docs" / "personal_values.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (.+?) \| ", page, re.MULTILINE)
    assert rows == [(key, str(len(values)), why) for (key, why), values in REASONS.items()]
    every, apart = (sum(map(len, values)) for values in (TRICKY.values(), REASONS.values()))
    assert f"{every} values" in page and f"{every - apart} become the same, {apart} do not" in page


def of_google() -> dict[str, tuple[str, Callable[[str], str]]]:
    """The keys of Google Ads and what Google's own library for the Data Manager API makes of a value."""
    room = pytest.importorskip(
        "google.ads.datamanager_util.format", reason="google-ads-datamanager-util is not installed"
    )
    formatter = room.Formatter()
    return {
        "em": ("hashed_email", formatter.format_email_address),
        "ph": ("hashed_phone_number", formatter.format_phone_number),
        "fn": ("address_info.hashed_first_name", formatter.format_given_name),
        "ln": ("address_info.hashed_last_name", formatter.format_family_name),
        "zp": ("address_info.postal_code", formatter.format_postal_code),
        "country": ("address_info.country_code", formatter.format_region_code),
    }


def of_snapchat() -> dict[str, tuple[str, Callable[[str], str]]]:
    """Snapchat's keys and what its own library for Python, which is of 2022, hashes."""
    room = pytest.importorskip("snap_business_sdk.capi_utils", reason="snap-business-sdk is not installed")

    def plain(value: str) -> str:
        return value.strip().lower()

    assert room.norm_and_hash_string(" Ana ") == sha256(plain(" Ana "))
    return {"ph": ("ph", room.normalize_phone_num)} | {
        key: (key, plain) for key in ("em", "fn", "ln", "ct", "st", "zp")
    }


@pytest.mark.parametrize(("platform", "library"), [("google_ads", of_google), ("snapchat", of_snapchat)])
def test_values_become_others_in_a_vendor_s_library_as_often_as_the_page_says(
    platform: str, library: Callable[[], dict[str, tuple[str, Callable[[str], str]]]]
) -> None:
    def theirs(make: Callable[[str], str], value: str) -> str | None:
        try:
            return make(value) or None
        except ValueError:
            return None

    found = []
    for key, (ours, make) in library().items():
        steps = load(platform).match_keys[ours].normalise
        apart = [value for value in TRICKY[key] if theirs(make, value) != (normalised(value, steps) or None)]
        found.append((key, len(TRICKY[key]), len(apart)))
    page = (Path(__file__).parent.parent / "docs" / "personal_values.md").read_text("utf-8")
    rows = re.findall(rf"^\| {platform} library \| `(\w+)` \| (\d+) \| (\d+) \|", page, re.MULTILINE)
    assert sorted(found) == sorted((key, int(values), int(apart)) for key, values, apart in rows)


def test_meta_s_match_keys_are_those_of_its_library_and_of_its_page() -> None:
    library = pytest.importorskip(
        "facebook_business.adobjects.serverside.user_data", reason="facebook_business is not installed"
    )
    sent = set(re.findall(r"""['"]([a-z0-9_]+)['"]: """, inspect.getsource(library.UserData.normalize)))
    known = set(load("meta").match_keys)
    assert sent - known == {"f5first", "f5last", "fi", "dobd", "dobm", "doby"}, "for audiences, on no page about events"
    assert known - sent == {"ge", "page_scoped_user_id", "ig_account_id", "ig_sid"}, (
        "ge is built apart, the others are on the page"
    )


def described(name: str) -> dict[str, Any]:
    """A description of Google's own, as its client for Python has it."""
    documents = pytest.importorskip(
        "googleapiclient.discovery_cache", reason="google-api-python-client is not installed"
    )
    file = Path(documents.__file__).parent / "documents" / name
    if not file.is_file():
        pytest.skip(f"this google-api-python-client has no {name}")
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))["schemas"]
    return found


def strangers(value: dict[str, Any], schema: str, schemas: dict[str, Any], way: str = "") -> Iterator[str]:
    """What a body has that the description does not: names of fields, and words that a list of words has not."""
    for key, inner in value.items():
        known = schemas[schema]["properties"].get(key)
        if known is None:
            yield f"{way}{key}"
            continue
        item = known.get("items", known)
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict) and "$ref" in item:
                yield from strangers(one, item["$ref"], schemas, f"{way}{key}.")
            elif one not in item.get("enum", [one]):
                yield f"{way}{key}={one}"


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_bodies_for_google_ads_have_the_fields_of_the_data_manager_api(environment: str) -> None:
    schemas = described("datamanager.v1.json")
    bodies = json.loads((GOLDEN / f"google_ads.{environment}.json").read_text("utf-8"))
    assert [stranger for body in bodies for stranger in strangers(body, "IngestEventsRequest", schemas)] == []
    assert list(strangers({"events": [{"orderId": "A-1"}], "encoding": "BIN"}, "IngestEventsRequest", schemas)) == [
        "events.orderId",
        "encoding=BIN",
    ]


def test_what_is_known_of_the_data_manager_api_is_its_description() -> None:
    schemas = described("datamanager.v1.json")

    def held(field: dict[str, Any]) -> str:
        if field.get("type") == "array":
            return f"[{held(field['items'])}]"
        words = [word for word in field.get("enum", ()) if not word.endswith("_UNSPECIFIED")]
        kinds = {"int64": "integer", "int32": "integer", "double": "number", "google-datetime": "time"}
        plain = kinds.get(field.get("format", ""), {"string": "text"}.get(field.get("type", ""), field.get("type", "")))
        return field.get("$ref") or "|".join(words) or plain

    theirs = {name: {key: held(field) for key, field in schemas[name]["properties"].items()} for name in SCHEMA}
    assert {name: {key: kind.rstrip("!") for key, kind in fields.items()} for name, fields in SCHEMA.items()} == theirs


@pytest.mark.parametrize(
    "field", ["Trigger.type", "Tag.tagFiringOption", "BuiltInVariable.type", "TagConsentSetting.consentStatus"]
)
def test_words_of_tag_manager_are_those_of_its_description(field: str) -> None:
    name, key = field.split(".")
    assert set(ENUMS[field]) == set(described("tagmanager.v2.json")[name]["properties"][key]["enum"])


def test_kinds_of_triggers_and_permissions_are_those_of_tag_manager() -> None:
    schemas, facts = described("tagmanager.v2.json"), load("gtm").facts
    triggers = set(schemas["Trigger"]["properties"]["type"]["enum"]) - {"eventTypeUnspecified"}
    assert {one.api for one in facts.triggers.types} == triggers
    permissions = set(schemas["ContainerAccess"]["properties"]["permission"]["enum"]) - {
        "containerPermissionUnspecified"
    }
    assert permissions == {role.name for role in facts.access.roles} - {"admin", "user"}, "those two are an account's"


def test_roles_of_analytics_are_those_of_its_description() -> None:
    binding = described("analyticsadmin.v1alpha.json")["GoogleAnalyticsAdminV1alphaAccessBinding"]
    roles = set(re.findall(r"predefinedRoles/[\w-]+", binding["properties"]["roles"]["description"]))
    assert roles == {role.name for role in load("ga4").facts.access.roles if role.verified}


def test_meta_s_fields_are_those_of_its_library() -> None:
    room = "facebook_business.adobjects.serverside"
    event = pytest.importorskip(f"{room}.event", reason="facebook_business is not installed").Event
    custom = pytest.importorskip(f"{room}.custom_data").CustomData
    facts = load("meta").facts
    for names, of in ((facts.event_envelope.fields, event), (facts.parameters.items, custom)):
        known = {*of.param_types, *re.findall(r"""['"]([a-z_]+)['"]""", inspect.getsource(of))}
        assert {one.name for one in names} - known == set()


@pytest.fixture
def pinterest() -> dict[str, Any]:
    """What an event of Pinterest may have, as its own description says."""
    path = os.environ.get("GOVERN_PINTEREST_OPENAPI", "")
    if not path or not Path(path).is_file():
        pytest.skip("GOVERN_PINTEREST_OPENAPI names no copy of Pinterest's v5/openapi.json")
    schemas = json.loads(Path(path).read_text("utf-8"))["components"]["schemas"]
    event: dict[str, Any] = schemas["ConversionEvents"]["properties"]["data"]["items"]["properties"]
    return {**event, "of people": set(schemas["ConversionEventsUserDataProperties"]["properties"])}


def test_pinterest_s_fields_are_those_of_its_description(pinterest: dict[str, Any]) -> None:
    facts = load("pinterest").facts
    assert {one.name for one in facts.parameters.items} == set(pinterest["custom_data"]["properties"])
    assert {key.key for key in facts.customer_information.items} == pinterest["of people"]
    named = set(re.findall(r"^- `(\w+)`$", pinterest["event_name"]["description"], re.MULTILINE))
    assert len(named) > 10 and named <= {one.name for one in facts.events.standard}, "the page on events has more"
