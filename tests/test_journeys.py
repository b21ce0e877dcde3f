"""Three first days, from an empty folder and by what the documents say: an engineer, a team from nothing, an agency."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_helpers import WEB, Captured

from govern.cli import run

pytestmark = [pytest.mark.usefixtures("day"), pytest.mark.slow]

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

Types = Callable[..., tuple[int, str]]


@pytest.fixture
def types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> Types:
    """What somebody types in an empty folder: the exit code, and what is answered."""
    monkeypatch.chdir(tmp_path)

    def typed(line: str) -> tuple[int, str]:
        code = run(line.split(" ")[1:])
        printed = capsys.readouterr()
        return code, " ".join((printed.out + printed.err).split())

    return typed


SITE = """\
version: 1
sites:
  - name: shop
    domains: {{production: [www.shop.example]}}
    containers: {{web: {container}}}
    consent: {{default: denied, wait_for_update: 500}}
"""


def test_an_engineer_with_a_container(types: Types, tmp_path: Path) -> None:
    """The README's commands; then the event that it shows is put beside the container."""
    (tmp_path / "GTM-ABC1234.json").write_bytes(Path(WEB).read_bytes())
    assert types("govern init shop --from GTM-ABC1234.json")[0] in (0, 1)
    assert types("govern lint -C shop")[0] in (0, 1)
    assert types("govern render -C shop")[0] == 0
    assert types("govern diff -C shop") == (0, "no difference")
    container = next((tmp_path / "shop" / "build" / "gtm").iterdir()).stem
    event = README.partition("```yaml\n# specs/purchase.yaml")[2].partition("```")[0]
    (tmp_path / "shop" / "specs" / "purchase.yaml").write_text(f"#{event}")
    named = "naming: {tags: '{label} | {as}'}\n"  # the container has a tag of its own that is called "Meta - Purchase"
    (tmp_path / "shop" / "specs" / "sites.yaml").write_text(SITE.format(container=container) + named)
    assert types("govern render gtm -C shop")[0] == 0
    said = types("govern check -C shop --only diff")[1]
    assert f"{container} waits for deployment" in said
    assert '+ tag "Meta | Purchase"' in said


PLATFORMS = {
    "ga4": "{name: ga4, platform: ga4, site: shop, id: G-ABC1234567}",
    "meta": "{name: meta, platform: meta, site: shop, id: '1234567890123456', consent: &}",
    "ads": "{name: ads, platform: google_ads, site: shop, id: AW-123456789, consent: &}",
    "tiktok": "{name: tiktok, platform: tiktok, site: shop, id: COQDA8RC77U2TMR44LI0, consent: &}",
    "linkedin": "{name: linkedin, platform: linkedin, site: shop, id: '1234567', consent: &}",
}
EVENTS = (
    "view_item", "view_item_list", "select_item", "add_to_cart", "remove_from_cart", "view_cart", "add_to_wishlist",
    "begin_checkout", "login", "search", "share",
)  # fmt: skip
"""Eleven events beside the purchase; none has parameters here."""


def plan() -> str:
    """Twelve events told to five platforms, as the language page says to write it."""
    advertising = "[ad_storage, ad_user_data, ad_personalization]"
    lines = [SITE.format(container="GTM-ABC1234"), "destinations:"]
    lines += [f"  - {written.replace('&', advertising)}" for written in PLATFORMS.values()]
    lines += ["events:"]
    lines += [
        f"  - {{name: {name}, owner: web, kind: interaction, description: Somebody did it on the page ({at}).}}"
        for at, name in enumerate(EVENTS)
    ]
    purchase = README.partition("events:\n")[2].partition("\nmappings:")[0].rstrip()
    purchase = purchase.replace("    parameters:\n", "    parameters:\n      - {name: items, type: items}\n")
    lines += [purchase, "mappings:"]
    lines += [f"  - {{event: {name}, destination: ga4, as: shop_{name}}}" for name in EVENTS]
    sums = "parameters: {value: value, currency: currency}"
    for destination, more in (
        ("ga4", "as: purchase, parameters: {transaction_id: order_id, value: value, currency: currency, items: items}"),
        ("meta", f"as: Purchase, {sums}"),
        ("ads", "as: purchase, conversion_label: AbC-dEfG, parameters: {transaction_id: order_id, value: value, currency: currency}"),
        ("tiktok", f"as: Purchase, {sums}"),
        ("linkedin", f"as: PURCHASE, conversion_action: '12345678', {sums}"),
    ):  # fmt: skip
        lines.append(f"  - {{event: purchase, destination: {destination}, {more}}}")
    return "\n".join(lines) + "\n"


def test_a_team_from_nothing(types: Types, tmp_path: Path) -> None:
    assert types("govern init")[0] == 0
    (tmp_path / "specs" / "events.yaml").write_text(plan())
    code, said = types("govern lint")
    assert code == 0, said
    assert types("govern render")[0] == 0
    made = json.loads((tmp_path / "build" / "gtm" / "GTM-ABC1234.json").read_text("utf-8"))["containerVersion"]
    told = {tag["name"] for tag in made["tag"]}
    assert {"GA4 - purchase", "Meta - Purchase", "Google Ads - purchase", "TikTok - Purchase"} <= told
    assert len(list((tmp_path / "build" / "plan" / "events").glob("*.html"))) == 12
    assert types("govern check")[0] == 0


def test_an_agency_with_thirty_clients(types: Types, tmp_path: Path) -> None:
    export = json.loads(Path(WEB).read_text("utf-8"))
    for number in range(30):
        export["containerVersion"]["container"]["publicId"] = f"GTM-CLNT{number:03}"
        (tmp_path / "export.json").write_text(json.dumps(export))
        assert types(f"govern init clients/client-{number:02} --from export.json -q")[0] in (0, 1)
    assert types("govern render -q")[0] == 0
    code, said = types("govern diff")
    assert (code, said.endswith("30 projects: 30 with nothing to look at")) == (0, True)
    (tmp_path / "clients" / "client-07" / "specs" / "more.yaml").write_text("version: 1\nevents: [{nam: sign_up}]\n")
    code, said = types("govern lint --level error")
    assert (code, "clients/client-07: 1 error" in said) == (1, True)
    assert types("govern lint clients/client-08 --level error")[0] == 0
