"""Access lists of every platform, and tables, become one type; nobody in them is lost without a word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from for_each import for_each
from hypothesis import given
from hypothesis import strategies as st
from live_helpers import READ_ACCESS, READ_PEOPLE, READ_SECRETS, access, corpus, told

from govern.access import AccessList
from govern.core.errors import GovernError
from govern.project.exports import read_export, read_exports


def complaints(people: AccessList) -> list[tuple[str, str]]:
    """What is odd, and about which entity."""
    return [(odd.place.entity, odd.message) for odd in people.odd]


def gtm_user(email: str, account: str = "user", **containers: str) -> dict[str, Any]:
    listed = [{"containerId": id.lstrip("c"), "permission": permission} for id, permission in containers.items()]
    return {
        "path": "accounts/77/user_permissions/1",
        "accountId": "77",
        "emailAddress": email,
        "accountAccess": {"permission": account},
        "containerAccess": listed,
    }


def binding(user: str, *roles: str, parent: str = "properties/123") -> dict[str, Any]:
    return {"name": f"{parent}/accessBindings/9", "user": user, "roles": list(roles)}


def test_tag_manager_users_have_a_role_at_the_account_and_one_at_each_container() -> None:
    people = access({"userPermission": [gtm_user("Bo@Agency.example", c1="publish", c2="read")]})
    assert people.platform == "gtm"
    assert told(people) == [
        ("bo@agency.example", "user", "accounts/77"),
        ("bo@agency.example", "publish", "containers/1"),
        ("bo@agency.example", "read", "containers/2"),
    ]
    place = people.entries[1].place
    assert place.entity == 'user "Bo@Agency.example"'
    assert place.route == ("userPermission", 0, "containerAccess", 0)


def test_one_permission_by_itself_is_read_like_a_list_of_one() -> None:
    user = gtm_user("ana@acme.example", "admin")
    assert told(access(user)) == told(access({"userPermission": [user]})) == told(access([user]))


def test_the_account_is_taken_from_the_path_when_it_is_not_written() -> None:
    user = gtm_user("ana@acme.example", "admin")
    del user["accountId"]
    assert told(access(user)) == [("ana@acme.example", "admin", "accounts/77")]


def test_an_analytics_binding_has_several_roles_at_a_property_or_an_account() -> None:
    roles = ("predefinedRoles/admin", "predefinedRoles/no-revenue-data")
    people = access(binding("ana@acme.example", *roles, parent="accounts/5"))
    assert told(people) == [("ana@acme.example", role, "accounts/5") for role in roles]


def test_pages_that_were_put_into_one_file_are_complete_when_the_last_one_is() -> None:
    first = {"accessBindings": [binding("a@acme.example", "predefinedRoles/viewer")], "nextPageToken": "more"}
    last = {"accessBindings": [binding("b@acme.example", "predefinedRoles/viewer")]}
    assert access([first, last]).more is None
    assert len(access([first, last]).entries) == 2
    cut = access([last, first]).more
    assert cut is not None
    assert cut.place.route == (1, "nextPageToken")


@pytest.mark.parametrize(
    ("page", "route"),
    [
        ({"userPermission": [gtm_user("a@acme.example")], "nextPageToken": "x"}, ("nextPageToken",)),
        ({"data": [{"id": "1", "role": "ADMIN"}], "paging": {"next": "https://graph.example"}}, ("paging", "next")),
        (
            {"results": [{"customerUserAccess": {"accessRole": "ADMIN", "emailAddress": "a@b.example"}}],
             "nextPageToken": "x"},
            ("nextPageToken",),
        ),
    ],
)  # fmt: skip
def test_a_list_that_goes_on_elsewhere_says_so(page: dict[str, Any], route: tuple[str, ...]) -> None:
    more = access(page).more
    assert more is not None
    assert more.place.route == route


def test_google_ads_rows_in_the_spelling_of_rest_and_of_the_python_library() -> None:
    rest = {"customerUserAccess": {"resourceName": "customers/123/customerUserAccesses/4", "accessRole": "ADMIN",
                                   "emailAddress": "ana@acme.example"}}  # fmt: skip
    python = {"customer_user_access": {"resource_name": "customers/123/customerUserAccesses/4", "access_role": "ADMIN",
                                       "email_address": "ana@acme.example"}}  # fmt: skip
    expected = [("ana@acme.example", "ADMIN", "customers/123")]
    stream = [{"results": [rest]}]
    assert told(access(stream)) == told(access({"results": [python]})) == told(access([rest])) == expected


def test_meta_lists_people_by_role_and_assets_by_task() -> None:
    people = access({"data": [{"id": "1", "name": "Ana", "email": "Ana@acme.example", "role": "EMPLOYEE"}]})
    assert told(people) == [("ana@acme.example", "EMPLOYEE", "business")]
    assigned = access({"data": [{"id": "1", "name": "Ana", "tasks": ["MANAGE", "ANALYZE"]}]})
    assert told(assigned) == [("1", "MANAGE", ""), ("1", "ANALYZE", "")]


def test_a_meta_role_without_an_email_address_is_a_system_user() -> None:
    (entry,) = access({"data": [{"id": "1", "name": "capi-bot", "role": "ADMIN"}]}).entries
    assert entry.kind == "service"
    assert entry.place.entity == 'service "1"'


@pytest.mark.parametrize(
    ("principal", "kind"),
    [
        ("tags@acme.iam.gserviceaccount.com", "service"),
        ("12-compute@developer.gserviceaccount.com", "service"),
        ("team@googlegroups.com", "group"),
        ("ana@acme.example", "person"),
    ],
)
def test_google_addresses_tell_what_they_belong_to(principal: str, kind: str) -> None:
    assert access(binding(principal, "predefinedRoles/viewer")).entries[0].kind == kind


def test_rows_that_name_nobody_or_say_nothing_are_reported_and_the_others_are_read() -> None:
    people = access({"userPermission": [7, {"accountAccess": {"permission": "admin"}},
                                        gtm_user("ana@acme.example", "admin"),
                                        {"emailAddress": "bo@acme.example", "accountAccess": {}}]})  # fmt: skip
    assert told(people) == [("ana@acme.example", "admin", "accounts/77"), ("bo@acme.example", "", "account")]
    assert complaints(people) == [
        ("", "entry 1 is the number 7, expected an object"),
        ("", "entry 2 names nobody"),
        ('user "bo@acme.example"', '"bo@acme.example" has no role'),
    ]


def test_a_placeholder_is_no_principal_and_redacted_text_no_address() -> None:
    assigned = [{"asset": "pixel", "user": "{SYSTEM_USER_ID}", "tasks": ["MANAGE", "ANALYZE"]}]
    assert [message for _, message in complaints(access(assigned))] == [
        '"{SYSTEM_USER_ID}" is a placeholder, not a principal'
    ]
    assert [message for _, message in complaints(access(binding("REDACTED", "predefinedRoles/viewer")))] == [
        '"REDACTED" is not an e-mail address'
    ]


def test_what_the_reader_does_not_use_is_kept() -> None:
    row = {"name": "Ana", "email": "ana@acme.example", "role": "ADMIN", "two_fac_status": "not_enabled"}
    assert access({"data": [row]}).entries[0].extras == {"two_fac_status": "not_enabled"}


TABLE = """\
Email,Role,Platform,Container,Last active
Ana@Acme.example,publish,Google Tag Manager,GTM-ABC1234,2026-11-02
bo@agency.example,"READ_ONLY; BILLING",Google Ads,,
"""


def test_a_table_is_read_by_its_header() -> None:
    people = access(TABLE)
    assert told(people) == [
        ("ana@acme.example", "publish", "GTM-ABC1234"),
        ("bo@agency.example", "READ_ONLY", ""),
        ("bo@agency.example", "BILLING", ""),
    ]
    assert [entry.platform for entry in people.entries] == ["gtm", "google_ads", "google_ads"]
    assert people.entries[0].last_active == "2026-11-02"
    span = people.entries[1].place.span
    assert span is not None
    assert span.line == 3


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.replace(",", "\t").encode("utf-16"),
        TABLE.replace("READ_ONLY; BILLING", "READ_ONLY| BILLING").replace(",", ";").encode(),
        ("sep=;\r\n" + TABLE.replace("; BILLING", "|BILLING").replace(",", ";").replace("\n", "\r\n")).encode(),
        ("Users of Acme\nas of 2026-11-20\n\n" + TABLE).encode(),
        (TABLE + TABLE.splitlines(keepends=True)[0]).encode(),
    ],
    ids=["bom", "utf-16", "unicode text of Excel", "semicolons", "sep line", "title above", "header repeated"],
)
def test_spreadsheets_have_many_ways_to_write_the_same_table(raw: bytes) -> None:
    (people,) = read_export(raw, "people").access
    assert told(people) == told(access(TABLE))
    assert not people.odd


def test_a_quoted_cell_may_hold_line_breaks_quotes_and_delimiters() -> None:
    people = access('name,email,role\n"Ruiz,\nAna ""A""",ana@acme.example,admin\nBo,bo@acme.example,read\n')
    assert [entry.name for entry in people.entries] == ['Ruiz,\nAna "A"', "Bo"]
    span = people.entries[1].place.span
    assert span is not None
    assert span.line == 4


