"""Settings in tables that interfaces let somebody download: headings, days, decimals and words of several languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Captured, printed
from for_each import for_each
from helpers import findings
from live_helpers import export

from govern.cli import run
from govern.core.errors import GovernError
from govern.render.reviews.workbook import workbook
from govern.rules.examples import in_memory
from govern.settings import Settings

ENGLISH = """Conversion actions
"November 1, 2026 - November 30, 2026"
Conversion action,Action optimization,Conversion source,Category,Status,Count,Click-through conv. window,View-through conv. window,Attribution model,Default value,Currency,Last conversion
Order,Primary,Website,Purchase,Enabled,Every,30 days,1 day,Data-driven,"1,234.50",EUR,"Nov 28, 2026"
"Total: Conversion actions",,,,,,,,,,,
"""
GERMAN = """Conversion-Aktion;Aktionsoptimierung;Conversion-Quelle;Kategorie;Status;Zählmethode;Klick-Zeitraum;Zeitraum für Impressionen;Attributionsmodell;Standardwert;Währung;Letzte Conversion
Order;Primär;Webseite;Kauf;Aktiviert;Jede;30 Tage;1 Tag;Data-driven;1.234,50;EUR;28.11.2026
Gesamt: Konto;;;;;;;;;;;
"""
SPANISH = """Acción de conversión\tOptimización de la acción\tFuente de conversión\tCategoría\tEstado\tRecuento\tVentana de conversión de clic\tVentana de visualización\tModelo de atribución\tValor predeterminado\tMoneda\tÚltima conversión
Order\tPrincipal\tSitio web\tCompra\tHabilitada\tTodas\t30 días\t1 día\tData-driven\t1.234,50\tEUR\t28/11/2026
"""
FRENCH = """Action de conversion;Optimisation de l'action;Source de conversion;Catégorie;État;Comptabilisation;Période de conversion (clic);Fenêtre après affichage;Modèle d'attribution;Valeur par défaut;Devise;Dernière conversion
Order;Principale;Site Web;Achat;Activée;Toutes;30 jours;1 jour;Data-driven;1 234,50;EUR;28 nov. 2026
"""


def read(text: str | bytes, file: str = "exports/conversions.csv") -> Settings:
    (found,) = export(text, file).settings
    return found


@for_each("text", [ENGLISH, GERMAN, SPANISH, FRENCH])
def test_a_table_of_google_ads_says_the_same_in_every_language(text: str) -> None:
    found = read(text)
    (order,) = found.settings
    assert (found.odd, found.platform, order.kind, order.name) == ((), "google_ads", "conversion", "Order")
    assert order.fields == {
        "click": "30d", "view": "1d", "counting": "every", "model": "Data-driven", "primary": True, "status": "active", "category": "PURCHASE",
        "method": "WEBPAGE", "value": 1234.5, "currency": "EUR", "fired": "2026-11-28",
    }  # fmt: skip
    assert not found.is_whole, "a table never proves that it is"


def test_headings_that_public_programs_read_from_google_ads_are_understood() -> None:
    """A checklist of what to export, and what a script writes into a sheet; of a number of conversions nobody takes a way of counting."""
    listed = (
        'Conversion action name,Source,Category,Tracking status,Include in "Conversions",Count,Attribution model,'
        "Click-through conv. window,View-through conv. window\nOrder,Website,Purchase,Recording,Yes,Every,Data-driven,30 days,1 day\n"
    )
    sheet = (
        "Conversion Action Name,Conversion Source,Tracking Status (Label),Action Optimization,Count Type,Click-Through Window (Days),"
        "View-Through Window (Days),Conversions (Last 14d)\nOrder,WEBPAGE,Active,Primary,Every,30,1,12\n"
    )
    for text in (listed, sheet):
        (order,) = read(text, "exports/google_ads/c.csv").settings
        assert [order.says(field) for field in ("counting", "click", "view", "primary")] == ["every", "30d", "1d", True]
    (key_event,) = read("Event name,Counting method\npurchase,Once per session\n", "exports/ga4/k.csv").settings
    assert (key_event.kind, key_event.says("counting")) == ("key_event", "once")
    with pytest.raises(GovernError, match="is not an export"):
        export("Event name,Count\npurchase,12\n", "exports/ga4/k.csv")


def test_the_first_sheet_of_a_workbook_is_such_a_table() -> None:
    rows = [line.split("\t") for line in SPANISH.splitlines()]
    assert read(workbook(rows, {}), "exports/acciones.xlsx").settings[0].fields["counting"] == "every"


@for_each(
    ("text", "file", "expected"),
    [
        (
            "Zielname;UET-Tag-ID;Zählung;Conversion-Zeitraum (Minuten);Status\nBestellung;4000001;Alle;43200;Aktiv\n",
            "ziele.csv",
            ("microsoft_ads", "conversion", {"click": "30d", "counting": "every", "status": "active"}),
        ),
        (
            "Goal name,Count,Conversion window,View-through conversion window,Status\nLead,Unique,7 days,Off,Paused\n",
            "goals.csv",
            ("microsoft_ads", "conversion", {"click": "7d", "view": "0d", "counting": "once", "status": "paused"}),
        ),
        (
            "Nombre de la dimensión,Ámbito,Parámetro del evento\nTipo,Usuario,page_type\n",
            "dims.csv",
            ("ga4", "dimension", {"parameter": "page_type", "scope": "user"}),
        ),
        (
            "Key event,Counting method,Default value,Currency\npurchase,Once per session,25.00,usd\n",
            "key.csv",
            ("ga4", "key_event", {"event": "purchase", "counting": "once", "value": 25, "currency": "USD"}),
        ),
        (
            "Name,Click-through window,View-through window\nOrder,90-day click,1 week\n",
            "linkedin/rules.csv",
            ("linkedin", "conversion", {"click": "90d", "view": "7d"}),
        ),
        (
            "Platform,Name,Klick-Fenster\nTikTok,Kauf,24 Stunden\n",
            "sheet.csv",
            ("tiktok", "conversion", {"click": "1d"}),
        ),
    ],
)
def test_a_heading_a_column_or_the_folder_says_whose_table_it_is(
    text: str, file: str, expected: tuple[Any, ...]
) -> None:
    found = read(text, f"exports/{file}")
    one = found.settings[0]
    assert (one.platform, one.kind, one.fields) == expected
    assert found.odd == ()


def test_what_could_mean_two_things_is_told_and_not_guessed() -> None:
    values = 'Conversion action,Count,Default value\nOrder,Every,"1,234"\nLead,Sometimes,"2,500"\n'
    found = read(values)
    assert ["value" in one.fields for one in found.settings] == [False, False]
    assert [odd.message for odd in found.odd] == [
        'the column "Default value" does not show whether "." or "," stands before decimals, so its values were not read',
        'conversion "Lead" has "Sometimes" as counting, which is not understood',
    ]
    nobody = read("Name,Conversion window\nOrder,30 days\n")
    assert nobody.settings == () and "does not say of which platform" in nobody.odd[0].message


@for_each(
    "text",
    [
        "name,count\npurchase,12\n",
        "Event name,Event count,Total users\npurchase,12,9\n",
        "Conversion action,Conversions,All conv. value\nOrder,12,9\n",
        "Name,Email\nAna,ana@acme.example\n",
        "Campaign,Attribution window,Spend\nBrand,7-day click,9\n",
        "event_name,click_through_conversion_attribution_window_day,click_through_conversion_attribution_window_month\nlead,3,7\n",
    ],
)
def test_tables_of_results_are_not_settings(text: str) -> None:
    try:
        assert export(text, "exports/x.csv").settings == ()
    except GovernError as error:
        assert "not an export" in error.message


SPECS: dict[str, Any] = {
    "version": 1,
    "sites": [{"name": "shop", "domains": {"production": ["shop.example"]}}],
    "destinations": [{"name": "ads", "platform": "google_ads", "site": "shop", "id": "AW-100000001"}],
    "events": [{"name": "purchase", "kind": "conversion", "description": "Somebody paid."}],
    "attribution": {"windows": [{"destination": "ads", "click": "30d", "view": "1d", "model": "data_driven"}]},
    "settings": [{"destination": "ads", "currency": "EUR", "conversions": [{"name": "Order", "event": "purchase", "counting": "every", "primary": True}]}],
}  # fmt: skip


@for_each(
    ("before", "after", "rules"),
    [
        ("", "", set()),
        ("30 days", "7 days", {"settings/window-differs"}),
        ("Every", "One", {"settings/counting-differs"}),
        ("Data-driven", "Last click", {"settings/model-differs"}),
        ("Primary", "Secondary", {"settings/primary-differs"}),
        ("Nov 28, 2026", "Sep 2, 2026", {"settings/conversion-not-fired"}),
    ],
)
def test_a_table_is_held_against_the_specs_as_an_answer_is(before: str, after: str, rules: set[str]) -> None:
    live = export(ENGLISH.replace(before, after) if before else ENGLISH)
    found = findings(in_memory(json.dumps(SPECS), live=live), over="live")
    assert {finding.rule for finding in found if finding.level != "note"} == rules


@pytest.mark.usefixtures("day")
def test_specs_that_begin_with_tables_differ_from_them_in_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ads.csv").write_text(GERMAN, encoding="utf-8")
    Path("dims.csv").write_text("Dimension name,Scope,Event parameter\nPage,Event,page_type\n")
    assert run(["init", "shop", "--from", "ads.csv", "--from", "dims.csv"]) == 0
    capsys.readouterr()
    assert printed(capsys, "diff", "-C", "shop").strip() == "no difference"
    assert "page_type" in Path("shop/specs/settings/ga4.yaml").read_text()
