"""What cells and fields about a person say, in the words of many platforms and languages: second factor, state."""

from __future__ import annotations

import re

from govern.access import Factor, State
from govern.access.asked import CROSSES, NEGATIONS, TAKEN, TICKS, affirmed, denies, says, state_answered, state_asked

SHORT_FACTOR = frozenset({"mfa", "2fa", "2sv", "tfa", "otp", "totp", "has2fa", "hasmfa", "is2fa"})
TWO = frozenset({
    "two", "2", "multi", "multifactor", "second", "dual", "zwei", "zweiter", "dos", "doble", "segundo", "deux", "double", "due", "doppia", "dois", "duas", "twee", "iki", "två", "dwa", "dwuskładnikowe", "dwuetapowa",
})  # fmt: skip
MANY = ("zwei", "multi", "twee", "två", "totrin", "tofaktor", "dwu", "mehr")
"""How words begin that say in one that there is more than one."""

STEP = (
    "factor",
    "fac",
    "faktor",
    "facteur",
    "fattor",
    "fator",
    "step",
    "schritt",
    "paso",
    "étape",
    "etape",
    "passagg",
    "etapa",
    "stap",
    "steg",
    "trin",
    "etap",
    "składnik",
    "faktör",
    "adım",
)
NOT_IT = frozenset({
    "enforced", "enforcement", "backup", "required", "type", "exempt", "exempted", "exemption", "phone", "bypass", "bypassed", "excluded", "optional",
    "waived",
})  # fmt: skip
"""What may be said of a second factor other than whether there is one."""

WAYS = frozenset(
    {"method", "methods", "methode", "methoden", "método", "métodos", "méthode", "méthodes", "metodo", "metodi"}
)
"""What a column is called whose cells say how the second factor works; one that names a way says that there is one."""

SIGN_IN = frozenset({
    "authentication method", "authentication methods", "sign in method", "login method", "authentifizierungsmethode", "anmeldemethode",
    "método de autenticación", "méthode d authentification", "metodo di autenticazione", "método de autenticação",
})  # fmt: skip
"""What a column is called that says how somebody signs in, of which a second factor is one way: that of Google Ads."""

PASSWORD = frozenset({"password", "password only", "passwort", "nur passwort", "contraseña", "mot de passe", "senha"})

CALLED = frozenset({
    "factors enrolled", "enrolled factors", "registered factors", "login verification", "sign in verification", "strong authentication", "authentication", "double authentification", "authentification forte",
})  # fmt: skip
CALLED_JAPANESE = frozenset({"二段階認証", "2段階認証", "二要素認証", "2要素認証", "多要素認証"})
"""What some platforms call it."""

LAST = frozenset({
    "last", "latest", "recent", "lastlogin", "lastlogindate", "lastlogintime", "letzte", "letzter", "letztes", "zuletzt", "último", "ultimo", "última", "ultima",
    "dernier", "dernière", "derniere", "laatst", "laatste", "senast", "senaste", "sidst", "sidste", "sist", "siste", "ostatnie",
    "ostatnia", "ostatni", "son", "最終ログイン", "最終アクセス", "最終利用日",
})  # fmt: skip
ACT = (
    "activ", "aktiv", "interact", "interakt", "interacc", "login", "logged", "logon", "signin", "signed", "signon", "seen", "access", "zugriff", "anmeld", "angemeldet", "genutzt",
    "used", "visit", "acceso", "actividad", "sesión", "sesion", "conexión", "conexion", "connexion", "activité", "activite",
    "utilisation", "accesso", "attività", "acesso", "atividade", "inlog", "ingelogd", "online", "giriş", "görülme", "actief", "gezien", "gebruikt", "inlogg", "logind",
    "logowanie", "aktywność", "最終",
)  # fmt: skip
DAYS = frozenset(["days", "tage", "tagen", "días", "dias", "jours", "giorni", "dagen", "dagar", "dage", "dni"])
SINCE = frozenset(["since", "seit", "desde", "depuis", "da", "sinds", "sedan", "siden", "od"])
IDLE = ("inactiv", "inaktiv", "inactif", "inattiv", "inativ", "idle", "nieaktywn")
"""How words begin that say that somebody is not active."""

NOT_SEEN = (
    "password",
    "passwor",
    "passwort",
    "contraseña",
    "fail",
    "changed",
    "ip",
    "country",
    "location",
    "device",
    "level",
)
"""What else may be last of somebody."""

