"""Credentials are found in text by how they look; what is masked, an example or merely long is not taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from credentials import CREDENTIALS, HEX, random
from for_each import for_each

from govern.platforms import leaks_in, load, masked, platforms
from govern.platforms.leak_forms import COMMON, KEYED, MARKETING, VENDORS
from govern.platforms.leaks import HINTS

UNDER_KEYS = [
    "access_token: '{}'",
    "accessToken: {}",
    "api_secret={}&x=1",
    '"clientSecret": "{}"',
    "{{key: accessToken, value: '{}'}}",
    "- key: accessToken\n  value: {}",
    "- key: apiAccessToken\n  type: TEMPLATE\n  value: {}\n",
    "Authorization: Bearer {}",
    "CLIENT_SECRET={}",
    "password: {}",
    "items: [{{name: capi, stored_in: {}, owner: data}}]",
    "destinations: [{{name: meta, server: {{token: '{}', delay: 2h}}}}]",
    "    server:\n      token: {}\n",
    "-----BEGIN PRIVATE KEY-----\n    {}\n",
]


@for_each(("label", "value"), CREDENTIALS, ids=[f"{label}-{v[:4]}" for label, v in CREDENTIALS])
@for_each("around", ["{}", "token: '{}'", "äöü?t={}&x=1", "# {} was it\n"])
def test_a_credential_with_a_form_of_its_own_is_found(label: str, value: str, around: str) -> None:
    text = around.format(value)
    (found,) = leaks_in(text)
    assert (found.label, text[found.start : found.end]) == (label, value)


def test_a_credential_at_the_end_of_a_name_is_found_and_the_inside_of_something_longer_is_none() -> None:
    token = "ghp_" + random(36)
    for name in ("exports/backup-{}.json", "specs/{}.yaml", "https://{}.example/x"):
        assert [found.label for found in leaks_in(name.format(token))] == ["GitHub token"]
    assert leaks_in(f"data:image/png;base64,iVBOR{token}") == ()
    assert leaks_in(f"iVBOR_EAA{random(60)}") == ()


@for_each("around", UNDER_KEYS)
@for_each("value", [random(40, "0123456789abcdef"), random(24), random(64)])
def test_a_random_value_under_the_key_of_a_credential_is_found(value: str, around: str) -> None:
    text = around.format(value)
    (found,) = leaks_in(text)
    assert text[found.start : found.end] == value


UNDER_A_NAME = {
    "proof of an app secret": "?access=1&appsecret_proof=" + random(64, HEX),
    "Basic authentication": "Authorization: Basic " + random(24) + "==",
    "password in an address": "postgres://hazel:" + random(16) + "@db.hazel.example/shop",
    "Teams webhook": "https://prod-12.westeurope.logic.azure.com:443/workflows/a/triggers/m?sp=%2F&sig=" + random(43),
    "GitLab session": "Cookie: _gitlab_session=" + random(32, HEX),
    "Telegram bot token": "telegram_bot: '4170223:A4-" + random(32) + "'",
    "password of curl": "curl -s \\\n  --user 'api:d2LkV78zLx!t' https://api.hazel.example/messages",
    "key of curl": 'curl -u "d2LkV78zLx!t:" https://hazel.example',
    **{f"{vendor} key": f'{vendor.lower()}_api_key = "{random(24)}"' for vendor in MARKETING},
}
"""What is a credential because of the name, the scheme or the address that it stands under."""


@for_each("label", UNDER_A_NAME)
def test_a_value_is_a_credential_because_of_what_it_stands_under(label: str) -> None:
    (found,) = leaks_in(UNDER_A_NAME[label])
    assert found.label == label


@for_each("name", ["MAPS_API_KEY", "HUBSPOT_CLIENT_SECRET", "DB_PASSWORD", "AWS_SECRET_ACCESS_KEY", "X_AUTH_TOKEN"])
@for_each("written", ["{}={}", "export {}='{}'", '"{}": "{}"', "{}: {}"])
def test_the_variables_of_an_environment_file_are_found(name: str, written: str) -> None:
    text = written.format(name, random(32))
    (found,) = leaks_in(text)
    assert text[found.start : found.end] == random(32)


@for_each(
    "text",
    [
        "https://user:password@host.example/", "https://hazel.example:8443/path@2x.png", "Basic authentication is used here",
        "MAPS_API_KEY=${MAPS_API_KEY}", "facebook_pixel_id = '1234567890123456'", "API_KEY=your-key-goes-here-please",
        "https://www.hazel.example/a:b@c", "curl -u user:$PASSWORD_1 https://hazel.example", "curl -H 'X-Api-Key: ${KEY_1}'",
        "xoxe.xoxp-1-SlackAppConfigurationAccessTokenHere", "xoxp-572370529330-573807301142-572331691188-##########",
        "GR1348941-2026-11-23-2026-11", "curl -u 'shop:<password of 2026>' https://hazel.example",
        "linkedin_partner_key: '123456'", "http://${USER}:${PASSWORD}@host.example",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_passed_over(text: str) -> None:
    assert leaks_in(text) == ()


KEY_LINES = [random(64), random(64), random(64), random(10) + "=="]


@pytest.mark.parametrize(
    "place",
    [
        "aws-secretsmanager-tracking-tokens-2026q4",
        "projects/1234567890/secrets/meta-capi-2",
        "op.vault-2.item-33.field-44",
        "gcp-secret:hazel-tracking-99/capi",
    ],
)
def test_the_place_of_a_token_is_no_token(place: str) -> None:
    assert leaks_in(f"stored_in: {place}") == ()


@pytest.mark.parametrize("line", ["\n", "\r\n", "\n      ", "\\n", "\n+    "])
def test_all_lines_of_a_private_key_are_covered_and_nothing_behind_it(line: str) -> None:
    lines = ["-----BEGIN RSA PRIVATE KEY-----", *KEY_LINES, "-----END RSA PRIVATE KEY-----", "notes: we keep this"]
    text = line.join(lines)
    shown = masked(text)
    assert len(leaks_in(text)) == 1
    assert not any(part in shown for part in KEY_LINES)
    assert shown.split(line)[-2:] == lines[-2:]
    assert shown.count("\n") == text.count("\n"), "lines stay lines"


@for_each(
    "text",
    [
        "",
        "a" * 1000,
        "EAA" + "X" * 200,
        "EAA0D5" + "X" * 200,
        "ya29.your-token-goes-here-1234567890",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "access_token: {{Meta token 2026 of the production account}}",
        "access_token: ${ACCESS_TOKEN_2026_OF_PRODUCTION}",
        "access_token: <your-access-token-number-1234567890>",
        "stored_in: 'gcp-secret:projects/1234567890/secrets/capi-2026'",
        "const accessToken = data.configuration.accessToken;",
        "sha1: " + random(40, "0123456789abcdef"),
        "/etc/pam.d/common-password\n" + random(32, "0123456789abcdef") + "  /etc/pam.d/common-auth",
        "lib/a.js,sha256=EAA" + random(40) + ",3694",
        "script-src 'sha256-EAA" + random(40) + "='",
        "data:image/png;base64,AAAA" + random(20) + "/EAA" + random(300),
        "event_name_with_many_words_and_the_number_2026_at_its_end",
        "550e8400-e29b-41d4-a716-446655440000",
        "GTM-ABC1234 G-HZL0AKP001 AW-1234567890/AbCdEfGhIjKlMnOpQr",
        "pk_live_" + random(24),
        "lang: en-us21 " + random(32, HEX) + "-use",
        "TASK" + random(32, HEX),
        "desk-proj-" + random(50),
        "the-key-" + random(32, HEX),
        "DefaultEndpointsProtocol=https;AccountName=shop2026;AccountKey=",
    ],
)
def test_what_is_masked_an_example_or_harmless_is_passed_over(text: str) -> None:
    assert leaks_in(text) == ()


ASSIGNED = [
    'intercomToken="{}"',
    "intercomToken={}",
    "intercom_token: '{}'",
    "intercomToken := `{}`",
    'String intercomToken = "{}";',
    'var intercomToken string = "{}"',
    '$intercomToken .= "{}"',
    'System.setProperty("INTERCOM_TOKEN", "{}")',
    '"intercomToken" => "{}"',
    "<intercomToken>\n    {}\n</intercomToken>",
    'INTERCOM_TOKEN ::= "{}"',
    'INTERCOM_TOKEN ?= "{}"',
    r'{{"config.ini": "INTERCOM_TOKEN={}\nBACKUP_ENABLED=true"}}',
]
"""How languages and configuration files give a name its value."""


@for_each("form", ASSIGNED)
def test_a_key_under_a_vendors_name_is_found_however_it_is_assigned(form: str) -> None:
    value = random(30)
    text = form.format(value)
    assert [(found.label, text[found.start : found.end]) for found in leaks_in(text)] == [("Intercom key", value)]


@pytest.mark.parametrize(("vendor", "length"), [("linkedin", 14), ("linkedin", 16), ("airtable", 17)])
def test_short_keys_of_some_vendors_are_found(vendor: str, length: int) -> None:
    value = "a1" + random(length - 2)
    text = f'{vendor}_client_secret = "{value}"'
    assert [text[found.start : found.end] for found in leaks_in(text)] == [value]
    assert leaks_in(f"destination: {vendor}, name: {value}") == ()


def test_credentials_side_by_side_are_told_apart() -> None:
    text = "\n".join(value for _, value in CREDENTIALS)
    assert sorted(found.label for found in leaks_in(text)) == sorted(label for label, _ in CREDENTIALS)


def test_a_text_is_masked_at_its_length() -> None:
    token = "EAA" + random(100)
    text = f"a: 'ä', b: {token}, c: d"
    assert masked(text) == f"a: 'ä', b: {'*' * len(token)}, c: d"
    assert masked("a: b") == "a: b"


def test_the_hints_are_those_of_the_platforms() -> None:
    known = {leak.hint for key in platforms() for leak in load(key).leaks}
    assert set(HINTS) == known
    for hint, key in HINTS.items():
        assert hint in {leak.hint for leak in load(key).leaks}


def test_platforms_agree_on_a_credential_that_they_share() -> None:
    patterns: dict[str, set[str]] = {}
    for key in platforms():
        for leak in load(key).leaks:
            patterns.setdefault(leak.label, set()).add(leak.pattern)
    assert all(len(found) == 1 for found in patterns.values())


def test_every_form_of_a_credential_is_tried() -> None:
    labels = {leak.label for key in platforms() for leak in load(key).leaks} | {
        leak.label for leak in (*VENDORS, *COMMON, *KEYED)
    }
    assert labels == {label for label, _ in CREDENTIALS} | {"private key", "secret", "Azure storage key", *UNDER_A_NAME}


CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not here")
def test_real_files_with_masked_credentials_raise_no_alarm() -> None:
    files = [path for path in sorted(CORPUS.rglob("*")) if path.is_file()]
    assert len(files) > 100
    for path in files:
        found = {secret.label for secret in leaks_in(path.read_text(encoding="utf-8", errors="replace"))}
        assert found == ({"Google API key"} if path.name.startswith("0008-samatt") else set()), path
