import inspect

import pytest
from kafka import errors as kafka_errors

from kafkadesk.core.errors import ConnectError, InputError, KafkaRefusedError
from kafkadesk.core.text import Text
from kafkadesk.transport.client.translate import BY_NAME, describe, refused, unknown_name, unreachable

LIBRARY_ERRORS = [
    cls
    for _, cls in inspect.getmembers(kafka_errors, inspect.isclass)
    if issubclass(cls, kafka_errors.KafkaError) and cls.__module__ == "kafka.errors"
]
# Codes from 0 to 127 that a producer, a consumer or the admin part can meet, and that deserve words of their own.
WORDED_CODES = [
    1,
    2,
    3,
    5,
    6,
    7,
    9,
    10,
    12,
    13,
    14,
    15,
    16,
    17,
    18,
    19,
    20,
    22,
    23,
    24,
    25,
    26,
    27,
    29,
    30,
    31,
    32,
    33,
    34,
    35,
    36,
    37,
    38,
    40,
    41,
    43,
    44,
    45,
]
WORDED_CODES += [47, 53, 56, 58, 59, 68, 69, 73, 76, 81, 82, 87, 89, 90, 100]


@pytest.mark.parametrize("name", BY_NAME)
def test_every_name_in_the_table_is_a_class_of_the_library(name: str) -> None:
    assert issubclass(getattr(kafka_errors, name), kafka_errors.KafkaError)


@pytest.mark.parametrize("cls", LIBRARY_ERRORS, ids=lambda cls: cls.__name__)
def test_every_error_of_the_library_becomes_a_whole_sentence(cls: type[kafka_errors.KafkaError]) -> None:
    sentence = describe(cls("what it was about")).sentence()
    assert sentence.endswith((".", ")", "?")), sentence
    assert "{" not in sentence, sentence
    assert ".." not in sentence, sentence


@pytest.mark.parametrize("code", WORDED_CODES)
def test_codes_met_in_daily_use_are_said_in_words(code: int) -> None:
    assert "error" not in describe(kafka_errors.for_code(code)("x")).title.render()


def test_a_failed_bootstrap_names_the_servers_and_the_old_name_people_search_for() -> None:
    error = describe(kafka_errors.KafkaTimeoutError("Unable to bootstrap from ['kafka-1:9092', '[::1]:9093']"))
    assert isinstance(error, ConnectError)
    assert error.title.render() == "No broker can be reached at kafka-1:9092, [::1]:9093."
    assert error.hint is not None
    assert "NoBrokersAvailable" in error.hint.render()
    assert error.retry


def test_an_error_code_from_a_newer_broker_is_given_as_its_number() -> None:
    error = describe(kafka_errors.for_code(4711)("?"))
    assert error.sentence() == "Kafka answered with error 4711, which KafkaDesk does not know."


def test_a_code_without_words_of_its_own_is_given_as_number_and_name() -> None:
    assert (
        describe(kafka_errors.for_code(97)("?"))
        .title.render()
        .startswith("Kafka answered with error 97, PRINCIPAL_DESERIALIZATION_FAILURE: ")
    )


def test_a_subclass_is_described_as_its_parent() -> None:
    assert describe(kafka_errors.StaleMetadata("x")).sentence() == describe(kafka_errors.InvalidMetadataError("x")).sentence().replace(
        "InvalidMetadataError", "StaleMetadata"
    )
    assert describe(kafka_errors.DelegationTokenAuthorizationFailedError("x")).title.source == BY_NAME["AuthorizationError"].title


@pytest.mark.parametrize("exc", [OSError(28, "No space left on device"), ValueError("odd"), RuntimeError()])
def test_what_is_not_the_librarys_is_named_too(exc: Exception) -> None:
    assert type(exc).__name__ in describe(exc).title.render()


def test_a_user_error_stays_what_it_is() -> None:
    error = InputError(Text("x"))
    assert describe(error) is error


def test_text_from_outside_with_braces_is_shown_as_it_is() -> None:
    assert "{x}" in describe(kafka_errors.PolicyViolationError("no {x} here")).sentence()


def test_refusals_of_the_cluster_and_connection_troubles_are_told_apart() -> None:
    assert isinstance(describe(kafka_errors.TopicAlreadyExistsError("t")), KafkaRefusedError)
    assert isinstance(describe(kafka_errors.KafkaConnectionError("x")), ConnectError)


def test_sentences_about_one_broker_name_it() -> None:
    sentences = [
        unreachable("kafka-1", 9092, timeout_s=3.0),
        unknown_name("kafka-1", 9092),
        refused("kafka-1", 9092, kafka_errors.KafkaConnectionError("111 ECONNREFUSED")),
    ]
    assert [error.title.render() for error in sentences] == [
        "kafka-1:9092 does not answer within 3 s.",
        "This PC does not know the name kafka-1, by which the cluster wants to be called (kafka-1:9092).",
        "No connection to kafka-1:9092: 111 ECONNREFUSED.",
    ]
    assert all(error.retry for error in sentences)