YES = frozenset({
    "on", "yes", "y", "true", "1", "enabled", "enrolled", "active", "activated", "registered", "set up", "turned on", "configured",
    "ja", "an", "ein", "aktiv", "aktiviert", "sí", "si", "verdadero", "activado", "activada", "oui", "vrai", "activé", "activée",
    "capable", "in place", "eingerichtet", "vorhanden", "konfiguriert", "registriert", "configurado", "configurada", "registrado",
    "registrada", "inscrito", "inscrita", "configuré", "configurée", "inscrit", "inscrite", "attivato", "attivata", "configurata",
    "ingeschakeld", "ingesteld", "enforced", "aktiverad", "aktiveret", "włączone", "włączona", "security key", "authenticator app",
    "authenticator", "authentication app", "passkey", "totp", "sms", "text message", "hardware key", "push", "på", "til",
    "2fa", "2sv", "mfa", "yubikey", "webauthn", "fido2", "有効", "オン", "設定済み", "slået til", "açık", "etkin", "evet",
    "tak", "actief", "はい", "あり", "verified", "multi factor", "two factor", "two step", "sì", "vero", "attivo", "attiva", "sim", "verdadeiro", "ativado", "ativada", "waar", "aan",
})  # fmt: skip
NO = frozenset({
    "off", "no", "n", "false", "0", "disabled", "not enrolled", "inactive", "none", "not registered", "not set up", "not enabled",
    "turned off", "not configured", "deactivated", "missing", "nein", "aus", "inaktiv", "deaktiviert", "nicht aktiv", "falsch",
    "no method", "no methods", "not registered any", "password only", "disattivata", "inattiva", "ausgeschaltet", "uitgeschakeld",
    "inaktiverad", "avstängd", "av", "fra", "deaktiveret", "wyłączone", "wyłączona", "keine", "kein", "ninguno", "ninguna", "aucun", "aucune",
    "無効", "オフ", "未設定", "slået fra", "kapalı", "devre dışı", "hayır", "avaktiverad",
    "nej", "nei", "nie", "single", "unenrolled", "unregistered", "unset", "unconfigured", "not used", "removed", "expired", "inactivo", "inactiva", "inativo",
    "inativa", "inattivo", "いいえ", "なし", "sin configurar", "sin activar", "falso", "desactivado", "desactivada", "non", "faux", "désactivé", "désactivée", "inactif", "disattivato", "disattivo",
    "não", "desativado", "desativada", "nee", "uit", "onwaar",
})  # fmt: skip
INVITED = frozenset({
    "invited", "pending", "invitation pending", "invitation sent", "invite sent", "invite pending", "awaiting", "unbound", "sent",
    "awaiting confirmation", "awaiting response", "waiting for response", "not accepted", "provisioned", "staged",
    "pending invitation", "pendingacceptance", "pending acceptance", "eingeladen", "ausstehend", "einladung ausstehend",
    "einladung gesendet", "invitado", "invitada", "pendiente", "invitación pendiente", "invité", "invitée", "en attente",
    "invitation envoyée", "in attesa", "invitato", "pendente", "convidado", "uitgenodigd", "in afwachting",
})  # fmt: skip
SUSPENDED = frozenset({
    "suspended", "blocked", "disabled", "deactivated", "deprovisioned", "archived", "deleted", "left", "terminated", "locked out",
    "gesperrt", "deaktiviert", "ausgeschieden", "ausgetreten", "gekündigt", "offboarded", "former", "resigned", "departed", "inactive employee", "suspendido", "suspendida", "bloqueado", "baja", "suspendu", "bloqué",
    "désactivé", "sospeso", "suspenso", "geblokkeerd",
})  # fmt: skip
ACTIVE = frozenset({
    "active", "enabled", "accepted", "bound", "member", "joined", "confirmed", "aktiv", "activo", "activa", "actif", "attivo",
    "ativo", "actief", "angenommen", "aceptado", "accepté",
})  # fmt: skip


def asks_factor(heading: str) -> bool:
    """Whether a heading, as `normal` leaves it, asks for a second factor."""
    heading = affirmed(heading)
    words = heading.split()
    if not NOT_IT.isdisjoint(words):
        return False
    if not (SHORT_FACTOR | CALLED_JAPANESE).isdisjoint(words) or heading in CALLED or heading in SIGN_IN:
        return True
    joined = heading.replace(" ", "")
    counted = any(word in TWO or word.startswith(MANY) for word in words)
    return (counted or "2step" in joined or "2faktor" in joined) and any(step in joined for step in STEP)


