"""Who hears whom, for rows: into the producer pane, and into a file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kafkadesk.app.intents import Intents
from kafkadesk.core.actions import pane as pane_actions
from kafkadesk.core.actions import rows as row_actions
from kafkadesk.core.errors import ExportError
from kafkadesk.core.records import Record
from kafkadesk.core.rows.export import Format, lines
from kafkadesk.core.rows.scan import View
from kafkadesk.core.serde.decoder import Decoder
from kafkadesk.system.files import export as export_file
from kafkadesk.widgets.base.i18n import error_words, render
from kafkadesk.widgets.consumer.consumer_pane import ConsumerPane
from kafkadesk.widgets.consumer.export_dialog import Choice, ExportDialog
from kafkadesk.widgets.consumer.row_actions import RowActions
from kafkadesk.widgets.producer.producer_pane import ProducerPane


class RowWiring(QObject):
    """Connects what is done with rows."""

    def __init__(self, producer: ProducerPane, intents: Intents, parent: QObject) -> None:
        super().__init__(parent)
        self._producer = producer
        self._intents = intents

    def connect_pane(self, pane: ConsumerPane) -> None:
        pane.actions_on_rows.send_again_requested.connect(self._send_again)
        pane.actions_on_rows.commands.bind(row_actions.EXPORT, partial(self.ask_export, pane))
        pane.commands.bind(pane_actions.EXPORT, partial(self.ask_export, pane))

    def connect_rows(self, on_rows: RowActions, name: str, parent: QWidget) -> None:
        """Connect rows that are in no pane. name: of the topic."""
        on_rows.send_again_requested.connect(self._send_again)
        on_rows.commands.bind(row_actions.EXPORT, lambda: self.export_rows(on_rows, name, parent))

    def ask_export(self, pane: ConsumerPane) -> ExportDialog:
        """Ask which rows of a pane go where."""
        model = pane.model
        all_rows = Choice(self.tr("All {n} rows that the pane holds").format(n=f"{model.kept:,}"), model.kept_rows())
        return self.export_rows(pane.actions_on_rows, pane.state.topic or pane.state.name, pane, all_rows)

    def export_rows(self, on_rows: RowActions, name: str, parent: QWidget, *more: Choice) -> ExportDialog:
        """Ask which rows go where. more: what can be chosen beside those that are shown or selected."""
        model, selected = on_rows.model, on_rows.view.selected_rows()
        choices = [Choice(self.tr("{n} rows that are shown").format(n=f"{model.shown:,}"), model.shown_rows()), *more]
        if len(selected) > 1:
            chosen = model.chosen_rows(selected)
            choices.insert(0, Choice(self.tr("{n} rows that are selected").format(n=f"{len(chosen):,}"), chosen))
        dialog = ExportDialog(name, choices, parent)
        dialog.chosen.connect(lambda rows, form, path: self._write(dialog, rows, form, path, model.decoder))
        dialog.open()
        return dialog

    def _send_again(self, record: Record) -> None:
        self._producer.fill(record.topic, record.key, record.value, record.headers)

    def _write(self, dialog: ExportDialog, rows: View, form: Format, path: Path, decoder: Decoder) -> None:
        task = self._intents.start(self._written(dialog, rows, form, path, decoder), "export rows")
        for over in (dialog.cancelled, dialog.destroyed):  # the pane may be closed meanwhile, and the dialog with it
            over.connect(lambda *_: task.cancel())  # nothing happens once it is over

    async def _written(self, dialog: ExportDialog, rows: View, form: Format, path: Path, decoder: Decoder) -> None:
        def told(count: int) -> None:
            if isValid(dialog):
                dialog.update_progress(count)

        try:
            await export_file.export(path, lines(rows, form, render, decoder), newline=form.newline, told=told)
        except ExportError as error:
            dialog.set_failed(error_words(error))
        else:
            dialog.set_done(len(rows), path)
