"""How the window looks: colours by meaning, one style sheet made from them, light and dark after the system.

The style is Qt's Fusion, drawn natively; the sheet adds cards, chips and quiet table headers. A widget says what it is
with `set_role(widget, "muted")`. What paints itself asks `colors()` while painting, and so never has to be notified.
Roles: card, card lit (pointed at), bar, footer, box (of what the doctor says): QFrames; title..warn, note: QLabels and frames; primary, flat, link, badge: buttons; flat, name: line edits.
"""

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from kafkadesk.widgets.base.theme_colors import DARK, LIGHT, ThemeColors

if TYPE_CHECKING:
    from kafkadesk.core.colors import GroupMark

ROLE = "role"
MIN_POINTS, MAX_POINTS = 6.0, 32.0
FOLLOWER = "kafkadesk.theme"  # object name of what restyles the application when the system changes


def apply(app: QApplication, scheme: str = "auto") -> None:
    """Style the whole application: `scheme` is light, dark, or auto (as the system is, also when that changes)."""
    follower = app.findChild(_Follower, FOLLOWER)
    if follower is None:
        follower = _Follower(app)
        app.setStyle("Fusion")
    follower.choose(scheme)


def dress_frame(app: QApplication, scheme: str) -> None:
    """Colour the window's first paint, before `apply`, which takes longer than all the rest of that paint."""
    dark = is_dark() if scheme == "auto" else scheme == "dark"
    app.setPalette(palette(DARK if dark else LIGHT))


def colors() -> ThemeColors:
    """Return the colours in force."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def is_dark() -> bool:
    """Whether the dark colours are in force."""
    return colors() is DARK


def zoom(app: QApplication, steps: int) -> None:
    """Make all text larger or smaller by `steps` points; 0 goes back to the system's size."""
    follower = app.findChild(_Follower, FOLLOWER)
    if follower is not None:
        follower.zoom(steps)


def zoomed(app: QApplication) -> float:
    """Return by how many points text is larger than the system's."""
    follower = app.findChild(_Follower, FOLLOWER)
    return 0.0 if follower is None else follower.zoomed()


def set_points(app: QApplication, points: float) -> None:
    """Set the size of all text, in points."""
    font = app.font()
    font.setPointSizeF(min(MAX_POINTS, max(MIN_POINTS, points)))
    app.setFont(font)
    follower = app.findChild(_Follower, FOLLOWER)
    if follower is not None:
        follower.restyle()


def set_role(widget: QWidget, role: str) -> None:
    """Set what a widget is for the style sheet, "" for nothing special; may be changed at any time."""
    if widget.property(ROLE) != role:
        widget.setProperty(ROLE, role)
        if widget.testAttribute(QtCore.Qt.WidgetAttribute.WA_WState_Polished):  # else it is polished when it is first shown
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def card() -> QFrame:
    """Return a frame that is drawn as a card."""
    made = QFrame()
    set_role(made, "card")
    return made


def group_color(group: "GroupMark") -> QColor:
    """Return the colour of a group, for chips, bars and its name."""
    now = colors()
    return QColor(now.no_group if group.hue is None else now.hues[group.hue])


def on_group_color(group: "GroupMark") -> QColor:
    """Return the colour of text on group_color."""
    now = colors()
    return QColor(now.on_no_group if group.hue is None else now.on_hue)


def mono_font(like: QFont) -> QFont:
    """Return the fixed-width font of the system at the size of `like`: for offsets, values and times."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(like.pointSizeF())
    return font


class _Follower(QObject):
    """Holds the scheme that was chosen and styles the application again when the system's changes."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(FOLLOWER)
        self._app = app
        self._scheme = "auto"
        self._system_points = app.font().pointSizeF()
        self._restyling = False
        app.styleHints().colorSchemeChanged.connect(self.restyle)

    def choose(self, scheme: str) -> None:
        self._scheme = scheme
        wanted = {"light": QtCore.Qt.ColorScheme.Light, "dark": QtCore.Qt.ColorScheme.Dark}.get(scheme, QtCore.Qt.ColorScheme.Unknown)
        self._app.styleHints().setColorScheme(wanted)  # native frames and dialogs follow too, where the platform can
        self.restyle()

    def zoom(self, steps: int) -> None:
        set_points(self._app, self._system_points if steps == 0 else self._app.font().pointSizeF() + steps)

    def zoomed(self) -> float:
        return self._app.font().pointSizeF() - self._system_points

    def restyle(self) -> None:
        if self._restyling:  # setPalette may make the platform report its scheme again
            return
        self._restyling = True
        try:
            dark = self._app.styleHints().colorScheme() is QtCore.Qt.ColorScheme.Dark if self._scheme == "auto" else self._scheme == "dark"
            now = DARK if dark else LIGHT
            self._app.setPalette(palette(now))
            from kafkadesk.widgets.base.style_sheet import style_sheet  # the window's first paint needs none

            self._app.setStyleSheet(style_sheet(now, QFontMetrics(self._app.font()).height()))
        finally:
            self._restyling = False


def palette(c: ThemeColors) -> QPalette:
    """Return the palette of the colours: what the Fusion style draws its native widgets with."""
    p, role = QPalette(), QPalette.ColorRole
    plain: dict[QPalette.ColorRole, str] = {
        role.Window: c.window, role.WindowText: c.text, role.Base: c.card, role.AlternateBase: c.header, role.Text: c.text,
        role.Button: c.button, role.ButtonText: c.text, role.BrightText: c.bad, role.ToolTipBase: c.card, role.ToolTipText: c.text,
        role.PlaceholderText: c.muted, role.Highlight: c.accent, role.HighlightedText: c.on_accent, role.Link: c.link,
        role.LinkVisited: c.link, role.Light: c.card, role.Midlight: c.header, role.Mid: c.border, role.Dark: c.border_strong,
        role.Shadow: c.shadow, role.Accent: c.accent,
    }  # fmt: skip
    for which, color in plain.items():
        p.setColor(which, QColor(color))
    off = QPalette.ColorGroup.Disabled
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        p.setColor(off, which, QColor(c.disabled))
    p.setColor(off, role.Highlight, QColor(c.border))
    return p
