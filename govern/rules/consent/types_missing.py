"""An advertising destination names the consent that it needs.

The site has consent defaults, so somebody asks visitors; a destination that names no consent types leaves it to the
sender to guess which answer counts. Derived tags ask for the usual types; what a back end sends asks for what is written
here and no more, so it sends everybody, those who declined included. No dashboard shows it: the numbers only look a
little too good. The same holds for one that names only the consent of analytics: who allowed counting did not allow advertising.

Remedy: write the types, for advertising usually `consent: [ad_storage, ad_user_data, ad_personalization]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.destinations import advertising

ADVERTISING = frozenset(("ad_storage", "ad_user_data", "ad_personalization"))

SITE = "sites: [{name: shop, consent: {default: denied}}]"


@rule(
    good=f"""
{SITE}
destinations: [{{name: meta, platform: meta, site: shop, consent: [ad_storage, ad_user_data, ad_personalization]}}]
""",
    bad=f"""
{SITE}
destinations: [{{name: meta, platform: meta, site: shop}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for destination, platform, site in advertising(project):
        if site is not None and site.consent is not None and ADVERTISING.isdisjoint(destination.consent):
            named = (
                f"none of advertising, only {', '.join(destination.consent)}"
                if destination.consent
                else "no consent types"
            )
            message = f'destination "{destination.name}" sends to {platform.name} and names {named}'
            related = (Related("the site's consent defaults", site.place("consent")),)
            only_storage = "ad_storage" in platform.consent_signals and "ad_user_data" not in platform.consent_signals
            help = f"write consent: [ad_storage{'' if only_storage else ', ad_user_data, ad_personalization'}]"
            yield Problem(destination.place("consent"), message, related, help)
