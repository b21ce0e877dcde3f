"""Whether a policy lets a request through, and which source of which directive did.

The order of the questions is that of https://www.w3.org/TR/CSP3/#fetch-integration. Where Chromium and the text differ in
how an address is matched, Chromium counts (`tests/test_csp_browser.py` holds the two against each other); what it does
besides, before it asks, stands in `csp/quirks.py`.
"""

from __future__ import annotations

from base64 import b64encode

from govern.csp.address import DEFAULT_PORTS, SAFER, Address, address_of
from govern.csp.policy import Directive, Policy
from govern.csp.request import Request, Said
from govern.csp.source import Source, plain

SCRIPTS = frozenset({"script-src", "script-src-elem"})
ELEMENTS = frozenset({"script-src-elem", "style-src-elem"})
"""The directives that a nonce or a hash speaks to."""

BY_OTHER_CODE = frozenset({"frame-src", "fenced-frame-src", "child-src", "form-action", "frame-ancestors"})
"""What Chromium's network service judges, which is stricter about ports when a scheme is upgraded."""


def judge(policy: Policy, request: Request, page: Address) -> Said:
    """Whether one policy allows a request of a page, and by which of its directives."""
    if request.kind in ("eval", "wasm"):
        return judge_compiling(policy, request)
    directive = policy.effective(request.directive)
    if directive is None:
        return Said(True, "no directive speaks")
    if request.kind == "inline":
        return judge_inline(directive, request)
    return judge_element(directive, request) or judge_addresses(directive, request, page)


def allows(policy: Policy, name: str, url: str, origin: str) -> bool:
    """Whether a page of an origin may fetch an address by the sources of the directive that speaks, whatever the element."""
    directive = policy.effective(name)
    page, target = address_of(origin), address_of(url)
    return directive is None or any(matches(source, target, page) for source in directive.sources)


def judge_compiling(policy: Policy, request: Request) -> Said:
    """Text that becomes code at run time."""
    directive = policy.effective("script-src")
    if directive is None:
        return Said(True, "no directive speaks")
    words = ("'unsafe-eval'",) if request.kind == "eval" else ("'unsafe-eval'", "'wasm-unsafe-eval'")
    source = next((source for source in directive.sources if source.word in words), None)
    if source is None:
        return Said(False, f"needs {words[-1]}", directive.name)
    return Said(True, "compiling is allowed", directive.name, source.text)


def judge_inline(directive: Directive, request: Request) -> Said:
    """A script, style, handler, style attribute or `javascript:` address that stands in the page."""
    is_script = request.directive.startswith("script-src")
    is_element = request.directive in ELEMENTS and request.element != "javascript"
    if is_element and (source := nonce_of(directive, request)) is not None:
        return Said(True, "has the nonce", directive.name, source.text)
    if is_element or "'unsafe-hashes'" in directive.words:
        digests = digests_of(request.text)
        found = next(
            (source for source in directive.sources if source.kind == "hash" and source.value in digests), None
        )
        if found is not None:
            return Said(True, "has the hash", directive.name, found.text)
    if is_script and is_element and "'strict-dynamic'" in directive.words and not request.parser_inserted:
        return Said(True, "put in by a trusted script", directive.name, "'strict-dynamic'")
    by_default = directive.name == "default-src"  # Chromium does not look at what it speaks for
    if lets_any_inline(directive.sources, is_script or by_default):
        return Said(True, "any inline code is allowed", directive.name, "'unsafe-inline'")
    return Said(False, "inline code is not allowed", directive.name)


def lets_any_inline(sources: tuple[Source, ...], is_script: bool = True) -> bool:
    """Whether `'unsafe-inline'` counts: beside a nonce, a hash or, of scripts, `'strict-dynamic'` browsers ignore it."""
    words = {source.word for source in sources}
    is_strict = is_script and "'strict-dynamic'" in words
    return "'unsafe-inline'" in words and not is_strict and not has_nonce_or_hash(sources)


def has_nonce_or_hash(sources: tuple[Source, ...]) -> bool:
    """Whether code is let through one by one."""
    return any(source.kind in ("nonce", "hash") for source in sources)


def nonce_of(directive: Directive, request: Request) -> Source | None:
    """The nonce of the list that the element has."""
    if not request.nonce:
        return None
    return next((s for s in directive.sources if s.kind == "nonce" and s.text[7:-1] == request.nonce), None)


def digests_of(text: str) -> frozenset[str]:
    """The hashes of a text, as `Source.value` has them."""
    import hashlib

    raw = text.encode("utf-8", "surrogatepass")
    return frozenset(
        f"{name}-{plain(b64encode(hashlib.new(name, raw).digest()).decode())}"
        for name in ("sha256", "sha384", "sha512")
    )