def test_an_ansi_file_of_a_western_windows_keeps_its_names() -> None:
    (people,) = read_export("name;email;role\nMuñoz;m@acme.example;admin\n".encode("cp1252"), "people.csv").access
    assert people.entries[0].name == "Muñoz"


def test_excel_formulas_that_keep_zeros_are_text() -> None:
    people = access('email,role,account\nana@acme.example,admin,"=""00123"""\n')
    assert told(people) == [("ana@acme.example", "admin", "00123")]


def test_several_columns_of_roles_speak_about_their_own_assets() -> None:
    people = access(
        "Account;Container;E-Mail;Account permission;Container permission\n"
        "Acme;GTM-ABC1234;ana@acme.example;user;publish\n"
    )
    assert told(people) == [("ana@acme.example", "user", "Acme"), ("ana@acme.example", "publish", "GTM-ABC1234")]


def test_a_german_header_is_understood() -> None:
    assert told(access("Name;E-Mail-Adresse;Rolle\nAna;ana@acme.example;Administrator\n")) == [
        ("ana@acme.example", "Administrator", "")
    ]


def test_odd_lines_are_reported_with_their_line() -> None:
    people = access("email,role\n,admin\nana@acme.example,\nbo@acme.example,read,extra\n\n")
    assert [(odd.place.span.line, odd.message) for odd in people.odd if odd.place.span] == [
        (2, "the line names nobody"),
        (3, '"ana@acme.example" has no role'),
        (4, '"bo@acme.example" has 3 cells below a header of 2'),
    ]


