"""The hues of profiles: how they tint the connection bar, and the dot beside a profile's name."""

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from kafkadesk.core.cluster.profiles import COLORS
from kafkadesk.widgets.base import theme

HUES = {
    "blue": "#2f7fc4", "teal": "#159a9c", "green": "#2f9e58", "amber": "#d08a00", "red": "#d0342c", "violet": "#8a5cd6", "gray": "#7b8494",
}  # fmt: skip
assert set(HUES) | {""} == set(COLORS)
TINT = {False: 34, True: 64}  # of 255, on light and on dark: text on it stays as readable as on the card


def hue_of(color: str) -> QColor | None:
    """Return a profile's hue; None for none."""
    return QColor(HUES[color]) if color in HUES else None


def tint_of(color: str) -> QColor | None:
    """Return the hue as a thin coat over the bar."""
    hue = hue_of(color)
    if hue is not None:
        hue.setAlpha(TINT[theme.is_dark()])
    return hue


def color_icon(color: str, size: int, ratio: float = 1.0) -> QIcon:
    """Return a disc in the hue; a ring without one. size: in logical pixels."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    hue = hue_of(color)
    painter.setPen(QPen(QColor(theme.colors().muted) if hue is None else hue, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush if hue is None else hue)
    painter.drawEllipse(QPointF(size / 2, size / 2), size * 0.32, size * 0.32)
    painter.end()
    return QIcon(pixmap)


def color_name(color: str) -> str:
    """Return what the hue is called."""
    return {
        "": QCoreApplication.translate("ProfileForm", "none"),
        "blue": QCoreApplication.translate("ProfileForm", "blue"),
        "teal": QCoreApplication.translate("ProfileForm", "teal"),
        "green": QCoreApplication.translate("ProfileForm", "green"),
        "amber": QCoreApplication.translate("ProfileForm", "amber"),
        "red": QCoreApplication.translate("ProfileForm", "red"),
        "violet": QCoreApplication.translate("ProfileForm", "violet"),
        "gray": QCoreApplication.translate("ProfileForm", "gray"),
    }[color]
