"""The tracking plan: it says everything, hostile names do nothing, it works from disk, and its history is git's."""

from __future__ import annotations

import subprocess
from pathlib import Path

import html5lib
import pytest
from browser import needs_browser, opened
from cli_helpers import ROOT, Captured, printed, refused
from helpers import project

from govern.render.targets import plan
from govern.source import packaged

pytestmark = pytest.mark.usefixtures("day")

HOSTILE = """
destinations: [{name: '<img src=x onerror=alert(1)>', platform: ga4}]
events:
  - name: 'a|b](javascript:alert(1)) <script>alert(1)</script>'
    description: "<script>alert(1)</script> [x](javascript:alert(1)) | `x` \\u202eevil"
    owner: '</td><td>'
    parameters: [{name: p, type: string, description: '</code></pre><script>'}]
    examples: [{p: '</script><script>alert(1)</script>'}]
mappings: [{event: 'a|b](javascript:alert(1)) <script>alert(1)</script>', destination: '<img src=x onerror=alert(1)>', as: '"><script>'}]
"""


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example project under git, with two commits, which is the current folder."""
    root = tmp_path / "shop"
    root.mkdir()
    for name in ("specs", "govern.yaml"):
        subprocess.run(["cp", "-r", str(Path(packaged.example()) / name), str(root)], check=True)
    monkeypatch.chdir(root)
    commit(root, "First specs </script>")
    path = root / "specs" / "events" / "sign_up.yaml"
    path.write_text(path.read_text().replace("was created", "was confirmed"))
    commit(root, "A sign-up counts when confirmed")
    return root


def commit(root: Path, subject: str) -> None:
    who = ["-c", "user.name=Mia", "-c", "user.email=mia@example.com", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "specs", "govern.yaml"], [*who, "commit", "-q", "-m", subject]):
        subprocess.run(["git", *command], cwd=root, check=True)


def test_the_plan_of_the_example(example: Path, capsys: Captured) -> None:
    printed(capsys, "render", "plan")
    page = (example / "build/plan/events/purchase.html").read_text()
    for said in ("checkout-team", "order_{order_id}", "Meta - Purchase", "once per order", "window.dataLayer.push"):
        assert said in page, said
    text = (example / "build/plan/plan.md").read_text()
    assert "| purchase | conversion | checkout-team |" in text
    assert (example / "build/payloads/meta/purchase.json").exists() is False  # only the plan was rendered


def test_the_history_is_by_event_and_no_reason_to_be_out_of_date(example: Path, capsys: Captured) -> None:
    printed(capsys, "render", "plan")
    history = (example / "build/plan/history.js").read_text()
    assert history.count("A sign-up counts when confirmed") == 1
    assert history.index("A sign-up counts") < history.rindex("First specs")  # newest first
    assert "</script>" not in history
    (example / "build/plan/history.js").unlink()  # nor is its absence
    assert "history.js" not in printed(capsys, "render", "plan", "--check")


def test_without_git_there_is_no_history(tmp_path: Path) -> None:
    texts = {artifact.path: artifact.text for artifact in plan.beside(project("events: [{name: e}]"))}
    assert texts["build/plan/history.js"] == "window.governHistory = {};\n"


def test_no_name_becomes_markup() -> None:
    for artifact in plan.artifacts(project(HOSTILE)):
        if artifact.path.endswith(".html"):
            document = html5lib.parse(artifact.text, namespaceHTMLElements=False)
            scripts = [element.get("src") for element in document.iter("script")]
            assert set(scripts) <= {"plan.js", "history.js", "../plan.js", "../history.js"}
            assert not list(document.iter("img"))
            assert not [e for e in document.iter("a") if (e.get("href") or "").startswith("javascript")]
            assert "\u202e" not in artifact.text
        if artifact.path.endswith(".md"):
            assert "<script" not in artifact.text.replace("\\<", "")
            assert "](javascript" not in artifact.text.replace("\\]", "")


def test_every_link_leads_somewhere(example: Path, capsys: Captured) -> None:
    printed(capsys, "render")
    for path in sorted((example / "build/plan").rglob("*.html")):
        document = html5lib.parse(path.read_text(), namespaceHTMLElements=False)
        ids = {element.get("id") for element in document.iter() if element.get("id")}
        for element in document.iter():
            for link in filter(None, (element.get("href"), element.get("src"))):
                assert link[1:] in ids if link.startswith("#") else (path.parent / link).is_file(), (path.name, link)
            for label in (element.get("aria-labelledby") or element.get("aria-describedby") or "").split():
                assert label in ids


@pytest.mark.slow
@needs_browser
def test_a_browser_opens_it_from_disk(example: Path, tmp_path: Path, capsys: Captured) -> None:
    printed(capsys, "render", "plan")
    page = opened(example / "build/plan/events/sign_up.html", tmp_path / "profile")
    assert "<li>A sign-up counts when confirmed<small>" in page
    overview = opened(example / "build/plan/index.html", tmp_path / "profile")
    assert '<p class="find"><label' in overview  # the search shows itself once its script runs


def test_the_styles_and_scripts_are_the_packages_own() -> None:
    texts = {artifact.path: artifact.text for artifact in plan.artifacts(project("events: [{name: e}]"))}
    assert texts["build/plan/plan.js"] == (ROOT / "templates/plan/plan.js").read_text()


def test_a_project_says_what_it_renders(example: Path, capsys: Captured) -> None:
    (example / "govern.yaml").write_text("version: 1\ntargets: [csp, plan]\n")
    printed(capsys, "render")
    assert sorted(path.name for path in (example / "build").iterdir()) == ["csp", "plan"]
    assert "stale" not in printed(capsys, "check")
    (example / "govern.yaml").write_text("version: 1\ntargets: [csp, plam]\n")
    said = refused(capsys, "render")
    assert said.startswith('govern: govern.yaml:2:16: "targets" names "plam", which nothing renders\n')
    assert 'did you mean "plan"?' in said


def test_the_plan_says_who_gets_personal_data_and_what_holds_in_general() -> None:
    found = project("""
