"""Match keys are normalised as each vendor writes it, and hashed only where it wants a hash."""

from __future__ import annotations

from hashlib import sha256

from for_each import for_each

from govern.payloads.normalise import STEPS, match_value, normalised
from govern.platforms import load, platforms
from govern.spec.phone_plans import phone_plan

VECTORS = [
    (name, vector.key, vector.input, vector.normalised, vector.sha256)
    for name in platforms()
    for vector in load(name).facts.customer_information.test_vectors
]
"""What vendors publish: an input, its normal form and its hash."""


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def sent(platform: str, key: str, value: str) -> str | None:
    """What a server sends to a platform for a value of one of its match keys."""
    found = load(platform).match_keys[key]
    return match_value(value, found.normalise, is_hashed=found.is_hashed)


@for_each(("platform", "key", "given", "normal", "digest"), VECTORS)
def test_the_vendors_own_examples_come_out(platform: str, key: str, given: str, normal: str, digest: str) -> None:
    # the vendor's phone number is written without its country, which stands behind it in words
    given = f"+1 {given}" if given.endswith("(US)") else given
    found = load(platform).match_keys[key]
    assert normalised(given, found.normalise) == normal
    assert sent(platform, key, given) == digest


@for_each(
    ("platform", "key", "given", "normal"),
    [
        # dots and +suffixes: kept, dropped at Google's own mailboxes, dropped everywhere
        ("meta", "em", "Jo.Do+shop@Gmail.com", "jo.do+shop@gmail.com"),
        ("google_ads", "hashed_email", "cloudy.sanfrancisco+shopping@gmail.com", "cloudysanfrancisco@gmail.com"),
        ("google_ads", "hashed_email", "user.name+NYC@Example.com", "user.name+nyc@example.com"),
        ("microsoft_ads", "em", " Ex.ample+shop@Outlook.com ", "example@outlook.com"),
        # digits and signs in names, signs in streets
        ("ga4", "address.sha256_first_name", " Mary-Ann 2 ", "maryann"),
        ("ga4", "address.sha256_street", "123 Main St., #4", "123 main st 4"),
        # one phone number, with and without a plus
        ("meta", "ph", "+49 (30) 901820", "4930901820"),
        ("pinterest", "ph", "0049 30 901820", "4930901820"),
        ("snapchat", "ph", "+49 30 901820", "4930901820"),
        ("tiktok", "phone", "0049 30 901820", "+4930901820"),
        ("google_ads", "hashed_phone_number", "+1 (650) 555-1212", "+16505551212"),
        ("reddit", "phone_number", "+1.650.555.1212", "+16505551212"),
        ("x", "hashed_phone_number", "1 650 555 1212", "+16505551212"),
        # one mailbox: dots matter, matter except at Gmail, never matter
        ("meta", "em", " Jo.Hn+shop@Gmail.com ", "jo.hn+shop@gmail.com"),
        ("google_ads", "hashed_email", " Jo.Hn+shop@Gmail.com ", "john@gmail.com"),
        ("google_ads", "hashed_email", "jo.hn+shop@example.com", "jo.hn+shop@example.com"),
        ("reddit", "email", "jo.hn+shop@example.com", "john@example.com"),
        # names, places, days
        ("meta", "ln", " O’Brien-Müller ", "obrienmüller"),
        ("tiktok", "first_name", "Ana María", "anamaría"),
        ("meta", "ct", "St. Louis 2", "stlouis"),
        ("meta", "zp", "94035-1234", "94035"),
        ("meta", "zp", "SW1A 1AA", "sw1a1aa"),
        ("meta", "db", "1979-05-31", "19790531"),
        ("meta", "ge", "Female", "f"),
        ("pinterest", "ge", "n", "n"),
        ("meta", "country", " DE ", "de"),
        ("meta", "country", "UK", "gb"),
        ("meta", "st", "D.C.", "dc"),
        ("meta", "st", "New South Wales", "newsouthwales"),
        ("meta", "zp", "94035 1234", "94035"),
        ("meta", "zp", "1234-567", "1234567"),
        ("pinterest", "zp", "94035-1234", "94035"),
        ("pinterest", "fn", " Mary ", "mary"),
        ("meta", "ge", " m", "m"),
        ("meta", "ph", "+44 (0)20 7946 0958 ext. 12", "442079460958"),
        ("tiktok", "phone", "+1 650 555-1212 x7", "+16505551212"),
        ("meta", "db", "2000-02-29", "20000229"),
    ],
)
def test_each_platform_has_its_own_form(platform: str, key: str, given: str, normal: str) -> None:
    found = load(platform).match_keys[key]
    assert normalised(given, found.normalise) == normal
    assert sent(platform, key, given) == hashed(normal)


