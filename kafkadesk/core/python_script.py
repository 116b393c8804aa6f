"""Show as Python: what a pane does, as a script for kafka-python that does the same and that a person can read."""

from collections.abc import Sequence

from kafkadesk.core import python_security
from kafkadesk.core.cluster.address import format_bootstrap
from kafkadesk.core.cluster.profiles import NO_SECURITY, Security
from kafkadesk.core.compose.template import Template
from kafkadesk.core.delivery import Encoding, Mode, Partitioning, SendPlan
from kafkadesk.core.read_plan import Assignor, CommitMode, ReadPlan
from kafkadesk.core.start_position import EARLIEST, LATEST

NEEDS = "# Needs Python 3.8 or newer and: pip install kafka-python"
NOW = 'datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")'

# How a script fills in {{ … }}: what the places of a simple template are replaced by.
SIMPLE = {"seq": "str(seq)", "now": "now", "uuid": "one_uuid"}

# What a template that does more than name them needs.
JINJA = '''class Value(str):
    """Works as {{ now }} and as {{ now() }}."""

    def __call__(self):
        return self.make()


environment = SandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)
environment.filters["tojson"] = lambda value: json.dumps(value, ensure_ascii=False)


def fill_in(template, seq, now, one_uuid):
    now, one_uuid = Value(now), Value(one_uuid)
    now.make, one_uuid.make = make_now, lambda: str(uuid.uuid4())
    return environment.from_string(template).render(
        seq=seq, now=now, uuid=one_uuid, randint=random.randint, choice=random.choice, range=range
    )
'''

ESCAPED = '''def escaped(text):
    """UTF-8 with every character beyond ASCII written as \\\\uXXXX, as json.dumps does it."""
    return "".join(c if c.isascii() else json.dumps(c)[1:-1] for c in text).encode("ascii")
'''

SENDING = {
    Mode.CONFIRM: """    record = producer.send(topic, **message(seq)).get(timeout=30)  # wait for the broker's answer
    print(f"#{seq} {record.topic}:{record.partition}:{record.offset}")
""",
    Mode.PIPELINED: """    futures.append(producer.send(topic, **message(seq)))  # only a promise so far
""",
    Mode.FORGET: """    producer.send(topic, **message(seq))  # only a promise
""",
}
ENDING = {
    Mode.CONFIRM: "producer.close()",
    Mode.PIPELINED: """producer.flush(timeout=30)  # wait until the broker has answered for all of them
for seq, future in enumerate(futures, 1):
    record = future.get(timeout=30)
    print(f"#{seq} {record.topic}:{record.partition}:{record.offset}")
producer.close()""",
    Mode.FORGET: "os._exit(0)  # ends hard, as in a crash: what is still in memory is lost, and nobody is told",
}

OBSERVE = """partitions = [TopicPartition(topic, p) for p in sorted(consumer.partitions_for_topic(topic))]
consumer.assign(partitions)  # all of them; no group, so nothing is shared and nothing committed
for partition in partitions:
    consumer.seek(partition, start_position(partition))
"""
JOIN = """consumer.subscribe([topic])  # the group gives this member its partitions
started = set()
"""
READ = """
try:
    while True:
        batches = consumer.poll(timeout_ms=500)
{prepare}        for records in batches.values():
            for r in records:
                print(f"{{r.topic}}:{{r.partition}}:{{r.offset}}: key={{text(r.key)}} value={{text(r.value)}}")
{commit}except KeyboardInterrupt:
    pass
finally:
    consumer.close(){closing}
"""
PREPARE = """        started &= consumer.assignment()
        for partition in consumer.assignment() - started:
            started.add(partition)
            if consumer.committed(partition) is None:  # the group has not been here yet
                consumer.seek(partition, start_position(partition))
                batches.pop(partition, None)
"""
COMMIT = """        if batches:
            consumer.commit()  # never ahead of what was printed
"""
TEXT = """def text(raw):
    return "null" if raw is None else raw.decode("utf-8", "backslashreplace")
"""
ASSIGNORS = {
    Assignor.RANGE: ("range", "RangePartitionAssignor"),
    Assignor.ROUND_ROBIN: ("roundrobin", "RoundRobinPartitionAssignor"),
    Assignor.STICKY: ("sticky.sticky_assignor", "StickyPartitionAssignor"),
    Assignor.COOPERATIVE_STICKY: ("cooperative_sticky", "CooperativeStickyAssignor"),
}


