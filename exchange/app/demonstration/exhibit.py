"""The callers and the sample queries as HTML: readable without scripts, and what the explorer's scripts read."""

import json
from html import escape

from auth.principal import PUBLIC_SCOPES
from exchange.app.demonstration import command_line
from exchange.app.demonstration.caller import CALLERS
from exchange.app.demonstration.sample import Sample, samples
from exchange.settings import Settings

_SAMPLE = """<details class="sample" data-caller="{caller}">
<summary><span class="kind">{kind}</span> <span class="title">{title}</span></summary>
<pre tabindex="0"><code class="query">{query}</code></pre>
{variables}<p class="label">In a shell{hint}:</p>
<pre class="line" tabindex="0"><code>{line}</code></pre>
</details>
"""
_VARIABLES = '<p class="label">Variables:</p>\n<pre tabindex="0"><code class="variables">{text}</code></pre>\n'
_EVERYBODY = sorted(PUBLIC_SCOPES)
_HINT = ", with an access token in TOKEN"


def callers_html() -> str:
    """Return the callers as the groups of a description list."""
    group = "<div><dt>{}</dt><dd>{}</dd><dd>{}</dd></div>"
    return "\n".join(
        group.format(escape(each.title), escape(each.purpose), " ".join(map(_code, each.scopes or _EVERYBODY)))
        for each in CALLERS
    )


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


def choices_html() -> str:
    """Return the callers as the options of a select."""
    return "".join(f"<option value='{escape(each.key)}'>{escape(each.title)}</option>" for each in CALLERS)


def samples_html(settings: Settings) -> str:
    """Return the sample queries in the order of the callers."""
    return "".join(_sample_html(each, settings) for each in samples())


def _sample_html(sample: Sample, settings: Settings) -> str:
    has_token = sample.caller != "public"
    text = json.dumps(sample.variables, ensure_ascii=False, indent=2)
    return _SAMPLE.format(
        caller=escape(sample.caller),
        kind=escape(next(each.title for each in CALLERS if each.key == sample.caller)),
        title=escape(sample.title),
        query=escape(sample.query),
        variables=_VARIABLES.format(text=escape(text)) if sample.variables else "",
        hint=_HINT if has_token else "",
        line=escape(command_line.query_line(settings.issuer, sample.body, with_token=has_token)),
    )
