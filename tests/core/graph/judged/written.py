"""Documents over the world's schema: valid by construction, written by Hypothesis."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.core.graph.judged.world import COMPOSITES, LEAVES, WRAPPINGS, camel

# Each variable, its declaration and what may be given for it; MISSING is not given at all.
MISSING = "missing"
VARIABLES: dict[str, tuple[str, list[Any]]] = {
    "yes": ("Boolean!", [True, False]),
    "no": ("Boolean!", [False, True]),
    "maybe": ("Boolean = true", [MISSING, False, True, None]),
    "n": ("Int", [1, MISSING, None, 2**31, "1"]),
    "m": ("Int!", [2, MISSING, None]),
    "s": ('String = "đ"', ["a", MISSING, None, 5]),
    "text": ("String", ["a", MISSING, None]),
    "c": ("Colour", ["BLUE", MISSING, None, "red"]),
    "ns": ("[Int!]", [[1, 2], MISSING, None, 4, [None]]),
    "w": ("Wish", [{"s": "a"}, MISSING, None, {"s": "a", "again": {"s": "b", "colours": ["RED"]}}, {}]),
    "f": ("Fussy", [1, MISSING, None, 3]),
}
# One way to give arguments has one response key, so that fields of the same key always merge.
ARGUMENTS = {
    "": "",
    "Plain": '(n: 1, s: "b", ns: [1, 2], c: BLUE)',
    "Given": "(n: $n, m: $m, ns: $ns)",
    "Default": "(m: $n, s: $s, c: $c)",
    "Object": '(w: {s: "a", n: $n, again: {s: "b", colours: [RED, $c]}})',
    "Wish": "(w: $w, f: $f, ns: [$m, 2])",
    "Literal": "(f: 1, ns: 3, n: null)",
    "Fussy": "(f: 3)",
    "Needy": "(w: {s: $s})",
}
LEAF_FIELDS = [camel(name + suffix) for name in LEAVES for suffix in WRAPPINGS]
OBJECT_FIELDS = {camel(name + suffix): name.title() for name in COMPOSITES for suffix in WRAPPINGS}
# Two in three are abstract.
OFTEN = [name for name, of in OBJECT_FIELDS.items() for _ in range(2 if of in ("Thing", "Either") else 1)]
ON = {
    "Stall": ["Stall", "Thing", "Either"],
    "Basket": ["Basket", "Thing", "Either"],
    "Thing": ["Thing", "Stall", "Basket", "Either"],
    "Either": ["Either", "Stall", "Basket", "Thing"],
    "Query": ["Query"],
}
DIRECTIVES = [
    "@skip(if: $yes)",
    "@include(if: $no)",
    "@include(if: $maybe)",
    "@skip(if: false)",
    "@include(if: true)",
    "@skip(if: $no) @include(if: $yes)",
]


@dataclass
class Writer:
    """One document being drawn: the few fields it is made of, so that many merge, and the fragments it came to need."""

    draw: Any
    leaves: list[str]
    objects: list[str]
    fragments: dict[str, str] = field(default_factory=dict)

    def chance(self, one_in: int) -> bool:
        return self.draw(st.integers(0, one_in - 1)) == one_in - 1

    def directives(self) -> str:
        return " " + self.draw(st.sampled_from(DIRECTIVES)) if self.chance(7) else ""

    def selections(self, on: str, depth: int) -> str:
        count = self.draw(st.integers(1, 5))
        return "{ " + " ".join(self.selection(on, depth) for _ in range(count)) + " }"

    def selection(self, on: str, depth: int) -> str:
        kind = self.draw(st.integers(0, 9))
        if kind == 9 or (on == "Either" and kind < 7) or (kind > 6 and depth == 0):
            return self.typename() if kind != 5 else self.inline(on, max(depth - 1, 0))
        if kind == 8:
            return self.inline(on, depth - 1)
        if kind == 7:
            return self.spread(on, depth - 1)
        if kind > 1 and depth > 0:
            name = self.draw(st.sampled_from(self.objects))
            return self.field(name) + " " + self.selections(OBJECT_FIELDS[name], depth - 1)
        return self.field(self.draw(st.sampled_from(self.leaves)))

    def typename(self) -> str:
        return self.draw(st.sampled_from(["__typename", "kind: __typename"])) + self.directives()

    def field(self, name: str) -> str:
        way = self.draw(st.sampled_from(sorted(ARGUMENTS))) if name.endswith("Sure") and self.chance(2) else ""
        return (f"{name}{way}: {name}{ARGUMENTS[way]}" if way else name) + self.directives()

    def inline(self, on: str, depth: int) -> str:
        inside = self.draw(st.sampled_from([*ON[on], on]))
        condition = "" if inside == on and self.chance(2) else f" on {inside}"
        return f"...{condition}{self.directives()} {self.selections(inside, depth)}"

    def spread(self, on: str, depth: int) -> str:
        known = [name for name in self.fragments if name.split("_")[0] in ON[on]]
        if known and self.chance(2):
            name = self.draw(st.sampled_from(known))
        else:
            inside = self.draw(st.sampled_from(ON[on]))
            body = self.selections(
                inside, max(depth, 0)
            )  # before its name is known: a fragment spreads earlier ones only
            name = f"{inside}_{len(self.fragments)}"
            self.fragments[name] = f"fragment {name} on {inside} {body}"
        return f"...{name}{self.directives()}"

    def finished(self, operation: str, body: str) -> str:
        text = "\n".join([body, *self.fragments.values()])
        used = [f"${name}: {kind}" for name, (kind, _) in VARIABLES.items() if has_variable(text, name)]
        return f"{operation}{'(' + ', '.join(used) + ')' if used else ''} {text}"


def has_variable(text: str, name: str) -> bool:
    return any(f"${name}{end}" in text for end in ",)] }")


@st.composite
def writers(draw: Any) -> Writer:
    leaves = draw(st.lists(st.sampled_from(LEAF_FIELDS), min_size=1, max_size=6))
    objects = draw(st.lists(st.sampled_from(OFTEN), min_size=2, max_size=5))
    return Writer(draw, leaves, objects)


@st.composite
def queries(draw: Any) -> str:
    writer = draw(writers())
    return writer.finished("query", writer.selections("Query", draw(st.integers(1, 4))))


@st.composite
def mutations(draw: Any) -> str:
    writer = draw(writers())
    roots = []
    for place in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(["make", "makeSure"]))
        told = " ".join(draw(st.lists(st.sampled_from(["told", "toldSure", "__typename", "again: told"]), min_size=1)))
        thing = f"thing {writer.selections('Thing', 1)}" if writer.chance(3) else ""
        roots.append(f"r{place}: {name}(n: {place}) {{ {told} {thing} }}")
    return writer.finished("mutation", "{ " + " ".join(roots) + " }")


@st.composite
def variables(draw: Any) -> dict[str, Any]:
    """Values for every variable, mostly good ones."""
    given = {}
    for name, (_, values) in VARIABLES.items():
        value = draw(st.sampled_from([values[0]] * 12 + values))
        if value != MISSING:
            given[name] = value
    return given


def plans() -> st.SearchStrategy[list[int]]:
    """Fates: from none to one in nine ill."""
    fates = st.lists(st.sampled_from([0] * 8 + [1, 2, 3, 4, 5, 6]), min_size=10, max_size=60)
    return st.tuples(fates, st.integers(1, 4)).map(lambda drawn: drawn[0] + [0] * len(drawn[0]) * drawn[1])
