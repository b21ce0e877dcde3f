"""Lists of systems beside the advertising platforms: Google Cloud, GitHub, the older lists of Analytics, Reddit."""

from __future__ import annotations

import pytest
from helpers import project
from live_helpers import access, told

from govern.access.changed import changed
from govern.core.errors import GovernError
from govern.source.days import day_of, order_of

pytestmark = pytest.mark.usefixtures("day")


def test_a_policy_of_google_cloud_gives_members_roles_at_a_project() -> None:
    members = ["user:Ana@acme.example", "serviceAccount:tag@shop.iam.gserviceaccount.com", "group:data@acme.example"]
    google = [
        "serviceAccount:service-12@gcp-sa-run.iam.gserviceaccount.com",
        "serviceAccount:12@cloudservices.gserviceaccount.com",
    ]
    policy = {"version": 1, "bindings": [{"role": "roles/editor", "members": members + google}]}
    people = access(policy, "exports/google_cloud/shop.json")
    assert told(people) == [
        ("ana@acme.example", "roles/editor", "projects/shop"),
        ("tag@shop.iam.gserviceaccount.com", "roles/editor", "projects/shop"),
        ("data@acme.example", "roles/editor", "projects/shop"),
    ]
    assert [entry.kind for entry in people.entries] == ["person", "service", "group"]
    assert not people.is_whole
    assert "organisation" in people.doubt


def test_policies_of_several_resources_name_theirs_and_a_deleted_member_is_odd() -> None:
    bindings = [{"role": "roles/viewer", "members": ["deleted:user:bo@acme.example?uid=1", "allUsers", 7, "x"]}]
    resource = "//storage.googleapis.com/projects/_/buckets/exports"
    people = access([{"resource": resource, "policy": {"bindings": bindings}}])
    assert told(people) == [("allusers", "roles/viewer", "projects/_/buckets/exports")]
    assert len(people.odd) == 3
    assert "was deleted" in people.odd[0].message


def test_rights_to_a_dataset_are_roles_and_views_are_nobody() -> None:
    rows = [
        {"role": "OWNER", "userByEmail": "ana@acme.example"},
        {"role": "READER", "userByEmail": "tag@shop.iam.gserviceaccount.com"},
        {"role": "READER", "specialGroup": "projectReaders"},
        {"role": "READER", "specialGroup": "allAuthenticatedUsers"},
        {"view": {"tableId": "t"}},
    ]
    people = access({"kind": "bigquery#dataset", "id": "shop:analytics_7", "access": rows})
    assert told(people) == [
        ("ana@acme.example", "roles/bigquery.OWNER", "datasets/shop:analytics_7"),
        ("tag@shop.iam.gserviceaccount.com", "roles/bigquery.READER", "datasets/shop:analytics_7"),
        ("allauthenticatedusers", "roles/bigquery.READER", "datasets/shop:analytics_7"),
    ]


def test_a_policy_in_yaml_is_told_how_to_be_fetched() -> None:
    with pytest.raises(GovernError, match="YAML"):
        access("bindings:\n- members:\n  - user:ana@acme.example\n  role: roles/owner\n")


def test_collaborators_and_members_of_github() -> None:
    row = {"login": "ana-r", "type": "User", "permissions": {"admin": False, "push": True, "pull": True}}
    assert told(access([row])) == [("ana-r", "write", "")]
    edges = [
        {"role": "ADMIN", "hasTwoFactorEnabled": False, "node": {"login": "ana-r", "email": "ana@acme.example"}},
        {"role": "MEMBER", "hasTwoFactorEnabled": None, "node": {"login": "bo", "email": ""}},
    ]
    listed = {"edges": edges, "pageInfo": {"hasNextPage": True}}
    people = access({"data": {"organization": {"membersWithRole": listed}}})
    assert [(entry.key, entry.role, entry.factor) for entry in people.entries] == [
        ("ana@acme.example", "admin", "off"),
        ("bo", "member", ""),
    ]
    assert people.more is not None


def test_user_links_of_analytics_are_read_as_bindings_are() -> None:
    link = {
        "name": "properties/7/userLinks/1",
        "emailAddress": "ana@acme.example",
        "directRoles": ["predefinedRoles/admin"],
    }
    people = access({"userLinks": [link]})
    assert people.platform == "ga4"
    assert told(people) == [("ana@acme.example", "predefinedRoles/admin", "properties/7")]


def test_members_of_reddit_are_not_taken_for_those_of_meta() -> None:
    row = {"id": "t2_1", "email": "ana@acme.example", "role": "ADMIN", "status": "PENDING"}
    people = access({"data": [row], "pagination": {"next_url": "https://ads-api.reddit.com/x"}})
    assert people.platform == "reddit"
    assert people.entries[0].state == "invited"
    assert people.more is not None


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("5/4/26", "11/23/26"), ("2026-05-04", "2026-11-23")),
        (("4/5/26", "23/11/26"), ("2026-05-04", "2026-11-23")),
        (("4/5/26", "3/2/26"), ("two days", "two days")),
        (("26/11/04", "26/11/23"), ("two days", "two days")),
    ],
)
def test_a_year_of_two_digits_is_read_where_the_column_shows_the_order(
    cells: tuple[str, ...], days: tuple[str, ...]
) -> None:
    order = order_of(cells)
    assert tuple(day_of(cell, order) for cell in cells) == days


def test_two_policies_are_of_one_project_whatever_their_files_are_called() -> None:
    older, newer = (
        {"bindings": [{"role": role, "members": ["user:ana@acme.example"]}]} for role in ("roles/viewer", "roles/owner")
    )
    (change,) = changed(project(""), [access(older, "exports/march.json")], [access(newer, "exports/june.json")])
    assert (change.action, change.fields[0].route) == ("change", ("role, raised",))
