"""The sources that the specs write into a policy, in its `base` or as extra ones."""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.record import Record
from govern.core.report import Place
from govern.spec.sections.csp import Csp, ExtraSource

SCRIPTS = ("script-src", "script-src-elem", "script-src-attr")


class Written(Record):
    """A source that the specs write: in `base`, or as an extra one with or without a reason."""

    directive: str
    source: str
    place: Place
    is_extra: bool = False
    reason: str = ""
    until: str = ""


def written(policy: Csp) -> Iterator[Written]:
    """Every source that the specs write, directives in lower case."""
    for name, listed in policy.base.items():
        for position, source in enumerate(listed):
            yield Written(name.lower(), source, policy.place("base", name, position))
    for position, extra in enumerate(policy.extra):
        place, reason = policy.place("extra", position, "source"), (extra.reason or "").strip()
        yield Written(extra.directive.lower(), extra.source, place, True, reason, extra.until or "")


def speaks_for_scripts(policy: Csp, directive: str) -> bool:
    """Whether a directive decides which scripts run; default-src does where no other one is written."""
    has_own = any(name.lower() == "script-src" for name in policy.base)
    return directive in SCRIPTS or (directive == "default-src" and not has_own)


def subject(site: str, extra: ExtraSource) -> str:
    """What tells an extra source from the others of its site."""
    return f"{site}\n{extra.directive}\n{extra.source}"
