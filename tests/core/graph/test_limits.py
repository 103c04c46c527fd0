"""Limits on documents and variables: what they refuse, what they let through, and that nothing breaks on the way."""

import inspect
import sys

import pytest
from graphql import build_schema, get_introspection_query, parse, validate
from graphql.language import Lexer, Source, TokenKind
from graphql.validation.rules import overlapping_fields_can_be_merged as merging

from core.graph import limits
from core.graph.limits import LimitExceeded
from tests.core.graph import contract

INTROSPECTION = get_introspection_query(
    specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
)


def refused(check, *arguments) -> limits.LimitExceeded:
    with pytest.raises(LimitExceeded) as refusal:
        check(*arguments)
    return refusal.value


def document(source):
    limits.check_source(source)
    return limits.check_document(parse(source))


def nested(depth: int) -> list:
    value: list = []
    for _ in range(depth):
        value = [value]
    return value


def doubled(depth: int) -> str:
    return "{a" * depth + "}" * depth


OVER = {
    "SOURCE_TOO_LARGE": "{ a }" + " " * 65_536,
    "TOO_MANY_TOKENS": "{" + " a" * 4_000 + "}",
    "NESTED_TOO_DEEPLY": "{ a(b: " + "[" * 80 + "]" * 80 + ") }",
    "TOO_DEEP": doubled(41),
    "TOO_MANY_ALIASES": "{ b {" + " ".join(f"a{n}: a" for n in range(121)) + "} }",
    "TOO_MANY_ROOT_FIELDS": "{" + " ".join(f"a{n}" for n in range(21)) + "}",
    "TOO_MANY_MUTATIONS": "mutation { ...F e } fragment F on M { a b c d }",
    "TOO_MANY_DIRECTIVES": "{ a" + " @skip(if: true)" * 51 + "}",
    "TOO_MANY_FRAGMENTS": "{" + " ...F" * 150 + "} fragment F on Q { a }",
    "NUMBER_TOO_LONG": "{ a(b: " + "9" * 401 + ") }",
    "LIST_TOO_LONG": "{ a(b: [" + "1 " * 251 + "]) }",
    "TOO_MANY_LIST_ITEMS": "{ " + " ".join(f"a(b{n}: [" + "1 " * 167 + "])" for n in range(3)) + "}",
}


@pytest.mark.parametrize("code", OVER)
def test_a_document_over_a_limit_is_refused_with_its_code_and_the_limit(code):
    refusal = refused(document, OVER[code])
    assert refusal.extensions["code"] == code
    (limit,) = [each for each in vars(limits).values() if isinstance(each, limits.Limit) and each.code == code]
    assert refusal.extensions["limit"] == limit.maximum
    assert str(limit.maximum) in refusal.message


@pytest.mark.parametrize(
    "source",
    [
        "{ a }" + " " * 65_531,
        "{ b {" + " a" * 3_995 + "} }",
        "{ a(b: " + "[" * 78 + "]" * 78 + ") }",
        doubled(40),
        "{ b {" + " ".join(f"a{n}: a" for n in range(120)) + "} }",
        "{" + " ".join(f"a{n}" for n in range(20)) + "}",
        "{ a" + " @skip(if: true)" * 50 + "}",
        "{ b {" + " ...F" * 149 + "} } fragment F on Q { a }",
        "{ a(b: " + "9" * 400 + ") }",
        "{ a(b: [" + "1 " * 250 + "] c: [" + "1 " * 250 + "]) }",
    ],
)
def test_a_document_at_a_limit_passes(source):
    document(source)


def test_depth_is_counted_through_fragments():
    chain = "{ ...F0 }" + "".join(f" fragment F{n} on Q {{ a {{ a {{ ...F{n + 1} }} }} }}" for n in range(30))
    assert refused(document, chain + " fragment F30 on Q { a }").extensions["code"] == "TOO_DEEP"


