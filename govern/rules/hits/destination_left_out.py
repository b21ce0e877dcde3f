"""An event that is told in the browser is told to every destination that the specs name for it there.

One network was told of the purchase and another was not, in the same recording: its tag did not fire, or its script was not loaded. Its
reports show fewer conversions than the others', and its bidding learns from what is left. Asked of recordings that hold a page's other
requests too; a list of one network's hits tells nothing about another's. A visitor who refused is a reason.

Remedy: look at the trigger and the consent settings of the tag, and at what blocks its script; where the specs are what is wrong,
take the mapping or its leg away.
"""

from collections.abc import Iterator

from govern.captures.told import problem
from govern.captures.unseen import left_out
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
specs:
  destinations:
    - {name: meta, platform: meta, id: '1234567890123456'}
    - {name: pinterest, platform: pinterest, id: '2612345678901'}
  events: [{name: lead}]
  mappings:
    - {event: lead, destination: meta, as: Lead}
    - {event: lead, destination: pinterest, as: lead}
capture:
  - {url: 'https://www.hazel.example/'}
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Lead'}
"""


@rule(
    level="warning",
    cost="numbers",
    good=SPECS + "  - {url: 'https://ct.pinterest.com/v3/?tid=2612345678901&event=lead'}\n",
    bad=SPECS,
)
def check(project: Project) -> Iterator[Problem]:
    for hit, signal in left_out(project):
        text = f'tells of "{signal.event.name}", and destination "{signal.destination.name}" was not told in the browser, as the specs say'
        yield problem(hit, text, once=f"left out {signal.destination.name}")
