"""Names as people mistype them: each function takes a name and a source of chance."""

from collections.abc import Callable, Mapping
from functools import cache
from random import Random

from opencc import OpenCC

from exchange.reference.load import regions

_CJK = range(0x4E00, 0xA000)
_FORMS = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "公司", "厂", "店")
_SPACES = (" ", "\u3000", "\u00a0", "\t")
_PAIRS = ("（）", "()", "【】", "[]")
_LEAST = 4
"""Characters that are left of a name."""


def traditional(name: str, draw: Random) -> str:
    """Write it in traditional characters, of the mainland's, Taiwan's or Hong Kong's usage."""
    return str(_converter(draw.choice(("s2t", "s2tw", "s2hk"))).convert(name))


def full_width(name: str, _draw: Random) -> str:
    """Make letters, digits and signs as wide as characters, or those that are narrow again."""
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in name)
    return wide if wide != name else "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in name)


def without_region(name: str, draw: Random) -> str:
    """Leave out the division that it begins with; without one, its legal form."""
    opens = next((one for one in _divisions() if name.startswith(one) and len(name) - len(one) >= _LEAST), "")
    return name.removeprefix(opens) if opens else without_form(name, draw)


def without_form(name: str, _draw: Random) -> str:
    """Leave out the legal form that it ends in."""
    end = next((one for one in _FORMS if name.endswith(one) and len(name) - len(one) >= _LEAST), "")
    return name.removesuffix(end) if end else name


def region_or_form(name: str, draw: Random) -> str:
    """Leave out the division or the legal form."""
    return draw.choice((without_region, without_form))(name, draw)


def wrong(name: str, draw: Random) -> str:
    """Put another Chinese character in the place of any one."""
    at = draw.randrange(len(name))
    return name[:at] + draw.choice(_common()) + name[at + 1 :]


def brackets(name: str, draw: Random) -> str:
    """Write its brackets otherwise or leave them out; one that has none gets some."""
    inner = name.translate(str.maketrans("(（)）", "（（））"))
    if inner.count("（") != 1 or inner.count("）") != 1:
        at = draw.randrange(2, max(3, len(name) - 2))
        inner = f"{name[:at]}（{name[at : at + 2]}）{name[at + 2 :]}"
    return inner.translate(str.maketrans("（）", draw.choice(_PAIRS))) if draw.random() < 0.7 else _bare(inner)


def spaces(name: str, draw: Random) -> str:
    """Put white space anywhere, up to four times."""
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(name) + 1)
        name = name[:at] + draw.choice(_SPACES) + name[at:]
    return name


def swapped(name: str, draw: Random) -> str:
    """Turn two neighbours round."""
    at = draw.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def dropped(name: str, draw: Random) -> str:
    """Leave any one character out."""
    at = draw.randrange(len(name))
    return name[:at] + name[at + 1 :]


def wrong_without_form(name: str, draw: Random) -> str:
    """Leave out the legal form and mistake a character."""
    return wrong(without_form(name, draw), draw)


PERTURBATIONS: Mapping[str, Callable[[str, Random], str]] = {
    "traditional characters": traditional,
    "full width": full_width,
    "without division or legal form": region_or_form,
    "one character wrong": wrong,
    "brackets": brackets,
    "spaces": spaces,
    "without division": without_region,
    "two characters swapped": swapped,
    "one character left out": dropped,
    "without legal form, one character wrong": wrong_without_form,
}
"""The first six are those that a screening is measured by; the others are harder."""


def _bare(name: str) -> str:
    return name.replace("（", "").replace("）", "")


@cache
def _converter(how: str) -> OpenCC:
    return OpenCC(how)


@cache
def _divisions() -> tuple[str, ...]:
    """Return the names of divisions, the longest first, provinces and cities also without their kind."""
    wide = {row.name[:-1] for row in regions() if row.level in ("PROVINCE", "PREFECTURE") and len(row.name) > 2}
    return tuple(sorted({row.name for row in regions() if row.level != "TOWN"} | wide, key=len, reverse=True))


@cache
def _common() -> str:
    """Return the characters of all divisions' names, each as often as it occurs."""
    return "".join(char for row in regions() for char in row.name if ord(char) in _CJK)
