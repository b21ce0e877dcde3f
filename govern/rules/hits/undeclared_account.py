"""An event goes to an account that the specs declare.

What is sent to another account is missing from the reports of the right one, and somebody else may read it: a pixel
of an agency, of an old site, of a test.

Remedy: take the tag away, correct its id, or declare the account as a destination.
"""

from collections.abc import Iterator

from govern.captures.declared import is_declared_account, is_judged
from govern.captures.told import events, problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    level="warning",
    cost="numbers",
    good="""
specs:
  destinations: [{name: meta, platform: meta, id: '1234567890123456', server: {token: t}}]
  events:
    - {name: purchase, event_id: 'order_{order_id}', parameters: [{name: order_id, type: string}, {name: value, type: number, required: true}]}
  mappings: [{event: purchase, destination: meta, as: Purchase, via: [browser, server], parameters: {value: value}}]
capture:
  - {url: 'https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&eid=order_1'}
""",
    bad="""
specs:
  destinations: [{name: meta, platform: meta, id: '1234567890123456', server: {token: t}}]
  events:
    - {name: purchase, event_id: 'order_{order_id}', parameters: [{name: order_id, type: string}, {name: value, type: number, required: true}]}
  mappings: [{event: purchase, destination: meta, as: Purchase, via: [browser, server], parameters: {value: value}}]
capture:
  - {url: 'https://www.facebook.com/tr/?id=9999999999999999&ev=Purchase'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for hit in events(project) if is_judged(project) else ():
        if not is_declared_account(project, hit):
            yield problem(hit, f"goes to account {hit.account}, which no destination has", once="account", of="account")
