"""Lists in the words of many platforms and languages: what a heading asks, what a cell says, and which answers are errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import Captured, printed
from for_each import for_each
from helpers import findings
from live_helpers import access

from govern.access.asked import state_asked
from govern.access.cells import asks_factor, asks_last_active, factor_in, state_in
from govern.access.columns import spelt
from govern.access.failures import error_in, error_in_text
from govern.access.mailboxes import is_private, is_shared
from govern.access.rolenames import same_role
from govern.core.errors import GovernError
from govern.project.exports import read_export
from govern.rules.examples import live_example

pytestmark = pytest.mark.usefixtures("day")


@for_each(
    ("heading", "off", "on"),
    [
        ("2-step", "Not turned on", "Turned on"),
        ("mfaEnabled", "False", "True"),
        ("2FA", "✗", "✓"),
        ("MFA method", "None", "Authenticator app"),
        ("2-Faktor", "nicht eingerichtet", "eingerichtet"),
        ("Verifica in due passaggi", "Non attiva", "Attiva"),
        ("Login verification", "Off", "On"),
        ("MFA (registered)", "No", "Yes"),
        ("2SV status", "Unenrolled", "Enrolled since May"),
        ("MFA", "MFA disabled", "Not disabled"),
        ("MFA", "Authenticator removed (by admin)", "2FA"),
        ("Factors enrolled", "0", "2"),
        ("Authentication method", "Password", "2-Step Verification"),
        ("Authentication", "Single factor", "Multi-factor"),
        ("Tvåfaktorsautentisering", "Nej", "Ja"),
        ("Weryfikacja dwuetapowa", "Nie", "Tak"),
    ],
)
def test_a_second_factor_is_read_in_many_words(heading: str, off: str, on: str) -> None:
    assert asks_factor(spelt(heading))
    assert (factor_in(off, spelt(heading)), factor_in(on, spelt(heading))) == ("off", "on")


@for_each(
    "heading",
    ["Two factor disabled", "MFA not enabled", "2FA off", "Without 2FA", "mfaDisabled", "MFA missing", "Zwei-Faktor deaktiviert", "Ohne 2FA",
     "Double authentification désactivée", "Sans 2FA", "Verificación en dos pasos desactivada", "二段階認証なし", "2FA未設定"],
)  # fmt: skip
def test_a_heading_that_asks_whether_a_second_factor_is_missing_turns_yes_and_no_round(heading: str) -> None:
    assert asks_factor(spelt(heading))
    cells = ("Yes", "TRUE", "✓", "Disabled", "No", "0", "✗", "Enabled", "off")
    assert [factor_in(cell, spelt(heading)) for cell in cells] == ["off"] * 4 + ["on"] * 4 + [""]


def test_a_heading_that_denies_twice_and_one_that_counts_turn_nothing_round() -> None:
    assert factor_in("yes", spelt("2FA not disabled")) == factor_in("2", spelt("No. of MFA devices")) == "on"


@for_each(
    ("headings", "yes", "no"),
    [
        ("Suspended|Inactive|accountDisabled|Not active|Gesperrt|Konto deaktiviert|Compte désactivé|Inactif|Bloqueado|無効", "suspended", "active"),
        ("Active|isActive|Account enabled|Not suspended|Aktiv|Compte actif|Activo|有効|在籍", "active", "suspended"),
        ("Pending|Not accepted|Invitation open|Einladung offen|En attente|Pendiente|招待中", "invited", "active"),
        ("Accepted|Angenommen|Invitation acceptée|Not pending", "active", "invited"),
        ("Active since|Left on|Open|Suspended reason|External", "", ""),
    ],
)  # fmt: skip
def test_a_yes_about_an_account_means_what_its_heading_asks(headings: str, yes: str, no: str) -> None:
    for heading in map(spelt, headings.split("|")):
        assert (heading, state_in("Yes", heading), state_in("No", heading)) == (heading, yes, no)
        assert bool(state_asked(heading)) == bool(yes)


def test_of_two_columns_about_an_account_the_one_that_closes_it_counts() -> None:
    (entry,) = access("Email,Role,Platform,Accepted,Suspended\nana@acme.example,read,gtm,yes,yes\n").entries
    assert entry.state == "suspended"


def test_what_is_said_of_a_second_factor_otherwise_is_not_whether_there_is_one() -> None:
    assert not any(
        asks_factor(spelt(heading)) for heading in ("2-step enforced", "MFA backup phone", "Two pages", "Factor")
    )
    assert factor_in("unknown", "mfa method") == ""
    assert factor_in("Single sign-on", "authentication method") == ""


def test_the_day_of_the_last_visit_is_asked_in_many_words() -> None:
    asking = (
        "Last sign-in (UTC)",
        "lastLoginTime",
        "Letzter Zugriff",
        "Date last active",
        "Senast aktiv",
        "Last activity time",
    )
    assert [heading for heading in asking if not asks_last_active(spelt(heading))] == []
    others = ("Last name", "Last password change", "Last login IP", "Access level", "Last modified")
    assert [heading for heading in others if asks_last_active(spelt(heading))] == []


@for_each(
    ("answer", "words"),
    [
        ({"message": "Forbidden", "error": 403}, "Forbidden"),
        ({"status": 401, "title": "Unauthorized", "type": "about:blank"}, "Unauthorized"),
        ({"Errors": [{"Code": 106, "Message": "User is not authorized"}], "Type": "Fault"}, "User is not authorized"),
        ({"errors": [{"status": 403, "title": "Denied", "detail": "The key lacks a scope."}]}, "The key lacks a scope."),
        ({"data": {"error": {"message": "(#200) Requires business_management"}}}, "(#200) Requires business_management"),
        ({"__type": "AccessDeniedException", "Message": "not allowed"}, "not allowed"),
        ({"ok": False, "error": "not_authed"}, "not_authed"),
        ({"code": 0, "message": "OK", "data": {"list": []}}, ""),
        ({"status": "active", "message": "hello"}, ""),
        ({"errors": [{"message": "one of three failed"}], "data": [{"id": 1}]}, ""),
    ],
)  # fmt: skip
def test_an_answer_that_is_an_error_is_told_in_its_own_words(answer: object, words: str) -> None:
    assert error_in(answer) == words


def test_what_a_command_printed_instead_of_a_list_is_told() -> None:
    fault = "<s:Envelope><s:Body><s:Fault><faultstring>Invalid</faultstring><Message>Failed to sign in</Message></s:Fault></s:Body></s:Envelope>"
    assert error_in_text(fault) == "Failed to sign in"
    assert error_in_text("\nERROR: (gcloud.secrets.list) PERMISSION_DENIED\n") == "ERROR: (gcloud.secrets.list) PERMISSION_DENIED"  # fmt: skip
    assert error_in_text("# Errors\n\nThis page lists errors.\n") == ""


@for_each(
    ("text", "what"),
    [
        ("{}", "the answer {} lists nothing"),
        ("null", "the answer null lists nothing"),
        ("Bad Gateway\n", 'an error that was answered instead: "Bad Gateway"'),
        ("HTTP/1.1 403 Forbidden\nServer: x\n", 'instead: "HTTP/1.1 403 Forbidden"'),
        ("<html>\n<head><title>502 Bad Gateway</title></head></html>", 'the error of a server, a page with the title "502 Bad Gateway"'),
        ("<!doctype html><title>Anmelden – Konten</title>", "the page of a login"),
        ('<html><body><input id=p type="password"></body></html>', "the page of a login, a page"),
        ("<html><title>Access in 2026</title></html>", "HTML, a page as browsers show it"),
    ],
)  # fmt: skip
def test_what_came_instead_of_an_answer_is_named_for_what_it_is(text: str, what: str) -> None:
    with pytest.raises(GovernError) as refused:
        read_export(text.encode(), "users.json")
    assert what in refused.value.message


def test_a_mailbox_of_many_is_known_in_many_languages_and_nobody_is_taken_for_one() -> None:
    many = (
        "info team2 no_reply do-not-reply hallo buchhaltung ads.team webteam marketing+gtm acme.team marketing-emea contabilidad.mx "
        "atencion.al.cliente klantenservice comptabilité kundservice biuro segreteria vendas post hr customer.service e-commerce acme.info2"
    )
    one = "maria.office maria.info info.maria ana it.maria infante teamer olga office.ana hellen acme martin.sales hr.tan may 2026"
    assert [local for local in many.split() if not is_shared(f"{local}@acme.example")] == []
    assert [local for local in one.split() if is_shared(f"{local}@acme.example")] == []
    assert not is_shared("info") and not is_shared("@acme.example") and not is_shared("a" * 10_000 + "@acme.example")


def test_an_undeclared_address_says_what_it_is_and_whose_name_it_is_says_nothing() -> None:
    live = {
        "specs": {"access": {"people": [{"name": "Info Tan", "email": "info@acme.example", "team": "data"}],
                             "grants": [{"who": "Info Tan", "platform": "meta", "role": "ADMIN"}]}},
        "access": [{"user": who, "role": "publish", "platform": "gtm"} for who in ("info@acme.example", "team@acme.example", "a@gmx.fr")],
    }  # fmt: skip
    said = findings(live_example(json.dumps(live)), "access/undeclared-grant", over="live")
    assert {finding.message.split('"')[1]: finding.message.partition("declares")[2] for finding in said} == {
        "info@acme.example": "",
        "team@acme.example": "; it looks like a mailbox of many",
        "a@gmx.fr": "; it is a private mailbox",
    }


def test_a_private_mailbox_is_known_by_its_provider_in_every_country() -> None:
    providers = (
        "gmx.net gmx.co.uk web.de yahoo.com yahoo.com.ar yahoo.ca outlook.pt hotmail.nl icloud.com proton.me pm.me"
    )
    assert [domain for domain in providers.split() if not is_private(domain)] == []
    houses = "acme.example outlook.acme.example yahoo-inc.com myyahoo.de web.dev gmx.acme.de proton.ch outlook.shop"
    assert [domain for domain in houses.split() if is_private(domain)] == []


def test_partners_of_an_asset_are_groups_and_fields_may_be_expanded() -> None:
    partners = {
        "data": [
            {"id": "77", "name": "Nordlicht Media", "permitted_tasks": ["ADVERTISE"], "access_status": "CONFIRMED"}
        ]
    }
    (entry,) = read_export(json.dumps(partners).encode(), "agencies.json").access[0].entries
    assert (entry.kind, entry.role, entry.shown) == ("group", "ADVERTISE", "Nordlicht Media (77)")
    business = {"id": "1", "business_users": {"data": [{"name": "Ana", "email": "ana@acme.example", "role": "ADMIN"}]}}
    (entry,) = read_export(json.dumps(business).encode(), "business.json").access[0].entries
    assert (entry.key, entry.role) == ("ana@acme.example", "ADMIN")


def test_lists_of_apps_and_of_people_of_a_directory_are_compared_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.csv").write_text("App name,App ID,Scopes\nPlanner,1,ads_read\n")
    Path("new.csv").write_text("App name,App ID,Scopes\nPlanner,1,ads_read\nPoster,2,ads_management\n")
    assert "Poster" in (said := printed(capsys, "diff", "--from", "old.csv", "new.csv", code=1))
    assert "Planner" not in said
    Path("old.csv").write_text("Email Address,First Name,Status\nana@acme.example,Ana,Active\n")
    Path("new.csv").write_text("Email Address,First Name,Status\nana@acme.example,Ana,Suspended\n")
    assert "suspended" in printed(capsys, "diff", "--from", "old.csv", "new.csv", code=1)


def test_a_directory_knows_further_addresses_of_a_person_and_the_last_day_of_a_leaver() -> None:
    """A domain was changed and the platform keeps the old address; a list of the personnel office says who left when."""
    live = {
        "specs": {"access": {"people": [{"name": "Ana", "email": "ana@new.example", "team": "data"}],
                             "grants": [{"who": "Ana", "platform": "gtm", "role": "publish"}]}},
        "access": [{"user": "ana@old.example", "role": "publish", "platform": "gtm"}],
        "people": {"value": [{"userPrincipalName": "ana@new.example", "accountEnabled": True, "proxyAddresses": ["SMTP:ana@new.example", "smtp:ana@old.example"]}]},
    }  # fmt: skip
    assert findings(live_example(json.dumps(live)), "access/undeclared-grant", over="live") == ()
    stranger = {**live, "people": {"value": [{"userPrincipalName": "ana@new.example", "accountEnabled": True}]}}
    assert findings(live_example(json.dumps(stranger)), "access/undeclared-grant", over="live") != ()
    for day, gone in (("2026-09-30", ["ana@old.example"]), ("2099-12-31", [])):
        leavers = {**live, "people": f"E-Mail;Name;Austrittsdatum\nana@old.example;Ana;{day}\n"}
        said = findings(live_example(json.dumps(leavers)), "access/suspended-person", over="live")
        assert [finding.message.split('"')[1] for finding in said] == gone


def test_a_word_that_nobody_understands_is_told_once_a_column() -> None:
    table = (
        "Email,Role,Platform,MFA,Status\nana@acme.example,read,gtm,some,odd\nbo@acme.example,read,gtm,other,active\n"
    )
    said = findings(live_example(json.dumps({"access": table})), "access/unread-columns", over="live")
    assert [finding.message for finding in said] == [
        'the column "MFA" says "some", which was not understood and not judged',
        'the column "Status" says "odd", which was not understood and not judged',
    ]


def test_a_role_is_known_by_the_word_of_the_interface_in_several_languages() -> None:
    assert same_role("Full control", "ADMIN") and same_role("Partial access (Basic)", "EMPLOYEE")
    assert same_role("Administrador", "predefinedRoles/admin") and same_role("Éditeur", "editor")
    assert same_role("Veröffentlichen", "publish") and same_role("Billing admin", "ACCOUNT_BILLING_ADMIN")
    assert not same_role("Partial access", "ADMIN") and not same_role("Lesen", "edit")
    assert same_role("管理者", "Admin") and not same_role("管理者", "閲覧者") and not same_role("Редактор", "Читатель")
    table = "Email,Business role\n" + "".join(f"p{n}@acme.example,Full control\n" for n in range(4))
    live = {"specs": {"access": {"policy": {"admins": {"min": 1, "max": 3}}}}, "access": table.replace("role", "role,Platform").replace("control", "control,meta")}  # fmt: skip
    assert len(findings(live_example(json.dumps(live)), "access/too-many-admins", over="live")) == 1
    assert len(access(table).entries) == 4, "a heading that is known in two ways is one column"
