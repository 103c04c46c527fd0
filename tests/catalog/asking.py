"""What the tests of the catalog's graph ask, and how they read the answer."""

from core import graph

LIST = """
query List($first: Int, $after: String, $last: Int, $before: String, $channel: String, $filter: ProductFilterInput,
           $where: ProductWhereInput, $sortBy: ProductOrder) {
  products(first: $first, after: $after, last: $last, before: $before, channel: $channel, filter: $filter,
           where: $where, sortBy: $sortBy) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { node { name } }
  }
}
"""


def names(answer):
    return [edge["node"]["name"] for edge in answer["products"]["edges"]]


def refused(document, viewer=None, **variables):
    answer = graph.execute(document, variables, viewer=viewer)
    assert answer.errors
    return answer.errors[0].message


def global_id(row):
    return graph.global_id(type(row).__name__, row.pk)
