"""Documents that ask for too much, or for nothing that there is: deep, wide, repeated, circular, huge."""

from tests.attack.attack import Attack, asked

USCC = "91990000MA00000008"
LARGE, DEEP = "TOO_LARGE", "TOO_DEEP"
UNREAD, INVALID, BAD = "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"


def many(count: int, text: str, between: str = " ") -> str:
    """Return a text so many times, each with its number in place of #."""
    return between.join(text.replace("#", str(number)) for number in range(count))


def nested(count: int, opening: str, core: str, closing: str) -> str:
    """Return the core within so many openings and closings."""
    return opening * count + core + closing * count


def spreading(levels: int, width: int) -> str:
    """Return fragments of which each spreads the next one so many times."""
    return (
        "{ ...f0 } "
        + " ".join(f"fragment f{n} on Query {{ {f'...f{n + 1} ' * width} }}" for n in range(levels))
        + f" fragment f{levels} on Query {{ __typename }}"
    )


def overlapping(count: int) -> str:
    """Return fields of one name whose selections are to be compared pairwise, all the way down."""
    inner = nested(7, "parent { ", many(count, "name "), "}")
    return f'{{ {many(count, f"""industry(code: "0111") {{ {inner} }}""")} }}'


DOCUMENTS: list[Attack] = [
    asked("deep fields", nested(11, "{ parent ", "{ name }", "}"), DEEP),
    asked("deep fields, 400", "{ industry " + nested(400, "{ parent ", "{ name }", "}") + "}", UNREAD),
    asked("deep fields until the tokens end", nested(3_500, "{ a ", "", "}"), UNREAD),
    asked("deep inline fragments", "{ " + nested(300, "... { ", "__typename", " }") + " }", "", 200, 400),
    asked("deep lists in an argument", "{ nodes(ids: " + nested(700, "[", "", "]") + ") { id } }", "errors"),
    asked(
        "deep objects in an argument",
        "{ entities(filter: " + nested(300, "{a: ", "1", "}") + ") { totalCount } }",
        "errors",
    ),
    asked("deep types of a variable", f"query($v: {nested(700, '[', 'Int', ']')}) {{ __typename }}", "errors"),
    asked("wide", "{ viewer { " + many(251, "clientId") + " } }", LARGE),
    asked("wide until the tokens end", "{ " + many(1_600, "__typename") + " }", UNREAD),
    asked("wide with unknown names", "{ " + many(240, "nobody#") + " }", INVALID),
    asked("aliases", "{ " + many(31, "a#: __typename") + " }", LARGE),
    asked("aliases, 1,000", "{ " + many(1_000, "a#: __typename") + " }", UNREAD),
    asked("aliases of lists", "{ " + many(30, "a#: entities(first: 100) { nodes { name } }") + " }", "COST"),
    asked("directives on one field", "{ __typename " + many(180, "@include(if: true)") + " }", LARGE),
    asked("unknown directives", "{ __typename " + many(1_000, "@x") + " }", "errors"),
    asked("one directive many times", "{ __typename " + many(8, "@skip(if: false)") + " }", INVALID),
    asked(
        "directives on a fragment's spreads",
        "{ " + many(9, "...f @skip(if: true)") + " } fragment f on Query { __typename }",
        LARGE,
    ),
    asked("fragments to the power of 25", spreading(25, 3), LARGE),
    asked("fragments, one behind the other", spreading(140, 1), "", 200, 400),
    asked("a fragment within itself", "{ ...f } fragment f on Query { ...f }", INVALID),
    asked("fragments in a circle", "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }", INVALID),
    asked(
        "fragments in a circle of 100",
        "{ ...f0 } " + many(99, "fragment f# on Query { ...g# }") + " fragment f99 on Query { ...f0 }",
        "errors",
    ),
    asked(
        "many circles through one",
        "{ ...f0 } " + many(22, f"fragment f# on Query {{ {many(22, '...f#')} }}"),
        INVALID,
        400,
    ),
    asked("unused fragments", "{ __typename } " + many(150, "fragment f# on Query { __typename }"), INVALID),
    asked("the same fragment's name", "{ ...f } " + many(150, "fragment f on Query { __typename }"), "errors"),
    asked("overlapping fields", overlapping(3), "", 200),
    asked("overlapping fields, 16 by 12", overlapping(12), LARGE),
    asked("overlapping aliases that conflict", "{ " + many(30, 'x: industry(code: "0#") { name }') + " }", "errors"),
    asked("overlapping arguments", "{ " + many(60, 'industry(code: "0#") { name }') + " }", INVALID),
    asked(
        "overlapping fragments",
        "{ " + many(40, "...f#") + " } " + many(40, 'fragment f# on Query { industry(code: "#") { name } }'),
        INVALID,
    ),
    asked("a list of too many", "{ entities(first: 101) { totalCount } }", "BAD_PAGE"),
    asked("a list of 3e5", "{ entities(first: 3e5) { totalCount } }", INVALID),
    asked("a list of 3e5 by default", "query($n: Int = 3e5) { entities(first: $n) { totalCount } }", INVALID),
    asked("a list of 2,147,483,648", "{ entities(first: 2147483648) { totalCount } }", "errors"),
    asked("a list of a number with 15,000 digits", f"{{ entities(first: {'9' * 15_000}) {{ totalCount }} }}", "errors"),
    asked("a list of minus one by default", "query($n: Int = -1) { entities(first: $n) { totalCount } }", "BAD_PAGE"),
    asked("a huge list by default", "query($n: Int = 2147483647) { entities(first: $n) { totalCount } }", "BAD_PAGE"),
    asked("a page before and after", "{ entities(first: 1, last: 1) { totalCount } }", "BAD_PAGE"),
    asked(
        "lists within lists",
        "{ entities(first: 100) { nodes { owners(first: 100) { nodes { owner { name } } } } } }",
        "COST",
    ),
    asked("introspection three times", "{ " + many(3, "a#: __schema { types { name } }") + " }", LARGE),
    asked(
        "introspection of types within types",
        "{ __schema { types { fields { type { fields { type { " + many(30, "a#: name") + " } } } } } } }",
        LARGE,
    ),
    asked(
        "introspection as deep as it goes",
        "{ __schema " + nested(200, "{ types { fields { type ", "{ name }", "} } }") + " }",
        "errors",
    ),
    asked(
        "introspection through fragments",
        "{ __schema { types { ...a } } } "
        + many(9, "fragment a# on __Type { fields { type { name } } }")
        + " fragment a on __Type { "
        + many(60, "fields { type { name ofType { name } } }")
        + " }",
        LARGE,
    ),
    asked("4,000 variables", "query(" + many(4_000, "$v#: Int") + ") { __typename }", LARGE),
    asked("300 unused variables", "query(" + many(300, "$v#: Int") + ") { __typename }", INVALID),
    asked("one variable 300 times", "query(" + many(300, "$v: Int") + ") { __typename }", INVALID),
    asked("undefined variables", "{ nodes(ids: [" + many(600, "$v#") + "]) { id } }", INVALID),
    asked(
        "a list of unknown enum values",
        "{ entities(filter: {name: [" + many(1_200, "X#") + "]}) { totalCount } }",
        "errors",
    ),
    asked(
        "an object with 400 unknown fields",
        "{ entities(filter: {" + many(400, "x#: 1") + "}) { totalCount } }",
        INVALID,
    ),
    asked(
        "an object with one field 300 times",
        "{ entities(filter: {" + many(300, 'name: "惠州"') + "}) { totalCount } }",
        "errors",
    ),
    asked("a field with 300 unknown arguments", "{ entities(" + many(300, "x#: 1") + ") { totalCount } }", INVALID),
    asked("300 operations", many(300, "query q# { __typename }"), "errors"),
    asked("300 operations of one name", many(300, "query q { __typename }"), "errors"),
    asked("no operation but a fragment", "fragment f on Query { __typename }", "errors"),
    asked("a type system", "type Query { a: Int } schema { query: Query }", "errors"),
    asked("an extension of the schema", "extend type Query { a: Int } { __typename }", INVALID),
    asked("nothing", "", UNREAD),
    asked("nothing but blanks", " \t\r\n,,," * 2_000, "errors"),
    asked("nothing but comments", "# nothing\n" * 1_900, "errors"),
    asked("a byte order mark", "\ufeff{ __typename }", "__typename", 200),
    asked("a lone surrogate", '{ entities(filter: {name: "\\uD800"}) { totalCount } }', "errors"),
    asked("an escape past the last code point", '{ entities(filter: {name: "\\u{FFFFFFF}"}) { totalCount } }', UNREAD),
    asked("a NUL by escape", '{ entities(filter: {name: "惠州\\u0000"}) { totalCount } }', "", 200, 400),
    asked("a NUL in the document", "{ __typename \0 }", UNREAD),
    asked("a string that doesn't end", '{ entity(uscc: "' + "x" * 19_000, UNREAD),
    asked("a block string that doesn't end", '{ entity(uscc: """' + '\\"""' * 4_900, UNREAD),
    asked(
        "a block string of 2,400 indented lines",
        '{ entity(uscc: """' + "\n      x" * 2_400 + '""") { name } }',
        "errors",
    ),
    asked("strings that a pattern runs back and forth on", '{ a(b: "' + "\\" * 19_000 + '") }', "errors"),
    asked("quotes, 20,000", '"' * 20_000, UNREAD),
    asked("numbers, 2,500", "{ " + many(2_500, "-1.0e9") + " }", UNREAD),
    asked("an exponent that no number has", "{ entities(first: 1e999999999) { totalCount } }", "errors"),
    asked("a dollar sign storm", "{ " + "$" * 19_000 + " }", UNREAD),
    asked("brackets that nothing closes", "[" * 19_000, UNREAD),
    asked("a name of 19,000 letters", "{ " + "a" * 19_000 + " }", "errors"),
    asked("a subscription over HTTP", "subscription { changes { head } }", "errors"),
    asked("two operations and no name", "query a { __typename } query b { __typename }", "OPERATION_UNKNOWN"),
]
