"""Whose tag it is: the vendors, other than Google, that a web tag tells about visitors."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.gtm.container import Body, Container
from govern.gtm.holders import html_of, scripts
from govern.gtm.hosts import in_code
from govern.gtm.tags import code_of, parameters, template_of
from govern.platforms.told import made_by
from govern.platforms.vendors import VENDORS
from govern.signals.code.told import plainly
from govern.spec.pattern import matcher

if TYPE_CHECKING:
    from govern.project import Project

OTHERS = {
    "Microsoft Clarity": r"\bclarity\.ms\b",
    "Hotjar": r"static\.hotjar\.com",
    "Klaviyo": r"static\.klaviyo\.com|\b_learnq\b",
    "Mixpanel": r"\bmixpanel\.(?:init|track|identify)\b|cdn\.mxpnl\.com",
    "Spotify": r"pixel\.byspotify\.com",
}
"""Vendors of which nothing else is known, and how the code of a tag gives them away."""

OTHER_TYPES = {"hjtc": "Hotjar"}
"""Tag types that Tag Manager has for them."""


class Vendor(Record):
    """Whose tag it is: the platform's key where facts are known about it, its name, whether it is one of advertising, and
    whether nothing but images tell it, which ask nobody by themselves."""

    key: str
    name: str
    advertises: bool = False
    by_image: bool = False


@memo
def vendor_of(project: Project) -> Callable[[Container, str], Vendor | None]:
    """What tells the vendor of a web tag by its name, the team's own platforms among them; nothing where it tells none we know."""
    platforms = [known for key in project.platform_keys() if (known := project.platform(key)) is not None]
    vendors = {
        known.key: Vendor(known.key, known.name.removesuffix(" Ads"), known.purpose == "advertising")
        for known in platforms
    }
    tabled = {one.key: Vendor("", one.name, advertises=True) for one in VENDORS}
    types = {type_: vendors[known.key] for known in platforms for type_ in known.facts.browser.tag_types}
    types |= {type_: Vendor("", name) for type_, name in OTHER_TYPES.items()}
    by_image = vendors | tabled | {"floodlight": Vendor("", "Floodlight", advertises=True)}
    by_call = {known.key: vendors[known.key] for known in platforms if known.facts.browser.sign} | tabled
    signs = [(vendors[known.key], known.facts.browser.sign) for known in platforms if known.facts.browser.sign]
    signs += [(tabled[one.key], one.sign) for one in VENDORS]
    signs += [(Vendor("", name), sign) for name, sign in OTHERS.items()]
    compiled = [(vendor, matcher(sign) or re.compile(sign).search) for vendor, sign in signs]

    @cache
    def vendor_in(code: str) -> Vendor | None:
        """The vendor whose code this is. Many tags are made of one template, and several rules ask about each."""
        return next((vendor for vendor, sign in compiled if sign(code)), None)

    def vendor(container: Container, name: str) -> Vendor | None:
        tag = container.bodies("tag")[name]
        known = types.get(str(tag.get("type"))) or vendor_in(code_of(tag) or template_of(container, tag))
        found = known or by_form(tag) or by_what_it_tells(container, name) or by_addresses(container, tag)
        told = {one.call for one in plainly(container).get(name, ())} if found is not None else set()
        return found.replace(by_image=True) if found is not None and told == {"img"} else found

    def by_what_it_tells(container: Container, name: str) -> Vendor | None:
        """The vendor that an image, or code with names put together, tells. A call of Google's functions asks for consent by
        itself, its images do not."""
        for one in plainly(container).get(name, ()):
            found = (by_image if one.call == "img" else by_call).get(one.platform)
            if found is not None and one.kind in ("event", "base", "person"):
                return found
        return None

    def by_addresses(container: Container, tag: Body) -> Vendor | None:
        """The vendor whose host code asks for, where the address is written in escapes or put together."""
        reached = (one.address for code in scripts(container, html_of(tag)) for one in in_code(code))
        return vendor_in(" ".join(reached))

    def by_form(tag: Body) -> Vendor | None:
        """The vendor of a tag whose template says nothing, or is not there: by its fields."""
        fields = frozenset(row["key"] for row in parameters(tag.get("parameter")))
        named = {form.platform for form in made_by(fields) if not form.sign} if is_template(tag) else set()
        return vendors.get(next(iter(named))) if len(named) == 1 else None

    def is_template(tag: Body) -> bool:
        """Whether a tag is made of a template."""
        return str(tag.get("type")).startswith(("cvt_", "template"))

    return vendor
