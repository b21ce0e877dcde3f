"""Every reader of lists and settings over answers that are damaged: read or refused with a place, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from govern.access import entries
from govern.access.entries import MOST
from govern.access.readers import table
from govern.core.errors import GovernError
from govern.core.reader import Given, reader_of, readers, sample
from govern.project.exports import read_export
from govern.rules.catalogue import all_rules
from govern.rules.examples import LIVE
from govern.source import yaml

ROOMS = ("access", "settings", "tokens")
WRONG: tuple[Any, ...] = (None, 7, "x", [], {"x": [[]]}, [None, {"y": True}])
"""What stands where something else is expected."""

NODES = 14
"""So many places of a sample are damaged, one at a time."""

SAMPLES: dict[str, Any] = {
    "access.readers.ga4_activity": {
        "dimensionHeaders": [{"dimensionName": "epochTimeMicros"}, {"dimensionName": "userEmail"}],
        "rows": [{"dimensionValues": [{"value": "1788000000000000"}, {"value": "ana@acme.example"}]}],
    },
    "access.readers.x": {
        "data": {"user_id": "7", "permissions": ["ACCOUNT_ADMIN"]},
        "request": {"params": {"account_id": "a1"}},
    },
    "tokens.readers.aws_report": {
        "Content": "user,arn,user_creation_time,access_key_1_active\nana,arn:x,2020-01-01,true\n"
    },
    "tokens.readers.vault": {
        "data": {"current_version": 1, "versions": {"1": {"created_time": "2026-01-01T00:00:00Z"}}}
    },
    "settings.readers.microsoft_bulk": "Type,Status,Id,Name,Conversion Window In Minutes\nFormat Version,,,,\nEvent Goal,Active,5,Order,43200\n",
    "settings.readers.table": "Conversion action,Count,Category,Click-through conv. window,Default value\nOrder,Every,Purchase,30 days,25.00\n",
    "settings.readers.cookiebot": {"utcscandate": "2026-11-03", "cookies": [{"Name": "_fbp", "Category": "4", "PriorConsentEnabled": "0", "Provider": "x"}]},
    "settings.readers.pinterest": {"items": [{"id": "7", "enhanced_match_status": "VALID", "configs": {"aem_enabled": True}, "status": "ACTIVE"}]},
    "settings.readers.reddit": {"data": [{"id": "a2_x", "business_id": "b", "created_by": "c", "modified_by": "d", "automatic_matching_config": {"collect_email": True}}]},
    "settings.readers.snapchat": {"request_status": "SUCCESS", "pixels": [{"sub_request_status": "SUCCESS", "pixel": {"id": "p", "status": "ACTIVE"}}]},
    "settings.readers.gtm": {"containerVersionHeader": [{"containerId": "7", "containerVersionId": "3", "numTags": "4", "deleted": True}]},
    "settings.readers.x": {"data": [{"id": "o1", "click_window": 30, "view_through_window": 1, "type": "PURCHASE", "deleted": False}]},
    "access.readers.github": [{"login": "ana", "role_name": "admin", "permissions": {"admin": True, "push": True}}],
    "access.readers.google_ads": [{"results": [{"customerUserAccess": {"resourceName": "customers/1/customerUserAccesses/2",
        "emailAddress": "ana@acme.example", "accessRole": "ADMIN"}}]}],
    "access.readers.google_workspace": {"items": [
        {"roleAssignmentId": "1", "roleId": "2", "assignedTo": "3", "assigneeType": "user", "orgUnitId": "4"},
        {"roleId": "2", "roleName": "_GROUPS_ADMIN_ROLE"}, {"id": "3", "primaryEmail": "ana@acme.example"}]},
    "access.readers.okta": [{"scope": "USER", "credentials": {"userName": "ana@acme.example"}, "status": "ACTIVE",
        "created": "2026-01-02T00:00:00Z", "profile": {"role": "Editor"}, "_links": {"app": {"href": "https://o.okta.com/api/v1/apps/a"}}}],
    "access.readers.microsoft_ads": {"User": {"UserName": "ana", "ContactInfo": {"Email": "ana@acme.example"}},
        "CustomerRoles": [{"RoleId": 41, "CustomerId": 5, "AccountIds": [7]}]},
    "access.readers.pinterest": {"items": [{"business_roles": ["BIZ_ADMIN"], "user": {"email": "ana@acme.example", "id": "7"},
        "created_time": 1646767577816, "invite_data": {"invite_status": "PENDING", "sent_at": 1788000000000}}], "bookmark": None},
    "access.readers.reddit": {"data": [{"email": "ana@acme.example", "role": "ADMIN"}], "pagination": {"next_url": None}},
    "access.readers.snapchat": {"request_status": "SUCCESS", "roles": [{"sub_request_status": "SUCCESS",
        "role": {"member_id": "m", "container_kind": "AdAccounts", "container_id": "a", "type": "admin"}}]},
    "settings.readers.google_data_manager": {"partnerLinks": [{"name": "accountTypes/GOOGLE_ADS/accounts/5/partnerLinks/1",
        "partnerLinkId": "1", "owningAccount": {"accountId": "5"}, "partnerAccount": {"accountId": "9"}}]},
    "tokens.readers.google_keys": {"keys": [{"name": "projects/p/serviceAccounts/t@p.iam.gserviceaccount.com/keys/0a1b2c3d4e",
        "validAfterTime": "2026-01-02T00:00:00Z", "validBeforeTime": "2027-01-02T00:00:00Z", "keyType": "USER_MANAGED"}]},
}  # fmt: skip
"""What no example of a rule has, in the shape of each platform, with invented names."""


def module_of(reader: Any) -> str:
    return str(reader.__name__).removeprefix("govern.")


@cache
def samples() -> dict[str, Any]:
    """An answer for each reader: of the examples of rules the longest, else one of ours."""
    found: dict[str, Any] = dict(SAMPLES)
    for data in examples():
        for value in [
            value for key in LIVE if key in data for value in (data[key] if key == "settings" else [data[key]])
        ]:
            reader = reader_of(value, "text" if isinstance(value, str) else "json")
            if reader is not None and len(json.dumps(value)) > len(json.dumps(found.get(module_of(reader)))):
                found[module_of(reader)] = value
    return found


def examples() -> Iterator[dict[str, Any]]:
    """The examples of rules over live state, and the further cases of them."""
    yield from (yaml.read(text).data for rule in all_rules() if rule.over == "live" for text in (rule.good, rule.bad))
    cases = yaml.read((Path(__file__).parent / "live" / "cases.yaml").read_text("utf-8")).data
    yield from (case for found in cases.values() for case in found)


def ours() -> list[str]:
    found = {module.removeprefix("govern.") for form in ("json", "text") for module in readers(form)}
    return sorted(module for module in found if module.startswith(tuple(f"{room}." for room in ROOMS)))


def damaged(value: Any) -> Iterator[Any]:
    """A value with one node at a time replaced by something else."""
    if isinstance(value, str):
        yield from (value[: len(value) // 2], value + '"', value.replace(",", ";;"), f"\0{value}", value * 3)
        return
    for route in [route for route, _ in nodes(value)][:NODES]:
        for wrong in WRONG:
            copy = json.loads(json.dumps(value))
            if not route:
                yield wrong
                continue
            holder = copy
            for step in route[:-1]:
                holder = holder[step]
            holder[route[-1]] = wrong
            yield copy


def nodes(value: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield route, value
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from nodes(item, (*route, key))


@pytest.mark.parametrize("module", ours())
def test_a_damaged_answer_is_read_or_refused(module: str) -> None:
    reader, value = import_module(f"govern.{module}"), samples()[module]
    assert reader.matches(sample(value)), "the sample is read by this reader"
    for data in damaged(value):
        if reader.matches(sample(data) if not isinstance(data, str) else data):
            try:
                reader.read(Given("exports/x", data, b""))
            except GovernError as error:
                assert error.place is not None


@pytest.mark.parametrize(
    "text", ["", " \n", "<!DOCTYPE html><title>Sign in</title>", "[" * 5000, '{"data": ' * 3000, "null", "[[[[]]]]"]
)
def test_what_is_no_answer_at_all_is_refused(text: str) -> None:
    with pytest.raises(GovernError) as error:
        read_export(text.encode(), "exports/x")
    assert error.value.place is not None


def test_a_list_longer_than_any_organisation_has_is_refused_at_its_line() -> None:
    people = "email,platform,asset,role\n" + "ana@acme.example,gtm,GTM-ABC1234,read\n" * (MOST + 100)
    with pytest.raises(GovernError, match="more than 250,000 entries") as refused:
        read_export(people.encode(), "people.csv")
    assert refused.value.place is not None
    assert refused.value.place.span is not None
    assert refused.value.place.span.line > MOST


@pytest.mark.parametrize("is_table", [True, False])
def test_an_answer_longer_than_any_organisation_has_is_refused_at_its_entry(
    is_table: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table if is_table else entries, "MOST", 2)
    people = [{"email": f"ana{at}@acme.example", "platform": "gtm", "role": "read"} for at in range(4)]
    with pytest.raises(GovernError, match="entries, which is the limit") as refused:
        read_export(json.dumps(people).encode(), "people.json")
    assert refused.value.place is not None
    assert refused.value.place.route == (2,)
