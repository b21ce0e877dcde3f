"""The same fault in tables of other platforms and other languages: each is found, and its mended twin is not."""

from __future__ import annotations

import pytest
from for_each import for_each
from helpers import findings, project
from live_helpers import export

pytestmark = pytest.mark.usefixtures("day")

SPECS = """
sites: [{name: shop, domains: {production: [www.hazel.example]}}]
destinations:
  - {name: ga4, platform: ga4, site: shop, id: G-HAZEL00001}
  - {name: ads, platform: google_ads, site: shop, id: AW-100000001}
  - {name: meta, platform: meta, site: shop, id: '100000000000001'}
  - {name: linkedin, platform: linkedin, site: shop, id: '123456'}
  - {name: microsoft, platform: microsoft_ads, site: shop, id: '4000001'}
  - {name: tiktok, platform: tiktok, site: shop, id: CHZL0AK0PRODUCTION01}
  - {name: x, platform: x, site: shop, id: o8z6j}
  - {name: pinterest, platform: pinterest, site: shop, id: '2617998078212'}
attribution: {windows: [{destination: ads, click: 30d}, {destination: linkedin, click: 30d, view: 7d}, {destination: microsoft, click: 30d}, {destination: x, click: 30d},{destination: tiktok, click: 7d}]}
"""
Case = tuple[str, str, str, str, str]
"""A file, the rule, the table, what is wrong in it, and how it is mended."""
TABLES: tuple[Case, ...] = (
    ('microsoft.csv', 'lead-counted-every', 'Zielname;Zielkategorie;Status;Zählweise;Conversion-Zeitraum\nAnfrage;Lead-Formular senden;Aktiv;Alle;30 Tage\n', 'Alle', 'Einmalig'),
    ('a.csv', 'lead-counted-every', "Azione di conversione;Ottimizzazione dell'azione;Categoria;Stato;Conteggio;Finestra di conversione clic\nRichiesta;Principale;Invio modulo per i lead;Attiva;Ogni;30 giorni\n", ';Ogni;', ';Una;'),
    ('a.csv', 'lead-counted-every', 'Ação de conversão,Otimização da ação,Categoria,Status,Contagem,Janela de conversão de clique\nContato,Principal,Enviar formulário de lead,Ativada,Todas,30 dias\n', 'Todas', 'Uma'),
    ('a.csv', 'lead-counted-every', 'Conversieactie;Actieoptimalisatie;Categorie;Status;Telling;Klikconversieperiode\nAanvraag;Primair;Leadformulier indienen;Ingeschakeld;Elke;30 dagen\n', 'Elke', 'Eén'),
    ('m.csv', 'lead-counted-every', 'Nombre del objetivo;Categoría;Estado;Recuento;UET Tag ID\nSolicitud;Enviar formulario de clientes potenciales;Activo;Todos;4000001\n', 'Todos', 'Único'),
    ('a.csv', 'purchase-counted-once', "Action de conversion;Catégorie;État;Comptabilisation;Optimisation de l'action\nCommande;Achat;Activée;Une;Principale\n", ';Une;', ';Toutes;'),
    ('linkedin/c.csv', 'window-differs', 'Conversion name,Conversion type,Post-click window,View-through window,Status\nOrder,Purchase,90 days,7 days,Active\n', '90 days', '30 days'),
    ('linkedin/c.csv', 'window-differs', 'Name der Conversion;Typ;Klick-Zeitraum;Zeitraum für Impressionen;Status\nBestellung;Kauf;90 Tage;7 Tage;Aktiv\n', '90 Tage', '30 Tage'),
    ('a.csv', 'window-differs', "Azione di conversione;Categoria;Finestra di conversione clic;Ottimizzazione dell'azione\nOrdine;Acquisto;3 mesi;Principale\n", '3 mesi', '30 giorni'),
    ('a.csv', 'window-differs', 'Conversieactie;Categorie;Klikconversieperiode;Actieoptimalisatie\nBestelling;Aankoop;2 weken;Primair\n', '2 weken', '30 dagen'),
    ('a.csv', 'window-differs', 'Ação de conversão\tCategoria\tJanela de conversão de clique\tOtimização da ação\nPedido\tCompra\t1 semana\tPrincipal\n', '1 semana', '30 dias'),
    ('x/c.csv', 'window-differs', 'Nom de la conversion;Catégorie;Fenêtre après clic;Statut\nCommande;Achat;14 jours;Active\n', '14 jours', '30 jours'),
    ('t.csv', 'window-differs', 'Plataforma;Nombre de la conversión;Ventana de clics;Estado\nTikTok;Pedido;28 días;Activo\n', '28 días', '7 días'),
    ('m.csv', 'window-differs', 'Nombre del objetivo;UET Tag ID;Ventana de conversión de clic;Estado\nPedido;4000001;48 horas;Activo\n', '48 horas', '720 horas'),
    ('a.csv', 'conversion-not-fired', 'Conversion-Aktion;Kategorie;Status;Letzte Conversion\nBestellung;Kauf;Aktiviert;01.06.2026\n', '01.06.2026', '20.11.2026'),
    ('m.csv', 'conversion-not-fired', 'Conversione personalizzata;Categoria;Stato;Ultima attività\nOrdine;Acquisto;Attiva;1 giu 2026\n', '1 giu 2026', '20 nov 2026'),
    ('a.csv', 'conversion-not-fired', 'Conversieactie;Categorie;Status;Laatste conversie\nBestelling;Aankoop;Ingeschakeld;1 jun. 2026\n', '1 jun. 2026', '20 nov. 2026'),
    ('linkedin/c.csv', 'conversion-not-fired', 'Nom de la conversion;Statut;Dernière activité\nCommande;Active;1 juin 2026\n', '1 juin 2026', '20 nov. 2026'),
    ('a.csv', 'two-primary-actions', 'Conversion-Aktion;Conversion-Quelle;Aktionsoptimierung;Kategorie;Status\nBestellung;Webseite;Primär;Kauf;Aktiviert\nShop (web) purchase;Website (Google Analytics (GA4));Primär;Kauf;Aktiviert\n', 'Analytics (GA4));Primär', 'Analytics (GA4));Sekundär'),
    ('a.csv', 'two-primary-actions', "Action de conversion;Source de conversion;Optimisation de l'action;Catégorie;État\nCommande;Site Web;Principale;Achat;Activée\nShop (web) purchase;Site Web (Google Analytics (GA4));Principale;Achat;Activée\n", 'Analytics (GA4));Principale', 'Analytics (GA4));Secondaire'),
    ('a.csv', 'two-primary-actions', "Azione di conversione;Origine della conversione;Ottimizzazione dell'azione;Categoria;Stato\nOrdine;Sito web;Principale;Acquisto;Attiva\nShop (web) purchase;Sito web (Google Analytics (GA4));Principale;Acquisto;Attiva\n", '(GA4));Principale', '(GA4));Secondaria'),
    ('a.csv', 'two-primary-actions', 'Conversieactie;Conversiebron;Actieoptimalisatie;Categorie;Status\nBestelling;Website;Primair;Aankoop;Ingeschakeld\nShop (web) purchase;Website (Google Analytics (GA4));Primair;Aankoop;Ingeschakeld\n', '(GA4));Primair', '(GA4));Secundair'),
    ('g.csv', 'key-event-of-every-visit', 'Evento principal;Método de contagem;Status\npage_view;Uma vez por evento;Ativo\n', 'page_view', 'generate_lead'),
    ('g.csv', 'purchase-counted-once', 'Evento chiave;Metodo di conteggio\npurchase;Una volta per sessione\n', 'Una volta per sessione', 'Una volta per evento'),
    ('g.csv', 'purchase-counted-once', 'Belangrijke gebeurtenis;Telmethode\npurchase;Eén keer per sessie\n', 'Eén keer per sessie', 'Eén keer per gebeurtenis'),
    ('g.csv', 'purchase-counted-once', 'Événement clé;Méthode de comptage\npurchase;Une fois par session\n', 'Une fois par session', 'Une fois par événement'),
    ('g.csv', 'purchase-counted-once', 'Evento clave;Método de recuento\npurchase;Una vez por sesión\n', 'Una vez por sesión', 'Una vez por evento'),
)  # fmt: skip


@for_each("case", TABLES)
def test_a_table_of_any_language_is_judged_like_an_answer(case: Case) -> None:
    file, rule, text, wrong, mended = case
    assert wrong in text
    for table, count in ((text, 1), (text.replace(wrong, mended), 0)):
        live = export(table, f"exports/{file}")
        assert [odd.message for found in live.settings for odd in found.odd] == []
        said = findings(project(SPECS, live=live), f"settings/{rule}", over="live")
        assert len(said) == count, [(one.fields, one.platform) for found in live.settings for one in found.settings]
