"""The names of roles: spellings that mean one role, words of interfaces for it, and what a platform has under a name.

Interfaces call roles otherwise than interfaces for programs do. Source: for Meta two copies of its help about portfolios (full control was
the business admin, basic access the employee, apps and integrations the developer; the tasks of an ad account), checked 2026-11-30 in
stored copies; words of other languages are those of the interfaces, and a guess where nobody has seen them: they compare roles, and give none
a right that its platform does not have.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from govern.platforms.facts import Role

SAME = {
    "admin": "administrator administrador administrateur amministratore beheerder administratör vollzugriff adminzugriff full_control admin_access "
    "control_total contrôle_total controllo_completo controle_total volledig_beheer 管理者",
    "employee": "partial_access partial_access_basic basic_access employee_access",
    "developer": "apps_and_integrations",
    "manage": "manage_ad_account manage_ad_accounts",
    "advertise": "manage_campaigns",
    "analyze": "view_performance",
    "draft": "manage_creative_hub_mockups",
    "accountbillingadmin": "billing_admin",
    "publish": "veröffentlichen publicar publier pubblica pubblicare publiceren 公開",
    "approve": "genehmigen aprobar approuver approva aprovar goedkeuren 承認",
    "edit": "bearbeiten editar modifier modifica modificare bewerken 編集",
    "read": "lesen leer lire leggere lettura ler leitura lezen lectura lecture 読み取り",
    "editor": "bearbeiter éditeur redattore 編集者",
    "viewer": "betrachter lector lecteur visualizzatore visualizador leitor kijker 閲覧者",
    "analyst": "analysten analista analyste アナリスト",
    "readonly": "lesezugriff nur_lesen solo_lectura lecture_seule sola_lettura somente_leitura alleen_lezen 読み取り専用",
    "standard": "standardzugriff acceso_estándar accès_standard 標準",
}
"""Words of interfaces, by the role that programs know, as `role_key` has it."""


def letters(role: str) -> str:
    """A role without case, marks and what stands before the last slash."""
    return re.sub(r"[\W_]+", "", role.rpartition("/")[2].casefold())


@cache
def shown() -> dict[str, str]:
    """The role by each word of an interface for it."""
    return {letters(word): role for role, words in SAME.items() for word in words.split()}


@lru_cache(maxsize=1024)
def role_key(role: str) -> str:
    """A role for comparing: `predefinedRoles/editor`, `Editor` and `Bearbeiter` are one. A list has many entries and few roles."""
    key = letters(role)
    return shown().get(key, key)


def same_role(one: str, other: str) -> bool:
    """Whether two spellings mean one role."""
    return one == other or role_key(one) == role_key(other)


def roles_meant(roles: tuple[Role, ...], name: str) -> list[Role]:
    """The roles that a platform has under a name."""
    return [role for role in roles if same_role(role.name, name)]
