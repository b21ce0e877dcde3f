"""What a yes below a heading says: below `MFA` that there is a second factor, below `Without MFA` that there is none; below `Suspended`
that an account is closed, below `Not active` as well, below `Inactive: no` that it is open.

A heading is read word by word; each word that denies turns it round, so that `not disabled` is what `enabled` is. Headings are
handed over as `columns.spelt` leaves them.
"""

from __future__ import annotations

from govern.access import State
from govern.core.regex import regex

NEGATIONS = frozenset({
    "not", "no", "non", "nicht", "kein", "keine", "keinen", "pas", "sin", "niet", "geen", "não", "nao", "nie", "inte", "ikke", "without", "ohne",
    "sans", "senza", "sem", "zonder", "utan", "uden", "uten", "bez", "lacks", "lacking", "missing", "fehlt", "fehlend", "fehlende", "absent", "absente",
    "manquant", "manquante", "falta", "manca", "mancante", "ontbreekt", "saknas", "mangler", "brak", "off", "aus", "uit", "unenrolled",
    "unregistered", "unset", "unconfigured", "unprotected", "無効", "未設定", "未登録", "なし", "無し", "オフ",
})  # fmt: skip
STOPS = (
    "disabl", "deactiv", "inactiv", "deaktiv", "inaktiv", "inactief", "gedeactiv", "désactiv", "desactiv", "desativ", "inativ", "disattiv", "inattiv",
    "ausgeschaltet", "abgeschaltet", "uitgeschakeld", "avstäng", "wyłączon", "inactif",
)  # fmt: skip
"""How words begin that say of a second factor, and of an account, that it is turned off."""

CLOSES = (
    *STOPS, "suspend", "block", "gesperrt", "blockiert", "geblokkeerd", "sospes", "suspens", "bloqu", "bloccat", "archiv", "terminat", "revok",
    "ausgeschieden", "ausgetreten", "offboard", "departed", "deleted",
)  # fmt: skip
"""How words begin that say of an account, or of whom it belongs to, that it is closed."""

OPENS = frozenset({
    "active", "enabled", "aktiv", "aktiviert", "activé", "activée", "actif", "activo", "activa", "habilitado", "habilitada", "attivo", "attiva",
    "abilitato", "ativo", "ativa", "actief", "ingeschakeld", "aktiverad", "aktywny", "accountenabled", "isactive", "有効", "在籍", "在職",
})  # fmt: skip
SHUT = frozenset({"left", "former", "停止", "停止中", "退職", "退職済み", "無効"})
WAITS = frozenset({
    "pending", "ausstehend", "attente", "attesa", "pendiente", "pendente", "招待中", "承認待ち", "未承認",
})  # fmt: skip
UNANSWERED = frozenset({"open", "offen", "openstaand", "outstanding"})
"""What is said of an invitation that nobody has accepted; of an account it says nothing."""

TAKEN = ("accept", "akzept", "angenommen", "acept", "aceit", "accett", "geaccept", "confirm", "bestätigt", "承認済み")
"""How words begin that say that an invitation was accepted."""

INVITATION = frozenset({"invitation", "invite", "einladung", "invitación", "invito", "convite", "uitnodiging"})
ABOUT = INVITATION | frozenset({
    "is", "has", "been", "account", "user", "login", "logon", "sign", "in", "employee", "member", "credential", "access",
    "ist", "konto", "benutzer", "benutzerkonto", "nutzer", "anmeldung", "zugang", "mitarbeiter", "est", "compte", "utilisateur",
    "accès", "en", "cuenta", "usuario", "acceso", "está", "utente", "conta", "usuário", "gebruiker",
    "アカウント", "ユーザー",
})  # fmt: skip
"""What a heading may say that asks after an account and nothing else."""

JOINED = regex("(無効|未設定|未登録|なし|無し|オフ|有効|設定|登録|停止|アカウント|ユーザー)")
"""Words that stand beside others without a space."""

TICKS, CROSSES = frozenset("✓✔✅☑🗸"), frozenset("✗✘❌☒×✖")
YES = frozenset({"yes", "y", "true", "t", "1", "ja", "j", "sí", "si", "sì", "sim", "oui", "vrai", "vero", "verdadero", "verdadeiro", "wahr", "waar",
                 "tak", "evet", "はい", "あり"})  # fmt: skip
NO = frozenset({"no", "n", "false", "f", "0", "nein", "non", "faux", "falso", "falsch", "não", "nao", "nee", "nej", "nei", "nie", "hayır", "onwaar",
                "いいえ", "なし"})  # fmt: skip
"""Cells that only say yes or no; others say what is so by themselves, whatever the heading asks."""


def words_of(heading: str) -> list[str]:
    """The words of a heading, Japanese ones apart; the `no` of `no of devices` counts and does not deny."""
    return JOINED.sub(r" \1 ", heading).removeprefix("no of ").split()


def denies(heading: str) -> bool:
    """Whether a heading about a second factor asks whether there is none."""
    return sum(word in NEGATIONS or word.startswith(STOPS) for word in words_of(heading)) % 2 == 1


def affirmed(heading: str) -> str:
    """A heading without the words that deny: what it asks after."""
    return " ".join(word for word in words_of(heading) if word not in NEGATIONS and not word.startswith(STOPS))


def says(cell: str) -> bool | None:
    """Whether a cell, without case and marks, says yes or no and nothing else; nothing for other cells."""
    if cell[:1] in TICKS or cell[:1] in CROSSES:
        return cell[0] in TICKS
    return True if cell in YES else False if cell in NO else None


def state_asked(heading: str) -> State:
    """What a yes below a heading says of an account; nothing where the heading asks something else as well."""
    return yes_and_no(heading)[0]


def state_answered(cell: str, heading: str) -> State:
    """What yes or no says below a heading; nothing for other cells and headings."""
    answer = says(cell)
    return "" if answer is None else yes_and_no(heading)[not answer]


def yes_and_no(heading: str) -> tuple[State, State]:
    """What yes and what no say of an account below a heading."""
    told: list[tuple[State, State]] = []
    turns, words = 0, words_of(heading)
    for word in words:
        if word in UNANSWERED and not INVITATION.isdisjoint(words):
            told.append(("invited", "active"))
        elif found := state_told(word):
            told.append(found)
        elif word in NEGATIONS:
            turns += 1
        elif word not in ABOUT:
            return "", ""
    if len(told) != 1:
        return "", ""
    return told[0][::-1] if turns % 2 else told[0]


def state_told(word: str) -> tuple[State, State] | None:
    """What one word of a heading says of an account, and what its opposite would be; nothing for other words."""
    if word in SHUT or word.startswith(CLOSES):
        return "suspended", "active"
    if word in WAITS:
        return "invited", "active"
    if word.startswith(TAKEN):
        return "active", "invited"
    return ("active", "suspended") if word in OPENS else None