def producer_script(plan: SendPlan, bootstrap: Sequence[tuple[str, int]], security: Security = NO_SECURITY) -> str:
    """Return a script that sends what `plan` says: the same records, mode and partitions. Raises InputError for a broken template."""
    needs = set(python_security.modules(security))
    texts = (plan.value, plan.key, *(value for _, value in plan.headers))
    compiled = [Template(text, literal=not plan.templates) for text in texts if text is not None]
    encodings = {plan.value_encoding, plan.key_encoding, *plan.header_encodings}
    jinja = any(template.parts is None for template in compiled)
    used = {name for template in compiled for name in (template.parts or ("", "now", "", "uuid"))[1::2]}
    escaping = _escapes(plan)
    imports = {
        "import base64": Encoding.BASE64 in encodings or "base64" in needs,
        "import json": jinja or escaping or "json" in needs,
        "import os": plan.mode is Mode.FORGET or "os" in needs,
        "import random": jinja,
        "import time": bool(plan.every_ms),
        "import uuid": "uuid" in used,
        "from datetime import datetime, timezone": "now" in used,
    }
    third_party = ["from jinja2 import StrictUndefined", "from jinja2.sandbox import SandboxedEnvironment"] if jinja else []
    return "\n".join(
        [
            NEEDS + (" jinja2" if jinja else ""),
            *(line for line, needed in imports.items() if needed),
            "",
            *third_party,
            "from kafka import KafkaProducer",
            "",
            *python_security.preamble(security),
            f"topic = {plan.topic!r}",
            *([f"VALUE = {_quoted(plan.value)}"] if plan.value is not None else []),
            "",
            "producer = KafkaProducer(",
            f"    bootstrap_servers={_servers(bootstrap)},",
            *(f"    {setting}" for setting in python_security.settings(security)),
            '    acks="all",',
            "    allow_auto_create_topics=False,",
            ")",
            *(["partitions = sorted(producer.partitions_for(topic))"] if plan.partition is Partitioning.SPREAD else []),
            "",
            *([f"\ndef make_now():\n    return {NOW}\n"] if "now" in used else []),
            *(["", JINJA] if jinja else []),
            *(["", ESCAPED] if escaping else []),
            "",
            *_message(plan, used),
            "",
            "",
            *(["futures = []"] if plan.mode is Mode.PIPELINED else []),
            f"for seq in range(1, {plan.count + 1}):",
            SENDING[plan.mode].rstrip("\n"),
            *([f"    time.sleep({plan.every_ms / 1000:g})"] if plan.every_ms else []),
            ENDING[plan.mode],
            "",
        ]
    )