@pytest.mark.parametrize("turn", [1, -1])
def test_depth_through_fragments_does_not_depend_on_their_order(turn):
    chain = [f"fragment F{n} on Q {{ a {{ ...F{n + 1} }} }}" for n in range(38)][::turn]
    fits = "{ a { ...F0 } } " + " ".join(chain) + " fragment F38 on Q { a }"
    document(fits)
    assert refused(document, fits.replace("{ a { ...F0 } }", "{ a { a { ...F0 } } }")).extensions["code"] == "TOO_DEEP"


def test_root_fields_are_counted_through_fragments_once_each():
    many = " ".join(f"a{n}" for n in range(15))
    document(f"{{ ...F ...F }} fragment F on Q {{ {many} }}")
    refusal = refused(document, f"{{ ...F b0 b1 b2 b3 b4 b5 }} fragment F on Q {{ {many} }}")
    assert refusal.extensions["code"] == "TOO_MANY_ROOT_FIELDS"


def test_fields_below_the_root_are_no_root_fields():
    document("{ b { " + " ".join(f"a{n}" for n in range(50)) + " } }")


@pytest.mark.parametrize("source", ["{ ...F } fragment F on Q { ...F }", "{ ...Missing }", "type Query { a: Int }"])
def test_what_validation_refuses_is_left_to_it(source):
    document(source)


def test_fragments_that_spread_each_other_never_loop():
    source = "{ ...F } fragment F on Q { a { ...G } } fragment G on Q { a { ...F } }"
    document(source)
    looped = " ".join(f"fragment F{n} on Q {{ a {{ ...F{(n + 1) % 60} }} }}" for n in range(60))
    assert refused(document, f"{{ ...F0 }} {looped}").extensions["code"] == "TOO_DEEP"


@pytest.mark.parametrize("opening", ["{a", "{a(b:{c:", "{a(b:[", "query($v:[", "{...{", "{a @b(c:["])
def test_ten_thousand_levels_never_reach_the_parser(opening):
    """Under a recursion limit that the parser could not live with, so that a scan that recursed would be seen."""
    before = sys.getrecursionlimit()
    depth = len(inspect.stack())
    try:
        sys.setrecursionlimit(depth + 60)
        assert refused(limits.check_source, opening * 5_000).extensions["code"] == "NESTED_TOO_DEEPLY"
    finally:
        sys.setrecursionlimit(before)


@pytest.mark.parametrize("source", [*OVER.values(), "{ a(b: " + "[" * 77 + "]" * 77 + ") }", doubled(79)])
def test_what_passes_the_scan_is_parsed_without_exhausting_the_stack(source):
    try:
        limits.check_source(source)
    except LimitExceeded:
        return
    parse(source)


TEXTS = [
    "{ a }",
    '{ a(b: "x { [ ( \\" } ", c: """ { \\""" [ """) # { { {\n }',
    '{ a(b: "unterminated {{{',
    '{ a(b: """unterminated {{{ ""',
    "{ a(b: -1.5e+10, c: $d) ...F ... on T @x { y } }",
    "fragment F on T { a }\ufeff,,,,",
    INTROSPECTION,
    *contract.OPERATIONS.values(),
]


@pytest.mark.parametrize("source", TEXTS)
def test_the_scan_counts_the_tokens_that_the_lexer_counts(source, monkeypatch):
    lexer, tokens = Lexer(Source(source)), 0
    try:
        while lexer.advance().kind is not TokenKind.EOF:
            tokens += 1
    except Exception:  # noqa: BLE001 - not GraphQL: the scan only has to end
        limits.check_source(source)
        return
    monkeypatch.setattr(limits, "TOKENS", limits.TOKENS._replace(maximum=tokens))
    limits.check_source(source)
    monkeypatch.setattr(limits, "TOKENS", limits.TOKENS._replace(maximum=tokens - 1))
    refused(limits.check_source, source)


