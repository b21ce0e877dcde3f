"""No credential is kept in an export.

Two lists hand credentials out in clear text: the secrets of the Measurement Protocol, with which anyone can send events into the
property, and the authorization codes of Tag Manager's environments, with which anyone can see what is not published yet. An
exports folder is usually committed, and what was committed once stays in the history.

Remedy: make a new secret at the platform, delete the old one, and take the value out of the file; the name is enough for
`govern`. The value is never printed.

Source: Admin API, `properties.dataStreams.measurementProtocolSecrets`; Tag Manager API, `environments`: discovery documents of
2026-11-02 and 2026-08-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, of_kind, problem

LIST = """
settings:
  - measurementProtocolSecrets: [{name: properties/1/dataStreams/2/measurementProtocolSecrets/3, displayName: Shop%s}]
"""


@rule(good=LIST % "", bad=LIST % ", secretValue: made-up-value", cost="security")
def check(project: Project) -> Iterator[Problem]:
    for setting in of_kind(project, "secret", "environment"):
        if setting.says("on"):
            what = "its value" if setting.kind == "secret" else "its authorization code"
            message = f"{label(setting)} stands in this file with {what} in clear text"
            yield problem(setting, message, help="make a new one at the platform, and take the value out of the file")
