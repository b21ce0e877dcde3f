"""Which domains may be mistaken for one of ours."""

from __future__ import annotations

import pytest

from govern.access.near import near


@pytest.mark.parametrize(
    "domain", ["acme.exmaple", "acne.example", "acm.example", "acmee.example", "acme.co", "acme.example.ay"]
)
def test_a_slip_of_the_hand_and_another_ending_are_near(domain: str) -> None:
    assert near(domain, {"acme.example", "shop.example"}) == "acme.example"


@pytest.mark.parametrize(
    "domain", ["acme.example", "mail.acme.example", "acme-agency.example", "gmail.com", "example", ""]
)
def test_a_domain_with_a_name_of_its_own_is_not(domain: str) -> None:
    assert near(domain, {"acme.example"}) == ""
