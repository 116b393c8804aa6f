"""Who hears whom, for plans: the dialog asks, the desk makes the plan, and carries it out once it is confirmed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from kafkadesk.app.intents import Intents
from kafkadesk.app.window import WindowParts
from kafkadesk.core.errors import UserError
from kafkadesk.core.plans.changes import Change
from kafkadesk.core.plans.plan import ChangePlan
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.plans import PlanMovedError
from kafkadesk.widgets.window.message_bar import Message

if TYPE_CHECKING:
    from kafkadesk.widgets.plans.plan_dialog import PlanDialog
    from kafkadesk.widgets.plans.plan_options import PlanOptions


class PlanWiring(QObject):
    """Opens plans in a window."""

    def __init__(self, desk: Desk, parts: WindowParts, intents: Intents) -> None:
        super().__init__(parts.window)
        self._desk = desk
        self._parts = parts
        self._intents = intents
        self._open: set[PlanDialog] = set()

    def open(self, change: Change, options: "PlanOptions | None" = None) -> None:
        """Show the plan of a change; options: what can be chosen in it."""
        from kafkadesk.widgets.plans.plan_dialog import PlanDialog  # not before somebody changes something

        dialog = PlanDialog(options, self._parts.window)
        dialog.asked.connect(lambda asked: self._intents.start(self._propose(dialog, asked), "plan"))
        dialog.confirmed.connect(lambda plan, typed: self._intents.start(self._carry_out(dialog, plan, typed), "carry out a plan"))
        dialog.undo_requested.connect(lambda plan: self._undo(dialog, plan))
        dialog.finished.connect(lambda _: self._closed(dialog))
        self._open.add(dialog)
        dialog.open()
        if options is None:
            self._intents.start(self._propose(dialog, change), "plan")
        else:
            dialog.ask()

    async def _propose(self, dialog: "PlanDialog", change: Change) -> None:
        dialog.set_busy(QCoreApplication.translate("PlanDialog", "Asking the cluster…"))
        try:
            plan = await self._desk.plans.propose(change)
        except UserError as error:
            if dialog in self._open:
                dialog.set_refused(error)
        else:
            if dialog in self._open:
                dialog.set_plan(plan, must_type=self._desk.plans.must_be_typed(plan))

    async def _carry_out(self, dialog: "PlanDialog", plan: ChangePlan, typed: str) -> None:
        dialog.set_busy(QCoreApplication.translate("PlanDialog", "It is being done…"))
        try:
            outcome = await self._desk.plans.carry_out(plan, typed)
        except PlanMovedError as moved:
            if dialog in self._open:
                dialog.set_plan(moved.plan, must_type=self._desk.plans.must_be_typed(moved.plan))
                if moved.plan.obstacle is None:
                    dialog.set_error(moved)
        except UserError as error:
            if dialog in self._open:
                dialog.set_error(error)
        else:
            if dialog in self._open:
                dialog.set_outcome(outcome, undo=self._desk.plans.undo_of(plan) is not None)
            else:  # it was closed meanwhile
                self._parts.messages.show_message(Message(text=outcome.words, hint=plan.title))

    def _closed(self, dialog: "PlanDialog") -> None:
        self._open.discard(dialog)
        dialog.deleteLater()

    def _undo(self, dialog: "PlanDialog", plan: ChangePlan) -> None:
        change = self._desk.plans.undo_of(plan)
        if change is not None:
            dialog.accept()
            self.open(change)
