"""The typefaces of pages as files, for what is drawn outside a browser and reads no web fonts.

Each file holds the Latin and Vietnamese letters of one weight (Literata and Be Vietnam Pro, SIL Open Font License 1.1).
"""

from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"
SERIF = FONTS / "literata-500.ttf"
SANS = FONTS / "be-vietnam-pro-400.ttf"
SANS_BOLD = FONTS / "be-vietnam-pro-600.ttf"