def judge_element(directive: Directive, request: Request) -> Said | None:
    """What is decided by the element, whatever its address; nothing where the address decides."""
    if request.directive in ELEMENTS and (source := nonce_of(directive, request)) is not None:
        return Said(True, "has the nonce", directive.name, source.text)
    if request.directive == "script-src-elem" and request.integrity:
        given = {source.value for source in directive.sources if source.kind == "hash"}
        wanted = {f"{name.lower()}-{plain(digest)}" for name, _, digest in map(split_hash, request.integrity.split())}
        if wanted and wanted <= given:
            return Said(True, "has the hash", directive.name)
    is_code = request.directive in SCRIPTS or (
        request.directive == "worker-src" and directive.name in ("script-src", "default-src")
    )
    if is_code and "'strict-dynamic'" in directive.words:
        if request.parser_inserted:
            return Said(False, "stands in the page without a nonce or hash", directive.name, "'strict-dynamic'")
        return Said(True, "put in by a trusted script", directive.name, "'strict-dynamic'")
    return None


def split_hash(word: str) -> tuple[str, str, str]:
    """A word of an `integrity` attribute: algorithm and digest, options left out."""
    return word.partition("?")[0].partition("-")


def judge_addresses(directive: Directive, request: Request, page: Address) -> Said:
    """Every address has to pass; from the second on, which are redirects, without its path."""
    framing = request.directive in BY_OTHER_CODE
    passed = ""
    for position, url in enumerate(request.urls):
        target = address_of(url)
        found = next((s for s in directive.sources if matches(s, target, page, position > 0, framing)), None)
        if found is None:
            return Said(False, f"no source lets {url} through", directive.name)
        passed = passed or found.text
    return Said(True, "the address is listed", directive.name, passed)


def matches(source: Source, target: Address, page: Address, moved: bool = False, framing: bool = False) -> bool:
    """Whether a source expression lets an address through. `moved`: paths do not count any more; `framing`: frames,
    forms and ancestors."""
    if source.kind == "keyword":
        return source.word == "'self'" and is_self(target, page, framing)
    if source.kind == "scheme":
        return scheme_matches(source.scheme, target.scheme) != ""
    if source.kind != "host":
        return False
    if source.word == "*":
        return target.scheme in DEFAULT_PORTS or target.scheme == page.scheme
    if not target.host or not host_matches(source.host, target.host):
        return False
    scheme = scheme_matches(source.scheme or page.scheme, target.scheme)
    port = port_matches(source, target, page, framing)
    if not scheme or not port or ("upgrade" in (scheme, port) and not (scheme == "upgrade" and port != "exact")):
        return False
    return moved or path_matches(source.path, target.path)


def is_self(target: Address, page: Address, framing: bool = False) -> bool:
    """`'self'`: the page's own origin, or the same host over a scheme that is at least as safe."""
    if target.host != page.host:
        return False
    if (target.scheme, target.port) == (page.scheme, page.port):
        return True
    are_defaults = target.port == page.port == -1
    safe = target.scheme in ("https", "wss") or page.scheme == "http"
    return safe and (are_defaults or (target.port == page.port and not framing))


def scheme_matches(allowed: str, scheme: str) -> str:
    """A scheme lets itself through and what is safer than it; how, or nothing."""
    return "exact" if allowed == scheme else "upgrade" if SAFER.get(allowed) == scheme else ""


def host_matches(pattern: str, host: str) -> bool:
    """A host lets itself through; `*.` every name below it, and never the host itself."""
    return pattern in ("*", host) or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def port_matches(source: Source, target: Address, page: Address, framing: bool) -> str:
    """How a port matches, or nothing. No port stands for the scheme's default; a port that is written goes together
    with a safer scheme only where it is 80 or, but for frames, forms and ancestors, the 443 of an http source."""
    if source.port == "*":
        return "any"
    if not source.port:
        return "any" if target.port == -1 else ""
    written, actual = source.port.lstrip("0"), str(target.actual_port)
    is_http = (source.scheme or page.scheme) == "http"
    if actual == "443" and (written == "80" or (written == "443" and is_http and not framing)):
        return "upgrade"
    return "exact" if written == actual else ""


def path_matches(path: str, asked: str) -> bool:
    """A path that ends in a slash lets through everything below it, another only itself; `%2F` is a slash."""
    if not path or path == "/":
        return True
    allowed, actual = unquoted(path), unquoted(asked)
    return actual.startswith(allowed) if allowed.endswith(b"/") else actual == allowed


def unquoted(path: str) -> bytes:
    """A path with its percent signs resolved."""
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(path)