@for_each(
    ("country", "given", "normal"),
    [
        ("US", "(650) 555-1212", "+16505551212"),
        ("US", "1 650 555-1212", "+16505551212"),
        ("US", "555-1212", None),
        ("DE", "030 901820", "+4930901820"),
        ("DE", "49 30 901820", "+4930901820"),
        ("DE", "+33 6 12 34 56 78", "+33612345678"),
        ("IT", "06 1234567", "+39061234567"),
        ("IN", "91234 56789", "+919123456789"),
        ("NO", "47 12 34 56", "+4747123456"),
        ("RU", "8 (495) 123-45-67", "+74951234567"),
        ("", "16505551212", "+16505551212"),
        ("", "(650) 555-1212", None),
        ("", "030 901820", None),
    ],
)
def test_a_phone_number_without_its_country_is_one_of_the_site_s(country: str, given: str, normal: str | None) -> None:
    plan = phone_plan(country)
    steps = (f"phone_number:{plan}" if plan else "phone_number", "e164_with_plus")
    assert normalised(given, steps) == normal


@for_each(
    ("platform", "key", "given"),
    [
        ("meta", "em", "   "),
        ("meta", "ph", "no number"),
        ("meta", "country", "Germany"),
        ("meta", "db", "31.05.1979"),
        ("meta", "db", "1979-02-29"),
        ("meta", "db", "1979-06-31"),
        ("meta", "country", "XX"),
        ("meta", "em", "not-an-email"),
        ("meta", "em", "ana@example"),
        ("meta", "em", "ana@@example.com"),
        ("meta", "em", "ana maria@example.com"),
        ("google_ads", "hashed_email", "+x@gmail.com"),
        ("meta", "ph", "0612345678"),
        ("meta", "ge", "unknown"),
        ("tiktok", "phone", "030 901820"),
        ("meta", "client_ip_address", "10.0.0"),
    ],
)
def test_a_value_without_the_form_is_left_out(platform: str, key: str, given: str) -> None:
    assert sent(platform, key, given) is None


def test_what_must_stay_plain_stays_plain() -> None:
    assert sent("meta", "client_ip_address", "2001:db8::1") == "2001:db8::1"
    assert sent("meta", "fbp", "fb.1.1700000000000.1098115397") == "fb.1.1700000000000.1098115397"
    assert sent("tiktok", "city", "San José") == "sanjosé"


def test_a_hash_is_not_hashed_again() -> None:
    digest = hashed("ana@example.com")
    assert sent("meta", "em", digest.upper()) == digest
    assert sent("meta", "em", f" {digest}\n") == digest


def test_every_step_of_the_facts_is_known() -> None:
    words = {step for name in platforms() for key in load(name).match_keys.values() for step in key.normalise}
    assert {word for word in words if not word.startswith("one_of:")} == set(STEPS)


def test_blanks_around_a_value_that_is_hashed_are_no_part_of_it() -> None:
    keys = [(key, one) for key in platforms() for one in load(key).match_keys.values() if one.is_hashed]
    apart = [
        (key, one.key) for key, one in keys if normalised(" c-17 ", one.normalise) != normalised("c-17", one.normalise)
    ]
    assert apart == []
