"""The caller that planning tests ask as: a bureau with every scope there is."""

from auth.principal import PUBLIC_SCOPES, Principal
from auth.scopes import SCOPES

BUREAU = Principal(
    client_id="bureau",
    institution_code="DEMO-A",
    kind="BUREAU",
    scopes=PUBLIC_SCOPES | frozenset(SCOPES),
)
