"""The callers and the sample queries as HTML: readable without scripts, and what the explorer's scripts read."""

import json
from collections.abc import Mapping, Sequence
from html import escape

from auth.principal import PUBLIC_SCOPES
from exchange.app.demonstration import command_line
from exchange.app.demonstration.caller import CALLERS, PEOPLE, Caller, named
from exchange.app.demonstration.sample import Sample, samples

_SAMPLE = """<details class="sample" data-caller="{caller}">
<summary><span class="kind">{kind}</span> <span class="title">{title}</span></summary>
<pre tabindex="0"><code class="query">{query}</code></pre>
{variables}{shell}</details>
"""
_SHELL = """<p class="label">In a shell{hint}:</p>
<pre class="line" tabindex="0"><code>{line}</code></pre>
"""
_IN_BROWSER = '<p class="hint">People ask in their browser, after a sign-in.</p>\n'
_VARIABLES = '<p class="label">Variables:</p>\n<pre tabindex="0"><code class="variables">{text}</code></pre>\n'
_EVERYBODY = sorted(PUBLIC_SCOPES)
_HINT = ", with an access token in TOKEN"
_CALLER = """<div><dt>{title}</dt><dd>{purpose}</dd>
<dd><details><summary>{count}</summary>{scopes}</details></dd></div>
"""
_PERSON = """<tr data-caller="{key}" data-name="{name}"><th scope="row">{title}<span class="hint">{name}</span></th>
<td><code>{login}</code></td><td><code>{password}</code></td></tr>
"""


def callers_html() -> str:
    """Return the callers as the groups of a description list."""
    return "".join(_caller_html(each, each.scopes or _EVERYBODY) for each in CALLERS)


def _caller_html(caller: Caller, scopes: Sequence[str]) -> str:
    return _CALLER.format(
        title=escape(caller.title),
        purpose=escape(caller.purpose),
        count=f"{len(scopes)} scope{'s' if len(scopes) > 1 else ''}",
        scopes=" ".join(f"<code>{escape(each)}</code>" for each in scopes),
    )


def report_html(names: Mapping[str, str]) -> str:
    """Return a sentence that leads to a made-up enterprise's credit report, where the demonstration has that one."""
    if "report" not in names:
        return ""
    return f' What the public reads of one of them: its <a href="/reports/public/{names["report"]}">credit report</a>.'


def people_html(passwords: Mapping[str, str]) -> str:
    """Return the people as the rows of a table, with this run's passwords as far as they are to be shown."""
    return "".join(
        _PERSON.format(
            key=escape(each.key),
            name=escape(str(each.name)),
            title=escape(each.title),
            login=escape(each.id),
            password=escape(passwords.get(each.id, "see the terminal")),
        )
        for each in PEOPLE
    )


def choices_html() -> str:
    """Return the callers as the options of a select."""
    return "".join(f"<option value='{escape(each.key)}'>{escape(each.title)}</option>" for each in CALLERS)


def samples_html(issuer: str, placeholders: Mapping[str, str]) -> str:
    """Return the sample queries in the order of the callers."""
    order = [each.key for each in CALLERS]
    ranked = sorted(samples(), key=lambda sample: order.index(sample.caller))
    return "".join(_sample_html(each.bound(placeholders), issuer) for each in ranked)


def _sample_html(sample: Sample, issuer: str) -> str:
    caller = named(sample.caller)
    text = json.dumps(sample.variables, ensure_ascii=False, indent=2)
    return _SAMPLE.format(
        caller=escape(sample.caller),
        kind=escape(caller.title if caller else ""),
        title=escape(sample.title),
        query=escape(sample.query),
        variables=_VARIABLES.format(text=escape(text)) if sample.variables else "",
        shell=_IN_BROWSER if caller in PEOPLE else _shell_html(sample, issuer),
    )


def _shell_html(sample: Sample, issuer: str) -> str:
    has_token = sample.caller != CALLERS[0].key
    line = command_line.query_line(issuer, sample.body, with_token=has_token)
    return _SHELL.format(hint=_HINT if has_token else "", line=escape(line))
