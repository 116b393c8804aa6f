"""The private names of kafka-python that KafkaDesk uses: each is where it was, and only transport/client/library.py knows them."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.cluster import ClusterMetadata
from kafka.consumer.fetcher import Fetcher
from kafka.consumer.subscription_state import SubscriptionState
from kafka.coordinator.consumer import ConsumerCoordinator
from kafka.net.compat import KafkaNetClient
from kafka.net.manager import KafkaConnectionManager
from kafka.net.selector import NetworkSelector
from kafka.net.transport import KafkaSSLTransport, KafkaTCPTransport
from kafka.producer.future import FutureRecordMetadata
from kafka.producer.record_accumulator import RecordAccumulator
from kafka.producer.sender import Sender
from kafka.producer.transaction_manager import TransactionManager
from kafka.record import default_records, legacy_records
from kafka.record.default_records import DefaultRecordBatch

from kafkadesk.transport.client import library
from tests.rigs.sources import literal, trees

LIBRARY = Path("kafkadesk/transport/client/library.py")

# Parameters behind self. Those with public names are here because the library lacks a promise about them: they are replaced, or are
# used of a private part.
METHODS: dict[type, dict[str, str]] = {
    ClusterMetadata: {
        "leader_for_partition": "partition",
        "partitions_for_topic": "topic",
        "request_update": "",
        "set_topics": "topics",
        "topic_id": "topic_name",
    },
    ConsumerCoordinator: {
        "_commit_offsets_sync_async": "offsets, timeout_ms=None",
        "_do_join_and_sync_async": "",
        "_enable_heartbeat": "",
        "_handle_leave_group_response": "response",
        "_on_join_complete_async": "generation, member_id, protocol, member_assignment_bytes",
        "_send_offset_commit_request": "offsets",
        "fetch_committed_offsets_async": "partitions, timeout_ms=None",
        "join_group_async": "timeout_ms=None",
        "need_rejoin": "",
        "request_rejoin": "",
    },
    DefaultRecordBatch: {"_maybe_uncompress": ""},
    Fetcher: {
        "_fetch_offsets_by_times_async": "timestamps, timeout_ms=None",
        "_on_partition_records_drain": "partition_records",
        "_parse_fetched_data": "completed_fetch",
    },
    Fetcher.PartitionRecords: {
        "_consume_aborted_transactions_up_to": "offset",
        "_contains_abort_marker": "batch",
        "_is_batch_aborted": "batch",
        "_maybe_raise_next_inline_exception": "",
        "_unpack_records": "tp, records, key_deserializer, value_deserializer",
        "drain": "",
        "take": "n=None",
    },
    KafkaConsumer: {"_poll_once": "timer, max_records, update_offsets=True"},
    KafkaAdminClient: {"_find_coordinator_id": "key, key_type=<CoordinatorType.GROUP: 0>"},
    KafkaConnectionManager: {
        "_build_transport": "node, timeout_at=None",
        "call_soon": "coro, *args",
        "connection_delay": "node_id",
        "get_connection": "node_id, timeout_ms=None, pop_on_close=True, refresh_metadata_on_err=True, reset_backoff_on_connect=True",
        "run": "coro, *args",
        "send": "request, node_id=None, request_timeout_ms=None",
        "wait_for": "future, timeout_ms",
    },
    KafkaProducer: {"_unregister_cleanup": ""},
    KafkaSSLTransport: {"_close": "error=None", "_sock_recv": ""},
    KafkaTCPTransport: {"_sock_recv": "", "abort": "error=None"},
    NetworkSelector: {"run": "coro, *args", "sleep": "delay"},
    RecordAccumulator: {"reenqueue": "batch, now=None"},
    Sender: {
        "_complete_batch": "batch, partition_response",
        "_complete_batch_with_exception": "batch, exception",
        "_create_produce_requests": "collated",
        "_maybe_remove_from_inflight_batches": "batch",
        "_produce_request": "node_id, acks, timeout, batches",
        "add_topic": "topic",
        "force_close": "",
        "initiate_close": "",
    },
    SubscriptionState: {"is_assigned": "partition", "position": "partition"},
    TransactionManager: {
        "classify_batch_error": "error, batch, log_start_offset=-1",
        "has_fatal_error": "",
        "init_producer_id": "",
        "reset_producer_id": "",
        "set_sequence_number": "tp, sequence",
    },
}
ATTRIBUTES: dict[type, tuple[str, ...]] = {
    ClusterMetadata: ("_coordinators", "_topics"),
    ConsumerCoordinator: ("_generation", "_join_task", "_lock"),
    DefaultRecordBatch: ("_buffer", "_pos"),
    Fetcher: ("_fetch_futures", "_isolation_level", "_next_in_line_exception_metadata", "_next_partition_records"),
    Fetcher.PartitionRecords: ("_next_inline_exception",),
    FutureRecordMetadata: ("_produce_future",),
    KafkaAdminClient: ("_manager", "_net"),
    KafkaConnectionManager: ("_conns", "_net"),
    KafkaConsumer: ("_coordinator", "_fetcher", "_manager", "_net", "_subscription"),
    KafkaNetClient: ("_manager",),
    KafkaProducer: ("_closed", "_metadata", "_sender"),
    KafkaSSLTransport: ("_sock",),
    Sender: ("_accumulator", "_client", "_in_flight_batches", "_transaction_manager"),
    TransactionManager: ("_current_state",),
}
OTHERS_PRIVATE = {
    "_current_frames",  # sys: the documented way to the stacks of all threads
    "_exit",  # os: a public function
    "_replace",  # NamedTuple: public, so named as not to collide with fields
    "_value2member_map_",  # Enum
}


@pytest.mark.parametrize("owner", METHODS)
def test_the_methods_have_the_signatures_that_are_relied_on(owner: type) -> None:
    parameters = {
        name: str(inspect.signature(getattr(owner, name)))[1:-1].removeprefix("self").removeprefix(", ") for name in METHODS[owner]
    }
    assert parameters == METHODS[owner]


def private_names_of(*classes: type) -> set[str]:
    """Return the private methods and attributes of the library's classes, as their sources have them."""
    source = "".join(inspect.getsource(one) for one in classes if one.__module__.startswith("kafka."))
    return set(re.findall(r"(?:\bself\.|\bdef )(_(?!_)\w+)(?: = |\()", source))


