"""Which drawing stands for a product until its maker's photograph arrives, and in which printing."""

from collections.abc import Iterable
from dataclasses import dataclass

# The boat: nothing of ours shows this product.
BOAT = "ghe"

# Words of Vietnamese names with their marks, which tell chopsticks (đũa) from coconut (dừa). The leftmost in a name
# decides, so peanut oil (dầu lạc) is a bottle and mushroom tea (trà nấm) a cup.
DRAWINGS = {
    "khoai": "khoai",
    "nước mắm": "mam",
    "mật ong": "mat",
    "đũa": "dua",
    "nghệ": "nghe",
    "hạt tiêu": "tieu",
    "nấm": "nam",
    "mực": "muc",
    "cá": "ca",
    "hải sản": "ca",
    "đặc sản biển": "ca",
    "rau": "rau",
    "gạo": "gao",
    "bún": "gao",
    "muối": "muoi",
    "tinh dầu": "dau",
    "dầu": "dau",
    "mây": "may",
    "măng": "mang",
    "sim": "sim",
    "lạc": "lac",
    "đậu phộng": "lac",
    "trà": "tra",
    "chè": "tra",
    "cà gai leo": "tra",
}

PRINTINGS = ("cat", "w-nghe", "w-then", "w-da")

# Things whose own colour matters would lose it on turmeric.
NEVER_ON_TURMERIC = {"khoai", "nghe", "mat"}

# On a phone a row holds two products, on a desk four: whoever stands left and above must differ.
NEIGHBOURS = (1, 2, 4)


@dataclass(frozen=True)
class Plate:
    """A drawing and the colours it is printed in."""

    name: str
    printing: str


def drawing(name: str) -> str:
    """The drawing for a product of this Vietnamese name."""
    words = f" {name.casefold()} "
    found = [(words.index(f" {word} "), plate) for word, plate in DRAWINGS.items() if f" {word} " in words]
    return min(found)[1] if found else BOAT


def plates(names: Iterable[str]) -> list[Plate]:
    """A plate for every product of a list, no two neighbours in the same printing."""
    chosen: list[Plate] = []
    for position, name in enumerate(names):
        plate = drawing(name)
        near = [chosen[position - step].printing for step in NEIGHBOURS if position >= step]
        # Counting on from the position lets the four printings take turns where neighbours leave a choice.
        turns = [PRINTINGS[(position + turn) % len(PRINTINGS)] for turn in range(len(PRINTINGS))]
        allowed = [turn for turn in turns if not (turn == "w-nghe" and plate in NEVER_ON_TURMERIC)]
        free = [turn for turn in allowed if turn not in near]
        # Three neighbours can hold all three printings a drawing may have: then the one on the left still differs.
        chosen.append(Plate(plate, (free or [turn for turn in allowed if turn not in near[:1]])[0]))
    return chosen
