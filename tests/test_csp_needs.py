"""What vendors' own scripts ask, as recorded in public captures, passes the policy that is derived; nothing else does.

The recordings: sitespeedio/pagexray and samatt/fb-pixel-inspector (HAR files), MisterPhilip/omnibug (hits), and what
violation reports of public sites named (the facts in `govern/platforms` cite them).
"""

from __future__ import annotations

import pytest
from csp_shop import RECORDED, derived, shop
from for_each import for_each

from govern.csp.ask import CLASSES
from govern.csp.needs import directives_of
from govern.csp.request import Request
from govern.platforms import platforms

PLANTED = (
    "script-src-elem https://evil.example/x.js",
    "connect-src https://www.google.com.evil.example/",
    "img-src https://facebook.com.evil.example/tr/",
    "connect-src https://www.google.ru/",
    "frame-src https://evil.example/",
)


def asked(line: str) -> Request:
    name, url = line.split()
    return Request(name, (url,), element=CLASSES[name][1])


@for_each("line", RECORDED.split("\n")[1:-1])
def test_what_was_recorded_passes(line: str) -> None:
    assert derived(shop()).verdict(asked(line)).allowed


@pytest.mark.parametrize("line", PLANTED)
def test_what_was_planted_does_not(line: str) -> None:
    assert not derived(shop()).verdict(asked(line)).allowed


def test_by_nonce_and_what_it_loads() -> None:
    policies = derived(shop("inline: nonce, strict_dynamic: true"))
    (policy,) = policies.enforced
    directive = policy.directive("script-src")
    assert directive is not None
    assert directive.values == (
        "'self'", "'strict-dynamic'", "'unsafe-inline'", "'nonce-r4nd0m123'", "https:",
    )  # fmt: skip
    anything = Request("script-src-elem", ("https://any.example/",), element="script", parser_inserted=True)
    assert not policies.verdict(anything).allowed
    assert policies.verdict(anything.replace(nonce="r4nd0m123")).allowed


def test_a_country_without_a_domain_of_google_adds_nothing() -> None:
    ads = next(platform for platform in map(shop().platform, platforms()) if platform and platform.key == "google_ads")
    assert directives_of(ads, countries=("US",)) == directives_of(ads)
    assert "https://www.google.co.uk" in directives_of(ads, countries=("GB",))["img-src"]
