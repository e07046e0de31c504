"""The sample queries: read from the files in samples/, for the page, the terminal and the tests."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any, NamedTuple


class Sample(NamedTuple):
    """A query that is worth trying as one kind of caller."""

    name: str
    caller: str
    title: str
    query: str
    variables: dict[str, Any]
    """In a text, `$name` stands for what each set-up makes anew: see exchange.app.demonstration.placeholder."""
    refused: str | None
    """The code of the refusal, for a sample that is meant to be refused."""

    @property
    def body(self) -> dict[str, Any]:
        """The request's body."""
        return {"query": self.query} | ({"variables": self.variables} if self.variables else {})

    def bound(self, placeholders: Mapping[str, str]) -> "Sample":
        """Return it with the names replaced that there is something for."""
        text = Template(json.dumps(self.variables, ensure_ascii=False)).safe_substitute(placeholders)
        return self._replace(variables=json.loads(text))


@cache
def samples() -> tuple[Sample, ...]:
    """Return all samples, in the order of their files."""
    folder = files("exchange.app.demonstration") / "samples"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".graphql")), key=lambda file: file.name)
    return tuple(_sample(file.name.removesuffix(".graphql"), file.read_text(encoding="utf-8")) for file in found)


def _sample(name: str, text: str) -> Sample:
    notes, lines = dict[str, str](), text.splitlines()
    while lines and lines[0].startswith("# "):
        key, _, value = lines.pop(0).removeprefix("# ").partition(": ")
        notes[key] = value
    return Sample(
        name=name.split("_", 1)[1],
        caller=notes["caller"],
        title=notes["title"],
        query="\n".join(lines) + "\n",
        variables=json.loads(notes.get("variables", "{}")),
        refused=notes.get("refused"),
    )
