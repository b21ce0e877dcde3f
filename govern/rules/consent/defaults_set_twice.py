"""The consent defaults of a site are set by one tag.

Where specs say `consent` and the container has a tag of its own that sets defaults, a banner's as a rule, both run. Which
of the two holds for a visitor depends on regions and on the order in which they load: somebody whom the specs deny is
counted because the banner's list of regions grants, or the other way round, and no report shows it.

Remedy: let one of them do it. Write `set_by: page` at the site if the banner does, or take the tag out of `containers`.

Source: https://developers.google.com/tag-platform/security/guides/consent, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.consent import sets_consent
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.derived_tags import is_derivable

BANNER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Banner
        type: html
        parameter: [{type: template, key: html, value: "<script>gtag('consent', 'default', {ad_storage: 'granted'})</script>"}]
        firingTrigger: [All Pages]
destinations: [{name: meta, platform: meta, site: shop, id: '1234567890123456'}]
events: [{name: purchase}]
mappings: [{event: purchase, destination: meta, as: Purchase}]
"""


@rule(
    good=BANNER + "sites: [{name: shop, containers: {web: GTM-ABC1234}, consent: {default: denied, set_by: page}}]",
    bad=BANNER + "sites: [{name: shop, containers: {web: GTM-ABC1234}, consent: {default: denied}}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    sites = [site for site in project.sites if site.consent is not None and site.containers is not None]
    if not sites or not project.container_entries or not is_derivable(project):
        return
    from govern.gtm.derive.consent import defaults_name
    from govern.gtm.desired import outline

    wished, ours = outline(project), defaults_name(project)
    for site in sites:
        container = wished.container(site.containers.web or "") if site.containers is not None else None
        if container is None or wished.places.get(container.id, {}).get(("tag", ours)) != site.place():
            continue  # the tag with the defaults is not ours
        places = wished.places[container.id]
        for name, tag in container.bodies("tag").items():
            is_ours = tag.get("type") == container.bodies("tag")[ours].get("type")
            if name != ours and (is_ours or sets_consent(container, tag)):
                message = f'site "{site.name}" has consent defaults, and tag "{name}" of its container sets some too'
                related = (Related("the tag is here", places["tag", name]),)
                help = "write set_by: page if the tag does it, or take the tag away"
                yield Problem(site.place("consent"), message, related, help)