def test_an_unclosed_quote_would_swallow_people_and_is_refused() -> None:
    with pytest.raises(GovernError) as error:
        access('email,role\n"ana@acme.example,admin\nbo@acme.example,read\n')
    assert error.value.place is not None
    assert error.value.place.span is not None
    assert error.value.place.span.line == 2


def test_a_json_list_of_objects_is_a_table_too() -> None:
    people = access(
        [{"user": "ana@acme.example", "permission": "edit", "platform": "ga4"}, {"user": "bo@acme.example"}]
    )
    assert told(people) == [("ana@acme.example", "edit", "")]
    assert [odd.place.route for odd in people.odd] == [(1,)]


@for_each(
    "text",
    [
        "",
        "hello\n",
        "name,price\nshoe,12\n",
        "email,newsletter\nana@acme.example,yes\n",
        "\0\1\2",
        '{"a": 1}',
        "[]",
        "[1",
    ],
)
def test_what_is_no_export_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(GovernError) as error:
        access(text, "exports/x")
    assert error.value.place is not None
    assert error.value.place.file == "exports/x"


def test_every_list_of_the_corpus_is_read_or_refused_by_name() -> None:
    for file in corpus("access"):
        number = file.name[:4]
        if number in READ_ACCESS | READ_PEOPLE | {"0071"}:
            found = read_export(file.read_bytes(), file.name)
            (people,) = found.access + found.directories
            assert people.entries or people.odd, file.name
            assert bool(found.directories) == (number in READ_PEOPLE), file.name
        elif number in READ_SECRETS:
            (listing,) = read_export(file.read_bytes(), file.name).secrets
            assert listing.items or listing.keys, file.name
        else:
            with pytest.raises(GovernError) as error:
                read_export(file.read_bytes(), file.name)
            assert error.value.place is not None, file.name
            assert "not an export that govern knows" not in error.value.message, file.name
    (first, *_) = corpus("access", "0006*")
    assert read_export(first.read_bytes(), "x").access[0].more


def test_no_other_file_of_the_corpus_is_taken_for_an_access_list() -> None:
    for folder in ("gtm-web", "gtm-server", "payloads", "csp"):
        for file in corpus(folder):
            try:
                assert not read_export(file.read_bytes(), file.name).access, file.name
            except GovernError as error:
                assert error.place is not None, file.name


@given(st.one_of(st.binary(), st.text().map(lambda text: f"email;role\n{text}".encode()), st.text().map(str.encode)))
def test_any_bytes_are_read_or_refused_with_a_place(raw: bytes) -> None:
    try:
        read_export(raw, "exports/x")
    except GovernError as error:
        assert error.place is not None
        assert error.place.file == "exports/x"


class TestFolders:
    def test_files_are_known_by_content_and_a_readme_is_passed_over(self, tmp_path: Path) -> None:
        (tmp_path / "exports").mkdir()
        (tmp_path / "exports" / "a.txt").write_text(json.dumps({"userPermission": [gtm_user("a@acme.example")]}))
        (tmp_path / "exports" / "b.json").write_text(TABLE)
        (tmp_path / "exports" / "c").write_text("Content-Security-Policy: default-src 'self'")
        (tmp_path / "exports" / "README.md").write_text("Exports of Acme\n")
        (tmp_path / "exports" / "package.json").write_text('{"name": "acme", "scripts": {}}')
        found = read_exports([str(tmp_path / "exports")], shown_from=str(tmp_path))
        assert [people.file for people in found.access] == ["exports/a.txt", "exports/b.json"]
        assert [source.kind for source in found.sources] == ["access list", "access list", "content security policy"]
        assert [one.place.file for one in found.skipped] == ["exports/README.md", "exports/package.json"]

    @pytest.mark.parametrize("text", ['{"userPermission": [', '{"container": [{"name": "Acme"}]}', "{}]", ""])
    def test_what_looks_like_an_export_and_is_none_is_not_passed_over(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "broken.json").write_text(text)
        with pytest.raises(GovernError):
            read_exports([str(tmp_path)])

    def test_a_file_that_was_named_has_to_be_an_export(self, tmp_path: Path) -> None:
        (tmp_path / "README.md").write_text("Exports of Acme\n")
        with pytest.raises(GovernError) as error:
            read_exports([str(tmp_path / "README.md")])
        assert "access list" in error.value.help

    def test_standard_input_is_read_like_a_file(self) -> None:
        found = read_exports(["-"], stdin=TABLE.encode())
        assert found.access[0].file == "standard input"
