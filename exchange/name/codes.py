"""The keys of many names at once, as text: each distinct pair or triple is worked out once."""

from operator import add

from exchange.name import form

END = "\n"
"""Stands behind each name of many; no normal form and no initials hold it."""
_WIDEST = "\uffff"


class Codes(dict[str, str]):
    """Remembers the code of a pair or a triple, with a comma behind it, and which keys turned up.

    `left_out`: keys that names have, and that aren't written with them.
    """

    MOST = 60_000

    def __init__(self, left_out: frozenset[int] = frozenset()) -> None:
        self.left_out, self.fresh = left_out, list[int]()

    def __missing__(self, part: str) -> str:
        if END in part:
            # Of the windows that slide over many names, the one that ends with END ends a name.
            text = END if part[-1] == END else ""
        else:
            opens = part[0] == form.OPENS
            bare = part[1:] if opens else part
            (key,) = form.bigrams(bare) if len(bare) == 2 else form.trigrams(bare)
            text = self._text(form.opening(key) if opens else key)
        self[part] = text
        return text

    def of(self, normals: list[str], letters: list[str]) -> list[str]:
        """Return the keys of names of these normal forms and initials, separated by commas; some may repeat."""
        if len(self) > self.MOST:
            self.clear()
        pairs = END + END.join(normals) + END
        if max(pairs) > _WIDEST:
            return self._apart(normals, letters)
        triples = END + END + END.join(letters) + END
        code = self.__getitem__
        of_pairs = "".join(map(code, map(add, pairs, pairs[1:]))).split(END)
        of_triples = "".join(map(code, map(add, map(add, triples, triples[1:]), triples[2:]))).split(END)
        opens = form.OPENS
        return [
            (f"{two}{three}{code(opens + normal[:2])}{code(opens + initials[:3]) if len(initials) > 2 else ''}")[:-1]
            if len(normal) > 1
            else ""
            for two, three, normal, initials in zip(of_pairs, of_triples, normals, letters, strict=False)
        ]

    def taken(self) -> list[int]:
        """Return the keys that turned up since the last time."""
        fresh, self.fresh = self.fresh, []
        return fresh

    def _apart(self, normals: list[str], letters: list[str]) -> list[str]:
        # Pairs are of UTF-16 units, which beyond the basic plane are not the characters.
        wide = {at: normal for at, normal in enumerate(normals) if max(normal, default="") > _WIDEST}
        codes = self.of(["" if at in wide else normal for at, normal in enumerate(normals)], letters)
        for at, normal in wide.items():
            codes[at] = "".join(map(self._text, form.keys(normal, letters[at])))[:-1]
        return codes

    def _text(self, key: int) -> str:
        self.fresh.append(key)
        return "" if key in self.left_out else f"{key},"
