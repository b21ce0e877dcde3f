"""What Chromium does before it asks a policy: which addresses it upgrades first, and what it asks twice.

Each of these was found by a disagreement with the browser, on 2026-11-27, with Chromium 156. Other browsers may differ; `Policies.verdict` is
the specification's answer and `as_chromium` the browser's.
"""

from __future__ import annotations

from govern.csp.address import Address, address_of
from govern.csp.policy import FALLBACK, Policy
from govern.csp.request import Request

UPGRADED_FIRST = frozenset({
    "image", "script", "style", "font", "frame", "form", "xhr", "socket", "ping", "prefetch", "link",
})  # fmt: skip
"""What `upgrade-insecure-requests` changes before the policy is asked. Of fetch, beacon, workers, media and objects the policy
is asked first: `connect-src https://v.example` blocks `fetch("http://v.example")`; to the page's own host it is asked before and after."""

ASKED_ONCE = ("object", "worker")
"""Whose own-host addresses are not asked again when they are upgraded: found for workers on 2026-12-01."""

PREFETCH_MAY_USE = tuple(
    name for name in FALLBACK if not name.endswith("-attr") and name not in ("prefetch-src", "fenced-frame-src")
)
"""The lists of which any may let a prefetch through. Beside `'strict-dynamic'` those of scripts do not, since nothing has
put the link in that could be trusted, and that of workers does."""


def asked(policies: tuple[Policy, ...], request: Request, page: Address) -> tuple[Request, ...]:
    """The requests that the browser asks about in place of one; each of them has to pass."""
    if request.kind != "address" or request.directive in ("frame-ancestors", "base-uri"):
        return (request,)
    upgrades = any(policy.directive("upgrade-insecure-requests") is not None for policy in policies)
    first = (upgrades and request.element in UPGRADED_FIRST) or (request.element == "image" and page.scheme == "https")
    is_plain = upgrades and not first and request.element not in ASKED_ONCE and bool(request.urls)
    is_own = is_plain and address_of(request.urls[0]).host == page.host
    if is_own:  # asked as it is written, and again as it is sent
        later = tuple(address_of(url).upgraded().text for url in request.urls)
        return (*asked((), request.replace(urls=request.urls[:1]), page), request.replace(urls=later))
    urls = []
    for position, url in enumerate(request.urls):
        target = address_of(url)
        if request.element == "socket" and target.scheme in ("http", "https"):
            target = target.replace(scheme="wss" if target.scheme == "https" else "ws")
        if first if position == 0 else upgrades or first:
            target = target.upgraded()
        urls.append(target.text)
    settled = request.replace(urls=tuple(urls))
    if request.element == "object":
        return settled, *asked(policies, request.replace(directive="frame-src", element="frame"), page)
    return (settled,)


def prefetches(policy: Policy, request: Request) -> tuple[Request, ...]:
    """A prefetch may pass by any list of the policy that has one; without `default-src` it is free."""
    if policy.directive("default-src") is None:
        return ()
    return tuple(
        request.replace(directive=name, element="link", parser_inserted=name.startswith("script-src"))
        for name in PREFETCH_MAY_USE
    )
