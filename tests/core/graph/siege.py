"""Every costly document we know, sent to the endpoint in a process that the system holds to its limits.

`python -m tests.core.graph.siege` prints what became of them as JSON.
"""

import json
import os
import resource

CPU_S = 60
ADDRESSES = 1_500 * 1024 * 1024

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))

import django  # noqa: E402 - under the limits from the first import on

django.setup()

from django.test import Client  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from core.graph import answers, http  # noqa: E402
from tests.core.graph import small  # noqa: E402


def chain(levels: int, body: str, last: str) -> str:
    """Fragments F0 to F`levels` on Jar, each made of `body`, in which NEXT spreads the one after it."""
    made = [f"fragment F{n} on Jar {{ {body.replace('NEXT', f'...F{n + 1}')} }}" for n in range(levels)]
    return " ".join((*made, f"fragment F{levels} on Jar {{ {last} }}"))


MET = " ".join(
    f"fragment F{n} on Jar {{ village {{ jars {{ name }} }} village {{ name jars {{ grams }} }} }}" for n in range(70)
)
FULL = "fragment T on __Type { fields { name type { fields { name args { name type { name } } } } } }"

DOCUMENTS = {
    "ten thousand levels": "{ jars " + "{ village { jars " * 1_800,
    "levels within brackets": "{ jars " + "{ village { jars " * 30 + "{ name }" + " } }" * 30 + " }",
    "one leaf four thousand times": "{ jars {" + " name" * 4_000 + " } }",
    "a field merged a thousand times": "{ jars {" + " village { name }" * 950 + " } }",
    "leaves merged": "{ jars {" + " a: name" * 1_300 + " } }",
    "a fragment spread often": "{ jars {"
    + " ...F" * 149
    + " } } fragment F on Jar {"
    + " village { name }" * 700
    + " }",
    "fragments that meet": "{ jars {" + "".join(f" ...F{n}" for n in range(90)) + " } } " + MET,
    "doubling": "{ jars { ...F0 } } " + chain(18, "a: village { jars { NEXT } } b: village { jars { NEXT } }", "name"),
    "doubling under no rows": "{ shelf(first: 0) { edges { node { ...F0 } } } } "
    + chain(18, "a: village { jars { NEXT } } b: village { jars { NEXT } }", "name"),
    "a cycle": "{ jars { ...F0 } } fragment F0 on Jar { village { jars { ...F0 } } }",
    "many aliases": "{ jars {" + "".join(f" a{n}: name" for n in range(900)) + " } }",
    "many roots": "{" + "".join(f" a{n}: jars {{ name }}" for n in range(100)) + " }",
    "many introspections": "{" + "".join(f" a{n}: __schema {{ types {{ ...T }} }}" for n in range(20)) + f" }} {FULL}",
    "introspection inside introspection": "{ __schema { types {"
    + " fields { type {" * 15
    + " name"
    + " } }" * 15
    + " } } }",
    "many directives": "{ jars { name" + " @skip(if: false)" * 600 + " } }",
    "many variables": "query(" + " ".join(f"$v{n}: Int" for n in range(900)) + ") { count }",
    "many unknown fields": "{ jars {" + "".join(f" nmae{n}" for n in range(3_900)) + " } }",
    "a long list": "{ jar(id: [" + "1 " * 3_900 + "]) { name } }",
    "comments": "{ count }" + "#\n" * 60_000,
    "one long name": "{ " + "a" * 60_000 + " }",
    "one long number": "{ jar(id: " + "9" * 60_000 + ") { name } }",
    "unfinished block text": '{ jar(id: """' + '\\"""' * 15_000 + ") { name } }",
}


def memory_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    http.schema = small.schema
    get_resolver().url_patterns  # noqa: B018 - brings in every package's pages, and with them what declares a revision
    answers._revision_sources.clear()
    client = Client(SERVER_NAME="127.0.0.1")
    assert client.post("/graphql/", {"query": "{ count }"}, "application/json").status_code == 200
    small.calls.clear()
    before, refused = memory_mb(), {}
    for name, document in DOCUMENTS.items():
        for _ in range(3):
            http.documents.clear()  # Each is new to the server every time.
            answer = client.post("/graphql/", {"query": document}, "application/json").json()
        if "data" not in answer:
            refused[name] = answer["errors"][0]["message"][:80]
    outcome = {"sent": len(DOCUMENTS), "refused": refused, "loaded": small.calls, "grown_mb": memory_mb() - before}
    print(json.dumps(outcome, indent=1))  # noqa: T201


if __name__ == "__main__":
    main()
