"""Mailboxes at providers where everybody may have one, and what everybody may do."""

from __future__ import annotations

from govern.core.regex import regex

PRIVATE = frozenset({
    "126.com", "163.com", "aol.com", "bluewin.ch", "fastmail.com", "free.fr", "freenet.de", "gmail.com", "gmx.at", "gmx.ch",
    "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.es",
    "hotmail.fr", "hotmail.it", "icloud.com", "laposte.net", "libero.it", "live.com", "mac.com", "mail.ru", "me.com",
    "msn.com", "naver.com", "outlook.com", "outlook.com.br", "outlook.de", "outlook.es", "outlook.fr", "outlook.it", "pm.me",
    "proton.me", "protonmail.com", "qq.com", "sapo.pt", "t-online.de", "uol.com.br", "virgilio.it", "wanadoo.fr", "web.de",
    "yahoo.co.in", "yahoo.co.jp", "yahoo.co.uk", "yahoo.com", "yahoo.com.br", "yahoo.de", "yahoo.es", "yahoo.fr",
    "yahoo.it", "yandex.com", "yandex.ru", "ymail.com",
})  # fmt: skip

SHARED = frozenset({
    "accounting", "amministrazione", "comptabilite", "comptabilité", "donotreply", "financeiro", "growth", "mkt", "mktg", "reply", "ads", "adwords", "account", "accounts", "admin", "administrator", "agency", "agentur", "analytics", "billing", "buchhaltung", "compras",
    "comunicacion", "comunicación", "contabilidad", "contact", "contacto", "contato", "contatti", "dev", "developer", "developers", "digital", "ecommerce",
    "einkauf", "empfang", "equipe", "equipo", "facebook", "facturacion", "finance", "google", "gtm", "hello", "help", "hi", "hola", "info", "it", "kontakt",
    "mail", "marketing", "media", "newsletter", "noreply", "office", "online", "onlineshop", "paidmedia", "performance", "ppc", "presse", "press",
    "publicidad", "reklame", "root", "sales", "seo", "service", "shop", "social", "soporte", "support", "suporte", "tag", "tags", "tagmanager", "team", "tech",
    "tienda", "tracking", "vendas", "vendite", "ventas", "verkauf", "vertrieb", "verwaltung", "web", "webmaster", "webshop", "website", "werbung", "zentrale",
})  # fmt: skip
"""What mailboxes that several people read are called before the sign."""

PARTS = regex(r"[._-]+")

READ = 10


def mailbox(key: str) -> str:
    """The mailbox that an address reaches: without a part after `+`, and at Gmail without dots."""
    local, sign, domain = key.partition("@")
    local = local.partition("+")[0] or local
    if domain in ("gmail.com", "googlemail.com"):
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}{sign}{domain}"


def is_shared(key: str) -> bool:
    """Whether an address is called after a task and not after somebody, such as `marketing@` or `marketing-es@`."""
    local, sign, _ = key.partition("@")
    first, *others = PARTS.split(local.partition("+")[0].removeprefix("no-").rstrip(DIGITS))
    country = len(first) > LONGEST_CODE
    return (
        bool(sign)
        and first in SHARED
        and all(part in SHARED or (country and len(part) == LONGEST_CODE) for part in others)
    )


DIGITS = "0123456789"
LONGEST_CODE = 2
"""Countries and languages are two letters, which after a short word may as well be somebody's name."""