sites: [{name: shop, consent: {default: denied, regions: {US: granted}}}]
destinations: [{name: meta, platform: meta, site: shop}]
events:
  - name: purchase
    parameters: [{name: email, type: email, pii: email}]
mappings: [{event: purchase, destination: meta, as: Purchase, match_keys: {em: email}}]
attribution: {standard: {click: 7d}, windows: [{destination: meta, click: 7d, view: 1d}]}
quality: {error_rate: {warn_above: 5%}}
""")
    text = next(artifact.text for artifact in plan.artifacts(found) if artifact.path.endswith("plan.md"))
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    assert ["email", "email", "email", "email", "", "purchase"] in rows
    assert ["meta", "Meta", "email", "purchase"] in rows
    assert ["shop", "US", "granted"] in rows
    assert ["meta", "7d", "", "1d", "", "", ""] in rows
    assert ["error rate", "warn above 5%"] in rows


def test_pages_of_events_lead_to_their_neighbours() -> None:
    found = project("events: [{name: a_one}, {name: b_two}, {name: c_three}]")
    pages = {artifact.path.rpartition("/")[2]: artifact.text for artifact in plan.artifacts(found)}
    assert '<a rel="prev" href="a_one.html">Previous: a_one</a>' in pages["b_two.html"]
    assert '<a rel="next" href="c_three.html">Next: c_three</a>' in pages["b_two.html"]
    assert 'rel="prev"' not in pages["a_one.html"]


LEGS = """
sites: [{name: shop, containers: {web: GTM-HAZEL1}}]
destinations:
  - {name: meta, platform: meta, id: '1234567890123456', server: {sender: backend}}
  - {name: x, platform: x, id: o8z6j, consent: [ad_storage], server: {sender: backend}}
events: [{name: purchase, event_id: 'o_{order_id}', parameters: [{name: order_id, type: string}]}]
mappings:
  - {event: purchase, destination: meta, as: Purchase, via: [browser, server]}
  - {event: purchase, destination: x, as: Purchase, via: [browser, server], conversion_action: tw-o8z6j-o87ne}
"""


def test_the_plan_says_which_consent_tags_ask_for_and_which_a_back_end_does() -> None:
    """A tag asks for the usual types where none are declared, a back end sends everybody."""
    (page,) = [one.text for one in plan.artifacts(project(LEGS)) if one.path.endswith("plan.md")]
    assert isinstance(page, str)
    cells = {row.split(" | ")[0]: row.split(" | ")[5] for row in page.splitlines() if " | browser and server | " in row}
    assert cells == {
        "| meta": "ad_storage, ad_user_data, ad_personalization (tags); none (back end)",
        "| x": "ad_storage",
    }
