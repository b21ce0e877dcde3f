"""A template of the gallery says which version it is.

Tag Manager writes with each template that is taken from the gallery its version, the commit that was reviewed when it was taken.
A reference without one was put together by a script or by hand: nobody can say whether the code is the maker's, or which of
his versions, and updates cannot be told from it.

Remedy: take the template anew from the gallery, in the interface, and export the container again.

Source: https://developers.google.com/tag-manager/api/v2/reference/accounts/containers/workspaces/templates
(`galleryReference.version`); all 68 templates of the gallery in public exports have it, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

MOVING = regex(r"(?i:main|master|latest|head|develop)")
"""Names of what moves on: a branch is not a version."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    templates:
      - name: Pixel
        templateData: '___INFO___'
        galleryReference: {host: github.com, owner: hazel, repository: pixel%s}
"""


@rule(good=CONTAINER % ", version: a1", bad=CONTAINER % "", level="note", cost="security")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, body in container.bodies("customTemplate").items():
            gallery = body.get("galleryReference")
            if not isinstance(gallery, dict) or not gallery.get("repository"):
                continue
            version = gallery.get("version")
            said = version.strip() if isinstance(version, str) else ""
            if not said or MOVING.fullmatch(said):
                which = f'the version "{said}", which moves on' if said else "no version"
                message = f"{label('customTemplate', name)} is said to be of the gallery, and has {which}"
                yield problem(container, "customTemplate", name, message, help="take it anew from the gallery")
