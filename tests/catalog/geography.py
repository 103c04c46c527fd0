"""A country small enough to say by hand what lies within what: old units a to f, new ones N1 to N4."""

from datetime import date

from catalog import services
from catalog.models.areas import AreaLevel
from tests import factories

REFORM = date(2025, 7, 1)

# What lies within each unit, itself left out.
WITHIN = {
    "P": "D1 D2 a b c d e f N1 N2 N3 N4",
    # Made of P and P2, so P is not all of it.
    "Q": "P P2 D1 D2 a b c d e f N1 N2 N3 N4",
    "P2": "",
    "D1": "a b f N1",
    "D2": "c d e N2 N3",
    # b went to N1 whole; of d a part went to N2.
    "N1": "a b",
    "N2": "c",
    "N3": "",
    "N4": "e f",
    "a": "",
    "d": "N3",
    "f": "",
}
BECAME = {"P": "Q", "P2": "Q", "D1": "N1 N4", "D2": "N2 N3 N4", "a": "N1", "b": "N1", "c": "N2", "d": "N2 N3"}
BECAME |= {"e": "N4", "f": "N4"}
RULED = {"D1": "a b f", "D2": "c d e"}


def country():
    """Its units by name."""
    before = {"valid_from": date(2020, 1, 1), "valid_to": REFORM}
    units = {name: factories.area(f"Tỉnh {name}", AreaLevel.PROVINCE, **before) for name in ("P", "P2")}
    units["Q"] = factories.area("Tỉnh Q", AreaLevel.PROVINCE)
    for name, communes in RULED.items():
        units[name] = factories.area(f"Huyện {name}", AreaLevel.DISTRICT, parent=units["P"], **before)
        units |= {one: factories.area(f"Xã {one}", parent=units[name], **before) for one in communes.split()}
    for name in ("N1", "N2", "N3", "N4"):
        units[name] = factories.area(f"Xã {name}", parent=units["Q"])
    services.succeed((units[old], units[new]) for old, became in BECAME.items() for new in became.split())
    return units


def names_within(name):
    """By hand: the unit and what lies within it."""
    return {name, *WITHIN[name].split()}
