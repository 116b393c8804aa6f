"""Every colour of the window, named by what it means, for light and for dark."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeColors:
    """Colours as #rrggbb. `on_x` is text on x; a `_soft` colour is a quiet background for its meaning.

    hues: one a group, by first appearance, each readable with `on_hue` on it and as text on a card. They stay apart for
    red-green blind eyes too (Oklab distance ≥ 0.068 under full protanopia and deuteranopia, simulated after Machado 2009).
    """

    window: str
    card: str
    header: str
    editor: str
    border: str
    border_strong: str
    line: str
    text: str
    strong: str
    muted: str
    disabled: str
    button: str
    button_hover: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    link: str
    good: str
    bad: str
    bad_soft: str
    warn: str
    warn_soft: str
    select: str
    flash: str
    found: str
    shadow: str
    flow_box: str
    json_key: str
    json_text: str
    json_number: str
    json_template: str
    hues: tuple[str, ...]
    on_hue: str
    no_group: str
    on_no_group: str


LIGHT = ThemeColors(
    window="#f3f4f6",
    card="#ffffff",
    header="#fafbfc",
    editor="#fbfcfd",
    border="#d9dde3",
    border_strong="#b8bfc9",
    line="#edeff2",
    text="#1a1d21",
    strong="#000000",
    muted="#636b76",
    disabled="#9ba2ad",
    button="#ffffff",
    button_hover="#f1f4f8",
    accent="#0b5cad",
    accent_hover="#0a4f95",
    accent_soft="#e6f0fa",
    on_accent="#ffffff",
    link="#0b5cad",
    good="#00754f",
    bad="#b42318",
    bad_soft="#fdecea",
    warn="#8a6a00",
    warn_soft="#fdf6e0",
    select="#dcebfa",
    flash="#fff3c4",
    found="#ffd24d",
    shadow="#9aa1ab",
    flow_box="#eef1f6",
    json_key="#0b5cad",
    json_text="#9a3f0a",
    json_number="#6b2fb3",
    json_template="#6b2fb3",
    hues=("#0072b2", "#c65100", "#007a5e", "#b5408f", "#2e358b", "#643132", "#6a5cf0"),
    on_hue="#ffffff",
    no_group="#687080",
    on_no_group="#ffffff",
)

DARK = ThemeColors(
    window="#14171c",
    card="#1b1f26",
    header="#1f242c",
    editor="#171b21",
    border="#2e3540",
    border_strong="#475163",
    line="#262c35",
    text="#e3e6ea",
    strong="#ffffff",
    muted="#9aa3af",
    disabled="#5f6875",
    button="#262c36",
    button_hover="#303845",
    accent="#2f7fc4",
    accent_hover="#3a8cd3",
    accent_soft="#16324a",
    on_accent="#ffffff",
    link="#6db5f2",
    good="#4fd1a1",
    bad="#ff8a80",
    bad_soft="#3a2122",
    warn="#f2c265",
    warn_soft="#2a261b",
    select="#1d3b56",
    flash="#4a411f",
    found="#7a5a00",
    shadow="#000000",
    flow_box="#252b35",
    json_key="#6db5f2",
    json_text="#f0a878",
    json_number="#c4a7f5",
    json_template="#c4a7f5",
    hues=("#56a7e8", "#f0934a", "#3fc79a", "#f5b5dc", "#7f6df0", "#f2e05c", "#d5f5e8"),
    on_hue="#14171c",
    no_group="#3c4450",
    on_no_group="#c3c9d2",
)
