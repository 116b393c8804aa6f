"""Asks for the passwords of a profile that the keyring does not have."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from kafkadesk.core.cluster.profiles import Profile, Secrets
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.profiles.profile_rows import password_edit


class PasswordDialog(QDialog):
    """Modal; secrets() and keeps() hold the answer once it was accepted. fields: the names of the Secrets that are wanted."""

    def __init__(self, profile: Profile, fields: tuple[str, ...], *, can_keep: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Connect to {name}").format(name=profile.name))
        labels = {
            "password": self.tr("Password of {user}").format(user=profile.security.username),
            "client_secret": self.tr("Secret of {user}").format(user=profile.security.client_id),
            "key_password": self.tr("Password of the client key"),
        }
        self.edits: dict[str, QLineEdit] = {name: password_edit() for name in fields}
        form = QFormLayout()
        for name, edit in self.edits.items():
            form.addRow(PlainLabel(labels[name]), edit)
            edit.setAccessibleName(labels[name])
        self.keep = QCheckBox(self.tr("Keep in the system's keyring"))
        self.keep.setChecked(can_keep)
        self.keep.setVisible(can_keep)
        note = PlainLabel(role="muted", wrap=True)
        note.setText(
            "" if can_keep else self.tr("There is no keyring that can be used, so it is asked for each time. It is written to no file.")
        )
        note.setVisible(not can_keep)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("Connect"))
        theme.set_role(ok, "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.keep)
        layout.addWidget(note)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)

    def secrets(self) -> Secrets:
        return Secrets(**{name: edit.text() for name, edit in self.edits.items()})

    def keeps(self) -> bool:
        """Whether it goes into the keyring."""
        return self.keep.isChecked()
