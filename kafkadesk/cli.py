"""The command line: the same engine without a window, and the door to the window."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from kafkadesk import __version__
from kafkadesk.arguments import WindowArguments
from kafkadesk.core.address import parse_bootstrap
from kafkadesk.core.errors import LessonError, UserError
from kafkadesk.desk.lesson_files import built_in, load_lesson

OK, FAILED, WRONG_USE = 0, 1, 2


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit status. Errors are one sentence on standard error."""
    args = _parser().parse_args(arguments)
    try:
        return int(args.run(args))
    except LessonError as error:
        return _refuse(error)
    except UserError as error:
        _say(error.sentence())
        return FAILED
    except KeyboardInterrupt:
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="kafkadesk", description="A desktop window in which you see Kafka work.")
    parser.add_argument("--version", action="version", version=f"KafkaDesk {__version__}")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--bootstrap", metavar="HOST:PORT,…", help="open the window and connect to this cluster")
    where.add_argument("--local", action="store_true", help="open the window on Local Kafka, with four panes")
    parser.add_argument("--lang", choices=("en", "zh_CN"), help="language of the window")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title="commands", metavar="")
    local = commands.add_parser("local", help="Local Kafka in the foreground, for other programs too")
    local.add_argument("--port", type=_port, help="port on 127.0.0.1 (default: a free one)")
    local.set_defaults(run=_local)
    lesson = commands.add_parser("lesson", help="list or play lessons").add_subparsers(required=True, metavar="list|run")
    lesson.add_parser("list", help="one built-in lesson a line: name, tab, title").set_defaults(run=_lesson_list)
    play = lesson.add_parser("run", help="play a lesson")
    play.add_argument("lesson", metavar="NAME|FILE")
    play.add_argument("--bootstrap", metavar="HOST:PORT,…", help="play on this cluster (default: Local Kafka)")
    play.add_argument("--headless", action="store_true", help="without a display; leaves a report and pictures")
    play.add_argument("--report", metavar="DIR", type=Path, help="folder for report.json and a picture a step")
    play.add_argument("--lang", choices=("en", "zh_CN"), default=None, help="language of texts and pictures")
    play.set_defaults(run=_lesson_run)
    return parser


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        _say(f"{message} Try: {self.prog} --help")
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
    from kafkadesk.app import run_window

    return run_window(WindowArguments(bootstrap=args.bootstrap, local=args.local, language=args.lang))


def _local(args: argparse.Namespace) -> int:
    from kafkadesk.system.local_cli import run_local

    return run_local(args.port)


def _lesson_list(_: argparse.Namespace) -> int:
    for name in built_in():
        print(f"{name}\t{load_lesson(name, local=True).title}")  # a result that programs read
    return OK


def _lesson_run(args: argparse.Namespace) -> int:
    lesson = load_lesson(args.lesson, local=args.bootstrap is None)
    if args.bootstrap is not None:
        try:
            parse_bootstrap(args.bootstrap)
        except UserError as error:
            return _refuse(error)
    from kafkadesk.app import run_lesson

    return run_lesson(lesson, bootstrap=args.bootstrap, headless=args.headless, report=args.report, language=args.lang)


def _refuse(error: UserError) -> int:
    _say(error.sentence())
    return WRONG_USE


def _say(sentence: str) -> None:
    print(f"kafkadesk: {sentence}", file=sys.stderr)  # this is the command line
