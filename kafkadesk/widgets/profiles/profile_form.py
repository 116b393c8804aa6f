"""The fields of one profile: those that its protocol needs, each with its defect beneath it."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from kafkadesk.core.cluster.profiles import COLORS, Defect, Mechanism, Profile, Protocol, Secrets, Security, defects_of
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.profiles.profile_colors import color_icon, color_name
from kafkadesk.widgets.profiles.profile_rows import FaultyField, FileField, password_edit

ICON_PX = 14
MAP_LINES = 3


class ProfileForm(QWidget):
    """Signals:
    changed(): something was edited.
    files_changed(): a file, or the key's password, is another one: look into them and set_file_defects().
    """

    changed = Signal()
    files_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = Profile(name="")
        self._strict = False
        self._file_defects: tuple[Defect, ...] = ()
        self._silent = False
        self._fields: dict[str, FaultyField] = {}
        self._form = QFormLayout(self)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._build()
        self._connect_signals()

    def set_profile(self, profile: Profile, secrets: Secrets, *, kept: bool, can_keep: bool) -> None:
        """Show a profile. secrets: typed so far; kept: the keyring has some; can_keep: there is a keyring."""
        self._silent = True
        self._profile, self._strict, self._file_defects = profile, False, ()
        security = profile.security
        for edit, text in (
            (self.name, profile.name), (self.bootstrap, profile.bootstrap), (self.username, security.username),
            (self.token_url, security.token_url), (self.client_id, security.client_id), (self.scope, security.scope),
            (self.default_topic, profile.default_topic), (self.password, secrets.password), (self.client_secret, secrets.client_secret),
            (self.key_password, secrets.key_password),
        ):  # fmt: skip
            edit.setText(text)
            edit.setCursorPosition(0)
        self.color.setCurrentIndex(COLORS.index(profile.color))
        self.protocol.setCurrentIndex(list(Protocol).index(security.protocol))
        self.mechanism.setCurrentIndex(list(Mechanism).index(security.mechanism))
        for field, path in ((self.ca_file, security.ca_file), (self.cert_file, security.cert_file), (self.key_file, security.key_file)):
            field.set_path(path)
        self.name_map.setPlainText("\n".join(f"{name} {ip}" for name, ip in profile.name_map))
        self.read_only.setChecked(profile.read_only)
        self.production.setChecked(profile.production)
        self.keep.setEnabled(can_keep)
        self.keep.setChecked(can_keep)
        hint = self.tr("kept in the keyring; type to replace it") if kept else "" if can_keep else self.tr("asked for at each connect")
        for edit in (self.password, self.client_secret, self.key_password):
            edit.setPlaceholderText(hint)
        self._no_keyring.setVisible(not can_keep)
        self._silent = False
        self._show()
        self.files_changed.emit()

    def profile(self) -> Profile:
        """Return what stands in the fields. What the protocol does not use is kept all the same."""
        security = Security(
            protocol=list(Protocol)[self.protocol.currentIndex()], mechanism=list(Mechanism)[self.mechanism.currentIndex()],
            username=self.username.text(), ca_file=self.ca_file.path(), cert_file=self.cert_file.path(), key_file=self.key_file.path(),
            token_url=self.token_url.text().strip(), client_id=self.client_id.text().strip(), scope=self.scope.text().strip(),
        )  # fmt: skip
        pairs = [[*line.split(None, 1), ""][:2] for line in self.name_map.toPlainText().splitlines() if line.strip()]
        return replace(
            self._profile, name=self.name.text().strip(), color=COLORS[self.color.currentIndex()], bootstrap=self.bootstrap.text().strip(),
            security=security, name_map=tuple((name, ip.strip()) for name, ip in pairs), read_only=self.read_only.isChecked(),
            production=self.production.isChecked(), default_topic=self.default_topic.text().strip(),
        )  # fmt: skip

    def secrets(self) -> Secrets:
        """Return the passwords that were typed."""
        return Secrets(password=self.password.text(), client_secret=self.client_secret.text(), key_password=self.key_password.text())

    def forget_secrets(self) -> None:
        """Empty the fields of passwords, as when nobody looks at them any more."""
        self._silent = True
        for edit in (self.password, self.client_secret, self.key_password):
            edit.clear()
        self._silent = False

    def keeps(self) -> bool:
        """Whether what was typed goes into the keyring."""
        return self.keep.isChecked()

    def set_file_defects(self, defects: Iterable[Defect]) -> None:
        """Take what is wrong with the files that stand in the fields now."""
        self._file_defects = tuple(defects)
        self._show()

    def complete(self) -> bool:
        """Show every defect from now on, of empty fields too; return whether there is none."""
        self._strict = True
        self._show()
        return not defects_of(self.profile()) and not self._file_defects

    def faults(self) -> dict[str, str]:
        """Return the defects that are shown, by field."""
        return {name: field.fault.text() for name, field in self._fields.items() if field.fault.text()}

    # inside

    def _build(self) -> None:
        self.name, self.bootstrap, self.username = QLineEdit(), QLineEdit(), QLineEdit()
        self.token_url, self.client_id, self.scope, self.default_topic = (QLineEdit() for _ in range(4))
        self.password, self.client_secret, self.key_password = password_edit(), password_edit(), password_edit()
        self.color, self.protocol, self.mechanism = QComboBox(), QComboBox(), QComboBox()
        pem = self.tr("PEM files (*.pem *.crt *.cer *.key)")
        self.ca_file, self.cert_file, self.key_file = (
            FileField(title, pem) for title in (self.tr("CA file"), self.tr("Client certificate"), self.tr("Client key"))
        )
        self.name_map = QPlainTextEdit()
        self.read_only, self.production, self.keep = QCheckBox(), QCheckBox(), QCheckBox()
        self._warning = PlainLabel(role="note", wrap=True)
        self._no_keyring = PlainLabel(role="muted", wrap=True)
        for color in COLORS:
            self.color.addItem(color_icon(color, ICON_PX, self.devicePixelRatioF()), color_name(color))
        self.retranslate()
        for name, label, field in (
            ("name", self.tr("Name"), self.name), ("color", self.tr("Colour"), self.color),
            ("bootstrap", self.tr("Bootstrap servers"), self.bootstrap), ("protocol", self.tr("Security protocol"), self.protocol),
            ("warning", "", self._warning), ("mechanism", self.tr("SASL mechanism"), self.mechanism),
            ("username", self.tr("User name"), self.username), ("password", self.tr("Password"), self.password),
            ("token_url", self.tr("Token server"), self.token_url), ("client_id", self.tr("Client ID"), self.client_id),
            ("client_secret", self.tr("Client secret"), self.client_secret), ("scope", self.tr("Scope"), self.scope),
            ("ca_file", self.tr("CA file"), self.ca_file), ("cert_file", self.tr("Client certificate"), self.cert_file),
            ("key_file", self.tr("Client key"), self.key_file), ("key_password", self.tr("Password of the key"), self.key_password),
            ("keep", "", self.keep), ("no_keyring", "", self._no_keyring), ("default_topic", self.tr("Default topic"), self.default_topic),
            ("name_map", self.tr("Name map"), self.name_map), ("read_only", "", self.read_only),
            ("production", "", self.production),
        ):  # fmt: skip
            self._fields[name] = FaultyField(field)
            self._form.addRow(label, self._fields[name])
            field.setAccessibleName(label)

    def retranslate(self) -> None:
        self.protocol.addItems(
            [
                self.tr("PLAINTEXT: no encryption, no login"), self.tr("SSL: encrypted (TLS), no password; a certificate at most"),
                self.tr("SASL_PLAINTEXT: login, not encrypted"), self.tr("SASL_SSL: encrypted (TLS), login"),
            ]
        )  # fmt: skip
        self.mechanism.addItems([str(mechanism) for mechanism in Mechanism])
        self.mechanism.setToolTip(
            self.tr(
                "The way to log in; whoever runs the cluster knows it. PLAIN sends the password as it is, SCRAM only proves that it is known, "
                "OAUTHBEARER shows a token."
            )
        )
        self.bootstrap.setPlaceholderText(self.tr("host:port, host:port, …"))
        self.bootstrap.setToolTip(
            self.tr(
                "Where to begin: one broker or more, as host:port (Kafka's usual port is 9092). They tell the addresses of all the others."
            )
        )
        self.default_topic.setPlaceholderText(self.tr("what the producer pane begins with"))
        self.token_url.setPlaceholderText("https://login.example.com/oauth2/token")
        self.ca_file.set_hint(self.tr("empty: the authorities that this computer trusts"))
        self.cert_file.set_hint(self.tr("only where the broker wants one (mTLS)"))
        self.key_file.set_hint(self.tr("empty: it is in the certificate's file"))
        self.name_map.setPlaceholderText(self.tr("kafka-1 10.0.0.5   (a name the brokers advertise, and its IP; one a line)"))
        self.name_map.setFixedHeight(self.fontMetrics().lineSpacing() * (MAP_LINES + 1))
        self.name_map.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # else it floats below its label
        self.name_map.setTabChangesFocus(True)
        self.read_only.setText(self.tr("Read-only: nothing is sent, joined, committed, reset, created or deleted"))
        self.production.setText(self.tr("Production: a plan that changes something is confirmed by typing the object's name"))
        self.keep.setText(self.tr("Keep passwords in the system's keyring"))
        self.keep.setToolTip(self.tr("Windows: Credential Manager. macOS: Keychain. Linux: Secret Service or KWallet. Never in a file."))
        self._no_keyring.setText(
            self.tr("There is no keyring on this computer that can be used: passwords are asked for at each connect. They are in no file.")
        )

    def _warn(self, security: Security) -> None:
        """Say who could read the login, and what protects it."""
        login = self.tr("Whoever is on the network between this PC and the broker can read this login. SASL_SSL, or SCRAM, protects it.")
        token = self.tr("Whoever is on the network between this PC and the token server can read the client secret. https:// protects it.")
        self._warning.setText("\n".join([login] * security.readable + [token] * security.secret_readable))

    def _connect_signals(self) -> None:
        for edit in (
            self.name, self.bootstrap, self.username, self.password, self.token_url, self.client_id, self.client_secret, self.scope,
            self.default_topic,
        ):  # fmt: skip
            edit.textChanged.connect(self._edited)
        for box in (self.color, self.protocol, self.mechanism):
            box.currentIndexChanged.connect(self._edited)
        self.name_map.textChanged.connect(self._edited)
        for check in (self.read_only, self.production, self.keep):
            check.toggled.connect(self._edited)
        for field in (self.ca_file, self.cert_file, self.key_file):
            field.changed.connect(self._file_edited)
        self.key_password.textChanged.connect(self._file_edited)
        self.protocol.currentIndexChanged.connect(self._file_edited)

    def _edited(self) -> None:
        if not self._silent:
            self._show()
            self.changed.emit()

    def _file_edited(self) -> None:
        if not self._silent:
            self._edited()
            self.files_changed.emit()

    def _show(self) -> None:
        profile = self.profile()
        security = profile.security
        tls, sasl, oauth = security.protocol.tls, security.protocol.sasl, security.oauth
        login, mtls = security.by_password, tls and bool(security.cert_file)
        shown = {
            "mechanism": sasl, "username": login, "password": login, "token_url": oauth, "client_id": oauth, "client_secret": oauth,
            "scope": oauth, "ca_file": tls or oauth, "cert_file": tls, "key_file": mtls, "key_password": mtls,
            "keep": login or oauth or mtls, "no_keyring": not self.keep.isEnabled() and (login or oauth or mtls), "warning": security.readable or security.secret_readable,
        }  # fmt: skip
        self._warn(security)
        for name, visible in shown.items():
            self._form.setRowVisible(self._fields[name], visible)
        said = {defect.field: render(defect.text) for defect in (*self._file_defects, *defects_of(profile))}
        for name, field in self._fields.items():
            field.say(said.get(name, "") if self._strict or self._filled(name) else "")

    def _filled(self, name: str) -> bool:
        """Whether something was typed, so that a defect may be said before anybody asks."""
        widget = self._fields[name].field
        if isinstance(widget, QLineEdit):
            return bool(widget.text())
        return isinstance(widget, QPlainTextEdit | FileField)
