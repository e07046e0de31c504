"""How the pages for people are written: HTML without scripts, Chinese with English beneath, and their headers."""

import re
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, RedirectResponse, Response

_PAGES = files("auth.people") / "pages"
_PAGE = Template((_PAGES / "page.html").read_text(encoding="utf-8"))
STYLE = (_PAGES / "page.css").read_text(encoding="utf-8")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+")


def shown(title: str, content: str, *, status: int = 200, form_target: str = "") -> Response:
    """Answer with a page. Its forms may post here, and be redirected to the origin of `form_target`."""
    text = _PAGE.substitute(title=escape(title), content=content)
    return HTMLResponse(text, status, headers(form_target))


def sent_on(address: str) -> Response:
    """Send the browser to another address by a GET, also after a form."""
    return RedirectResponse(address, 303, headers())


def headers(form_target: str = "") -> dict[str, str]:
    """Return the headers of everything that people see: nothing is stored, framed or told to other sites."""
    target = " ".join(filter(None, ("'self'", origin(form_target))))
    return {
        "Content-Security-Policy": f"default-src 'none'; style-src 'self'; form-action {target}; base-uri 'none'; "
        "frame-ancestors 'none'",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def origin(address: str) -> str:
    """Return an address's origin as a content security policy names it; empty where it has none of that form."""
    parts = urlsplit(address)
    found = f"{parts.scheme}://{parts.netloc}"
    return found if _ORIGIN.fullmatch(found) else ""


def both(chinese: str, english: str) -> str:
    """Return a text in both languages."""
    return f'{escape(chinese)}<span lang="en">{escape(english)}</span>'


def heading(chinese: str, english: str) -> str:
    """Return the page's heading."""
    return f"<h1>{both(chinese, english)}</h1>"


def paragraph(chinese: str, english: str) -> str:
    """Return a paragraph."""
    return f"<p>{both(chinese, english)}</p>"


def fault(chinese: str, english: str) -> str:
    """Return what went wrong, so that a screen reader says it at once."""
    return f'<div class="fault" role="alert">{paragraph(chinese, english)}</div>'


def hidden(**values: str) -> str:
    """Return fields that a form sends along."""
    return "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in values.items())


def button(chinese: str, english: str, *, decision: str = "", main: bool = False) -> str:
    """Return a button that sends its form; of several, `decision` says which one was pressed."""
    named = f' name="decision" value="{escape(decision)}"' if decision else ""
    kind = ' class="main"' if main else ""
    return f'<button type="submit"{kind}{named}>{both(chinese, english)}</button>'
