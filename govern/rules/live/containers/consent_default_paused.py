"""Where tags tell advertisers about visitors, the consent default is not paused.

The only tag that sets a consent default is paused, or has no trigger, and the tags that it was for fire. It happens when a
banner is tried out and taken back: the tags are live again, the default is not.

Remedy: let the tag fire on "Consent Initialization - All Pages" again, or delete it if the site sets its default elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.core.report import Related
from govern.gtm.consent import sets_consent
from govern.gtm.container import Body, Container, label
from govern.gtm.tags import firing, parameters, place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.consent_defaults import consent_defaults
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.containers.vendors import vendor_of

PLATFORM = regex("consent|cookie|gcm|cmp|banner", re.IGNORECASE)

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Consent default
        type: html
        parameter: {html: "<script>gtag('consent', 'default', {ad_storage: 'denied'})</script>"}
        firingTrigger: [Consent Initialization - All Pages]
        paused: %s
      - {name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [All Pages]}
"""


@rule(good=CONTAINER % "false", bad=CONTAINER % "true", level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        defaults, live = consent_defaults(container), firing(container)
        paused = [default.tag for default in defaults if default.paused]
        told = {name_of(signal) for signal in container_signals(container).live()}
        if not paused or any(may_set(container, name, tag, name in told) for name, tag in live.items()):
            continue
        telling = next(
            (name for name, tag in live.items() if vendor_of(project)(container, name) or tag.get("type") == "awct"),
            None,
        )
        if telling is not None:
            message = f"{label('tag', paused[0])} would set the consent default and never fires, while other tags do"
            related = (Related("fires without it", place(container, "tag", telling)),)
            help = "let it fire again, or delete it"
            yield problem(container, "tag", paused[0], message, help=help).replace(related=related)


def may_set(container: Container, name: str, tag: Body, is_told: bool) -> bool:
    """Whether a tag may set the default: its code does, or it is a consent platform by its name or its fields.

    A tag that tells somebody something (`is_told`), or is of a type of Tag Manager's own, is not a consent platform.
    """
    type_ = str(tag.get("type"))
    is_known = is_told or not (type_ == "html" or type_.startswith(("cvt_", "template:")))
    words = " ".join((name, type_, *(str(row["key"]) for row in parameters(tag.get("parameter")))))
    return sets_consent(container, tag) or (not is_known and PLATFORM.search(words) is not None)
