"""Whether the files work on another machine: no package registry's address, no path of the machine that made them."""

import re

from tests.architecture.tree import files, read

REGISTRY = re.compile(
    r"https?://[^\s/\"']*(?:pypi|pythonhosted|npm|debian|crates)|--(?:extra-)?index-ur[l]|--find-link[s]"
)
MACHINE_PATH = re.compile(r"(?<![\w.}>])/(?:home|root|Users|work)/\w")


def texts() -> dict[str, str]:
    """Return the text of every file that is one."""
    found = {}
    for path in files():
        try:
            found[str(path)] = read(path)
        except UnicodeDecodeError:
            continue
    assert len(found) > 50
    return found


def test_no_file_names_a_package_registry() -> None:
    assert [name for name, text in texts().items() if REGISTRY.search(text)] == []


def test_no_file_names_a_path_of_a_machine() -> None:
    assert [name for name, text in texts().items() if MACHINE_PATH.search(text)] == []


def test_such_addresses_would_be_found() -> None:
    assert REGISTRY.search("https://" + "files.pythonhosted" + ".org/x")
    assert MACHINE_PATH.search("open('" + "/home" + "/user/file')")
