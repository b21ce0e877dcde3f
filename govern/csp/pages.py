"""The pages whose policies were seen, each with the policy that is declared for its site, and how the two differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.csp.address import address_of
from govern.csp.build import build, value_of
from govern.csp.compare import Difference, compare
from govern.csp.policies import Policies
from govern.csp.policy import Policy, parse_policy
from govern.csp.readers.headers import ServedPolicy
from govern.csp.tried import tried_of
from govern.spec.sections.csp import Csp
from govern.spec.sections.sites import Site

if TYPE_CHECKING:
    from govern.project import Project

UNKNOWN = "https://www.site.invalid"
"""A page that no vendor's source matches by being the page's own origin."""


class Page(Record):
    """What one page was served: its policies by disposition, in the order of the file."""

    file: str
    url: str
    served: tuple[ServedPolicy, ...]

    @property
    def place(self) -> Place:
        """Where the page's first policy stands, or its answer."""
        first = next((one for one in self.served if one.disposition == "enforce"), self.served[0])
        return first.place

    def served_as(self, disposition: str) -> tuple[Policy, ...]:
        """The policies of a disposition."""
        return tuple(one.policy for one in self.served if one.disposition == disposition)

    def policies(self, origin: str) -> Policies:
        """What the page obeys."""
        return Policies(origin, self.served_as("enforce"), self.served_as("report"))


@memo
def pages(project: Project) -> tuple[Page, ...]:
    """The pages whose policies were seen. In a configuration each policy stands by itself, with the report-only one behind it."""
    return gathered(project.live.policies)


def gathered(served: tuple[ServedPolicy, ...]) -> tuple[Page, ...]:
    """Policies by page."""
    found: dict[tuple[str, str, int], list[ServedPolicy]] = {}
    statement = 0
    for one in served:
        statement = one.position if one.carrier == "configuration" and one.disposition == "enforce" else statement
        found.setdefault((one.file, one.page, statement if one.carrier == "configuration" else 0), []).append(one)
    return tuple(Page(file, url, tuple(ones)) for (file, url, _), ones in found.items())


def declared_for(project: Project, page: Page) -> Csp | None:
    """The declared policy that a page should have: by its address, else by the name of its file, else the only one."""
    if page.url:
        host = address_of(page.url).host
        return next((one for one in project.policies if host in hosts(project.site_by_name.get(one.site))), None)
    if len(project.policies) == 1 and len(project.sites) <= 1:
        return project.policies[0]
    named = [one for one in project.policies if is_named(page.file, one.site, project.site_by_name.get(one.site))]
    return named[0] if len(named) == 1 else None


def hosts(site: Site | None) -> set[str]:
    """The domains of a site, of every environment."""
    return {host.lower() for listed in site.domains.values() for host in listed} if site is not None else set()


def is_named(file: str, name: str, site: Site | None) -> bool:
    """Whether a file is called after a site or one of its domains."""
    stem = file.rpartition("/")[2].lower()
    return stem.startswith(name.lower()) or any(host in stem for host in hosts(site))


def origin_of(project: Project, site: str) -> str:
    """A page of a site: its first domain, the production one first."""
    found = project.site_by_name.get(site)
    domains = found.domains if found is not None else {}
    listed = [host for environment in ("production", *domains) for host in domains.get(environment, ())]
    return f"https://{listed[0].lower()}" if listed else UNKNOWN


@memo
def declared(project: Project, site: str) -> Policies | None:
    """The declared policy of a site as a browser would have it, enforced; none where it cannot be rendered, which `lint` says."""
    return rendered(project, next(one for one in project.policies if one.site == site))


@memo
def declared_trial(project: Project, site: str) -> Policies | None:
    """What a site tries out beside its policy, as a browser would have it if it were enforced."""
    tried = tried_of(next(one for one in project.policies if one.site == site))
    return rendered(project, tried) if tried is not None else None


def rendered(project: Project, policy: Csp) -> Policies | None:
    """A declared policy as a browser would have it; none where it cannot be rendered."""
    try:
        text = value_of(build(project, policy))
    except GovernError:
        return None
    return Policies(origin_of(project, policy.site), (parse_policy(text.replace("{nonce}", "nonce")),))


def what_counts(page: Page, policy: Csp) -> tuple[Policy, ...]:
    """The served policies to hold against a declared one: those of its mode, or else the others."""
    wanted, other = ("enforce", "report") if policy.mode == "enforce" else ("report", "enforce")
    return page.served_as(wanted) or page.served_as(other)


@memo
def held_against_declared(project: Project, page: Page) -> tuple[Difference, ...]:
    """How a page's policies (right) differ from the declared ones (left); nothing where one of the two is missing."""
    policy = declared_for(project, page)
    wished = declared(project, policy.site) if policy is not None else None
    counted = what_counts(page, policy) if policy is not None else ()
    if wished is None or not counted:
        return ()
    return compare(wished, Policies(wished.origin, counted))


@memo
def held_against_trial(project: Project, page: Page) -> tuple[Difference, ...]:
    """How what a page only reports beside its policy (right) differs from what is declared to be tried out (left)."""
    policy = declared_for(project, page)
    wished = declared_trial(project, policy.site) if policy is not None else None
    if wished is None or not page.served_as("enforce") or not page.served_as("report"):
        return ()
    return compare(wished, Policies(wished.origin, page.served_as("report")))


def lacks_trial(project: Project, page: Page) -> bool:
    """Whether a page enforces a policy and reports by none, though one is declared to be tried out. A page's text cannot have one."""
    policy = declared_for(project, page)
    tries = policy is not None and declared_trial(project, policy.site) is not None
    in_header = any(one.carrier != "meta" for one in page.served)
    return tries and in_header and bool(page.served_as("enforce")) and not page.served_as("report")
