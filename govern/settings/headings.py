"""What the columns of a downloaded table of settings mean, and what its cells say, in the words of interfaces in several languages."""

from __future__ import annotations

from collections.abc import Mapping

from govern.access.columns import Columns, normal
from govern.core.regex import regex
from govern.spec.spelling import letters

CONVERSIONS = (
    "conversion action", "conversion action name", "conversion", "conversion name", "custom conversion", "custom conversion name", "goal name",
    "conversion goal", "conversion rule", "conversion aktion", "name der conversion aktion", "name der conversion", "zielname", "conversion ziel", "benutzerdefinierte conversion",
    "acción de conversión", "nombre de la conversión", "nombre del objetivo", "conversión personalizada", "action de conversion", "nom de la conversion",
    "nom de l objectif", "conversion personnalisée", "azione di conversione", "nome conversione", "nome della conversione", "nome obiettivo", "conversione personalizzata",
    "ação de conversão", "nome da conversão", "nome da meta", "conversão personalizada", "conversieactie", "naam van conversie", "naam van de conversie", "aangepaste conversie",
    "コンバージョン アクション",
)  # fmt: skip
KEY_EVENTS = (
    "key event", "key event name", "event name", "schlüsselereignis", "ereignisname", "name des ereignisses", "evento clave", "nombre del evento",
    "événement clé", "nom de l événement", "evento chiave", "nome evento", "evento principal", "nome do evento", "belangrijke gebeurtenis",
    "gebeurtenisnaam",
)  # fmt: skip
DIMENSIONS = (
    "dimension name", "custom dimension", "name der dimension", "benutzerdefinierte dimension", "nombre de la dimensión", "dimensión personalizada",
    "nom de la dimension", "dimension personnalisée", "nome dimensione", "dimensione personalizzata", "nome da dimensão", "dimensão personalizada",
    "naam dimensie", "naam van dimensie", "aangepaste dimensie",
)  # fmt: skip
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "conversion": CONVERSIONS,
    "key_event": KEY_EVENTS,
    "dimension": DIMENSIONS,
    "name": ("name", "nombre", "nom", "nome", "naam"),
    "id": ("conversion id", "conversion action id", "goal id", "id", "ctid", "custom conversion id"),
    "label": ("conversion label", "label", "conversion label id", "etiqueta de conversión", "libellé de conversion", "etichetta di conversione"),
    "account": ("uet tag id", "pixel id", "dataset id", "customer id", "property id", "ad account id"),
    "platform": ("platform", "plattform", "plataforma", "plateforme", "piattaforma"),
    "counting": (
        "count", "counting", "counting method", "count type", "zählung", "zählmethode", "zählweise", "recuento", "método de recuento", "comptabilisation",
        "méthode de comptabilisation", "méthode de comptage", "conteggio", "metodo di conteggio", "contagem", "método de contagem", "telling", "telmethode",
    ),
    "model": (
        "attribution", "attribution model", "attribution model type", "attributionsmodell", "modelo de atribución", "modèle d attribution", "modello di attribuzione",
        "modelo de atribuição", "attributiemodel",
    ),
    "primary": (
        "action optimization", "conversion action optimization", "primary secondary", "include in conversions", "optimization", "aktionsoptimierung",
        "optimierung der aktion", "optimización de la acción", "optimización de acciones", "optimisation de l action", "optimisation des actions",
        "ottimizzazione dell azione", "otimização da ação", "actieoptimalisatie",
    ),
    "status": ("status", "tracking status", "état du suivi", "estado", "statut", "état", "stato"),
    "category": ("category", "conversion category", "goal category", "zielkategorie", "categoría del objetivo", "catégorie de l objectif", "categoria obiettivo", "kategorie", "categoría", "catégorie", "categoria", "categorie"),
    "method": ("conversion source", "source", "conversion quelle", "quelle", "fuente de conversión", "source de conversion", "origine della conversione",
               "origem da conversão", "conversiebron"),
    "value": (
        "default value", "default conversion value", "standardwert", "valor predeterminado", "valeur par défaut", "valore predefinito", "valor padrão",
        "standaardwaarde",
    ),
    "currency": ("currency", "currency code", "default currency", "währung", "moneda", "devise", "valuta", "moeda"),
    "fired": (
        "last conversion", "last conversion date", "last seen", "last received", "last received conversion", "last activity", "letzte conversion",
        "zuletzt empfangen", "letzte aktivität", "última conversión", "última actividad", "dernière conversion", "dernière activité", "ultima conversione",
        "ultima attività", "última conversão", "última atividade", "laatste conversie", "laatste activiteit",
    ),
    "parameter": (
        "event parameter", "user property parameter", "user property", "parameter", "ereignisparameter", "nutzereigenschaft parameter", "parámetro del evento",
        "parámetro de evento", "propiedad de usuario parámetro", "paramètre d événement", "propriété utilisateur paramètre", "parametro evento",
        "parâmetro do evento", "gebeurtenisparameter",
    ),
    "scope": ("scope", "umfang", "ámbito", "alcance", "champ d application", "portée", "ambito", "escopo", "bereik"),
}  # fmt: skip
"""The words of headings, as `normal` leaves them."""

