"""A platform's own event is told under the name that the platform has for it.

Platforms compare names letter by letter: `purchase` at Meta is a custom event beside the standard `Purchase`, and `AddToCart` at
GA4 is not the event of its reports. It arrives, it is counted, and campaigns that optimise for the standard event do not see it.

Remedy: take the platform's spelling, which the message names.

Source: the facts of the platforms (`docs/platforms`), each with its page and its day.
"""

from collections.abc import Iterator

from govern.captures.declared import is_automatic
from govern.captures.told import events, known, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.platform_events import spellings
from govern.spec.spelling import letters


@rule(
    level="warning",
    cost="numbers",
    good="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead'}
""",
    bad="""
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=lead'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit in events(project):
        platform = known(project, hit)
        if (
            platform is None
            or not platform.takes_custom_events
            or hit.form == "export row"
            or is_automatic(project, hit)
        ):
            continue
        meant = platform.events.get(spellings(platform).get(letters(hit.event), ""))
        if meant is not None and meant.verified and hit.event not in (*meant.names, *platform.other_event_names):
            own = (meant.browser_name if hit.leg == "browser" else meant.server_name) or meant.name
            message = f'is a custom event beside {platform.name}\'s own "{own}"'
            yield problem(hit, message, help=f'did you mean "{own}"?', once="misspelt")
