"""Whether docs/fapi.md tells the truth about what is tested."""

import re
from pathlib import Path

from tests.architecture.tree import files, read

DOCUMENT = Path("docs/fapi.md")
SECTIONS = ("5.2 ", "5.3.2.1 ", "5.3.2.2 ", "5.3.3 ", "5.3.4 ", "5.4 ")


def test_every_test_that_the_document_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", read(DOCUMENT)))
    tests = [path for path in files() if path.parts[0] == "tests" and path.suffix == ".py"]
    there = {name for path in tests for name in re.findall(r"^def (test_\w+)", read(path), re.MULTILINE)}
    assert len(named) > 70
    assert named - there == set()


def test_every_section_of_the_profile_is_gone_through() -> None:
    headings = re.findall(r"^## (.*)$", read(DOCUMENT), re.MULTILINE)
    assert all(any(heading.startswith(section) for heading in headings) for section in SECTIONS)


def test_every_requirement_has_a_test_or_a_reason() -> None:
    rows = [line for line in read(DOCUMENT).splitlines() if re.match(r"\| (?:\d|Note)", line)]
    assert len(rows) >= 45
    assert [row for row in rows if "`test_" not in row and "Not applicable" not in row and "the same" not in row] == []
