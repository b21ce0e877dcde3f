"""A consent default speaks of all types that advertising asks for.

Since March 2024 Google wants `ad_user_data` and `ad_personalization` beside `ad_storage` and `analytics_storage`. What a
default does not name is not denied: where the banner comes late or not at all, those tags take it for granted.

Remedy: name all four, `denied` where nobody has been asked yet.

Source: https://developers.google.com/tag-platform/security/guides/consent and
https://support.google.com/tagmanager/answer/13695607, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.consent_defaults import consent_defaults
from govern.spec.spelling import listed

WANTED = ("ad_storage", "analytics_storage", "ad_user_data", "ad_personalization")

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Consent default
        type: html
        parameter: {html: "<script>gtag('consent', 'default', {%s})</script>"}
        firingTrigger: [Consent Initialization - All Pages]
"""


@rule(
    good=CONTAINER % ", ".join(f"{name}: 'denied'" for name in WANTED),
    bad=CONTAINER % "ad_storage: 'denied', analytics_storage: 'denied'",
    level="note",
    cost="privacy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        named: dict[str, set[str]] = {}
        for default in consent_defaults(container):
            if not default.paused and default.whole and default.names:
                named.setdefault(default.tag, set()).update(default.names)
        for tag, types in named.items():
            lacking = [name for name in WANTED if name not in types]
            if lacking:
                message = f"{label('tag', tag)} sets a consent default that does not name {listed(lacking)}"
                yield problem(container, "tag", tag, message, "parameter", help="name them too, denied until asked")
