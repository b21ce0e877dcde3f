"""Lists of people that each platform prints in its own way, and files that only look like lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Captured, printed, refused
from for_each import for_each
from live_helpers import access, export, told

from govern.core.errors import GovernError

pytestmark = pytest.mark.usefixtures("day")


def linkedin(*users: str, total: int = 0) -> dict[str, Any]:
    rows = [{"account": "urn:li:sponsoredAccount:5001", "role": "ACCOUNT_MANAGER", "user": f"urn:li:person:{user}"}
            for user in users]  # fmt: skip
    return {"elements": rows, "paging": {"start": 0, "count": 10, "links": [], "total": total or len(rows)}}


def test_users_of_linkedin_are_numbers_at_an_account() -> None:
    people = access(linkedin("Zx9", "Ab1"))
    assert people.platform == "linkedin"
    assert told(people)[0] == ("urn:li:person:zx9", "ACCOUNT_MANAGER", "ad_accounts/5001")
    assert people.is_whole


def test_an_answer_of_linkedin_for_several_ids_is_no_list_and_says_whom_it_has_not() -> None:
    (row,) = linkedin("Zx9")["elements"]
    people = access({"results": {"(account:1,user:Zx9)": row}, "statuses": {}, "errors": {"(account:1,user:Qq1)": {"status": 404}}})  # fmt: skip
    assert told(people) == [("urn:li:person:zx9", row["role"], "ad_accounts/5001")]
    assert not people.is_whole
    assert ["Qq1" in odd.message for odd in people.odd] == [True]


def test_one_user_of_linkedin_may_only_be_the_caller_and_a_page_is_no_list() -> None:
    assert not access(linkedin("Zx9")).is_whole
    cut = access(linkedin("Zx9", "Ab1", total=40))
    assert cut.more is not None
    assert cut.more.place.route == ("paging", "total")


def test_members_of_tiktok_have_a_role_and_one_who_is_not_bound_is_invited() -> None:
    rows = [
        {"user_email": "ana@acme.example", "user_role": "ADMIN", "relation_status": "BOUND", "user_name": "Ana"},
        {"user_email": "bo@acme.example", "user_role": "STANDARD", "relation_status": "PENDING"},
    ]
    page = {"page": 1, "page_size": 2, "total_number": 4, "total_page": 2}
    people = access({"code": 0, "message": "OK", "data": {"list": rows, "page_info": page}})
    assert told(people) == [("ana@acme.example", "ADMIN", "business"), ("bo@acme.example", "STANDARD", "business")]
    assert [entry.state for entry in people.entries] == ["active", "invited"]
    assert people.more is not None


def test_who_may_do_what_at_an_advertiser_of_tiktok() -> None:
    """The answer does not say of which advertiser it is: the name of its file does."""
    row = {"user_id": "7", "user_name": "Ana", "user_email": "ana@acme.example", "advertiser_role": "OPERATOR"}
    people = access({"code": 0, "message": "OK", "data": {"list": [row]}})
    assert told(people) == [("ana@acme.example", "OPERATOR", "advertisers/access")]
    named = access({"code": 0, "message": "OK", "data": {"list": [{**row, "asset_id": "7001"}]}})
    assert told(named) == [("ana@acme.example", "OPERATOR", "advertisers/7001")]


def test_members_and_invitations_of_pinterest() -> None:
    user = {"email": "ana@acme.example", "id": "7", "username": "ana"}
    member = {"business_roles": ["BIZ_ADMIN"], "user": user, "created_time": 1646767577816}
    invited = {**member, "invite_data": {"invite_status": "PENDING", "sent_at": 1788000000000}}
    people = access({"items": [member, invited], "bookmark": None})
    assert [(entry.role, entry.state, entry.since) for entry in people.entries] == [
        ("BIZ_ADMIN", "active", "2022-03-08"),
        ("BIZ_ADMIN", "invited", "2026-08-29"),
    ]


def test_roles_of_snapchat_are_of_members_by_number() -> None:
    role = {"id": "r", "container_kind": "AdAccounts", "container_id": "a1", "member_id": "m1", "type": "admin"}
    item = {"sub_request_status": "SUCCESS", "role": role}
    roles = {"request_status": "SUCCESS", "roles": [item]}
    assert told(access(roles)) == [("m1", "admin", "ad_accounts/a1")]
    member = {"id": "m1", "email": "ana@acme.example", "organization_id": "o1", "member_status": "MEMBER"}
    members = {"request_status": "SUCCESS", "members": [{"sub_request_status": "SUCCESS", "member": member}]}
    assert told(access([roles, members])) == [
        ("ana@acme.example", "admin", "ad_accounts/a1"),
        ("ana@acme.example", "member", "organizations/o1"),
    ]


def test_a_user_of_microsoft_has_roles_by_number_and_no_accounts_mean_all() -> None:
    user = {"Id": 5, "UserName": "ana", "ContactInfo": {"Email": "ana@acme.example"}}
    people = access({"User": user, "CustomerRoles": [{"RoleId": 41, "CustomerId": 9, "AccountIds": None}]})
    assert told(people) == [("ana@acme.example", "Super Admin", "customers/9")]
    assert not people.is_whole


def test_x_tells_what_the_caller_may_do_and_nobody_else() -> None:
    answer = {"data": {"user_id": "77", "permissions": ["ACCOUNT_ADMIN"]}, "request": {"params": {"account_id": "18c"}}}
    people = access(answer)
    assert told(people) == [("77", "ACCOUNT_ADMIN", "ad_accounts/18c")]
    assert not people.is_list


def test_meta_tells_the_second_factor_and_who_is_pending() -> None:
    people = access({"data": [
        {"email": "ana@acme.example", "role": "ADMIN", "two_fac_status": "TWO_FAC_ENABLED"},
        {"email": "bo@acme.example", "role": "EMPLOYEE", "two_fac_status": "TWO_FAC_DISABLED"},
        {"email": "cy@acme.example", "role": "EMPLOYEE", "status": "PENDING", "created_time": "2026-05-04T10:00:00+0000"},
    ]})  # fmt: skip
    assert [(entry.factor, entry.state, entry.since) for entry in people.entries] == [
        ("on", "", ""), ("off", "", ""), ("", "invited", "2026-05-04"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cells", "factor"),
    [
        ("Email,Role,2-Step Verification", "a@acme.example,publish,Off", "off"),
        ("Email,Role,2sv Enrolled [READ ONLY]", "a@acme.example,publish,True", "on"),
        ("Email,Role,2sv Enforced [READ ONLY]", "a@acme.example,publish,True", ""),
        ("E-Mail-Adresse;Rolle;Zwei-Faktor-Authentifizierung", "a@acme.example;Admin;Nein", "off"),
        ("Correo electrónico;Nivel de acceso;Verificación en dos pasos", "a@acme.example;Admin;Sí", "on"),
        ("Adresse e-mail;Rôle;Validation en deux étapes", "a@acme.example;Admin;désactivé", "off"),
        ("User,Access level,MFA status", "a@acme.example,Admin,not enrolled", "off"),
    ],
)
def test_a_column_for_the_second_factor_is_known_in_several_languages(header: str, cells: str, factor: str) -> None:
    (entry,) = access(f"{header}\n{cells}\n").entries
    assert entry.factor == factor


def test_a_download_of_google_ads_with_titles_above_tells_the_last_login() -> None:
    text = 'Users report\n"All time"\nUser,Email,Access level,Last logged in,Date added\n'
    text += 'Ana Ruiz,ana@acme.example,Admin,"May 4, 2026","Jan 2, 2024"\n'
    (entry,) = access(text, "exports/google_ads/users.csv").entries
    assert (entry.key, entry.role, entry.last_active, entry.since) == (
        "ana@acme.example", "Admin", "2026-05-04", "2024-01-02",
    )  # fmt: skip
    assert entry.platform == "google_ads", "the folder says so where no column does"


def test_the_state_of_an_entry_is_read() -> None:
    people = access("Email,Role,Status\na@b.example,read,Pending\nc@b.example,read,gesperrt\nd@b.example,read,Active\n")
    assert [entry.state for entry in people.entries] == ["invited", "suspended", "active"]


class TestDirectories:
    def test_people_without_roles_are_a_list_of_their_own(self) -> None:
        found = export({"users": [{"primaryEmail": "ana@acme.example", "suspended": True, "isEnrolledIn2Sv": False,
                                   "lastLoginTime": "2026-01-02T10:00:00.000Z"}]})  # fmt: skip
        assert not found.access
        (entry,) = found.directories[0].entries
        assert (entry.key, entry.state, entry.factor, entry.last_active) == (
            "ana@acme.example", "suspended", "off", "2026-01-02",
        )  # fmt: skip

    def test_a_guest_is_known_by_the_address_that_the_name_hides(self) -> None:
        row = {
            "userPrincipalName": "ana_acme.example#EXT#@tenant.onmicrosoft.com",
            "mail": None,
            "accountEnabled": False,
        }
        (entry,) = export([row]).directories[0].entries
        assert (entry.key, entry.state) == ("ana@acme.example", "suspended")

    def test_a_download_tells_who_is_blocked(self) -> None:
        text = (
            "Block credential,Display name,User principal name\nTrue,Ana,ana@acme.example\nFalse,Bo,bo@acme.example\n"
        )
        (people,) = export(text).directories
        assert [(entry.key, entry.state) for entry in people.entries] == [
            ("ana@acme.example", "suspended"),
            ("bo@acme.example", "active"),
        ]

    def test_a_report_of_activity_tells_the_last_day_of_each(self) -> None:
        heads = [{"dimensionName": "userEmail"}, {"dimensionName": "epochTimeMicros"}]
        rows = [{"dimensionValues": [{"value": "ana@acme.example"}, {"value": str(day)}]}
                for day in (1700000000000000, 1770000000000000, 1600000000000000)]  # fmt: skip
        (people,) = export({"dimensionHeaders": heads, "rows": rows}).directories
        assert [(entry.key, entry.last_active) for entry in people.entries] == [("ana@acme.example", "2026-02-02")]


def test_connected_apps_are_a_list_of_their_own() -> None:
    (meta,) = export({"data": [{"id": "9", "name": "Post planner", "category": "Business"}]}).apps
    assert [(entry.principal, entry.platform) for entry in meta.entries] == [("Post planner", "meta")]
    text = "App name,Client ID,Scopes,Last used\nPost planner,9,ads_read; ads_management,2026-05-04\n"
    (table,) = export(text).apps
    assert [(entry.principal, entry.extras["id"], entry.last_active) for entry in table.entries] == [
        ("Post planner", "9", "2026-05-04")
    ]
    connected = "Application,Permissions,Installed by,Platform\nChat box,read all,ana@acme.example,meta\n"
    assert [entry.principal for entry in export(connected).apps[0].entries] == ["Chat box"]
    assert not export("Email,Role,Application\na@acme.example,Admin,GTM\n").apps, (
        "there the application is the platform"
    )


@for_each(
    ("answer", "words"),
    [
        ({"error": {"message": "(#200) Requires business_management permission", "code": 200}}, "business_management"),
        ({"error": {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED"}},
         "does not have permission"),
        ([{"error": {"code": 401, "message": "Request had invalid authentication credentials."}}], "invalid authentication"),
        ({"code": 40105, "message": "Access token is incorrect", "data": {}}, "Access token is incorrect"),
        ({"status": 401, "serviceErrorCode": 65600, "message": "Invalid access token"}, "Invalid access token"),
        ({"request_status": "ERROR", "display_message": "We are sorry", "error_code": "E1"}, "We are sorry"),
        ({"errors": [{"code": "UNAUTHORIZED_ACCESS", "message": "This request is not authorized"}]}, "not authorized"),
        ({"errorCode": "E0000011", "errorSummary": "Invalid token provided"}, "Invalid token provided"),
        ({"errors": ["permission denied"]}, "permission denied"),
        ({"error": "invalid_grant", "error_description": "Token has been expired or revoked."}, "expired or revoked"),
    ],
)  # fmt: skip
def test_an_answer_that_is_an_error_is_told_in_its_own_words(answer: Any, words: str) -> None:
    with pytest.raises(GovernError, match="an error that was answered") as error:
        export(answer)
    assert words in error.value.message


@pytest.mark.parametrize(
    "answer",
    [{}, [], {"data": []}, {"data": [], "paging": {}}, {"elements": [], "paging": {"total": 0}},
     {"code": 0, "message": "OK", "data": {"list": [], "page_info": {"total_number": 0}}}, {"items": [], "bookmark": None}],
)  # fmt: skip
def test_an_empty_answer_proves_nothing(answer: Any) -> None:
    with pytest.raises(GovernError, match="lists nothing"):
        export(answer)


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    (tmp_path / "error.json").write_text('{"error": {"message": "Requires business_management permission"}}')
    (tmp_path / "people.csv").write_text("Email,Role,Platform\ninfo@acme.example,publish,gtm\n")
    monkeypatch.chdir(tmp_path)
    said = printed(capsys, "audit", "error.json", "people.csv", code=1)
    assert "business_management" in said
    assert "info@acme.example" in said
    assert "business_management" in refused(capsys, "audit", "error.json")


def test_a_table_whose_file_was_cut_within_its_last_line_says_so() -> None:
    text = "Email,Role,Platform\nana@acme.example,publish,gtm\nbo@acme.example,re"
    found = access(text, "exports/x.csv")
    assert found.more is not None and "ends within a line" in found.more.message and not found.is_whole
    assert access(text + "ad,gtm\n", "exports/x.csv").more is None
    assert not access("Email,Role,Platform\nana@acme.example,publish", "exports/gtm.csv").entries[0].asset


def test_a_line_of_sums_is_nobody_and_is_named() -> None:
    found = access(
        "Email,Role,Platform\nana@acme.example,read,gtm\nGrand Total (2):,2,\n合計,2,\nTotal Quality,read,gtm\n"
    )
    assert [who for who, *_ in told(found)] == ["ana@acme.example", "total quality"]
    assert [one.message.partition(" is a line of sums")[0] for one in found.odd] == ['"Grand Total (2):"', '"合計"']


def test_of_two_lines_of_headings_below_each_other_the_second_counts_where_it_says_more() -> None:
    text = "User,,Access,\nEmail,Name,Role,Platform\nana@acme.example,Ana,publish,gtm\n"
    assert told(access(text, "exports/x.csv")) == [("ana@acme.example", "publish", "")]


def test_a_table_may_have_bars_and_one_of_a_readme_is_no_list() -> None:
    assert told(access("Email|Role|Container\nana@acme.example|publish|GTM-ABC1234\n")) == [
        ("ana@acme.example", "publish", "GTM-ABC1234")
    ]
    with pytest.raises(GovernError):
        access("| Email | Role |\n| --- | --- |\n| ana@acme.example | publish |\n")


def test_an_object_in_a_field_goes_by_its_address_or_name() -> None:
    row = {
        "user": {"id": 7, "email": "ana@acme.example"},
        "role": {"name": "admin"},
        "has2FA": False,
        "platform": "gtm",
    }
    people = access([row])
    assert told(people) == [("ana@acme.example", "admin", "")]
    assert people.entries[0].factor == "off"


def test_apps_behind_okta_have_people_and_groups() -> None:
    app = {"app": {"href": "https://acme.okta.com/api/v1/apps/0oa1"}}
    person = {"id": "00u1", "scope": "USER", "status": "PROVISIONED", "created": "2026-08-15T18:59:43.000Z", "credentials": {"userName": "Ana@acme.example"},
              "profile": {"role": "Analyst", "firstName": "Ana", "lastName": "Ruiz"}, "_links": app}  # fmt: skip
    gone = {
        **person,
        "status": "DEPROVISIONED",
        "scope": "GROUP",
        "credentials": {"userName": "bo@acme.example"},
        "profile": {},
    }
    group = {"id": "00g1", "priority": 0, "_links": app, "_embedded": {"group": {"profile": {"name": "Marketing"}}}}
    people = access([person, gone, group, {**group, "_embedded": {}}])
    assert [(entry.key, entry.role, entry.asset, entry.kind, entry.state) for entry in people.entries] == [
        ("ana@acme.example", "Analyst", "apps/0oa1", "person", "active"),
        ("bo@acme.example", "assigned", "apps/0oa1", "person", "suspended"),
        ("marketing", "assigned", "apps/0oa1", "group", ""),
        ("00g1", "assigned", "apps/0oa1", "group", ""),
    ]
    assert people.entries[0].name == "Ana Ruiz" and not people.is_whole


def test_administrators_of_a_workspace_get_their_names_from_the_other_answers_of_the_file() -> None:
    def given(number: int, to: str, **more: str) -> dict[str, Any]:
        return {
            "kind": "admin#directory#roleAssignment",
            "roleAssignmentId": str(number),
            "roleId": str(number),
            "assignedTo": to,
            **more,
        }

    assignments = {"kind": "admin#directory#roleAssignments",
                   "items": [given(1, "101"), given(2, "102", scopeType="ORG_UNIT", orgUnitId="03ph"), given(3, "901", assigneeType="group")]}  # fmt: skip
    roles = {"kind": "admin#directory#roles", "items": [{"roleId": "1", "roleName": "_SEED_ADMIN_ROLE", "isSuperAdminRole": True},
                                                       {"roleId": "2", "roleName": "_HELP_DESK_ADMIN_ROLE"}]}  # fmt: skip
    users = {
        "kind": "admin#directory#users",
        "users": [{"id": "101", "primaryEmail": "ana@acme.example", "suspended": False}],
    }
    people = access([assignments, roles, users])
    assert told(people) == [
        ("ana@acme.example", "Super Admin", "customer"),
        ("102", "_HELP_DESK_ADMIN_ROLE", "org_units/03ph"),
        ("901", "3", "customer"),
    ]
    assert [entry.kind for entry in people.entries] == ["person", "person", "group"] and people.is_whole
    assert not access({**assignments, "nextPageToken": "x"}).is_whole
    assert export(users).directories[0].entries[0].extras["also"] == ["101"]
