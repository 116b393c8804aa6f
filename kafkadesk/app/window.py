"""The window and its parts, built once and handed to whoever wires them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from kafkadesk.core.actions.window import LANGUAGE_MENU, LARGER, LAYOUTS, NEXT_AREA, PREVIOUS_AREA, SMALLER, USUAL_SIZE
from kafkadesk.core.colors import GroupColors
from kafkadesk.core.focus import LowerView
from kafkadesk.core.ledger.ledger import Ledger
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.models.delivery_table import DeliveryTable
from kafkadesk.models.matrix_table import MatrixTable
from kafkadesk.models.rebalance_table import RebalanceTable
from kafkadesk.widgets.consumer.consumer_grid import ConsumerGrid
from kafkadesk.widgets.flow.flow_view import FlowView
from kafkadesk.widgets.groups.lag_view import LagView
from kafkadesk.widgets.groups.rebalance_view import RebalanceView
from kafkadesk.widgets.lessons.lesson_panel import LessonPanel
from kafkadesk.widgets.matrix.matrix_view import MatrixView
from kafkadesk.widgets.matrix.verdict_strip import VerdictStrip
from kafkadesk.widgets.places.rail import Rail
from kafkadesk.widgets.producer.producer_pane import ProducerPane
from kafkadesk.widgets.window.callout import Callouts
from kafkadesk.widgets.window.connection_bar import ConnectionBar
from kafkadesk.widgets.window.first_run import FirstRun
from kafkadesk.widgets.window.lower_area import LowerArea
from kafkadesk.widgets.window.main_window import MainWindow
from kafkadesk.widgets.window.message_bar import MessageBar


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowParts:
    """What the window is made of."""

    window: MainWindow
    bar: ConnectionBar
    messages: MessageBar
    first_run: FirstRun
    producer: ProducerPane
    deliveries: DeliveryTable
    grid: ConsumerGrid
    matrix: MatrixView
    flow: FlowView
    rebalances: RebalanceView
    lag: LagView
    lower: LowerArea
    rail: Rail
    lesson: LessonPanel
    callouts: Callouts
    colors: GroupColors


def build(
    log: DeliveryLog,
    ledger: Ledger,
    label: Callable[[str], str],
    *,
    groups: Iterable[str],
    callouts: Iterable[str],
    window: MainWindow | None = None,
) -> WindowParts:
    """Build the parts and put them into the window, a new one or the one that is on screen already.

    label: a group's name as it is shown; groups, callouts: those of earlier starts.
    """
    colors = GroupColors(groups)
    deliveries = DeliveryTable(log)
    producer = ProducerPane(deliveries)
    deliveries.setParent(producer)
    matrix_table = MatrixTable(ledger, label=label)
    matrix = MatrixView(matrix_table, colors)
    matrix_table.setParent(matrix)
    flow, lag = FlowView(), LagView(colors)
    rebalance_table = RebalanceTable()
    rebalances = RebalanceView(rebalance_table, colors)
    rebalance_table.setParent(rebalances)
    strip = VerdictStrip()
    matrix.verdicts_changed.connect(strip.set_verdicts)
    views = {LowerView.MATRIX: matrix, LowerView.FLOW: flow, LowerView.REBALANCES: rebalances, LowerView.LAG: lag}
    lower = LowerArea(views, strip=strip)
    bar, messages, first_run, grid, lesson = ConnectionBar(), MessageBar(), FirstRun(), ConsumerGrid(), LessonPanel()
    rail = Rail()
    shown = Callouts(callouts)
    window = window or MainWindow()
    window.fill(
        bar=bar, messages=messages, rail=rail, first_run=first_run, producer=producer, grid=grid, lower=lower, lesson=lesson, callouts=shown
    )  # fmt: skip
    bind_actions(window, bar, first_run)
    return WindowParts(
        window=window, bar=bar, messages=messages, first_run=first_run, producer=producer, deliveries=deliveries, grid=grid, matrix=matrix,
        flow=flow, rebalances=rebalances, lag=lag, lower=lower, rail=rail, lesson=lesson, callouts=shown, colors=colors,
    )  # fmt: skip


def bind_actions(window: MainWindow, bar: ConnectionBar, first_run: FirstRun) -> None:
    """Have actions lay out the window, which is shown before there are any."""
    for action, steps in ((LARGER, 1), (SMALLER, -1), (USUAL_SIZE, 0)):
        bar.commands.bind(action, partial(window.zoom, steps))
    for action, step in ((NEXT_AREA, 1), (PREVIOUS_AREA, -1)):
        bar.commands.bind(action, partial(window.go_to_area, step))
    for name, action in LAYOUTS.items():
        bar.commands.bind(action, partial(window.set_layout, name))
    bar.add_keys(window)
    first_run.set_language_menu(bar.commands.menu(LANGUAGE_MENU, first_run))
