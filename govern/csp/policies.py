"""All policies of one page: what rules and commands ask, never one policy by itself."""

from __future__ import annotations

from govern.core.memo import memo
from govern.core.record import Record
from govern.csp import quirks
from govern.csp.address import Address, address_of
from govern.csp.match import judge
from govern.csp.policy import Policy
from govern.csp.request import Request, Said, Verdict


class Policies(Record):
    """The policies of a page, those that are enforced and those that only report, and the page's origin."""

    origin: str
    enforced: tuple[Policy, ...] = ()
    reporting: tuple[Policy, ...] = ()

    @property
    def page(self) -> Address:
        """The page's origin in parts."""
        return page_of(self)

    @property
    def wants_trusted_types(self) -> bool:
        """Whether texts are refused where scripts are expected."""
        return any(policy.has("require-trusted-types-for", "'script'") for policy in self.enforced)

    def verdict(self, request: Request) -> Verdict:
        """What the specification says to a request: every policy is asked, each for itself."""
        said = tuple(judge(policy, request, self.page) for policy in self.enforced)
        if self.wants_trusted_types and (request.kind == "eval" or request.element == "javascript"):
            said += (Said(False, "texts are refused where scripts are expected", "require-trusted-types-for"),)
        return Verdict(said, tuple(judge(policy, request, self.page) for policy in self.reporting))

    def as_chromium(self, request: Request) -> bool:
        """Whether Chromium makes a request, its own ways included."""
        every = quirks.asked(self.enforced, request, self.page)
        if request.element == "prefetch":
            return all(self.prefetched(policy, one) for policy in self.enforced for one in every)
        return all(self.verdict(one).allowed for one in every)

    def prefetched(self, policy: Policy, request: Request) -> bool:
        """Whether a policy lets Chromium fetch an address ahead of time."""
        ways = quirks.prefetches(policy, request)
        return not ways or any(judge(policy, way, self.page).allowed for way in ways)


@memo
def page_of(policies: Policies) -> Address:
    """The page's origin in parts, worked out once."""
    return address_of(policies.origin)
