"""A pixel of a tag stands outside of `<noscript>`.

The tag holds a pixel in `<noscript>` and nothing else that tells it. What stands there is for browsers that run no scripts, and Tag
Manager is a script: where the tag fires, a browser takes the content of `<noscript>` for text, and the image is never asked for.
The tag fires in preview, and the platform hears nothing.

Remedy: use a template, or a Custom Image tag with the address, and let it ask for consent.

Source: https://developer.mozilla.org/en-US/docs/Web/HTML/Element/noscript and
https://www.w3.org/TR/html5-author/the-noscript-element.html, checked 2026-12-01.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import Container, label
from govern.gtm.holders import html_of, page
from govern.gtm.html import read
from govern.gtm.tags import firing, problem
from govern.platforms.vendors import vendors
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.code.pixel_forms import form_of

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "%s"}, firingTrigger: [All Pages]}]
"""
PIXEL = "<img src='https://ct.pinterest.com/v3/?event=lead&tid=2612345678901&noscript=1'>"


@rule(good=CONTAINER % PIXEL, bad=CONTAINER % f"<noscript>{PIXEL}</noscript>", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tag in firing(container).items() if container.context == "web" else ():
            key = told_to_nobody(container, html_of(tag))
            platform = vendors().get(key) or project.platform(key)
            if platform is not None:
                message = (
                    f"{label('tag', name)} has nothing but a pixel of {platform.name} in <noscript>, which never loads"
                )
                yield problem(container, "tag", name, message, "parameter", help="take it out of <noscript>")


def told_to_nobody(container: Container, html: str) -> str:
    """The platform of a pixel in `noscript`, in a tag that does nothing else; empty where it does, or has none."""
    whole = page(container, html) if "noscript" in html.lower() else None
    if whole is None or whole.scripts or whole.loads:
        return ""
    for content in whole.noscripts:
        for load in read(content).loads:
            if load.element == "img" and (found := form_of(load.address(content))) is not None:
                return found[0].platform
    return ""
