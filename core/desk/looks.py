"""How unfold draws the desk: our mark and our two inks (tokens.css), and nothing that moves."""

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

UNFOLD = {
    "SITE_HEADER": _("Bàn cán bộ"),
    "SITE_SUBHEADER": "Chợ Phiên",
    "SITE_TITLE": "Chợ Phiên",
    "SITE_ICON": lambda request: static("core/mark.svg"),
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("core/mark.svg")}],
    "SHOW_HISTORY": True,
    "SHOW_LANGUAGES": True,
    "BORDER_RADIUS": "2px",
    "COLORS": {
        # Paper, sand, line, edge and ink; the steps between are mixed from them.
        "base": {
            "50": "#fbfaf6",
            "100": "#f2eee2",
            "200": "#dcd8ca",
            "300": "#c3c1b3",
            "400": "#a3a79c",
            "500": "#616b65",
            "600": "#4a5750",
            "700": "#33423a",
            "800": "#22322b",
            "900": "#14231e",
            "950": "#0f1a16",
        },
        # The green of the casuarinas. White stands on the sixth of them; the fifth stands on ink in the dark.
        "primary": {
            "50": "#eef5f0",
            "100": "#d9e9df",
            "200": "#b5d3c1",
            "300": "#8cbca1",
            "400": "#6bab89",
            "500": "#55a07b",
            "600": "#1c6445",
            "700": "#17533a",
            "800": "#13432f",
            "900": "#0f3626",
            "950": "#0a2319",
        },
    },
}
