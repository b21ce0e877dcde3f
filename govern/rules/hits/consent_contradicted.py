"""Nothing is told to advertising platforms while the visitor denies it.

Google's own hits say that `ad_storage` is denied, or the consent platform was told so, and another platform was told all the same:
its tag does not wait for the choice.

Remedy: let the tag wait for the consent type, or ask the platform for a limited use of the data where that is meant.
"""

from collections.abc import Iterator

from govern.captures.choices import contradicting
from govern.captures.hit import Choice
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="error",
    cost="privacy",
    good="""
capture:
  - {url: 'https://www.google-analytics.com/g/collect?v=2&tid=G-HAZEL00001&en=page_view&gcs=G111', time: '2026-11-23T10:00:00Z'}
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead', time: '2026-11-23T10:00:05Z'}
""",
    bad="""
capture:
  - {url: 'https://www.google-analytics.com/g/collect?v=2&tid=G-HAZEL00001&en=page_view&gcs=G100', time: '2026-11-23T10:00:00Z'}
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead', time: '2026-11-23T10:00:05Z'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit, denied in contradicting(project):
        by = f" to {denied.banner}" if isinstance(denied, Choice) else ""
        text = f"was sent while ad_storage was denied{by} (#{denied.n})"
        yield problem(hit, text, also=(("says that it is denied", denied),), once="denied")
