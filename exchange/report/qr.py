"""The QR code of an address, as SVG: the same in the HTML page and in the PDF file."""

from io import BytesIO

import segno

QUIET = 4
"""Modules of white around it, as ISO/IEC 18004 asks."""


def svg(address: str) -> str:
    """Return the code as an SVG document, black on white."""
    out = BytesIO()
    _code(address).save(out, kind="svg", border=QUIET, xmldecl=False, nl=False, light="#fff", omitsize=True)
    return out.getvalue().decode()


def inline(address: str, title: str) -> str:
    """Return the code as an SVG element of a page, with a title that is read aloud in its place."""
    made = _code(address).svg_inline(border=QUIET, light="#fff", omitsize=True, title=title, svgclass="qr")
    return made.replace("<svg ", '<svg role="img" ', 1)


def _code(address: str) -> segno.QRCode:
    # A fixed level and mask would save nothing: for the same text segno always makes the same choice.
    return segno.make_qr(address, error="m", boost_error=False)