def consumer_script(plan: ReadPlan, bootstrap: Sequence[tuple[str, int]], security: Security = NO_SECURITY) -> str:
    """Return a script that reads as a pane does, as a member of a group or observing; it prints records as the pane copies them."""
    group, start = plan.group, plan.start
    module, assignor_class = ASSIGNORS[plan.assignor]
    seeks = group is not None and start not in (LATEST, EARLIEST)  # else the library itself starts in the right place
    reset = "earliest" if start == EARLIEST else "latest"
    settings = [
        f"bootstrap_servers={_servers(bootstrap)},",
        *python_security.settings(security),
        f"group_id={group!r},",
        "enable_auto_commit=False,  # it would commit what was fetched, not what was printed",
        "allow_auto_create_topics=False,",
        'isolation_level="read_committed",',
    ]
    if group is not None:
        settings += [
            f'auto_offset_reset="{reset}",  # only where the group has no commit',
            f"partition_assignment_strategy=[{assignor_class}],",
        ]
    return "\n".join(
        [
            NEEDS,
            *(f"import {module}" for module in python_security.modules(security)),
            "from kafka import KafkaConsumer" + (", TopicPartition" if group is None else ""),
            *([f"from kafka.coordinator.assignors.{module} import {assignor_class}"] if group is not None else []),
            "",
            *python_security.preamble(security),
            f"topic = {plan.topic!r}",
            "",
            "consumer = KafkaConsumer(",
            *(f"    {setting}" for setting in settings),
            ")",
            "",
            *([f"\ndef start_position(partition):\n{start.as_python()}\n"] if group is None or seeks else []),
            "",
            TEXT,
            "",
            (OBSERVE if group is None else JOIN if seeks else JOIN.splitlines()[0]).rstrip("\n"),
            READ.format(
                prepare=PREPARE if seeks else "",
                commit=COMMIT if group is not None and plan.commit is CommitMode.SHOWN else "",
                closing="" if group is None else "  # leaves the group at once",
            ),
        ]
    )


def _message(plan: SendPlan, used: set[str]) -> list[str]:
    """Return the function that makes the keyword arguments of send() for message number seq."""
    lines = ["def message(seq):"]
    if "now" in used:
        lines.append("    now = make_now()")
    if "uuid" in used:
        lines.append("    one_uuid = str(uuid.uuid4())")
    lines += ["    return dict(", f"        value={_value(plan)},"]
    if plan.key is not None:
        lines.append(f"        key={_bytes(_filled(plan.key, repr(plan.key), plan), plan.key_encoding)},")
    if plan.headers:
        lines.append("        headers=[")
        for i, (name, value) in enumerate(plan.headers):
            made = "None" if value is None else _bytes(_filled(value, repr(value), plan), plan.header_encoding(i))
            lines.append(f"            ({name!r}, {made}),{'  # kafka-python refuses to send a null here' if value is None else ''}")
        lines.append("        ],")
    if plan.partition is Partitioning.SPREAD:
        lines.append("        partition=partitions[(seq - 1) % len(partitions)],")
    elif isinstance(plan.partition, int):
        lines.append(f"        partition={plan.partition},")
    return [*lines, "    )"]


def _value(plan: SendPlan) -> str:
    if plan.value is None:
        return "None"  # a tombstone
    text = _filled(plan.value, "VALUE", plan)
    return f"escaped({text})" if _escapes(plan) else _bytes(text, plan.value_encoding)


def _escapes(plan: SendPlan) -> bool:
    return plan.ascii_escaped and plan.value is not None and plan.value_encoding in (Encoding.TEXT, Encoding.JSON)


def _bytes(text: str, encoding: Encoding) -> str:
    """Return an expression for the bytes that the expression `text` stands for."""
    match encoding:
        case Encoding.HEX:
            return f"bytes.fromhex({text})"
        case Encoding.BASE64:
            return f"base64.b64decode({text})"
        case _:
            return f"{text}.encode()"


def _filled(template: str, name: str, plan: SendPlan) -> str:
    """Return an expression that fills in the template which the script calls `name`."""
    parts = Template(template, literal=not plan.templates).parts
    if parts is None:
        return f"fill_in({name}, seq, now, one_uuid)"
    for place in Template.places(template) if len(parts) > 1 else ():
        key = place.strip("{} \t")
        name += f".replace({place!r}, {SIMPLE[key]})"
    return name


def _quoted(text: str) -> str:
    """Return a Python literal of a text, over several lines where it has them and nothing in it needs an escape."""
    plain = "\n" in text and text.replace("\n", "").isprintable() and "\\" not in text and "'''" not in text and not text.endswith("'")
    return f"'''{text}'''" if plain else repr(text)


def _servers(bootstrap: Sequence[tuple[str, int]]) -> str:
    return "[" + ", ".join(repr(format_bootstrap([server])) for server in bootstrap) + "]"