@pytest.mark.parametrize("name", contract.OPERATIONS)
def test_an_operation_of_the_contract_uses_less_than_a_third_of_every_limit(name, monkeypatch):
    used: dict[str, float] = {}

    def measured(self, found, node=None):
        used[self.code] = max(used.get(self.code, 0), found / self.maximum)

    monkeypatch.setattr(limits.Limit, "check", measured)
    source = contract.OPERATIONS[name]
    limits.check_source(source)
    limits.check_document(contract.document(name))
    monkeypatch.setattr(limits, "TOKENS", limits.TOKENS._replace(maximum=limits.TOKENS.maximum // 3))
    limits.check_source(source)
    assert len(used) >= 4
    assert {code: share for code, share in used.items() if share >= 1 / 3} == {}


def test_the_operations_of_the_contract_are_valid():
    for name in contract.OPERATIONS:
        assert validate(contract.SCHEMA, contract.document(name)) == []


def test_introspection_by_graphiql_and_codegen_passes():
    document(INTROSPECTION)


@pytest.mark.parametrize(
    ("code", "variables"),
    [
        ("VARIABLES_TOO_DEEP", {"a": nested(20)}),
        ("TOO_MANY_VARIABLE_VALUES", {"a": {str(n): n for n in range(2_000)}}),
        ("LIST_TOO_LONG", {"a": [1] * 251}),
        ("TOO_MANY_LIST_ITEMS", {"a": [1] * 250, "b": [1] * 250, "c": [1]}),
        ("BAD_TEXT", {"a": {"b": ["x\0"]}}),
        ("BAD_TEXT", {"a": {"x\0": 1}}),
    ],
)
def test_variables_over_a_limit_are_refused(code, variables):
    with pytest.raises((LimitExceeded, limits.ForbiddenText)) as refusal:
        limits.check_variables(variables)
    assert refusal.value.extensions["code"] == code


def test_variables_at_the_limits_pass():
    limits.check_variables({"a": [1] * 250, "b": [{"c": "é"}] * 250, "d": {str(n): n for n in range(400)}})


def test_variables_of_any_depth_are_judged_without_recursion():
    refused(limits.check_variables, {"a": nested(50_000)})


def test_a_filter_is_judged_by_all_that_its_variables_make_of_it():
    part = {"OR": [{"price": n} for n in range(20)]}
    limits.check_filter({"OR": [part] * 10})
    assert refused(limits.check_filter, {"OR": [part] * 250}).extensions["code"] == "FILTER_TOO_LARGE"


def test_a_nul_in_a_literal_is_refused():
    with pytest.raises(limits.ForbiddenText):
        document(r'{ a(b: "x\u0000") }')


WORST = {
    "one field, many times": "{ b {" + " a{n}" * 900 + "} }",
    "one leaf, many times": "{ b {" + " n" * 3_900 + "} }",
    "one large fragment, spread often": "{ b {" + "...F " * 149 + "} } fragment F on Q { " + "a{n} " * 800 + "}",
    "many fragments that meet": "{ b {"
    + " ".join(f"...F{n}" for n in range(70))
    + "} }"
    + " ".join(f"fragment F{n} on Q {{ a {{ n }} b {{ a {{ n }} }} a {{ b {{ n }} }} }}" for n in range(70)),
    "fragments that double": "{ b { ...F0 } }"
    + " ".join(f"fragment F{n} on Q {{ x: a {{ ...F{n + 1} }} y: a {{ ...F{n + 1} }} }}" for n in range(35))
    + "fragment F35 on Q { n }",
    "unknown fields": "{ b {" + " ".join(f"z{n}" for n in range(3_900)) + "} }",
    "conflicts": "{ b {" + " ".join("x: a { n } x: b { n }" for _ in range(60)) + "} }",
    "many operations": " ".join(f"query Q{n} {{ b {{ ...F }} }}" for n in range(100))
    + " fragment F on Q { "
    + "a{n} " * 700
    + "}",
}


@pytest.mark.parametrize("name", WORST)
def test_validation_of_the_worst_documents_inside_the_limits_ends_at_its_budgets(name):
    """Budgets of comparisons and of errors, so this holds on any machine."""
    schema = build_schema("type Query { b: Q } type Q { a: Q b: Q n: Int }")
    document(WORST[name])
    assert merging.MAX_COMPLEXITY_BUDGET == 10_000
    assert len(validate(schema, parse(WORST[name]), max_errors=20)) <= 21
