"""A site's content security policy: the header itself, and as lines for nginx.

The sources of a policy are its `base`, what the site's declared destinations and containers need, its first-party
endpoint and its `extra` ones. What is added never takes anything away: a directive that was spoken for by another, such
as default-src, starts as a copy of it, and one that nothing restricts stays unrestricted. Directives and sources come in
a fixed order, whatever the order of the specs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.report import Artifact
from govern.csp.build import ENDPOINT, NONCE, Directives, build, value_of
from govern.project import Project
from govern.spec.sections.csp import Csp

WRITES = "the security policy of each site: plain header, nginx"
POSITION = 30


def artifacts(project: Project) -> Iterator[Artifact]:
    """Every declared policy, as `<output>/csp/<site>.txt` and `<site>.nginx.conf`."""
    for policy in project.policies:
        directives = build(project, policy)
        path = f"{project.config.output}/csp/{file_name(policy.site)}"
        yield Artifact(f"{path}.txt", header_text(policy, directives))
        yield Artifact(f"{path}.nginx.conf", nginx_text(policy, directives))


def file_name(site: str) -> str:
    """A site's name as a file name; a name that would be none gets a digest."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", site):
        return site
    from hashlib import sha256

    return f"site-{sha256(site.encode()).hexdigest()[:12]}"


def header_name(policy: Csp) -> str:
    """The header that carries the policy."""
    return "Content-Security-Policy" + ("-Report-Only" if policy.mode == "report_only" else "")


def headers(policy: Csp, directives: Directives) -> Iterator[tuple[str, str]]:
    """The headers by name: the policy, and where its reports go."""
    if policy.report_to is not None:
        yield "Reporting-Endpoints", f'{ENDPOINT}="{policy.report_to}"'
    yield header_name(policy), value_of(directives)


def header_text(policy: Csp, directives: Directives) -> str:
    """The headers as they are sent, one a line. `{nonce}` stands for a new random value in each answer."""
    return "".join(f"{name}: {value}\n" for name, value in headers(policy, directives))


NGINX_NONCE = """\
# $csp_nonce is a random value, new for each answer, that the page repeats in <script nonce="...">. In the http block:
#     map $request_id $csp_nonce { default $request_id; }
# and where the page is served, if its template writes CSP_NONCE into the nonce attributes:
#     sub_filter_once off; sub_filter CSP_NONCE $csp_nonce;
"""


def nginx_text(policy: Csp, directives: Directives) -> str:
    """`add_header` lines for the server or location block."""
    shown = "".join(char if char.isprintable() else "?" for char in policy.site)
    lines = [f"# Content security policy of the site {shown}.\n"]
    lines.append(
        "# A location with add_header lines of its own does not see those of the server block: include it there.\n"
    )
    if any(NONCE in value for values in directives.values() for value in values):
        lines.append(NGINX_NONCE)
    lines.extend(f"add_header {name} {nginx_string(value)} always;\n" for name, value in headers(policy, directives))
    return "".join(lines)


def nginx_string(value: str) -> str:
    """A value as an nginx string, in which only our own variable is one. A `$` in an address is written as %24."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "%24")
    return '"' + escaped.replace(NONCE, "$csp_nonce") + '"'