@pytest.mark.parametrize("owner", ATTRIBUTES)
def test_the_attributes_are_set_where_they_were(owner: type) -> None:
    assert set(ATTRIBUTES[owner]) - private_names_of(*owner.__mro__) == set()


def test_what_is_of_a_class_or_a_module_is_there() -> None:
    assert all(issubclass(error, Exception) for error in TransactionManager._FATAL_ERRORS)
    assert {TransactionManager.ERROR_CLASS_FATAL, TransactionManager.ERROR_CLASS_RETRIABLE} == {"FATAL", "RETRIABLE"}
    for name in ("gzip_decode", "snappy_decode", "lz4_decode"):  # replaced by fetch/unpacking.py
        assert hasattr(default_records, name), name
        assert hasattr(legacy_records, name), name
    assert hasattr(default_records, "zstd_decode")


def private_names(tree: ast.AST) -> Iterator[tuple[int, str, ast.expr]]:
    """Give line, name and owner of each access to a private name: x._name, or getattr(x, "_name")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            name, owner = node.attr, node.value
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"getattr", "setattr", "hasattr", "delattr"}
        ):
            name, owner = literal(node.args[1]) or "", node.args[0]
        else:
            continue
        if name.startswith("_") and not name.startswith("__"):
            yield node.lineno, name, owner


def is_own(owner: ast.expr) -> bool:
    return isinstance(owner, ast.Name) and owner.id in {"self", "cls"}


def of_library(tree: ast.Module) -> set[str]:
    """Return the names that a module has from kafka-python."""
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and (n.module or "").split(".")[0] == "kafka"]
    return {alias.asname or alias.name for n in imports for alias in n.names}


def defined(tree: ast.AST) -> set[str]:
    """Return what a class or module defines: functions, class attributes, and what is assigned to self."""
    functions = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}
    fields = {n.target.id for n in ast.walk(tree) if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)}
    stored = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store) and is_own(n.value)}
    return functions | fields | stored


def test_no_other_module_knows_a_private_name() -> None:
    wrong = [
        f"{path}:{line}: {name}"
        for path, tree in trees()
        if path != LIBRARY
        for line, name, owner in private_names(tree)
        if not is_own(owner) and name not in OTHERS_PRIVATE | defined(tree)
    ]
    assert wrong == []


def test_subclasses_of_the_librarys_classes_declare_what_they_inherit() -> None:
    """Also where a name of ours only happens to be one of the base."""
    inherited: dict[str, set[str]] = {}
    for path, tree in trees():
        bases = of_library(tree)
        for node in [n for n in tree.body if isinstance(n, ast.ClassDef) and any(ast.unparse(b).split(".")[0] in bases for b in n.bases)]:
            ours = getattr(importlib.import_module(".".join(path.with_suffix("").parts)), node.name)
            theirs = private_names_of(*ours.__mro__[1:])
            used = {name for _, name, owner in private_names(node) if is_own(owner)} | defined(node)
            if used & theirs:
                inherited[node.name] = used & theirs
    assert inherited == library.INHERITED


def test_each_private_name_is_compared_with_the_library() -> None:
    tree = ast.parse(inspect.getsource(library))
    used = {name for _, name, _ in private_names(tree)} | set(library.Method) | {library.UNPACK_RECORDS}
    compared = {name for table in (*METHODS.values(), *ATTRIBUTES.values()) for name in table} | {"_FATAL_ERRORS"}
    assert used | {name for names in library.INHERITED.values() for name in names} <= compared