WINDOW = (
    "window",
    "lookback",
    "fenster",
    "zeitraum",
    "ventana",
    "período",
    "periodo",
    "fenêtre",
    "période",
    "finestra",
    "janela",
    "venster",
    "periode",
)
SPANS = {
    "engaged_view": ("engaged", "engagement", "interaktion", "interacción", "interação", "interazione", "betrokken"),
    "view": (
        "view",
        "impression",
        "visualización",
        "visualización",
        "visualizzazione",
        "affichage",
        "visualização",
        "weergave",
        "ansicht",
    ),
    "click": ("click", "klick", "clic", "clique", "klik"),
}
"""What the headings of windows have in common, the most special first."""

OWN = {
    "google_ads": ("conversion action", "conversion action name", "conversion aktion", "name der conversion aktion", "acción de conversión",
                   "action de conversion", "azione di conversione", "ação de conversão", "conversieactie", "コンバージョン アクション"),
    "microsoft_ads": ("goal name", "zielname", "nombre del objetivo", "nom de l objectif", "nome obiettivo", "nome da meta", "uet tag id", "uet tag", "goal category"),
    "meta": ("custom conversion", "custom conversion name", "benutzerdefinierte conversion", "conversión personalizada", "conversion personnalisée",
             "conversione personalizzata", "conversão personalizada", "aangepaste conversie"),
    "ga4": (*(word for word in KEY_EVENTS if "key event" in word), "schlüsselereignis", "evento clave", "événement clé", "evento chiave", "evento principal", "belangrijke gebeurtenis",
            *DIMENSIONS),
}  # fmt: skip
"""Headings that only one platform's tables have."""

ONCE = frozenset({
    "one", "once", "unique", "onepersession", "oncepersession", "oneperclick", "eine", "einmal", "einmalig", "einmalprositzung", "una", "unavez",
    "única", "único", "unico", "unica", "une", "unefois", "uma", "umavez", "één", "eén", "eenmaal", "einepröklick",
})  # fmt: skip
EVERY = frozenset({
    "every", "all", "many", "manyperclick", "onceperevent", "everytime", "jede", "alle", "einmalproereignis", "jedesmal", "cada", "cadauna", "todas", "todos",
    "unavezporevento", "toutes", "chaque", "unefoisparévénement", "tutte", "ogni", "unavoltaperevento", "todasas", "elke", "iedere", "eenkeerpergebeurtenis",
})  # fmt: skip
FIRST = frozenset(
    {
        "primary",
        "primär",
        "primäre",
        "principal",
        "principale",
        "primaria",
        "primário",
        "primária",
        "primair",
        "yes",
        "ja",
        "sí",
        "oui",
        "sì",
        "sim",
    }
)
SECOND = frozenset(
    {
        "secondary",
        "sekundär",
        "sekundäre",
        "secundaria",
        "secundario",
        "secondaire",
        "secondaria",
        "secundária",
        "secundário",
        "secundair",
        "no",
        "nein",
        "non",
        "não",
        "nee",
    }
)
STATES = {
    "active": ("enabled", "active", "aktiviert", "aktiv", "habilitada", "habilitado", "activa", "activo", "activée", "activé", "active", "attiva", "attivo", "ativada", "ativo", "ingeschakeld", "actief"),
    "removed": ("removed", "deleted", "archived", "entfernt", "gelöscht", "archiviert", "eliminada", "quitada", "supprimée", "supprimé", "rimossa", "removida", "verwijderd"),
    "paused": ("paused", "pausiert", "pausada", "en pause", "in pausa", "gepauzeerd"),
}  # fmt: skip
CATEGORIES = {
    "PURCHASE": ("purchase", "kauf", "compra", "achat", "acquisto", "aankoop"),
}
"""Goals that rules ask about, as the API calls them; others stay as they are."""
LEADS = ("lead", "client potenti", "clientes potenciales", "prospect")
FORMS = ("form", "modulo", "módulo")
"""A category with a word of each is the form of a request, however the interface puts it."""
BY_SESSION = ("session", "sitzung", "sesión", "sessione", "sessão", "sessie")
BY_EVENT = ("event", "ereignis", "événement", "gebeurtenis")
"""What Analytics counts once by."""

SOURCES = {
    "GOOGLE_ANALYTICS_4_CUSTOM": ("analytics", "ga4"),
    "WEBPAGE": ("website", "webseite", "sitio web", "site web", "sito web", "site"),
}
"""What Google Ads calls where a conversion comes from, as the API does, by a word in it."""

