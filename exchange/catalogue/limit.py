"""What the catalogue must not be opened to: what may never be held, and what only by the enterprise's consent.

Source: 征信业管理条例 (国务院令第631号), article 14; the terms are in exchange/reference/collection_limits.tsv.
A text is compared in two forms, so that neither full-width letters, case, spaces, signs, traditional characters nor
letters that are set apart get round it: Chinese and longer English terms anywhere in the text without its signs, short
English terms as whole words.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from exchange.catalogue.model import Publicity
from exchange.name.form import normal
from exchange.reference.catalogue import CollectionLimitRow, collection_limits

NEVER, CONSENT, EXCEPT = "NEVER", "CONSENT", "EXCEPT"
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_APART = re.compile(r"\b\w(?: \w\b){2,}")
"""Letters that are set apart by spaces: three at the least."""
_WORD = 7
"""From so many letters on an English term is looked for within words too."""


class Term(NamedTuple):
    """A term as it is looked for."""

    row: CollectionLimitRow
    form: str
    """Without signs."""
    words: str | None
    """Between spaces, where only whole words count."""


def forbidden(text: str, publicity: Publicity) -> CollectionLimitRow | None:
    """Return the first limit that a text of an item of this publicity runs against; None where it runs against none."""
    form, words = normal(text), _words(text)
    apart = " ".join(run.group().replace(" ", "") for run in _APART.finditer(words))
    for term in _terms():
        if term.row.rule == EXCEPT or (term.row.rule == CONSENT and publicity is Publicity.CONSENT):
            continue
        if _found(term, *_without_exceptions(form, words, term.row.matter)) or term.form in apart:
            return term.row
    return None


def _found(term: Term, form: str, words: str) -> bool:
    return term.form in form if term.words is None else term.form == form or f" {term.words} " in words


def _without_exceptions(form: str, words: str, matter: str) -> tuple[str, str]:
    for term in _terms():
        if term.row.rule == EXCEPT and term.row.matter == matter:
            # A sign that no form holds keeps what stood on either side of it apart.
            form = form.replace(term.form, "|")
            words = words.replace(f" {term.words or term.form} ", " | ")
    return form, words


def _words(text: str) -> str:
    """Return the words of Latin letters in lower case, each between spaces; FooBar and foo_bar are two."""
    plain = unicodedata.normalize("NFKD", _HUMP.sub(" ", unicodedata.normalize("NFKC", text))).casefold()
    return f" {' '.join(''.join(map(_letter, plain)).split())} "


def _letter(char: str) -> str:
    if char.isascii() and char.isalpha():
        return char
    # Accents and characters without a width belong to the letter before them.
    return "" if unicodedata.category(char) in ("Mn", "Cf") else " "


@cache
def _terms() -> tuple[Term, ...]:
    return tuple(_term(row) for row in collection_limits())


def _term(row: CollectionLimitRow) -> Term:
    form = normal(row.term)
    short = form.isascii() and len(form) < _WORD
    return Term(row, form, _words(row.term).strip() if short else None)


def of_matter(matter: str) -> CollectionLimitRow:
    """Return the first limit of a matter, which stands for it."""
    return next(term.row for term in _terms() if term.row.matter == matter)
