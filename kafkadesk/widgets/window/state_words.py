"""How a connection is put into words, and into a dot beside them."""

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from kafkadesk.core.state import ConnectionState, Phase
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render

SLOW_MS = 500


def state_text(state: ConnectionState) -> str:
    """Return one line: where, which Kafka, how many brokers, how far. What is wrong, and what to do, says the message bar."""
    match state.phase:
        case Phase.DISCONNECTED:
            return "" if state.error is None else QCoreApplication.translate("ConnectionBar", "stopped")
        case Phase.CONNECTING:
            return QCoreApplication.translate("ConnectionBar", "connecting to {address} …").format(address=state.bootstrap)
        case Phase.PARTLY:
            reached = sum(broker.reached is True for broker in state.brokers)
            text = QCoreApplication.translate("ConnectionBar", "connected to {n} of {of}").format(n=reached, of=len(state.brokers))
            missing = ", ".join(f"{broker.host}:{broker.port}" for broker in state.brokers if broker.reached is not True)
            waiting = "" if state.error is None or state.error.hint is None else f" · {render(state.error.hint)}"
            return text + " · " + QCoreApplication.translate("ConnectionBar", "not reached: {brokers}").format(brokers=missing) + waiting
        case Phase.TROUBLE:
            again = QCoreApplication.translate("ConnectionBar", "tried {n} times").format(n=state.attempt) if state.attempt > 1 else ""
            return " · ".join(filter(None, (QCoreApplication.translate("ConnectionBar", "no connection"), again)))
        case Phase.CONNECTED:
            return " · ".join(_connected(state))


def trouble_text(state: ConnectionState) -> str:
    """Return what is wrong, and what to do, in full; empty while all is well. For whoever closed the message about it."""
    return "" if state.error is None else " ".join(map(render, filter(None, (state.error.title, state.error.hint))))


def is_slow(state: ConnectionState) -> bool:
    """Whether the cluster takes so long to answer that it should be said."""
    return state.phase is Phase.CONNECTED and state.round_trip_ms is not None and state.round_trip_ms >= SLOW_MS


def _connected(state: ConnectionState) -> list[str]:
    parts = [state.bootstrap]
    if state.version is not None:
        parts.append(f"Kafka {state.version}")
    count = len(state.brokers)
    parts.append(
        QCoreApplication.translate("ConnectionBar", "1 broker")
        if count == 1
        else QCoreApplication.translate("ConnectionBar", "{n} brokers").format(n=count)
    )
    if state.round_trip_ms is not None:
        if is_slow(state):
            return [*parts, QCoreApplication.translate("ConnectionBar", "slow: {n} ms for an answer").format(n=round(state.round_trip_ms))]
        milliseconds = f"{state.round_trip_ms:.0f}" if state.round_trip_ms >= 1 else "< 1"
        parts.append(QCoreApplication.translate("ConnectionBar", "round trip {n} ms").format(n=milliseconds))
    return parts


def dot_icon(phase: Phase, size: int, ratio: float) -> QIcon:
    """Return the dot for a state: full while connected, a ring while not, half while partly. size: in logical pixels."""
    colors = theme.colors()
    color = QColor(
        {
            Phase.DISCONNECTED: colors.muted,
            Phase.CONNECTING: colors.accent,
            Phase.CONNECTED: colors.good,
            Phase.PARTLY: colors.warn,
            Phase.TROUBLE: colors.bad,
        }[phase]
    )
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, max(1.5, size / 8)))
    painter.setBrush(color if phase in (Phase.CONNECTED, Phase.TROUBLE) else Qt.BrushStyle.NoBrush)
    center, radius = QPointF(size / 2, size / 2), size * 0.32
    painter.drawEllipse(center, radius, radius)
    if phase is Phase.PARTLY:
        painter.setBrush(color)
        painter.drawPie(round(center.x() - radius), round(center.y() - radius), round(2 * radius), round(2 * radius), 90 * 16, 180 * 16)
    painter.end()
    return QIcon(pixmap)
