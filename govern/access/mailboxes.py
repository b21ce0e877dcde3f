"""Mailboxes at providers where everybody may have one, mailboxes that several people read, and what everybody may do."""

from __future__ import annotations

from govern.core.regex import regex

PRIVATE = frozenset({
    "126.com", "163.com", "abv.bg", "alice.it", "aol.com", "arcor.de", "att.net", "bluewin.ch", "bol.com.br", "btinternet.com",
    "centrum.cz", "comcast.net", "daum.net", "duck.com", "email.de", "fastmail.com", "foxmail.com", "free.fr", "freenet.de",
    "gmail.com", "gmx.com", "gmx.net", "googlemail.com", "hanmail.net", "hetnet.nl", "hey.com", "hotmail.com", "icloud.com",
    "interia.pl", "kpnmail.nl", "laposte.net", "libero.it", "live.be", "live.ca", "live.cl", "live.co.uk", "live.com",
    "live.com.au", "live.com.mx", "mailbox.org", "live.de", "live.dk", "live.fr", "live.it", "live.nl", "live.no", "live.se", "mac.com", "mail.com",
    "mail.ru", "me.com", "msn.com", "naver.com", "neuf.fr", "o2.pl", "onet.pl", "orange.fr", "outlook.com", "pm.me",
    "posteo.de", "proton.me", "protonmail.ch", "protonmail.com", "qq.com", "rediffmail.com", "rocketmail.com", "sapo.pt", "seznam.cz",
    "sfr.fr", "sina.com", "t-online.de", "telenet.be", "terra.com.br", "tin.it", "tiscali.it", "tuta.com", "tuta.io", "tutamail.com", "tutanota.com",
    "tutanota.de", "ukr.net", "uol.com.br", "verizon.net", "virgilio.it", "wanadoo.fr", "web.de", "wp.pl", "yahoo.com", "yandex.com", "yeah.net",
    "ymail.com", "ziggo.nl", "zoho.com", "zohomail.com",
})  # fmt: skip
EVERYWHERE = regex(r"(?:gmx|hotmail|outlook|yahoo|yandex)\.(?:com?\.)?[a-z]{2}")
"""Providers of mailboxes that have a domain in each country."""

WORDS = {
    "any": "admin admins department departamento dept dpto group grupo info it itsupport mail root web webmaster hostmaster postmaster abuse",
    "of this work": (
        "ads adwords analytics crm data dev digital ecom ecommerce facebook fbads google gtm marketing media meta mkt mktg paid ppc search "
        "seo sem social tag tags tagmanager tech tiktok tracking"
    ),
    "English": (
        "account accounting accounts administrator agency backoffice billing booking bookings buying career careers contact contactus "
        "customercare customerservice developer developers devops donotreply events everyone finance frontdesk growth "
        "hello help helpdesk hi hr invoice invoices itdesk jobs legal manager newsletter noreply office online operations ops orders "
        "partners payroll people performance pr press privacy purchasing reception recruiting reply sales security service "
        "servicedesk services shared shop staff store studio support team training website welcome"
    ),
    "German": (
        "agentur bestellung bestellungen bewerbung buchhaltung buero büro datenschutz edv einkauf empfang geschaeftsfuehrung "
        "geschäftsführung abteilung hallo karriere kasse kontakt kundendienst kundenservice marketingabteilung mitarbeiter "
        "nichtantworten onlineshop paidmedia personal personalabteilung post presse rechnung rechnungen rechnungswesen redaktion "
        "reklame sekretariat servus verkauf vertrieb verwaltung webshop werbung willkommen zentrale"
    ),
    "Spanish": (
        "administracion administración agencia atencion atención atencionalcliente ayuda cliente clientes comercial compras comunicacion "
        "comunicación contabilidad contacto direccion dirección empleo equipo facturacion facturación facturas gerencia "
        "hola mercadeo noresponder oficina pedidos prensa publicidad recepcion recepción reservas rrhh secretaria secretaría soporte "
        "tienda todos ventas"
    ),
    "Portuguese": (
        "agência atendimento compras contabilidade contato contacto equipa equipe faturamento financeiro geral imprensa loja "
        "naoresponda recepcao rh suporte vendas"
    ),
    "French": (
        "accueil achats agence aide bienvenue bonjour boutique bureau commandes commercial communication comptabilite comptabilité "
        "direction equipe équipe facturation informatique nepasrepondre publicite publicité redaction rédaction secretariat secrétariat "
        "serviceclient ventes vente"
    ),
    "Italian": (
        "acquisti agenzia amministrazione assistenza ciao clienti commerciale contabilita contabilità contatti direzione fatture "
        "fatturazione negozio nonrispondere ordini pubblicita pubblicità segreteria stampa ufficio vendite"
    ),
    "Dutch": "administratie bestellingen boekhouding contacteer facturatie inkoop klantenservice kantoor personeel receptie verkoop welkom winkel",
    "Nordic": "ekonomi faktura hej hei kontor kundeservice kundservice markedsføring marknad myynti regnskab salg toimisto asiakaspalvelu",
    "Polish and Czech": "biuro faktury fakturace kontakty ksiegowosc księgowość obchod objednavky podpora pomoc reklama sklep sprzedaz sprzedaż witaj",
}  # fmt: skip
"""What mailboxes that several people read are called before the sign, by language. Who is called so (`Dev`, `Jobs`) is known by the name in the specs."""

SHARED = frozenset(word for words in WORDS.values() for word in words.split())

REGIONS = frozenset({"amer", "apac", "benelux", "brasil", "dach", "emea", "eu", "europe", "global", "iberia", "int", "intl", "latam", "nordics", "uk", "usa"})  # fmt: skip

PARTS = regex(r"[._-]+")

READ = 10
DIGITS = "0123456789"
SHORTEST, LONGEST = 3, 40
"""Letters of a word that may stand in a compound such as `adsteam`, and of a compound."""

LONGEST_CODE = 2
"""Countries and languages are two letters, which after a short word may as well be somebody's name."""


def is_private(domain: str) -> bool:
    """Whether anybody may have a mailbox at a domain."""
    return domain in PRIVATE or EVERYWHERE.fullmatch(domain) is not None


def mailbox(key: str) -> str:
    """The mailbox that an address reaches: without a part after `+`, and at Gmail without dots."""
    local, sign, domain = key.partition("@")
    local = local.partition("+")[0] or local
    if domain in ("gmail.com", "googlemail.com"):
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}{sign}{domain}"


def is_shared(key: str) -> bool:
    """Whether an address is called after a task and not after somebody: `marketing@`, `marketing-es@`, `no_reply@`, `team2@`; the
    name of the house may stand beside it, as in `acme.team@acme.example`."""
    local, sign, domain = key.partition("@")
    house = domain.partition(".")[0]
    parts = [part.rstrip(DIGITS) for part in PARTS.split(local.partition("+")[0])]
    parts = [part for part in parts if part and part != house]
    if not sign or not parts:
        return False
    first, *others = parts
    if "".join(parts) in SHARED:
        return True
    country = len(first) > LONGEST_CODE
    return is_task(first) and all(
        is_task(part) or part in REGIONS or (country and len(part) == LONGEST_CODE) for part in others
    )


def is_task(part: str) -> bool:
    """Whether a part of an address is a word for a task, or two in one such as `webteam`."""
    if part in SHARED:
        return True
    cuts = range(SHORTEST, len(part) - SHORTEST + 1) if len(part) <= LONGEST else ()
    return any(part[:cut] in SHARED and part[cut:] in SHARED for cut in cuts)
