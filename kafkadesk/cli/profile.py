"""`kafkadesk profile import`: profiles out of other programs' files, each setting with what became of it."""

import argparse
import json
from pathlib import Path
from typing import Any

from kafkadesk.cli.say import say
from kafkadesk.core.cluster.profile_import import Fate, Imported
from kafkadesk.core.cluster.profiles import NO_SECRETS, Profile, Secrets, defects_of
from kafkadesk.core.errors import ProfileError
from kafkadesk.system.files.settings import Store
from kafkadesk.system.profiles.book import ProfileBook
from kafkadesk.system.profiles.import_file import read_import

OK, REFUSED, UNREADABLE = 0, 1, 2


def add_profile_arguments(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the command line."""
    verbs = commands.add_parser("profile", help="named connections").add_subparsers(required=True, metavar="import")
    parser = verbs.add_parser("import", help="make profiles of a Java client's .properties, a librdkafka configuration or an export")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help="only report what is in the file, store nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.set_defaults(run=run_import)


def run_import(args: argparse.Namespace) -> int:
    """Read, print, store, and return the exit status: 0 well, 1 something was refused, 2 nothing could be read."""
    try:
        found = read_import(args.file)
    except ProfileError as error:
        if args.json:
            print(_json(Imported(profiles=())))
        say(error.sentence())
        return UNREADABLE
    print(_json(found) if args.json else "\n".join(_lines(found)))  # a result that programs read
    for note in found.notes if args.json else ():
        say(note.render())
    good = [profile for profile in found.profiles if not _say_defects(profile)]
    stored = [profile for profile in good if args.dry_run or _store(profile, found.secrets)]
    return OK if len(stored) == len(found.profiles) and not found.of(Fate.REFUSED) else REFUSED


def _store(profile: Profile, secrets: Secrets) -> bool:
    """Store a profile, and its passwords in the keyring only; whether all of it is stored."""
    from kafkadesk.system.profiles.keyring import SecretStore  # imports keyring

    saved = ProfileBook(Store()).save(profile)
    say(f"Profile “{saved.name}” is stored. Nothing was connected.")
    if secrets == NO_SECRETS:
        return True
    keyring = SecretStore()
    if not keyring.available():
        say("Its passwords are not stored, because this PC has no keyring: KafkaDesk asks for them each time.")
        return True
    try:
        keyring.write(saved.id, secrets)
    except ProfileError as error:
        say(error.sentence())
        return False
    say("Its passwords are in the system's keyring.")
    return True


def _say_defects(profile: Profile) -> bool:
    defects = defects_of(profile)
    if defects:
        say(f"Profile “{profile.name}” cannot be stored like this. {' '.join(defect.text.render() for defect in defects)}")
    return bool(defects)


def _json(found: Imported) -> str:
    profiles = [{"name": p.name, "bootstrap": p.bootstrap, "security": _security(p, found.secrets)} for p in found.profiles]
    fates = {
        fate.value: [
            {"line": one.line, "setting": one.setting, **({} if one.why is None else {"why": one.why.render()})} for one in found.of(fate)
        ]
        for fate in Fate
    }
    return json.dumps({"profiles": profiles, **fates}, indent=2, ensure_ascii=False)


def _security(profile: Profile, secrets: Secrets) -> dict[str, object]:
    security = profile.security
    named = {"protocol": security.protocol.value} | ({"mechanism": security.mechanism.value} if security.protocol.sasl else {})
    return {**named, **security.to_json(), **{name: {"set": True} for name in secrets.to_json()}}


def _lines(found: Imported) -> list[str]:
    """Return what was found as lines to read."""
    lines: list[str] = []
    for profile in found.profiles:
        shown = {name: "(set)" if isinstance(value, dict) else value for name, value in _security(profile, found.secrets).items()}
        fields = (("bootstrap", profile.bootstrap), *shown.items())
        lines += [f"Profile “{profile.name}”", *(f"  {name}: {value}" for name, value in fields if value)]
    lines += [f"Line {one.line}, {one.setting}: used." for one in found.of(Fate.USED)]
    return lines + [one.words().render() for one in found.lines if one.fate is not Fate.USED] + [note.render() for note in found.notes]
