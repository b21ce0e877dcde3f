"""Days that are told by how long ago they were: `3 days ago`, `gestern`, `letzte Woche`. Interfaces write them; no day stands in the list."""

from __future__ import annotations

from datetime import date, timedelta

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
    "w wk week weeks woche wochen semana semanas semaine semaines settimana settimane weken vecka veckor veckan uge uger uke uker "
    "tydzień tygodnie tygodni tygodniu": 7.0,
    "mo mon month months monat monaten monate monats mes meses mois mese mesi mês maand maanden månad månader månaden måned måneder "
    "miesiąc miesiące miesięcy miesiącu": 30.0,
    "y yr yrs year years jahr jahre jahren jahres año años ano anos an ans année années anno anni jaar år året rok lat lata roku": 365.0,
}
"""How many days a unit has; of a month and a year the least that people count."""

AGO = frozenset(["ago", "vor", "hace", "il", "fa", "há", "atrás", "geleden", "sedan", "siden", "temu", "earlier"])
"""Words that say that it is past; `il y a` in French."""

ONE = frozenset(["a", "an", "one", "ein", "eine", "einem", "einer", "un", "una", "uno", "une", "um", "uma", "een"])

LAST = frozenset(
    [
        "last",
        "previous",
        "past",
        "letzte",
        "letzten",
        "letzter",
        "letztes",
        "vergangene",
        "vergangenen",
        "vorige",
        "vorigen",
        "pasada",
        "pasado",
        "dernier",
        "dernière",
        "passé",
        "scorsa",
        "scorso",
        "passata",
        "passato",
        "passada",
        "vorig",
        "afgelopen",
        "förra",
        "sidste",
        "forrige",
        "zeszły",
        "zeszłym",
        "zeszłego",
        "ubiegły",
        "ubiegłym",
    ]
)
"""Words that say that it was in the week, month or year before, or within so many days."""

THIS = frozenset(
    [
        "this",
        "current",
        "diese",
        "diesen",
        "dieser",
        "dieses",
        "esta",
        "este",
        "cette",
        "cet",
        "questa",
        "questo",
        "deze",
        "dit",
        "denna",
        "denne",
        "tym",
    ]
)
MORE = frozenset(
    ["more", "over", "über", "mehr", "länger", "más", "plus", "oltre", "più", "mais", "meer", "mer", "mere", "ponad"]
)
LESS = frozenset(["less", "under", "within", "weniger", "unter", "menos", "moins", "meno", "minder", "mindre"])

DAY_OF = {word: days for words, days in AT_ONCE.items() for word in words.split()}
DAYS_IN = {word: days for words, days in UNITS.items() for word in words.split()}
PERIOD = regex(r"P([0-9]{1,5})D|(7|30|365)D before")


def ago(cell: str) -> str:
    """How long ago a cell says that a day was: `P3D`, or `7D before` for the week (`30D` the month, `365D` the year) before the one of the
    list; nothing where it says no such thing. Where it leaves room, it is the latest day that it can be."""
    text = cell.strip().casefold()
    if not text or len(text) > LONGEST:
        return ""
    words = WORDS.findall(text)
    if words and words[0] in DAY_OF:
        return f"P{DAY_OF[words[0]]}D"
    units = [(at, DAYS_IN[word]) for at, word in enumerate(words) if word in DAYS_IN]
    counted = [(at, days) for at, days in units if at and is_count(words[at - 1])]
    if AGO.isdisjoint(words):
        return one_before(words, [days for _, days in units], bool(counted))
    if len(counted) != 1:
        return ""
    if not LESS.isdisjoint(words):
        return "P0D"
    at, days = counted[0]
    count = words[at - 1]
    least = int(days * (int(count) if count.isdecimal() else 1))
    return f"P{least + 1 if days == 1 and not MORE.isdisjoint(words) else least}D"


def one_before(words: list[str], units: list[float], is_counted: bool) -> str:
    """`ago` for `last week`, `this month` and `last 7 days`, which have no word for how long ago."""
    if len(units) != 1 or (LAST.isdisjoint(words) and THIS.isdisjoint(words)):
        return ""
    days = int(units[0])
    return f"{days}D before" if days > 1 and not is_counted and THIS.isdisjoint(words) else "P0D"


def is_count(word: str) -> bool:
    """Whether a word says how many."""
    return word.isdecimal() or word in ONE


def is_ago(said: str) -> bool:
    """Whether this is a text of `ago`."""
    return PERIOD.fullmatch(said) is not None


def told_day(said: str, taken: str) -> str:
    """The day, in ISO form, that a text of `ago` means in a list that was taken on a day; nothing where the text is of another form."""
    found = PERIOD.fullmatch(said)
    if found is None:
        return ""
    day = date.fromisoformat(taken)
    if found[1]:
        return date.fromordinal(max(1, day.toordinal() - int(found[1]))).isoformat()
    first = {"7": day - timedelta(day.weekday()), "30": day.replace(day=1), "365": day.replace(month=1, day=1)}[
        found[2]
    ]
    return (first - timedelta(1)).isoformat()
