"""The command line: the same engine without a window, and the door to the window."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from kafkadesk import __version__
from kafkadesk.arguments import WindowArguments, has_display
from kafkadesk.cli.say import say
from kafkadesk.core.cluster.address import parse_bootstrap
from kafkadesk.core.errors import LessonError, UserError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

OK, FAILED, WRONG_USE = 0, 1, 2
COMMANDS = ("local", "lesson", "doctor", "hosts", "profile", "topics", "groups", "send", "reset", "find")


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit status. Errors are one sentence on standard error."""
    args = _parser(commands=not _only_options(arguments)).parse_args(arguments)
    try:
        return int(args.run(args))
    except LessonError as error:
        return _refuse(error)
    except UserError as error:
        say(error.sentence())
        return FAILED
    except KeyboardInterrupt:
        return FAILED


def _only_options(arguments: Sequence[str]) -> bool:
    """Whether it is the window that is asked for: what only the commands need is not loaded then."""
    return all(word not in (*COMMANDS, "-h", "--help") for word in arguments) and (not arguments or arguments[0].startswith("--"))


def _parser(*, commands: bool) -> argparse.ArgumentParser:
    parser = _Parser(prog="kafkadesk", description="A desktop window in which you see Kafka work.")
    parser.add_argument("--version", action="version", version=f"KafkaDesk {__version__}")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--bootstrap", metavar="HOST:PORT,…", help="open the window and connect to this cluster")
    where.add_argument("--profile", metavar="NAME", help="open the window and connect by this profile")
    where.add_argument("--local", action="store_true", help="open the window on Local Kafka, with four panes")
    parser.add_argument("--lang", choices=("en", "zh_CN"), help="language of the window")
    parser.set_defaults(run=_window)
    if commands:
        _add_commands(parser)
    return parser


def _add_commands(parser: argparse.ArgumentParser) -> None:
    from kafkadesk.cli.doctor import add_doctor_arguments
    from kafkadesk.cli.find import add_find_arguments
    from kafkadesk.cli.hosts import add_hosts_arguments
    from kafkadesk.cli.profile import add_profile_arguments
    from kafkadesk.cli.reset import add_reset_arguments
    from kafkadesk.cli.send import add_send_arguments
    from kafkadesk.cli.survey import add_survey_arguments

    commands = parser.add_subparsers(title="commands", metavar="")
    local = commands.add_parser("local", help="Local Kafka in the foreground, for other programs too")
    local.add_argument("--port", type=_port, help="port on 127.0.0.1 (default: a free one)")
    local.add_argument("--prepare", action="store_true", help="only get ready for fast starts without a network: download, and end")
    local.set_defaults(run=_local)
    lesson = commands.add_parser("lesson", help="list or play lessons").add_subparsers(required=True, metavar="list|run")
    lesson.add_parser("list", help="one built-in lesson a line: name, tab, title").set_defaults(run=_lesson_list)
    play = lesson.add_parser("run", help="play a lesson")
    play.add_argument("lesson", metavar="NAME|FILE")
    # Not given here, they are as given before the command: a default of None would take that away.
    play.add_argument("--bootstrap", metavar="HOST:PORT,…", default=argparse.SUPPRESS, help="play on this cluster (default: Local Kafka)")
    play.add_argument("--headless", action="store_true", help="without a display; leaves a report and pictures")
    play.add_argument("--report", metavar="DIR", type=Path, help="folder for report.json and a picture a step")
    play.add_argument("--lang", choices=("en", "zh_CN"), default=argparse.SUPPRESS, help="language of texts and pictures")
    play.set_defaults(run=_lesson_run)
    add_doctor_arguments(commands)
    add_hosts_arguments(commands)
    add_profile_arguments(commands)
    add_survey_arguments(commands)
    add_find_arguments(commands)
    add_send_arguments(commands)
    add_reset_arguments(commands)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        say(f"{message} Try: {self.prog} --help")
        sys.exit(WRONG_USE)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port: it must be a number from 1 to 65535.")
    return int(text)


def _window(args: argparse.Namespace) -> int:
    if args.bootstrap is not None:
        try:
            parse_bootstrap(args.bootstrap)
        except UserError as error:
            return _refuse(error)
    if args.profile is not None:
        from kafkadesk.cli.named_profile import profile_named

        try:
            profile_named(args.profile)
        except UserError as error:
            return _refuse(error)
    _need_display()
    from kafkadesk.start import run_window

    return run_window(WindowArguments(bootstrap=args.bootstrap, profile=args.profile, local=args.local, language=args.lang))


def _local(args: argparse.Namespace) -> int:
    from kafkadesk.cli.local import prepare, run_local

    return prepare() if args.prepare else run_local(args.port)


def _lesson_list(_: argparse.Namespace) -> int:
    from kafkadesk.desk.lessons.files import built_in, load_lesson

    for name in built_in():
        print(f"{name}\t{load_lesson(name, local=True).title}")  # a result that programs read
    return OK


def _lesson_run(args: argparse.Namespace) -> int:
    from kafkadesk.desk.lessons.files import load_lesson

    lesson = load_lesson(args.lesson, local=args.bootstrap is None)
    if args.bootstrap is not None:
        try:
            parse_bootstrap(args.bootstrap)
        except UserError as error:
            return _refuse(error)
    if not args.headless:
        _need_display()
    if args.report is not None:
        try:
            _make_folder(args.report)
        except OSError as error:
            say(f"The report cannot be written to {args.report}: {error.strerror or error}.")
            return WRONG_USE
    from kafkadesk.app.main import run_lesson

    return run_lesson(lesson, bootstrap=args.bootstrap, headless=args.headless, report=args.report, language=args.lang)


def _make_folder(folder: Path) -> None:
    """Make the report's folder and see that one can write there; what an earlier run reported goes. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").unlink(missing_ok=True)
    tempfile.TemporaryFile(dir=folder).close()


def _need_display() -> None:
    """Raise UserError where Qt would end the program for want of a display."""
    if not has_display():
        raise UserError(
            Text(QT_TRANSLATE_NOOP("core", "There is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.")),
            Text(
                QT_TRANSLATE_NOOP(
                    "core", "Start KafkaDesk on a desktop. A lesson can also run without a window: lesson run NAME --headless"
                )
            ),
        )


def _refuse(error: UserError) -> int:
    say(error.sentence())
    return WRONG_USE
