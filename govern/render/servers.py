"""A policy's headers in the words of servers, frameworks and hosts.

Values come from `csp/build.py`, where nothing can leave its place in a header; here every value is escaped once more for the
language that it stands in. Where a policy has a nonce, only servers that can make one for each answer are written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from govern.csp.build import NONCE
from govern.csp.policy import NOT_IN_META

Pairs = tuple[tuple[str, str], ...]
"""The headers by name."""

Policies = tuple[tuple[str, dict[str, list[str]]], ...]
"""The header and the directives of each policy, the one that counts first."""

POLICY = "Content-Security-Policy"

NGINX_NONCE = """\
# $csp_nonce is a random value, new for each answer, that the page repeats in <script nonce="...">. In the http block:
#     map $request_id $csp_nonce { default $request_id; }
# and where the page is served, if its template writes CSP_NONCE into the nonce attributes:
#     sub_filter_once off; sub_filter CSP_NONCE $csp_nonce;
"""
APACHE_NONCE = """\
# Apache makes no value that cannot be guessed; the module mod_cspnonce does, as CSP_NONCE. The page repeats it:
#     <script nonce="<!--#echo var='CSP_NONCE' -->">
"""
CADDY_NONCE = """\
# The identifier of the request is random and new for each answer. With the directive "templates" the page repeats it:
#     <script nonce="{{placeholder `http.request.uuid`}}">
"""


def has_nonce(pairs: Pairs) -> bool:
    """Whether each answer has a value of its own."""
    return any(NONCE in value for _, value in pairs)


def nginx(site: str, pairs: Pairs, remarks: tuple[str, ...]) -> str:
    """`add_header` lines for the server or location block."""
    lines = [
        f"# Content security policy of the site {site}.\n",
        "# A location with add_header lines of its own does not see those of the server block: include it there.\n",
        NGINX_NONCE if has_nonce(pairs) else "",
        *remarks,
    ]
    lines.extend(f"add_header {name} {nginx_string(value)} always;\n" for name, value in pairs)
    return "".join(lines)


def nginx_string(value: str) -> str:
    """A value as an nginx string, in which only our own variable is one. A `$` in an address is written as %24."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "%24")
    return '"' + escaped.replace(NONCE, "$csp_nonce") + '"'


def apache(site: str, pairs: Pairs, remarks: tuple[str, ...]) -> str:
    """`Header` lines of mod_headers, for a server, a directory or an .htaccess file."""
    lines = [
        f"# Content security policy of the site {site}. Needs mod_headers.\n",
        APACHE_NONCE if has_nonce(pairs) else "",
        *remarks,
    ]
    for name, value in pairs:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "%%24")
        lines.append(f'Header always set {name} "{escaped.replace(NONCE, "%{CSP_NONCE}e")}"\n')
    return "".join(lines)


def caddy(site: str, pairs: Pairs, remarks: tuple[str, ...]) -> str:
    """A `header` block for a site of a Caddyfile."""
    lines = [
        f"# Content security policy of the site {site}.\n",
        CADDY_NONCE if has_nonce(pairs) else "",
        *remarks,
        "header {\n",
    ]
    for name, value in pairs:
        escaped = value.replace(NONCE, "\0").replace("\\", "\\\\").replace('"', '\\"')
        escaped = escaped.replace("{", "%7B").replace("}", "%7D").replace("\0", "{http.request.uuid}")
        lines.append(f'\t{name} "{escaped}"\n')
    return "".join((*lines, "}\n"))


def headers_file(site: str, pairs: Pairs) -> str:
    """A `_headers` file of Cloudflare Pages and Netlify."""
    return f"# Content security policy of the site {site}.\n/*\n" + "".join(
        f"  {name}: {value}\n" for name, value in pairs
    )


def vercel(pairs: Pairs) -> str:
    """A `vercel.json`."""
    listed = [{"key": name, "value": value} for name, value in pairs]
    return json.dumps({"headers": [{"source": "/(.*)", "headers": listed}]}, indent=2) + "\n"


