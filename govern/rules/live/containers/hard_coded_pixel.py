"""A pixel is in the page or in the container, not in both.

The page's own code tells an account what a tag of the container tells it too. Page views and events count twice, and what a visitor refuses in the
container's consent settings goes out by the page all the same.

Remedy: take the code out of the page, and let the container tell it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import place
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.saved_pages import also_told, belongs, place_of
from govern.signals.containers.setup import name_of

CONTAINER = """
files: {page.html: "<!doctype html><script>%s</script>"}
containers:
  - id: GTM-ABC1234
    tags: [{name: Pixel, type: html, parameter: {html: "<script>fbq('init', '123456789012345');</script>"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "fbq('init', '543210987654321');",
    bad=CONTAINER % "fbq('init', '123456789012345');",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    webs = [one for one in project.live.containers if one.context == "web"]
    for page in project.live.pages:
        for container in webs:
            for ours, tag in also_told(page, container) if belongs(page, container, len(webs) == 1) else ():
                platform = project.platform(ours.platform)
                who = f"{platform.name if platform is not None else ours.platform}"
                what = f'sends "{tag.called}" to {who}' if ours.kind == "event" else f"initialises {who}"
                account = getattr(tag.account.source, "value", "")
                of = f' for "{account}"' if account else ""
                message = f"the page {what}{of} by itself, and so does {label('tag', name_of(tag))} of {container.id}"
                related = (Related("the container's tag", place(container, "tag", name_of(tag))),)
                help = "take the code out of the page"
                yield Problem(
                    place_of(page, ours),
                    message,
                    help=help,
                    related=related,
                    subject=f"{page.file}\n{ours.platform}{ours.kind}{account}",
                )
