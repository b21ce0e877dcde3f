"""Days that are told by how long ago they were: `3 days ago`, `gestern`, `hace un mes`. Interfaces write them; no day stands in the list."""

from __future__ import annotations

from govern.core.regex import regex

WORDS = regex(r"[0-9]{1,4}|[^\W\d_]+")
LONGEST = 40
"""A cell longer than this is not such a day."""

AT_ONCE = {
    "now just jetzt gerade ahora today heute hoy aujourd oggi hoje vandaag idag dzisiaj": 0,
    "yesterday gestern ayer hier ieri ontem gisteren igår wczoraj": 1,
    "vorgestern anteayer": 2,
}
"""Words that are a day by themselves."""

UNITS = {
    "s sec secs second seconds sekunde sekunden segundo segundos seconde secondes secondo secondi seconden": 0.0,
    "min mins minute minutes minuten minuto minutos minuti minuut": 0.0,
    "h hr hrs hour hours std stunde stunden hora horas heure heures ora ore uur uren timmar": 0.0,
    "d day days tag tagen tage día días dia dias jour jours giorno giorni dag dagen dagar dni": 1.0,
    "w wk week weeks woche wochen semana semanas semaine semaines settimana settimane weken": 7.0,
    "mo mon month months monat monaten monate mes meses mois mese mesi mês maand maanden": 30.0,
    "y yr yrs year years jahr jahre jahren año años ano anos an ans année années anno anni jaar": 365.0,
}
"""How many days a unit has; of a month and a year the least that people count."""

AGO = frozenset(["ago", "vor", "hace", "il", "fa", "há", "atrás", "geleden", "sedan", "siden", "temu", "earlier"])
"""Words that say that it is past; `il y a` in French."""

ONE = frozenset(["a", "an", "one", "ein", "eine", "einem", "einer", "un", "una", "uno", "une", "um", "uma", "een"])

DAY_OF = {word: days for words, days in AT_ONCE.items() for word in words.split()}
DAYS_IN = {word: days for words, days in UNITS.items() for word in words.split()}
PERIOD = regex(r"P([0-9]{1,5})D")


def ago(cell: str) -> str:
    """How long ago a cell says that a day was, as `P3D`; nothing where it says no such thing."""
    text = cell.strip().casefold()
    if not text or len(text) > LONGEST:
        return ""
    words = WORDS.findall(text)
    if words and words[0] in DAY_OF:
        return f"P{DAY_OF[words[0]]}D"
    if AGO.isdisjoint(words):
        return ""
    units = [(at, DAYS_IN[word]) for at, word in enumerate(words) if word in DAYS_IN and at and is_count(words[at - 1])]
    if len(units) != 1:
        return ""
    at, days = units[0]
    count = words[at - 1]
    return f"P{int(days * (int(count) if count.isdecimal() else 1))}D"


def is_count(word: str) -> bool:
    """Whether a word says how many."""
    return word.isdecimal() or word in ONE


def days_in(period: str) -> int | None:
    """How many days a text of `ago` says; nothing where it is none."""
    found = PERIOD.fullmatch(period)
    return int(found[1]) if found else None
