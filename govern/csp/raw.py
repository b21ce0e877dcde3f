"""What the raw tags of a site's web container need: vendors' tags by the facts about them, custom HTML by its parsed code,
templates by their permissions, images by their addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.regex import regex
from govern.core.report import Place
from govern.csp.needs import Need, each, products, told
from govern.csp.source import parse_source
from govern.gtm.container import Body, Container
from govern.gtm.entries import Decoded, containers_of
from govern.gtm.holders import running
from govern.gtm.hosts import Reached, reached
from govern.gtm.tags import constant, firing, place, template_of, text_of
from govern.signals.containers.vendors import vendor_of

if TYPE_CHECKING:
    from govern.project import Project

ANALYTICS = frozenset({"gaawe", "gaawc"})
ADS = frozenset({"awct", "sp", "awud", "gclidw"})
FLOODLIGHT = frozenset({"flc", "fls"})
"""The types of Google's own tags."""

IMAGE = "img"
ELEMENTS = {"script": ("script-src",), "img": ("img-src",), "image": ("img-src",), "iframe": ("frame-src",),
            "link": ("style-src",)}  # fmt: skip
PERMISSIONS = {"inject_script": "script-src", "send_pixel": "img-src", "inject_hidden_iframe": "frame-src"}
SECTION = regex(r"___WEB_PERMISSIONS___\s*(\[.*?\])\s*(?=\n___|\Z)", re.DOTALL)
HOST = regex(r"(?:https?:)?//((?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?=[/?#:]|$)")


@memo
def raw_needs(project: Project, site: str) -> tuple[Need, ...]:
    """What the raw tags of a site's container need, worked out once."""
    return tuple(of_container(project, site))


def of_container(project: Project, site: str) -> Iterator[Need]:
    """What each tag of the raw container needs."""
    decoded = raw_container(project, site)
    if decoded is not None:
        yield from of_decoded(project, site, decoded)


@memo
def live_needs(container: Container) -> tuple[Need, ...]:
    """What the tags of a live web container are sure to load or send to by addresses of their own; vendors' tags left out."""
    decoded = Decoded(container, (), {})
    listed = (*of_code(decoded), *of_tags(container, decoded))
    return tuple(dict.fromkeys(need for need in listed if need.certain))


def of_decoded(project: Project, site: str, decoded: Decoded) -> Iterator[Need]:
    """What each tag needs."""
    container, seen = decoded.container, set[tuple[str, str, str]]()
    for need in (*of_vendors(project, site, decoded), *of_code(decoded), *of_tags(container, decoded)):
        key = need.what, need.directive, need.source
        if key not in seen:
            seen.add(key)
            yield need


def live_container(project: Project, name: str) -> Container | None:
    """The live web container of a site: the one that the site names or, of a single site, the only one there is."""
    web = [container for container in project.live.containers if container.context == "web"]
    site = project.site_by_name.get(name)
    own = site.containers.web if site is not None and site.containers is not None else None
    if own is None and len(project.sites) > 1:
        return None
    found = [container for container in web if own in (None, container.id)]
    return found[0] if len(found) == 1 else None


def raw_container(project: Project, name: str) -> Decoded | None:
    """The web container of a site, as far as it is kept raw."""
    site = project.site_by_name.get(name)
    id = site.containers.web if site is not None and site.containers is not None else None
    entries = [entry for entry in project.sections.get("containers", ()) if entry.id == id]
    return containers_of(entries, project.side_files)[0] if entries else None


def of_vendors(project: Project, name: str, decoded: Decoded) -> Iterator[Need]:
    """The hosts of the platforms that tags send to."""
    site = project.site_by_name.get(name)
    countries = site.countries if site is not None else ()
    for tag_name, tag in firing(decoded.container).items():
        kind = str(tag.get("type"))
        platform = project.platform(platform_of(project, decoded.container, tag_name, tag))
        also = ("floodlight",) if kind in FLOODLIGHT else ()
        if platform is None:
            continue
        account = constant(decoded.container, text_of(tag, "advertiserId")) if also else ""
        for product in products(platform, also=also):
            what, where = f'tag "{tag_name}"', place_of(decoded, "tag", tag_name)
            yield from each(product, what, where, told(platform, product), countries, account)


def platform_of(project: Project, container: Container, name: str, tag: Body) -> str:
    """The platform that a tag sends to; empty where we do not know it."""
    kind = str(tag.get("type"))
    if kind in ANALYTICS or constant(container, text_of(tag, "tagId")).startswith("G-"):
        return "ga4"
    if kind in ADS | FLOODLIGHT:
        return "google_ads"
    vendor = vendor_of(project)(container, name)
    return vendor.key if vendor is not None else ""


def of_code(decoded: Decoded) -> Iterator[Need]:
    """The hosts that custom HTML and custom JavaScript load from and send to."""
    for holder in running(decoded.container):
        what, place = f'{holder.kind} "{holder.name}"', place_of(decoded, holder.kind, holder.name)
        for one in reached(decoded.container, holder):
            for directive in directives_of(one) if one.host else ():
                either = len(directives_of(one)) > 1
                how = "an address" if one.how == "code" else f"{'an' if one.how[0] in 'ai' else 'a'} {one.how} element"
                yield Need(
                    directive,
                    f"https://{one.host}",
                    what,
                    place,
                    f"{how} in its code, line {one.line}",
                    certain=not either,
                )


def directives_of(one: Reached) -> tuple[str, ...]:
    """The directives that an address in code asks: of one that is not a script's it is not known whether as an image or by a
    connection, so both."""
    if one.how != "code":
        return ELEMENTS.get(one.how, ())
    return ("script-src",) if one.address.partition("?")[0].endswith(".js") else ("img-src", "connect-src")


def of_tags(container: Container, decoded: Decoded) -> Iterator[Need]:
    """The hosts of image tags, and those that templates may load from."""
    for name, tag in firing(container).items():
        what, place = f'tag "{name}"', place_of(decoded, "tag", name)
        address = text_of(tag, "url") if tag.get("type") == IMAGE else ""
        if source := source_of(address) or source_of(constant(container, address)):
            yield Need("img-src", source, what, place, "the address of its image")
        for directive, source in permitted(template_of(container, tag)):
            yield Need(directive, source, what, place, "its template may load from there", certain=False)


def permitted(template: str) -> Iterator[tuple[str, str]]:
    """The hosts that a template's permissions name; a permission for any address names none."""
    section = SECTION.search(template)
    try:
        listed = json.loads(section[1]) if section is not None else ()
    except (ValueError, RecursionError):
        return
    for one in listed if isinstance(listed, list) else ():
        instance = one.get("instance") if isinstance(one, dict) else None
        key = instance.get("key") if isinstance(instance, dict) else None
        directive = PERMISSIONS.get(str(key.get("publicId"))) if isinstance(key, dict) else None
        if directive is not None:
            texts = re.findall(r'"string": "((?:https?:)?//[^"\s]{1,400})"', json.dumps(instance))
            yield from ((directive, source) for text in texts if (source := source_of(text)))


def source_of(address: str) -> str:
    """An address, or a pattern of addresses, as a source for its host; empty where it has none."""
    found = HOST.match(address.strip())
    source = f"https://{found[1].lower()}" if found is not None else ""
    return source if parse_source(source).kind == "host" else ""


def place_of(decoded: Decoded, kind: str, name: str) -> Place:
    """Where an entity is written."""
    return decoded.places.get((kind, name)) or place(decoded.container, kind, name)
