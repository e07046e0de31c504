"""The names that entities bear or bore, and the vocabulary of the keys they are found under."""

from sqlalchemy import ARRAY, Index, Integer, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code
from exchange.name.kind import NameKind

__all__ = ("EntityGram", "EntityName", "NameKind")

_OF_SEVERAL = Index("ix_entity_name_uscc", "uscc", sqlite_where=text("NOT sole"), postgresql_where=text("NOT sole"))
_WHOLE = Index("ix_entity_name_normal", "normal", postgresql_using="hash")
"""For a whole name's bearers. A name may be longer than a tree's keys."""
_READ = Index(
    "ix_entity_gram_pinyin", "pinyin", sqlite_where=text("pinyin <> ''"), postgresql_where=text("pinyin <> ''")
)


class EntityName(Base):
    """A name of an entity. No foreign key on uscc: ingest writes both rows from the same line."""

    __tablename__ = "entity_name"
    __table_args__ = (_OF_SEVERAL, _WHOLE)

    place: Mapped[int] = mapped_column(Long, primary_key=True, autoincrement=False)
    """Where the name stands among equals: shortest first, then by a digest of USCC and name. Also its row id."""
    uscc: Mapped[str] = mapped_column(Code)
    kind: Mapped[str] = mapped_column(Code)
    sole: Mapped[bool]
    """The entity has this name only, so no other row can answer for it. Only the others are indexed by uscc: a
    sole name is found by its place, which USCC and name give."""
    name: Mapped[str]
    normal: Mapped[str] = mapped_column(Code)
    initials: Mapped[str] = mapped_column(Code)
    codes: Mapped[list[int] | None] = mapped_column(Text().with_variant(ARRAY(Integer), "postgresql"))
    """The name's keys; null on SQLite, where the full-text index alone holds the keys."""


class EntityGram(Base):
    """A key of the names' index, once a reading."""

    __tablename__ = "entity_gram"
    __table_args__ = (_READ,)

    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pinyin: Mapped[str] = mapped_column(Code, primary_key=True)
    """Two syllables ("hui zhou"), behind ^ where the key opens names; "" unless it is two Chinese characters."""
    names: Mapped[int]
    """About how many names have the key; decides only how a search is run, never what it finds."""
