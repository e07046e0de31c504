"""What a field asks of its reader: a scope, or nothing because the field is public for a stated reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """One field's declared access. `because` is the reason for making it public, and empty for a guarded field."""

    scope: str
    because: str = ""

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may read the field."""
        return bool(self.because)

    def __str__(self) -> str:
        return f"public because {self.because}" if self.is_public else f"scope {self.scope}"


def public(because: str) -> Policy:
    """Declare a field public, and why the law or the matter allows it."""
    if not because:
        raise ValueError("A public field says why it is public.")
    return Policy("public:read", because)


def scope(name: str) -> Policy:
    """Declare a field readable with the scope `name` only."""
    return Policy(name)
