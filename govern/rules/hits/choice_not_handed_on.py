"""What a visitor denies to the banner is denied in Google's hits.

The consent platform was told that marketing or statistics are refused, and hits of Google went on saying that they are granted:
the banner does not update Consent Mode, or a tag sets it by itself. What was sent then was sent without consent.

Remedy: let the banner update Consent Mode (`gtag('consent', 'update', ...)`), and take other code out that does.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.captures.choices import not_handed_on
from govern.captures.told import problem
from govern.project import Project
from govern.rules import Problem, rule

CAPTURE = """
capture:
  - {url: 'https://consent.cookiebot.com/logconsent.ashx?action=ACTION&clm=true&cls=true', time: '2026-11-23T10:00:00Z'}
  - {url: 'https://www.google-analytics.com/g/collect?v=2&tid=G-HAZEL00001&en=page_view&gcs=G111', time: '2026-11-23T10:00:30Z'}
"""


@rule(
    good=CAPTURE.replace("ACTION", "accept"), bad=CAPTURE.replace("ACTION", "decline"), level="warning", cost="privacy"
)
def check(project: Project) -> Iterator[Problem]:
    for hit, choice in not_handed_on(project):
        text = f"says that consent is granted, which was denied to {choice.banner} before (#{choice.n})"
        yield problem(hit, text, also=(("denied here", choice),), once="handed on")
