"""Every app that is connected to an account is one that the specs know.

A connected app acts in the name of whoever let it in: it reads what visitors buy, and some may change campaigns. It stays
when the person leaves and when the trial is over, and no list of people shows it.

Remedy: disconnect it at the platform, or declare it under `access: {apps: [...]}` with an owner and what it is for.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.live import at, problem
from govern.access.register import register
from govern.project import Project
from govern.rules import Problem, rule

LIVE = "apps: {data: [{id: '9', name: Post planner, category: Business}]}"


@rule(
    good=f"specs: {{access: {{apps: [{{name: Post planner, platform: meta, owner: social, purpose: plans posts}}]}}}}\n{LIVE}",
    bad=f"specs: {{access: {{apps: [{{name: Chat box, platform: meta, owner: support, purpose: answers}}]}}}}\n{LIVE}",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    if not project.access or not project.is_whole("access"):
        return
    known = {name.strip().casefold() for app, _ in project.apps() for name in (app.name, app.id or "")} - {""}
    holders = register(project).by_key
    for apps in project.live.apps:
        for entry in apps.entries:
            names = {entry.key, entry.principal.strip().casefold(), str(entry.extras.get("id") or "").casefold()} - {""}
            if known.isdisjoint(names) and holders.keys().isdisjoint(names):
                message = f'the app "{entry.shown}" is connected to {at(project, entry)}, and no spec declares it'
                yield problem(entry, message, help="disconnect it, or declare it under access.apps")
