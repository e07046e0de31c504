"""The front page: what it loads and sends, that nothing else runs on it, and who gets a token from its door."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from auth.agreed import BY_AGREEMENT
from exchange.app import page
from exchange.app.demonstration.agreement import agree
from exchange.app.demonstration.caller import CALLERS, CLIENTS, PEOPLE
from exchange.app.demonstration.registration import enrol, register
from exchange.app.demonstration.sample import samples
from exchange.app.http import Exchange
from exchange.settings import Settings
from schema.build import sdl

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
}
PASSWORDS = {person.id: f"password of {person.key}" for person in PEOPLE}
STATIC = files("exchange.app") / "static"


class Markup(HTMLParser):
    """What a page's markup loads and says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.labelled: set[str | None] = set()
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "label":
            self.labelled.add(found.get("for"))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.words += data

    def loaded(self) -> set[str]:
        """Return the addresses that the page loads or leads to."""
        return {str(value) for _, found in self.tags for name, value in found.items() if name in ("src", "href")}


@pytest.fixture(params=["plain", "demo"])
def served(request: pytest.FixtureRequest, plain: TestClient, demo: TestClient) -> TestClient:
    """Serve an exchange of either sort."""
    return plain if request.param == "plain" else demo


@pytest.fixture
def plain(settings: Settings) -> Iterator[TestClient]:
    """Serve an exchange that is no demonstration."""
    with TestClient(Exchange(settings), base_url=settings.issuer) as http:
        yield http


@pytest.fixture
def demo(engine: Engine, settings: Settings) -> Iterator[TestClient]:
    """Serve a demonstration, its clients registered."""
    demonstration = replace(settings, demo=True)
    with engine.begin() as connection:
        enrol(connection)
    with Session(engine) as session, session.begin():
        register(session, demonstration)
        agree(session)
    with TestClient(Exchange(demonstration, PASSWORDS), base_url=settings.issuer) as http:
        yield http


def test_the_page_lets_only_its_own_files_run(demo: TestClient) -> None:
    for path in ("/", "/schema.graphql", *(f"/static/{name}" for name in page.FILES)):
        answer = demo.get(path)
        assert answer.status_code == 200
        assert set(answer.headers["content-security-policy"].split("; ")) == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_markup_needs_no_exception_from_the_policy(served: TestClient) -> None:
    markup = Markup(served.get("/").text)

    inline = [tag for tag, found in markup.tags if tag == "style" or (tag == "script" and not found.get("src"))]
    handlers = [name for _, found in markup.tags for name in found if name == "style" or name.startswith("on")]
    assert inline == handlers == []
    assert all(address.startswith(("/", "#")) and not address.startswith("//") for address in markup.loaded())
    assert {served.get(address).status_code for address in markup.loaded() if address.startswith("/")} == {200}


def test_every_control_has_a_label_and_every_id_is_one_elements(served: TestClient) -> None:
    markup = Markup(served.get("/").text)

    controls = {found.get("id") for tag, found in markup.tags if tag in ("input", "select", "textarea")}
    assert controls == markup.labelled
    assert len(markup.ids) == len(set(markup.ids))
    assert ("html", {"lang": "en"}) in markup.tags


def test_without_scripts_the_page_shows_every_sample_and_its_line(demo: TestClient) -> None:
    markup = Markup(demo.get("/").text)

    for sample in samples():
        assert sample.title in markup.words
        assert sample.query in markup.words
    in_person = {person.key for person in PEOPLE}
    lines = [sample for sample in samples() if sample.caller not in in_person]
    assert markup.words.count("curl -s http://127.0.0.1:8000/graphql") == len(lines)
    assert all(caller.purpose in markup.words for caller in CALLERS)


def test_scripts_write_text_and_never_html_or_code() -> None:
    scripts = {name: (STATIC / name).read_text() for name in page.FILES if name.endswith(".js")}

    dangerous = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|https?://")
    assert {name for name, script in scripts.items() if dangerous.search(script)} == set()
    imported = {name for script in scripts.values() for name in re.findall(r'from "\./(\w+\.js)"', script)}
    assert imported | {"explorer.js"} == set(scripts)


def test_every_static_file_is_served_or_part_of_the_page() -> None:
    parts = {"page.html", "people_demo.html", "identity_demo.html", "identity_token.html", "notice_demo.html"}

    assert {file.name for file in STATIC.iterdir()} == set(page.FILES) | parts


