"""The account in code is a real one.

Snippets come with `YOUR_PIXEL_ID` or `G-XXXXXXXXXX` where the account belongs. With that left in, the vendor's script loads on
every page, data leaves the browser, and no account takes it.

Remedy: put the account's ID in its place, best as a `{{Constant}}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.code import Spoken, plainly
from govern.signals.source import Text

PLACEHOLDER = re.compile(
    r"(?i)your|placeholder|replace|insert|change.?me|todo|x{4,}|pixel.?id|tag.?id|measurement.?id|partner.?id|example"
    r"|^[<\[%{].*[>\]%}]$|^[a-z]{0,3}-?0{5,}$|^0?1234567890$"
)
"""What stands where an ID is still to be put in."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "%s"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "<script>fbq('init', '{{Pixel ID}}');</script>",
    bad=CONTAINER % "<script>fbq('init', 'YOUR_PIXEL_ID');</script>",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tells in plainly(container).items():
            blank = (told for told in tells if is_blank(told))
            if (told := next(blank, None)) is not None and isinstance(told.account.source, Text):
                account = told.account.source.value[:60]
                message = (
                    f'{label("tag", name)} names "{account}" as its account in line {told.line}, which is a placeholder'
                )
                yield problem(
                    container, "tag", name, message, *told.account.place.route, help="put the account's ID there"
                )


def is_blank(told: Spoken) -> bool:
    """Whether an account is written in the code itself and is none."""
    account = told.account
    return (
        isinstance(account.source, Text)
        and not account.via
        and PLACEHOLDER.search(account.source.value[:200]) is not None
    )
