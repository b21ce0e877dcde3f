"""Rendered configurations: servers take them and send the header byte for byte, and our own readers find the policy in them."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from helpers import project
from live_helpers import export
from node import needs_node, node
from pytest_socket import socket_allow_hosts

from govern.csp.compare import compare
from govern.csp.policies import Policies
from govern.csp.policy import parse_policies
from govern.render.targets import csp

SHOP = """
sites: [{name: shop, domains: {production: [www.acme.example]}, containers: {web: GTM-ABC1234}}]
destinations: [{name: meta, platform: meta, site: shop}, {name: ga4, platform: ga4, site: shop}]
csp:
  - site: shop
    mode: enforce
    %s
    report_to: https://csp.acme.example/report
    base: {default-src: ["'self'"], object-src: ["'none'"], base-uri: ["'self'"], upgrade-insecure-requests: []}
    extra: [{directive: img-src, source: "https://a.example/$host/%%7Bx%%7D/'q'"}]
"""
NONCE, HASH = "inline: nonce", "inline: hash, hashes: [sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc=]"
HASH = HASH.replace(", ", "\n    ")


def made(inline: str) -> dict[str, str]:
    """The rendered files of the shop, by their endings."""
    files = csp.artifacts(project(SHOP % inline))
    return {file.path.removeprefix("build/csp/shop."): file.text for file in files}


def plain(inline: str) -> str:
    """The policy as it should be sent."""
    return made(inline)["txt"].split("Content-Security-Policy: ")[1].strip()


@pytest.mark.parametrize("ending", ["nginx.conf", "apache.conf", "caddy", "_headers", "vercel.json", "next.config.mjs"])
def test_our_readers_find_the_policy_that_was_rendered(ending: str) -> None:
    (found,) = export(made(HASH)[ending].replace("%%", "%")).policies
    wished = Policies("https://www.acme.example", parse_policies(plain(HASH)))
    assert compare(wished, wished.replace(enforced=(found.policy,))) == ()


def test_a_nonce_is_made_where_each_answer_has_its_own() -> None:
    by_nonce, by_hash = made(NONCE).keys(), made(HASH).keys()
    assert by_hash - by_nonce == {"_headers", "vercel.json", "next.config.mjs", "meta.html"}
    assert by_nonce - by_hash == {"next.middleware.ts"}


def test_django_is_told_in_its_own_words() -> None:
    text = made(NONCE)["django.py"]
    settings: dict[str, object] = {}
    lines = text.replace("from django.utils.csp import CSP", "class CSP:\n    NONCE = '<nonce>'")
    exec(compile(lines, "settings.py", "exec"), settings)
    directives = settings["SECURE_CSP"]
    assert isinstance(directives, dict)
    assert "<nonce>" in directives["script-src"]
    assert directives["upgrade-insecure-requests"] is True


@needs_node
@pytest.mark.slow
def test_express_sends_another_nonce_each_time(tmp_path: Path) -> None:
    script = (
        "const sent = []; const response = {locals: {}, setHeader(name, value) { sent.push([name, value]); }};"
        "policy({}, response, () => {}); policy({}, response, () => {}); console.log(JSON.stringify(sent));"
    )
    (tmp_path / "policy.cjs").write_text(made(NONCE)["express.js"] + script, encoding="utf-8")
    answer = json.loads(node(tmp_path / "policy.cjs"))
    values = [value for name, value in answer if name == "Content-Security-Policy"]
    assert len(set(values)) == 2
    assert "{nonce}" not in "".join(values)


@contextmanager
def started(command: list[str], port: int) -> Iterator[None]:
    """A server on loopback while it is needed."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        for _ in range(100):
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, server.stderr.read() if server.stderr else ""
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.communicate()


def sent(port: int) -> str:
    """The policy that comes over the wire."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/index.html") as answer:
        return str(answer.headers["Content-Security-Policy"])


@pytest.fixture
def port(socket_enabled: None) -> int:
    """A free port."""
    socket_allow_hosts(["127.0.0.1"])
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


@needs("nginx")
@pytest.mark.slow
@pytest.mark.parametrize("inline", [NONCE, HASH], ids=["nonce", "hash"])
def test_nginx_sends_the_policy(tmp_path: Path, port: int, inline: str) -> None:
    (tmp_path / "policy.conf").write_text(made(inline)["nginx.conf"], encoding="utf-8")
    temporary = "".join(
        f"{name}_temp_path {tmp_path}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log stderr; events {{}}\n"
        f"http {{ {temporary} access_log off; map $request_id $csp_nonce {{ default $request_id; }}\n"
        f"server {{ listen 127.0.0.1:{port}; location / {{ include {tmp_path}/policy.conf; return 200 ok; }} }} }}\n",
        encoding="utf-8",
    )
    with started(["nginx", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")], port):
        found = sent(port), sent(port)
    check(found, inline, plain(inline).replace("$", "%24"))


@needs("apache2")
@pytest.mark.slow
def test_apache_sends_the_policy(tmp_path: Path, port: int) -> None:
    modules = Path(shutil.which("apache2") or "").resolve().parent.parent / "lib" / "apache2" / "modules"
    loaded = "".join(
        f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in ("mpm_event", "authz_core", "headers")
    )
    (tmp_path / "index.html").write_text("ok", encoding="utf-8")
    (tmp_path / "httpd.conf").write_text(
        f"ServerRoot {tmp_path}\nServerName localhost\nPidFile {tmp_path}/pid\nErrorLog /dev/null\n{loaded}"
        f"Listen 127.0.0.1:{port}\nDocumentRoot {tmp_path}\n{made(HASH)['apache.conf']}",
        encoding="utf-8",
    )
    with started(["apache2", "-DFOREGROUND", "-f", str(tmp_path / "httpd.conf")], port):
        found = sent(port), sent(port)
    check(found, HASH, plain(HASH).replace("$", "%24"))


@needs("caddy")
@pytest.mark.slow
@pytest.mark.parametrize("inline", [NONCE, HASH], ids=["nonce", "hash"])
def test_caddy_sends_the_policy(tmp_path: Path, port: int, inline: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    block = made(inline)["caddy"]
    (tmp_path / "Caddyfile").write_text(
        f"{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n{block}\trespond ok\n}}\n",
        encoding="utf-8",
    )
    with started(["caddy", "run", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")], port):
        found = sent(port), sent(port)
    check(found, inline, plain(inline))


def check(found: tuple[str, str], inline: str, expected: str) -> None:
    """What came twice is what was rendered; a nonce is another each time."""
    if inline == HASH:
        assert found == (expected, expected)
        return
    before, after = expected.split("{nonce}")
    assert all(one.startswith(before) and one.endswith(after) for one in found)
    nonces = {one.removeprefix(before).removesuffix(after) for one in found}
    assert len(nonces) == 2
    assert all(len(nonce) >= 32 for nonce in nonces)