SCOPES = {
    "event": ("event", "ereignis", "evento", "événement", "gebeurtenis"),
    "user": ("user", "nutzer", "usuario", "utilisateur", "utente", "usuário", "gebruiker"),
    "item": ("item", "artikel", "artículo", "article", "articolo", "elemento"),
}
UNITS = {"min": 1 / 1440, "st": 1 / 24, "hour": 1 / 24, "hora": 1 / 24, "heure": 1 / 24, "ore": 1 / 24, "uur": 1 / 24, "h": 1 / 24,
         "week": 7, "woche": 7, "semana": 7, "semaine": 7, "settiman": 7, "month": 30, "monat": 30, "mes": 30, "mois": 30, "mese": 30}  # fmt: skip
"""How many days a unit has, by how its words begin; days need no word."""

OFF = frozenset({"off", "none", "aus", "kein", "keine", "ninguna", "aucune", "nessuna", "nenhuma", "geen"})
METHOD = regex(r"m[eé]th?o|count type|zählweise")
"""What the heading of a way of counting has and that of a number of results has not."""

MINUTES = regex(r"\bmin\b|minut")
SPAN = regex(r"([0-9]{1,5})[\s-]{0,3}([^\W\d_]{0,12})")


def columns_of(header: list[str]) -> Columns | None:
    """The meaning of a header; nothing unless it names settings and says something of how they are set."""
    headings = [normal(cell) for cell in header]
    at: dict[str, tuple[int, ...]] = {
        meaning: tuple(number for number, heading in enumerate(headings) if heading in words)
        for meaning, words in HEADINGS.items()
    }
    for number, heading in enumerate(headings):
        span = window_of(heading)
        if span:
            at[span] = (*at.get(span, ()), number)
    is_method = any(METHOD.search(headings[number]) for number in at["counting"])
    return Columns(at, tuple(header)) if is_told(at, is_method=is_method) else None


def is_told(at: Mapping[str, tuple[int, ...]], *, is_method: bool = False) -> bool:
    """Whether a header names settings and says how they are set: tables of results have names and counts, too. `is_method`: a heading
    asks for the way of counting, which no number of results does."""
    named = at["conversion"] or at["key_event"]
    windows = [len(at.get(span, ())) for span in SPANS]
    if max(windows) > 1:
        return False  # a column of results for each of several windows
    if any(windows):
        return bool(named or at["name"])
    beside = any(at[meaning] for meaning in ("model", "category", "status", "value", "label"))
    says = (at["counting"] or at["primary"]) and (beside or is_method)
    if at["conversion"] and at["fired"] and at["status"]:
        return True
    return bool(named and says) or bool(at["dimension"] and at["parameter"])


def window_of(heading: str) -> str:
    """Which window a heading is about: of clicks where it does not say; empty where it is about none."""
    if not any(word in heading for word in WINDOW):
        return ""
    return next((span for span, words in SPANS.items() if any(word in heading for word in words)), "click")


def platform_in(columns: Columns) -> str:
    """The platform whose table a header can only be; empty where it may be another's."""
    headings = {normal(cell) for cell in columns.header}
    return next((key for key, words in OWN.items() if not headings.isdisjoint(words)), "")


def counting_in(cell: str) -> str | None:
    """How a cell says that several conversions are counted."""
    word = letters(cell)
    if word in ONCE or any(word.endswith(letters(unit)) for unit in BY_SESSION):
        return "once"
    return "every" if word in EVERY or any(letters(unit) in word for unit in BY_EVENT) else None


def primary_in(cell: str) -> bool | None:
    """Whether a cell says that bids are steered by it."""
    word = normal(cell).partition(" ")[0]
    return True if word in FIRST else False if word in SECOND else None


def word_in(cell: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """Our word for what a cell says."""
    said = normal(cell)
    return next((ours for ours, theirs in words.items() if said in theirs), None)


def category_in(cell: str) -> str:
    """A category in the API's word where it is one that rules ask about."""
    said = cell.casefold()
    if any(word in said for word in LEADS) and any(word in said for word in FORMS):
        return "SUBMIT_LEAD_FORM"
    return word_in(cell, CATEGORIES) or cell


def source_in(cell: str) -> str:
    """Where a conversion of Google Ads comes from."""
    said = f" {normal(cell)} "
    return next((ours for ours, theirs in SOURCES.items() if any(f" {word} " in said for word in theirs)), cell)


def window_in(cell: str, heading: str) -> str | None:
    """A window: a number with or without its unit, in the language of the table."""
    if normal(cell) in OFF:
        return "0d"
    found = SPAN.search(cell[:40])
    if found is None:
        return None
    unit = found[2].casefold() or ("min" if MINUTES.search(heading.casefold()) else "")
    factor = next((days for begins, days in UNITS.items() if unit.startswith(begins)), 1)
    minutes = round(int(found[1]) * factor * 1440)
    return f"{minutes // 1440}d" if minutes % 1440 == 0 else f"{minutes}m"
