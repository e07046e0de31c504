"""Everybody who has to do with lists, each with a token or a session of its own: who asks is a name."""

from dataclasses import dataclass, field
from typing import Any

from joserfc.jwk import ECKey

from auth.scopes import SCOPES
from exchange.institution.roll import create
from tests.access.oauth_party import Party, wanted
from tests.api.counter import Counter, Headers
from tests.planning.data import USCCS

SUBJECT = USCCS[1]
WAGES, DEFAULTERS, RED = "MIGRANT_WAGE_ARREARS", "JUDGMENT_DEFAULTER", "TAX_CREDIT_A"
DEPARTMENTS = ("发展改革委", "财政部", "人民银行", "住房城乡建设部", "市场监管总局", "自然资源部")
PROGRAMS = {
    "keeper": ("BUREAU", "示例人力资源和社会保障局"),
    "bureau": ("BUREAU", "示例统计局"),
    "court": ("COURT", "示例人民法院"),
    "lender": ("BANK", "示例银行二"),
    "arbitration": ("ARBITRATION_CENTRE", "示例信用仲裁中心"),
    "regulator": ("REGULATOR", "示例金融监管局"),
    **{f"department{n}": ("BUREAU", f"示例部门{n}") for n in range(1, 7)},
}
PEOPLE = ("subject", "stranger", "operator")
OTHERS = ("anonymous", *PEOPLE, "keeper", "bureau", "court", "lender", "arbitration", "regulator", "department1")
"""One caller of every kind."""

ENTRY = "entry { id state }"


def command(name: str, input_type: str, payload: str, read: str = ENTRY) -> str:
    """Write a command's document."""
    answer = f"__typename ... on {payload} {{ {read} }} ... on CommandError {{ code message path }}"
    return f"mutation($i: {input_type}!) {{ made: {name}(input: $i) {{ {answer} }} }}"


ENTRIES = {
    "notifyEntry": "NoticeInput",
    "publiciseEntry": "NoticeInput",
    "decideEntry": "DecideEntryInput",
    "dropEntry": "DropEntryInput",
    "listEntry": "ListEntryInput",
    "extendEntry": "ExtendEntryInput",
    "delistEntry": "DelistEntryInput",
    "plead": "PleadInput",
}
ACTIONS = {
    "receiveMeasure": "ReceiveMeasureInput",
    "executeMeasure": "ReportMeasureInput",
    "declareMeasureNotApplicable": "ReportMeasureInput",
    "feedBackMeasure": "ReportMeasureInput",
}
DOCUMENTS = {
    "proposeEntries": command(
        "proposeEntries", "ProposeEntriesInput", "ListEntriesPayload", "entries { id state subjectName }"
    ),
    **{name: command(name, taking, "ListEntryPayload") for name, taking in ENTRIES.items()},
    **{name: command(name, taking, "MeasureActionPayload", "action { id state }") for name, taking in ACTIONS.items()},
    "applyListRestoration": command(
        "applyListRestoration",
        "ApplyListRestorationInput",
        "ListRestorationPayload",
        "restoration { id state deadline { rule { code verified } } }",
    ),
    "refuseListRestoration": command(
        "refuseListRestoration",
        "RefuseListRestorationInput",
        "ListRestorationPayload",
        "restoration { id state decision }",
    ),
    "recordMemorandum": command(
        "recordMemorandum", "RecordMemorandumInput", "MemorandumPayload", "memorandum { code status }"
    ),
    "draftEdition": command("draftEdition", "DraftEditionInput", "EditionPayload", "edition { id edition }"),
    **{
        f"{verb}Edition": command(
            f"{verb}Edition",
            f"{verb.capitalize()}EditionInput",
            "EditionPayload",
            "edition { id publishedAt repealedAt affected { totalCount nodes { uscc } } memorandum { status } }",
        )
        for verb in ("publish", "repeal", "supersede")
    },
    "assignDepartment": command(
        "assignDepartment", "AssignDepartmentInput", "DepartmentPayload", "department institution { code }"
    ),
    "defineList": command("defineList", "DefineListInput", "ListPayload", "list { code colour }"),
    "nameKeeper": command("nameKeeper", "NameKeeperInput", "ListPayload", "list { code keeper { code } published }"),
}
"""Every command about lists, memoranda and measures."""


