"""A template of the gallery is as the gallery has it.

The template was changed after it had been taken from the gallery. Its maker's updates do not reach it any more, and nobody has
reviewed what it does now, while its name still says who made it.

Remedy: see what was changed. Take it anew from the gallery, or keep the change and give the template a name of its own.

Source: https://developers.google.com/tag-manager/api/v2/reference/accounts/containers/workspaces/templates
(`galleryReference.isModified`), checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    templates:
      - name: Pixel
        templateData: '___INFO___'
        galleryReference: {host: github.com, owner: hazel, repository: pixel, version: a1, isModified: %s}
"""


@rule(good=CONTAINER % "false", bad=CONTAINER % "true", level="note", cost="security")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, body in container.bodies("customTemplate").items():
            gallery = body.get("galleryReference")
            if isinstance(gallery, dict) and gallery.get("isModified") in (True, "true"):
                message = f"{label('customTemplate', name)} was changed after it was taken from the gallery"
                help = "see what was changed; its maker's updates do not reach it"
                yield problem(container, "customTemplate", name, message, help=help)
