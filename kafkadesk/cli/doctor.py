"""`kafkadesk doctor`: what is wrong with a cluster's address, from a terminal."""

import argparse
import sys
from typing import Any

from kafkadesk.cli.named_profile import secrets_of
from kafkadesk.cli.say import say
from kafkadesk.core.cluster.profiles import Profile
from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.judge import Diagnosis, Finding, ProbeStep, read_servers, verdict_of
from kafkadesk.core.doctor.report import Examined, examined, step_line, to_json, to_text
from kafkadesk.core.errors import UserError
from kafkadesk.system.files.settings import Store
from kafkadesk.system.profiles.book import ProfileBook

WELL, ILL, WRONG_USE = 0, 1, 2


def add_doctor_arguments(commands: "argparse._SubParsersAction[Any]") -> None:
    doctor = commands.add_parser("doctor", help="find out why a cluster cannot be reached")
    doctor.add_argument("servers", metavar="HOST:PORT,…", nargs="?", help="bootstrap servers (default: those of the profile)")
    doctor.add_argument("--profile", metavar="NAME", help="with the security and the name map of this profile")
    doctor.add_argument("--topic", metavar="NAME", default="", help="and whether this topic can be used: sent to, or read with --group")
    doctor.add_argument("--group", metavar="NAME", help="and whether this consumer group can be used")
    doctor.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    doctor.set_defaults(run=run_doctor)


def run_doctor(args: argparse.Namespace) -> int:
    """Examine, print, and return the exit status: 0 well, 1 something is wrong, 2 the address cannot be read."""
    profile = None if args.profile is None else ProfileBook(Store()).named(args.profile)
    if args.profile is not None and profile is None:
        return _refuse(f"There is no profile “{args.profile}”.")
    if args.servers is None and (profile is None or not profile.bootstrap):
        return _refuse("Name the bootstrap servers, HOST:PORT, or a profile that has them.")
    servers, fault = read_servers(args.servers if args.servers is not None or profile is None else profile.bootstrap)
    if fault is not None:
        _print(_at_once(fault), _examined(args, profile), as_json=args.json)
        return WRONG_USE if fault.kind == DoctorClass.BAD_ADDRESS else ILL
    from kafkadesk.system.desktop.pc_facts import pc_facts
    from kafkadesk.transport.doctor.probe import Probe  # imports kafka, which the rest of the command line does without

    def tell(step: ProbeStep) -> None:
        if not args.json and (step.ok is not None or step.finds or step.untested):
            print(step_line(step), file=sys.stderr, flush=True)  # this is the command line

    try:
        probe = (
            Probe(servers, pc=pc_facts, topic=args.topic, group=args.group, tell=tell)
            if profile is None
            else Probe(
                servers,
                security=profile.security,
                secrets=secrets_of(profile),
                name_map=profile.name_map,
                pc=pc_facts,
                topic=args.topic,
                group=args.group,
                tell=tell,
            )
        )
        diagnosis = probe.run()
    except UserError as error:
        return _refuse(error.sentence())
    _print(diagnosis, _examined(args, profile), as_json=args.json)
    return WELL if diagnosis.well else ILL


def _at_once(fault: Finding) -> Diagnosis:
    return Diagnosis(verdict=verdict_of(fault.kind, {"fault": fault.evidence, **fault.args}), findings=(fault,))


def _examined(args: argparse.Namespace, profile: Profile | None) -> Examined:
    where = args.servers if profile is None or args.servers is not None else profile.bootstrap
    return examined(where, profile, args.topic, args.group)


def _print(diagnosis: Diagnosis, what: Examined, *, as_json: bool) -> None:
    print(to_json(diagnosis) if as_json else to_text(diagnosis, what=what))  # a result that programs read


def _refuse(sentence: str) -> int:
    say(sentence)
    return WRONG_USE
