"""Pictures of the profile editor, for looking at: python -m tests.shots.profiles FOLDER."""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from kafkadesk.core.cluster.profiles import LOCAL, Mechanism, Profile, Protocol, Secrets, Security
from kafkadesk.core.state import ConnectionState, Phase
from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.profiles.password_dialog import PasswordDialog
from kafkadesk.widgets.profiles.profile_dialog import ProfileDialog
from kafkadesk.widgets.profiles.quick_switch import QuickSwitch
from kafkadesk.widgets.window.connection_bar import ConnectionBar

PROFILES = (
    LOCAL,
    Profile(
        id="a", name="Orders production", color="red", bootstrap="kafka-1.prod.example:9093,kafka-2.prod.example:9093", read_only=True,
        security=Security(protocol=Protocol.SASL_SSL, mechanism=Mechanism.SCRAM_SHA_512, username="orders-app", ca_file="/no/such/ca.pem"),
        name_map=(("kafka-1", "10.0.0.5"), ("kafka-2", "10.0.0.6")), default_topic="orders",
    ),
    Profile(id="b", name="Test rig", color="green", bootstrap="10.20.0.7:9092",
            security=Security(protocol=Protocol.SASL_PLAINTEXT, username="tester")),
    Profile(id="c", name="Cloud", color="violet", bootstrap="pkc-1.example:9092",
            security=Security(protocol=Protocol.SASL_SSL, mechanism=Mechanism.OAUTHBEARER, client_id="kafkadesk", scope="kafka")),
    Profile(id="d", name="mTLS lab", color="amber", bootstrap="lab:9093",
            security=Security(protocol=Protocol.SSL, ca_file="/lab/ca.pem", cert_file="/lab/me.pem", key_file="/lab/me.key")),
)  # fmt: skip


def shoot(app: QApplication, folder: Path, scheme: str, language: str) -> None:
    """Make the pictures of one theme and language."""
    from kafkadesk.system.profiles.tls_files import file_defects

    theme.apply(app, scheme)
    i18n.install(app, language)
    for key in "abcd":
        dialog = ProfileDialog()
        dialog.set_profiles(PROFILES, kept=frozenset("a"), can_keep=key != "b", choose=key)
        shown = dialog.form.profile()
        dialog.set_file_defects(shown, file_defects(shown.security, Secrets()))
        dialog.form.complete()
        dialog.show()
        dialog.resize(dialog.width(), min(dialog.height(), 768))
        app.processEvents()
        dialog.grab().save(str(folder / f"profile-{key}-{scheme}-{language}.png"))
        dialog.deleteLater()
    for name, widget in (("switch", QuickSwitch(PROFILES)), ("password", PasswordDialog(PROFILES[1], ("password",), can_keep=False))):
        widget.show()
        app.processEvents()
        widget.grab().save(str(folder / f"{name}-{scheme}-{language}.png"))
        widget.close()
    for profile in PROFILES[1:3]:
        bar = ConnectionBar()
        bar.set_state(
            ConnectionState(phase=Phase.CONNECTED, bootstrap=profile.bootstrap, profile=profile, version="4.3", round_trip_ms=3.0)
        )
        bar.resize(1366, bar.sizeHint().height())
        bar.show()
        app.processEvents()
        bar.grab().save(str(folder / f"bar-{profile.id}-{scheme}-{language}.png"))
        bar.deleteLater()


def main() -> None:
    """Make the pictures in the folder that the command line names."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    for scheme, language in (("light", "en"), ("dark", "en"), ("dark", "zh_CN")):
        shoot(app, folder, scheme, language)


if __name__ == "__main__":
    main()