def next_config(site: str, pairs: Pairs) -> str:
    """The `headers` of a Next.js configuration."""
    listed = json.dumps([{"key": name, "value": value} for name, value in pairs], indent=2)
    return (
        f"// Content security policy of the site {site}, for next.config.mjs.\n"
        f"const headers = {listed};\n\n"
        "export default {\n  async headers() {\n    return [{ source: '/(.*)', headers }];\n  },\n};\n"
    )


def next_middleware(site: str, pairs: Pairs) -> str:
    """A middleware of Next.js that makes a nonce for each answer; Next.js puts it on its own scripts."""
    value = json.dumps(dict(pairs), indent=2)
    return f"""\
// Content security policy of the site {site}, for middleware.ts. Pages read the nonce from the header x-nonce.
import {{ NextResponse, type NextRequest }} from 'next/server';

const HEADERS: Record<string, string> = {value};

export function middleware(request: NextRequest) {{
  const nonce = btoa(crypto.randomUUID());
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  const filled = Object.entries(HEADERS).map(([name, value]) => [name, value.replaceAll({json.dumps(NONCE)}, nonce)]);
  for (const [name, value] of filled) headers.set(name, value);
  const response = NextResponse.next({{ request: {{ headers }} }});
  for (const [name, value] of filled) response.headers.set(name, value);
  return response;
}}
"""


def express(site: str, pairs: Pairs) -> str:
    """A middleware of Express; templates find the nonce in `locals`."""
    value = json.dumps(dict(pairs), indent=2)
    return f"""\
// Content security policy of the site {site}: app.use(policy). Templates write <script nonce="<%= nonce %>">.
const {{ randomBytes }} = require('node:crypto');

const HEADERS = {value};

function policy(request, response, next) {{
  const nonce = randomBytes(16).toString('base64');
  response.locals.nonce = nonce;
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value.replaceAll({json.dumps(NONCE)}, nonce));
  next();
}}

module.exports = {{ policy }};
"""


def django(site: str, policies: Policies) -> str:
    """The settings of Django 6, whose middleware makes the nonce; templates write `{{ csp_nonce }}`."""
    lines = [
        f"# Content security policy of the site {site}, for settings.py of Django 6 or newer.\n",
        '# Needs "django.middleware.csp.ContentSecurityPolicyMiddleware" in MIDDLEWARE and, for the nonce,\n',
        '# "django.template.context_processors.csp" among the context processors: <script nonce="{{ csp_nonce }}">.\n',
        "from django.utils.csp import CSP\n",
    ]
    for name, directives in policies:
        lines.append(f"\n{'SECURE_CSP_REPORT_ONLY' if name != POLICY else 'SECURE_CSP'} = {{\n")
        for directive, values in directives.items():
            listed = ", ".join("CSP.NONCE" if NONCE in value else json.dumps(value) for value in values)
            lines.append(f"    {json.dumps(directive)}: {f'[{listed}]' if values else 'True'},\n")
        lines.append("}\n")
    return "".join(lines)


def meta(directives: dict[str, list[str]]) -> str:
    """A `<meta>` element for the top of `<head>`, without what browsers pass over there."""
    from html import escape

    kept = (" ".join((name, *values)) for name, values in directives.items() if name not in (*NOT_IN_META, "report-to"))
    return f'<meta http-equiv="{POLICY}" content="{escape("; ".join(kept))}">\n'


def each(site: str, pairs: Pairs, policies: Policies, remarks: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every form that fits a policy and what is tried out beside it: the ending of its file, and its text. `remarks` are
    lines of comment."""
    yield "nginx.conf", nginx(site, pairs, remarks)
    yield "apache.conf", apache(site, pairs, remarks)
    yield "caddy", caddy(site, pairs, remarks)
    yield "express.js", express(site, pairs)
    yield "django.py", django(site, policies)
    if has_nonce(pairs):
        yield "next.middleware.ts", next_middleware(site, pairs)
        return
    yield "next.config.mjs", next_config(site, pairs)
    yield "_headers", headers_file(site, pairs)
    yield "vercel.json", vercel(pairs)
    name, directives = policies[0]
    if name == POLICY:
        yield "meta.html", meta(directives)
