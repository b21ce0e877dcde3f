"""A tag that needs another one before it has one that fires.

The setup tag is paused and stays away. Where the tag behind it is told not to fire if its setup fails or is paused, it never
fires either; elsewhere it fires without what the setup was to load, and calls a pixel that is not there.

Remedy: resume the setup tag, or take it out of the sequence.

Source: https://support.google.com/tagmanager/answer/6238868, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import firing, is_active, place, problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - {name: Pixel, type: html, parameter: {html: "<script>fbq('init', '123450987654321')</script>"}, paused: %s}
      - name: Lead
        type: html
        parameter: {html: "<script>fbq('track', 'Lead')</script>"}
        firingTrigger: [All Pages]
        setupTag: [{tagName: Pixel, stopOnSetupFailure: true}]
"""


@rule(good=CONTAINER % "false", bad=CONTAINER % "true", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        tags = container.bodies("tag")
        for name, tag in firing(container).items():
            entries = tag.get("setupTag")
            for entry in entries if isinstance(entries, list) else ():
                setup = entry.get("tagName") if isinstance(entry, dict) else None
                if not isinstance(setup, str) or setup not in tags or is_active(tags[setup]):
                    continue
                stops = entry.get("stopOnSetupFailure") is True
                so = "and so never fires" if stops else "and fires without it"
                message = f"{label('tag', name)} waits for {label('tag', setup)}, which is paused, {so}"
                related = (Related("paused", place(container, "tag", setup)),)
                help = "resume the setup tag, or take it out of the sequence"
                yield problem(container, "tag", name, message, "setupTag", help=help, about=setup).replace(
                    related=related
                )
