"""A pixel looks only for personal data that some mapping sends.

With automatic matching the pixel reads the fields of forms by itself, hashes them and sends them with the next event. The specs list what is
handed over, and with what consent; what the pixel finds stands in no list.

Remedy: switch the fields off (Meta: Events Manager › Settings › Automatic advanced matching; TikTok: Automatic advanced matching;
Pinterest: Enhanced match), or write them as `matching` under `settings`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.bound import destination_of, wishes
from govern.settings.collected import declared_classes
from govern.settings.live import in_use, label, problem
from govern.settings.told import quoted

PIXEL = """
specs:
  destinations: [{name: meta, platform: meta, id: "100000000000001", consent: [ad_storage, ad_user_data]}]
  events: [{name: lead, description: Somebody asked., parameters: [{name: email, type: email, pii: email}]}]
  mappings: [{event: lead, destination: meta, as: Lead, match_keys: {em: email}}]
settings:
  - data: [{id: "100000000000001", name: Shop, enable_automatic_matching: true, automatic_matching_fields: [%s]}]
"""


@rule(good=PIXEL % "em", bad=PIXEL % "em, ph", level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for setting in in_use(project, "pixel"):
        destination, matching = destination_of(project, setting), setting.says("matching")
        wish = wishes(project).get(destination.name) if destination is not None else None
        if destination is None or not matching or (wish is not None and wish.matching is not None):
            continue
        more = sorted(set(matching) - declared_classes(project, destination))
        without = destination.consent and "ad_user_data" not in destination.consent
        if more or without:
            said = quoted(more or sorted(matching))
            why = (
                f'"{destination.name}" does not ask for ad_user_data'
                if without
                else f'no mapping to "{destination.name}" sends {"these" if len(more) > 1 else "it"}'
            )
            related = (Related("the destination is declared here", destination.place()),)
            yield problem(
                setting,
                f"{label(setting)} looks for {said} by itself, and {why}",
                help="switch it off, or declare it",
                related=related,
            )
