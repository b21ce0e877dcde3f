"""The policies of a page fit into the buffers of the servers that they pass.

nginx reads all headers of a back end's answer into one buffer, of 4 KB on most machines and 8 KB on some, and answers 502 where they do not
fit: the page is gone the day a host is added. Cookies and other headers take their part of it. Of a `_headers` file Cloudflare Pages
passes over every line of more than 2,000 characters, and the page has no policy at all.

Remedy: let scripts in by nonce with `strict_dynamic`, which leaves their hosts out; take destinations out that nobody uses
(`govern csp without DESTINATION` says what that saves); or raise `proxy_buffer_size`.

Source: https://oneuptime.com/blog/post/2025-12-16-nginx-upstream-too-big-header/view and
https://mieszkogulinski.github.io/be-careful-about-http-headers-length; for `_headers`
https://github.com/Baroshem/nuxt-security/issues/606 and https://github.com/cloudflare/cloudflare-docs/pull/8379, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.pages import pages
from govern.csp.policy import serialise
from govern.csp.served import page_problem
from govern.project import Project
from govern.rules import Problem, rule

BUFFER = 4096
"""The smaller of nginx' two defaults."""

LINE = 2000
"""The longest line that Cloudflare Pages takes."""

MANY = " ".join(f"https://images-{number}.cdn.shop.example" for number in range(120))


@rule(
    good="csp: default-src 'self'; img-src https://cdn.shop.example",
    bad=f"csp: default-src 'self'; img-src {MANY}",
    level="note",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for page in pages(project):
        headers = [one for one in page.served if one.carrier != "meta"]
        in_file = page.file.rpartition("/")[2] == "_headers"
        longest = max((len(serialise(one.policy)) for one in headers if in_file), default=0)
        if longest > LINE:
            message = f"a policy of {longest:,} characters stands on one line of a _headers file"
            yield page_problem(
                page, message, help="Cloudflare Pages passes over lines of more than 2,000", about="line"
            )
        length = sum(len(serialise(one.policy)) for one in headers)
        if length > BUFFER:
            message = f"the policies of the page are {length:,} characters long"
            help = "nginx before a back end takes 4 or 8 KB of headers, all together, and answers 502 to more"
            yield page_problem(page, message, help=help, about="length")
