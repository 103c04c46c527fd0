"""Reading what the endpoint answered."""

import orjson


def code_of(answer) -> str:
    """The code of the first error of an answer that holds no data."""
    body = orjson.loads(answer.content)
    assert "data" not in body
    return body["errors"][0]["extensions"]["code"]