def asks_last_active(heading: str) -> bool:
    """Whether a heading, as `spelt` leaves it, asks when somebody was last there."""
    words = heading.split()
    joined = heading.replace(" ", "")
    if is_idle(heading) and not (DAYS | SINCE).isdisjoint(words):
        return True
    if LAST.isdisjoint(words) or any(word in NOT_SEEN for word in words):
        return False
    return any(act in joined for act in ACT) and not any(other in joined for other in NOT_SEEN if len(other) > 3)


def counts_days(heading: str) -> bool:
    """Whether a heading, as `spelt` leaves it, asks for how many days somebody has not been there: `Days since last login`."""
    words = frozenset(heading.split())
    return not DAYS.isdisjoint(words) and (not SINCE.isdisjoint(words) or is_idle(heading))


def is_idle(heading: str) -> bool:
    """Whether a heading speaks of somebody who is not active."""
    return any(word.startswith(IDLE) for word in heading.split())


def plain(cell: str) -> str:
    """A cell without case, marks and repeated space."""
    return re.sub(r"[\W_]+", " ", cell[:80]).strip().casefold()


def factor_in(cell: str, heading: str = "") -> Factor:
    """Whether a cell says that there is a second factor; below a heading for ways any way says so."""
    mark = cell.strip()[:1]
    whole = mark if mark in CROSSES or mark in TICKS else plain(cell.partition("(")[0])
    if denies(heading):
        return factor_denied(whole)
    if mark in CROSSES or mark in TICKS:
        return "off" if mark in CROSSES else "on"
    words = " ".join(word for word in whole.split() if word not in ITSELF) or whole
    first, _, rest = words.partition(" ")
    if words.isdecimal() and not COUNTED.isdisjoint(heading.split()):
        return "on" if int(words) else "off"
    if (
        words in NO
        or first in NONE
        or rest in NO - {"n"}
        or (first in NEGATIONS and (rest in YES or is_yes_ahead(rest)))
    ):
        return "on" if first in NEGATIONS and rest in NO else "off"
    if heading in SIGN_IN:
        return "off" if whole in PASSWORD else "on" if asks_factor(whole) or words in YES else ""
    names_way = bool(words) and words not in ("unknown", "n a") and not WAYS.isdisjoint(heading.split())
    return "on" if words in YES or whole in YES or is_yes_ahead(words) or names_way else ""


def factor_denied(whole: str) -> Factor:
    """What a cell, as `plain` leaves it, says below a heading that asks whether a second factor is missing: yes that it is. Words such as
    `enabled` speak for themselves; `on` and `off` may mean either."""
    answer = says(whole)
    if answer is not None:
        return "off" if answer else "on"
    return "" if whole in ("on", "off", "an", "aus") else factor_in(whole)


def is_yes_ahead(words: str) -> bool:
    """Whether words begin with one that says yes whatever follows."""
    return words.partition(" ")[0] in YES_AHEAD


ITSELF = SHORT_FACTOR | frozenset(
    ["two", "multi", "factor", "step", "verification", "authentication", "status", "is", "currently", "state"]
)
"""What a cell may repeat of its heading: `MFA disabled` is `disabled`."""

COUNTED = WAYS | frozenset({"number", "count", "devices", "factors", "anzahl", "número", "nombre"})
"""What a column is called whose cells say how many there are."""

NONE = frozenset({"off", "none", "inactive", "disabled", "unenrolled", "0"})
YES_AHEAD = frozenset({"on", "enabled", "enrolled", "active", "activated", "registered", "yes"})
"""What says it at the beginning, whatever follows: `enabled since May`."""


def state_in(cell: str, heading: str = "") -> State:
    """What a cell says about whether access can be used; `heading` tells what its yes and no mean."""
    words = plain(cell)
    if answered := state_answered(words or cell.strip(), heading):
        return answered
    if NEGATIONS.intersection(words.split()) and any(word.startswith(TAKEN) for word in words.split()):
        return "invited"
    if words in INVITED or words.startswith(("pending", "invitation", "awaiting")):
        return "invited"
    return "suspended" if words in SUSPENDED else "active" if words in ACTIVE else state_asked(words)