@dataclass
class Hall:
    """The exchange over HTTP, and the callers by name."""

    at: Counter
    users: dict[str, str] = field(default_factory=dict)
    parties: dict[str, tuple[Party, str]] = field(default_factory=dict)
    sessions: dict[str, Headers] = field(default_factory=dict)

    def headers(self, who: str) -> Headers:
        """Return what a caller's next request carries; the caller is registered at the first."""
        if who == "anonymous":
            return {}
        if who in PEOPLE:
            if who not in self.sessions:
                self.sessions[who] = self._signed_in(who)
            return self.sessions[who]
        if who not in self.parties:
            self.parties[who] = self._registered(who)
        party, token = self.parties[who]
        return {"authorization": f"DPoP {token}", "dpop": party.proof("/graphql", token)}

    def read(self, who: str, document: str, /, **variables: Any) -> Any:
        """Answer a query; return its `data`."""
        answer = self.at.ask(self.headers(who), document, **variables)
        assert "errors" not in answer, answer
        return answer["data"]

    def send(self, who: str, name: str, /, **given: Any) -> Any:
        """Send a command; return the payload's one member, the refusal, or the error's code as a refusal."""
        answer = self.at.ask(self.headers(who), self.documents()[name], i=given)
        if answer.get("data") is None:
            return {"code": answer["errors"][0]["extensions"]["code"]}
        made = answer["data"]["made"]
        typename = made.pop("__typename")
        return made if typename == "CommandError" or len(made) > 1 else next(iter(made.values()))

    def programs(self) -> dict[str, tuple[str, str]]:
        """Return kind and name of the institutions' programs."""
        return PROGRAMS

    def documents(self) -> dict[str, str]:
        """Return every command's document by its name."""
        return DOCUMENTS

    def code(self, who: str) -> str:
        """Return the code of a caller's institution."""
        return f"H-{who.upper()}"

    def _registered(self, who: str) -> tuple[Party, str]:
        kind, name = self.programs()[who]
        with self.at.desk.engine.begin() as connection:
            create(connection, self.code(who), name, kind)
        # Those that need an agreement are left out: the caller has none.
        scopes = tuple(n for n, scope in SCOPES.items() if kind in scope.kinds and not n.startswith("creditfile"))
        asked = wanted(institution_code=self.code(who), scopes=scopes, client_id=who, name=name)
        key = ECKey.generate_key("P-256", auto_kid=True)
        party = Party._of(self.at.desk.engine, self.at.desk.settings, key, asked)
        return party, party.token()

    def _signed_in(self, who: str) -> Headers:
        if who == "operator":
            return self.at.operator()
        self.users[who] = self.at.desk.user(who, *({"subject": [SUBJECT]}.get(who, [USCCS[2]])))
        return self.at.signed_in(who)

    def open(self, list_code: str = WAGES, keeper: str = "keeper") -> None:
        """Let the operator name the list's keeper."""
        self.headers(keeper)
        named = self.send("operator", "nameKeeper", list=list_code, keeper=self.code(keeper))
        assert named == {"code": list_code, "keeper": {"code": self.code(keeper)}, "published": True}

    def in_force(self, list_code: str = WAGES, code: str = "EX-1") -> str:
        """Let the operator put a memorandum of six departments in force; return the edition's id."""
        for n, department in enumerate(DEPARTMENTS, 1):
            self.headers(f"department{n}")
            self.assign(department, f"department{n}")
        stated = {"title": "关于示例对象的合作备忘录", "kind": "DISCIPLINE", "source": "示例"}
        self.send("operator", "recordMemorandum", code=code, list=list_code, **stated)
        edition = self.drafted(code)
        assert self.send("operator", "publishEdition", edition=edition)["publishedAt"]
        return edition

    def assign(self, department: str, who: str) -> None:
        """Let a caller's institution stand for a department."""
        self.headers(who)
        done = self.send("operator", "assignDepartment", department=department, institution=self.code(who))
        assert done == {"department": department, "institution": {"code": self.code(who)}}

    def drafted(self, code: str, *departments: str) -> str:
        """Write an edition down with one measure for each department; return its id."""
        named = departments or DEPARTMENTS
        measures = [
            {"content": f"限制{n}", "departments": [name], "clause": f"第{n}条"} for n, name in enumerate(named, 1)
        ]
        given = {"memorandum": code, "source": "示例", "signatories": list(named), "measures": measures}
        return str(self.send("operator", "draftEdition", **given)["id"])

    def proposed(self, list_code: str = WAGES, keeper: str = "keeper", uscc: str = SUBJECT, **more: Any) -> str:
        """Propose an entry; return its id."""
        stated = {"basisDocument": "示例人社罚〔2026〕1号", "decidingAuthority": "示例局", "facts": "拖欠工资"}
        made = self.send(keeper, "proposeEntries", list=list_code, entries=[{"uscc": uscc, **stated, **more}])
        return str(made[0]["id"])

    def listed(self, list_code: str = WAGES, keeper: str = "keeper", uscc: str = SUBJECT, **more: Any) -> str:
        """Take an enterprise all the way onto a list, the subject waiving its plea; return the entry's id."""
        days = {name: more.pop(name) for name in ("validFrom", "validUntil") if name in more}
        entry = self.proposed(list_code, keeper, uscc, **more)
        self.send(keeper, "notifyEntry", entry=entry, notice="拟列入")
        self.send("subject" if uscc == SUBJECT else "stranger", "plead", entry=entry, waives=True)
        self.send(keeper, "decideEntry", entry=entry, reasons="事实清楚")
        assert self.send(keeper, "listEntry", entry=entry, **days) == {"id": entry, "state": "LISTED"}
        return entry
