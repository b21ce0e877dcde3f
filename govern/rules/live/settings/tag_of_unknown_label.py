"""The label of a conversion tag is one of the account's actions.

Google Ads answers each hit alike, and counts nothing for a label that it does not know: one letter lost in copying, an action that was removed,
or one of another account.

Remedy: take the label from the account (Goals › Conversions › Tag setup).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.containers import labels
from govern.settings.live import of_kind, whole
from govern.signals.containers.setup import name_of

ACTION = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Ads, type: awct, parameter: {conversionId: '100000001', conversionLabel: %s}, firingTrigger: [All Pages]}]
settings:
  - results: [{conversionAction: {resourceName: customers/5/conversionActions/9, name: Order, category: PURCHASE, status: ENABLED, type: WEBPAGE,
      tagSnippets: [{eventSnippet: "'send_to': 'AW-100000001/AbCdEfGhIj'"}]}}]
"""


@rule(good=ACTION % "AbCdEfGhIj", bad=ACTION % "AbCdEfGhIl", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    full = {str(one.says("label")) for one in of_kind(project, "conversion") if one.says("label")}
    accounts, known = {text.partition("/")[0] for text in full}, {text.rpartition("/")[2] for text in full}
    if not full or not whole(project, "google_ads", "conversion"):
        return
    for own, (container, signal) in sorted(labels(project).named.items()):
        if own in known or not of_account(signal.account.written or "", accounts):
            continue
        tag = name_of(signal)
        message = f'{label("tag", tag)} sends the label "{own}", which is not one of the account\'s conversion actions'
        yield problem(container, "tag", tag, message, "parameter", help="take the label from the account", about=own)


def of_account(written: str, accounts: set[str]) -> bool:
    """Whether a tag names one of the accounts whose actions are listed; one that names it through a variable may."""
    number = written.partition("/")[0].upper().removeprefix("AW-")
    return not number.isdecimal() or f"AW-{number}" in accounts