@pytest.mark.parametrize("path", ["/static/page.html", "/static/../page.py", "/static/%2e%2e/page.py", "/static/"])
def test_no_other_file_is_served(plain: TestClient, path: str) -> None:
    assert plain.get(path).status_code == 404


def test_the_schema_is_served_as_text_and_remembered(plain: TestClient) -> None:
    answer = plain.get("/schema.graphql")

    assert answer.text == sdl() + "\n"
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=300"
    again = plain.get("/schema.graphql", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert plain.get("/schema.graphql", headers={"If-None-Match": '"other"'}).status_code == 200


def test_outside_a_demonstration_there_is_no_door_but_a_field_for_a_token(plain: TestClient) -> None:
    markup = Markup(plain.get("/").text)

    answer = plain.post("/demo/token?caller=bank")
    assert (answer.status_code, "access_token" in answer.text) == (404, False)
    assert "caller" not in markup.ids
    assert "A demonstration." not in markup.words
    assert {"id": "token", "type": "password"}.items() <= dict(next(f for t, f in markup.tags if t == "input")).items()


def test_people_can_sign_in_without_scripts(demo: TestClient) -> None:
    markup = Markup(demo.get("/").text)

    assert ("a", {"class": "button sign-in", "href": "/session/start"}) in markup.tags
    assert all(password in markup.words for password in PASSWORDS.values())
    assert 'name="password"' in demo.get("/session/start").text


def test_the_passwords_are_shown_under_names_of_this_machine_only(demo: TestClient) -> None:
    shown = {host: demo.get("/", headers={"Host": host}) for host in ("127.0.0.1:8000", "localhost:8000", "evil:8000")}

    assert [PASSWORDS["demo-enterprise"] in page.text for page in shown.values()] == [True, True, False]
    assert "see the terminal" in shown["evil:8000"].text
    assert shown["evil:8000"].headers["etag"] != shown["localhost:8000"].headers["etag"]


def test_outside_a_demonstration_people_sign_in_but_none_are_named(plain: TestClient) -> None:
    markup = Markup(plain.get("/").text)

    assert ("a", {"class": "button sign-in", "href": "/session/start"}) in markup.tags
    assert "demo-enterprise" not in markup.words
    assert "people" not in markup.ids


def test_each_caller_gets_a_token_that_the_exchange_believes(demo: TestClient) -> None:
    for caller in CLIENTS:
        answer = demo.post(f"/demo/token?caller={caller.key}", headers=own_page())
        assert answer.headers["cache-control"] == "no-store"
        body = answer.json()
        bearer = {"Authorization": f"Bearer {body['access_token']}"}
        seen = demo.post("/graphql", json={"query": "{ viewer { clientId scopes } }"}, headers=bearer).json()
        lapsed = BY_AGREEMENT if caller.key == "credit-service" else frozenset[str]()
        scopes = sorted({*caller.scopes} - lapsed)
        assert seen["data"] == {"viewer": {"clientId": caller.id, "scopes": scopes}}
        assert body["expires_in"] == 300


def own_page(**changes: str) -> dict[str, str]:
    """Return what a browser sends from the exchange's own page, with changes."""
    return {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"} | changes


CROSS: Any = [
    own_page(**{"Sec-Fetch-Site": "cross-site"}),
    own_page(**{"Sec-Fetch-Site": "same-site"}),
    own_page(Origin="http://evil.example:8000"),
    own_page(Origin="http://evil.example:8000", Host="evil.example:8000"),
    own_page(Origin="https://127.0.0.1:8000"),
    own_page(Origin="http://127.0.0.1:9000"),
    own_page(Origin="null"),
    {"Origin": "http://evil.example"},
]


@pytest.mark.parametrize("headers", CROSS)
def test_other_pages_get_no_token(demo: TestClient, headers: dict[str, str]) -> None:
    answer = demo.post("/demo/token?caller=bank", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (403, "CROSS_SITE")
    assert set(answer.json()) == {"code", "message"}


@pytest.mark.parametrize(
    "query", ["", "?caller=public", "?caller=nobody", "?caller=demo-bank", "?caller=enterprise", "?caller=%00"]
)
def test_an_unknown_caller_gets_no_token(demo: TestClient, query: str) -> None:
    answer = demo.post(f"/demo/token{query}", headers=own_page())

    assert (answer.status_code, answer.json()["code"]) == (404, "CALLER_UNKNOWN")


def test_a_token_is_never_given_by_get(demo: TestClient) -> None:
    answer = demo.get("/demo/token?caller=bank", headers=own_page())

    assert (answer.status_code, "access_token" in answer.text) == (405, False)
