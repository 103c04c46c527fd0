"""The stock desk: what staff of a sales point do on a phone or a cheap tablet, each page a client of the graph.

A page of one sales point is a function `page(request, desk, ...)` under `@at_point` (stock.pages.places), which lets
in its staff and officers; it renders through `desk.show`. A form that changes anything is an `OperationForm`, and
what it makes goes through `operate` (stock.pages.operating).
"""
