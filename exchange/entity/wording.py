"""Mends the characters of a name, a scope or an address, and says what was mended."""

import re
from unicodedata import category

from exchange.submission.chunk import quoted

PLACEHOLDER = "〓"
"""The geta mark, by which Chinese printing shows that a character could not be set."""
UNKNOWN = frozenset({
    "", "-", "--", "—", "——", "/", "\\", "无", "暂无", "未知", "不详", "空", "N/A", "n/a", "NA", "#N/A",
    "null", "NULL", "Null", "none", "None", "nil", "[已移除]",
})  # fmt: skip
"""What suppliers write where they don't know; the last one where a natural person's data was taken out."""

Repairs = tuple[tuple[str, str], ...]
"""Pairs of a code and a message."""

# U+E815 to U+E864: where GBK put characters that Unicode did not have yet, and those that it has now.
# Source: GB 18030 (as tabled in https://zh.wikipedia.org/wiki/GB_18030#PUA).
_STANDARDISED = dict(enumerate(
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
    "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻",
    0xE815,
))  # fmt: skip
_FULL_WIDTH = {point: chr(point - 0xFEE0) for point in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_FULL_WIDTH |= {point: chr(point - 0xFEE0) for point in range(0xFF41, 0xFF5B)}
_IS_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_SPACES = re.compile(r"\s+")


class WordingRefused(ValueError):
    """Text that can't be repaired; `code` and the message are for the receipt."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def is_clean(text: str) -> bool:
    """Return whether a text holds only visible characters and single outer characters that are no spaces."""
    return text.isprintable() and text[:1] != " " and text[-1:] != " "


def refuse_nul(text: str) -> None:
    """Raise WordingRefused for NUL characters: where they stand, text was lost before it was sent."""
    if "\0" in text:
        raise WordingRefused("CONTROL_CHARACTER", f"It holds {text.count(chr(0))} NUL characters: the text was lost.")


def mended_name(text: str) -> tuple[str, Repairs]:
    """Return a name in half-width letters and digits, single spaces, and the repairs made; brackets stay as they are.

    A private-use character that no standard assigns becomes PLACEHOLDER: which character it stands for only the
    supplier knows. Raises WordingRefused for other control characters.
    """
    narrow = text.translate(_FULL_WIDTH)
    known = narrow.translate(_STANDARDISED)
    control = next((char for char in known if category(char) == "Cc" and not char.isspace()), None)
    if control:
        raise WordingRefused("CONTROL_CHARACTER", f"The name holds the control character U+{ord(control):04X}.")
    placed, points = _placed(known)
    visible = _without_invisible(placed)
    single = _SPACES.sub(" ", visible).strip()
    shown = f"{quoted(text)} became {quoted(single)}."
    unshown = (
        f"{points} of {quoted(text)} became {PLACEHOLDER}: of the supplier's own font. Please send the name again in "
        "standard characters."
    )
    found = [
        ("FULL_WIDTH", shown, text != narrow),
        ("PRIVATE_USE_CHARACTER", shown, narrow != known),
        ("PRIVATE_USE_CHARACTER", unshown, known != placed),
        ("INVISIBLE_CHARACTER", shown, placed != visible),
        ("WHITE_SPACE", shown, visible != single),
    ]
    return single, tuple((code, message) for code, message, made in found if made)


def mended_text(text: str) -> tuple[str, Repairs]:
    """Return free text without invisible characters and outer space, and the repairs made.

    A private-use character that no standard assigns becomes PLACEHOLDER. NUL is refused before: see refuse_nul.
    """
    known = text.translate(_STANDARDISED)
    placed, points = _placed(known)
    spaced = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]+", " ", placed).strip()
    visible = _without_invisible(spaced).strip()
    found = [
        ("PRIVATE_USE_CHARACTER", f"Became the standard character in {quoted(known)}.", text != known),
        ("PRIVATE_USE_CHARACTER", f"{points} became {PLACEHOLDER}.", known != placed),
        ("WHITE_SPACE", "Outer white space was cut, line ends became spaces.", placed != spaced),
        ("INVISIBLE_CHARACTER", "Control and zero-width characters were taken out.", spaced != visible),
    ]
    return visible, tuple((code, message) for code, message, made in found if made)


def is_narrow(text: str) -> bool:
    """Return whether a name has no full-width letter or digit."""
    return _IS_FULL_WIDTH.search(text) is None


def _placed(text: str) -> tuple[str, str]:
    """Return a text with PLACEHOLDER for each private-use character, and the code points of the first of them."""
    private = sorted({char for char in text if category(char) == "Co"})
    points = ", ".join(f"U+{ord(char):04X}" for char in private[:8])
    return text.translate({ord(char): PLACEHOLDER for char in private}), points


def _without_invisible(text: str) -> str:
    return "".join(char for char in text if char.isspace() or category(char) not in ("Cc", "Cf"))
