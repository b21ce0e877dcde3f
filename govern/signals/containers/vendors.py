"""Whose tag it is: the vendors, other than Google, that a web tag tells about visitors."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    return Recogniser(project).vendor


class Recogniser:
    """What gives vendors away: types of tags, calls, images, fields, and how their code looks."""

    def __init__(self, project: Project) -> None:
        platforms = [known for key in project.platform_keys() if (known := project.platform(key)) is not None]
        self.vendors = {
            known.key: Vendor(known.key, known.name.removesuffix(" Ads"), known.purpose == "advertising")
            for known in platforms
        }
        tabled = {one.key: Vendor("", one.name, advertises=True) for one in VENDORS}
        self.types = {type_: self.vendors[known.key] for known in platforms for type_ in known.facts.browser.tag_types}
        self.types |= {type_: Vendor("", name) for type_, name in OTHER_TYPES.items()}
        self.by_image = self.vendors | tabled | {"floodlight": Vendor("", "Floodlight", advertises=True)}
        signs = {known.key: known.facts.browser.sign for known in platforms if known.facts.browser.sign}
        self.by_call = {key: self.vendors[key] for key in signs} | tabled
        self.signs = [(self.vendors[key], looks_like(sign)) for key, sign in signs.items()]
        self.signs += [(tabled[one.key], looks_like(one.sign)) for one in VENDORS]
        self.signs += [(Vendor("", name), looks_like(sign)) for name, sign in OTHERS.items()]
        self.of_code: dict[str, Vendor | None] = {}

    def vendor(self, container: Container, name: str) -> Vendor | None:
        """The vendor of a tag."""
        tag = container.bodies("tag")[name]
        known = self.types.get(str(tag.get("type"))) or self.in_code(code_of(tag) or template_of(container, tag))
        found = known or self.of_form(tag) or self.told(container, name) or self.of_addresses(container, tag)
        calls = {one.call for one in plainly(container).get(name, ())} if found is not None else set()
        return found.replace(by_image=True) if found is not None and calls == {"img"} else found

    def in_code(self, code: str) -> Vendor | None:
        """The vendor whose code this is. Many tags are made of one template, and several rules ask about each."""
        if code not in self.of_code:
            self.of_code[code] = next((vendor for vendor, sign in self.signs if sign(code)), None)
        return self.of_code[code]

    def told(self, container: Container, name: str) -> Vendor | None:
        """The vendor that an image, or code with names put together, tells. A call of Google's functions asks for consent by
        itself, its images do not."""
        for one in plainly(container).get(name, ()):
            found = (self.by_image if one.call == "img" else self.by_call).get(one.platform)
            if found is not None and one.kind in ("event", "base", "person"):
                return found
        return None

    def of_addresses(self, container: Container, tag: Body) -> Vendor | None:
        """The vendor whose host code asks for, where the address is written in escapes or put together."""
        reached = (one.address for code in scripts(container, html_of(tag)) for one in in_code(code))
        return self.in_code(" ".join(reached))

    def of_form(self, tag: Body) -> Vendor | None:
        """The vendor of a tag whose template says nothing, or is not there: by its fields."""
        fields = frozenset(row["key"] for row in parameters(tag.get("parameter")))
        is_template = str(tag.get("type")).startswith(("cvt_", "template"))
        named = {form.platform for form in made_by(fields) if not form.sign} if is_template else set()
        return self.vendors.get(next(iter(named))) if len(named) == 1 else None


def looks_like(sign: str) -> Callable[[str], object]:
    """What finds a sign, a regular expression, in a text."""
    return matcher(sign) or re.compile(sign).search
