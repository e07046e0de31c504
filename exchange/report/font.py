"""Which of the machine's fonts Chinese is set in: the first of a stated order that is there."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from exchange.report.refusal import PdfUnavailable

FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
"""Sans-serif faces of simplified Chinese, the best one first. Machines with the same first one make the same files."""
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
ENDINGS = (".ttf", ".ttc", ".otf", ".otc")
NAMED = ("noto", "cjk", "wqy", "sourcehan", "source-han")
"""What the files or folders of these faces are named by: the machine's other fonts aren't opened."""
WAY_OUT = "install a Chinese font, such as Debian's fonts-noto-cjk or fonts-wqy-microhei"


class Font(NamedTuple):
    """The face that is used."""

    family: str
    is_bold: bool
    """Whether there is a bold cut."""
    fonts: Any
    """What typst is given: the files of this face alone, so that no other font can slip in."""


def typst() -> Any:
    """Return the module that sets type: an extra, without which everything else works. Raises PdfUnavailable."""
    if importlib.util.find_spec("typst") is None:
        raise PdfUnavailable(
            "PDF files can't be made here: install the extra 'pdf' (typst). The report is there as HTML and as JSON."
        )
    return importlib.import_module("typst")


@cache
def font() -> Font:
    """Return the font. Raises PdfUnavailable, with the way out, where there is none or typst isn't installed."""
    fonts = typst().Fonts
    folders = sorted({path.parent for path in _files()})
    if folders:
        found = fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
        for family in FAMILIES:
            cuts = [each for each in found.fonts() if each.family == family]
            if cuts:
                return Font(family, any(cut.weight >= 600 for cut in cuts), found)
    raise PdfUnavailable(
        f"PDF files can't be made here: {WAY_OUT}, and start the exchange anew. "
        "The report is there as HTML and as JSON."
    )


def _files() -> list[Path]:
    """Return the files that may be fonts of ours."""
    found = (file for folder in FOLDERS for file in Path(folder).expanduser().rglob("*"))
    return [file for file in found if file.suffix.lower() in ENDINGS and any(n in str(file).lower() for n in NAMED)]
