"""A banner tells Google's consent mode what visitors choose.

Where a rule set leaves consent mode out, Google's tags never hear of the choice in its countries: they stay at the default, so that nothing is
measured where it is denied, and everything is where it is granted.

Remedy: switch Google consent mode on in the rule set's template.

Source: `GCEnable` in the file that OneTrust's script loads, as captured.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, of_kind, problem

BANNER = """
specs: {destinations: [{name: ga4, platform: ga4, id: G-HAZEL00001}]}
settings:
  - {OptanonDataJSON: x, RuleSet: [{Id: a, Name: EU, Countries: [es, pt], Global: true, GCEnable: %s, Type: GDPR}]}
"""
GOOGLE = frozenset({"ga4", "google_ads"})


@rule(good=BANNER % "true", bad=BANNER % "false", level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    platforms = {
        platform.key for one in project.destinations if (platform := project.platform(one.platform)) is not None
    }
    for setting in of_kind(project, "consent_rule") if GOOGLE & platforms else ():
        if setting.says("consent_mode") is False:
            where = ", ".join((setting.says("countries") or ())[:8])
            yield problem(
                setting,
                f"{label(setting)} ({where}) leaves Google's consent mode out",
                help="switch it on in the template",
            )
