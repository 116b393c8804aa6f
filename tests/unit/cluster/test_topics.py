"""Names and counts that Kafka takes, and the sentences for those it does not."""

import pytest

from kafkadesk.core.cluster.topics import check_group_id, check_partition_count, check_topic_name
from kafkadesk.core.errors import InputError


@pytest.mark.parametrize("name", ["t", "test-kafka", "A.b_c-9", "...", "x" * 249])
def test_takes_topic_names(name: str) -> None:
    check_topic_name(name)


@pytest.mark.parametrize(
    ("name", "sentence", "column"),
    [
        ("", "The topic has no name.", None),
        (".", "A topic cannot be called “.”.", None),
        ("..", "A topic cannot be called “..”.", None),
        ("my topic", "A topic name cannot contain a space.", 3),
        ("a/b", "A topic name cannot contain “/”.", 2),
        ("主题", "A topic name cannot contain “主”.", 1),
        ("a\tb", "A topic name cannot contain “U+0009”.", 2),
        ("a\n", "A topic name cannot contain “U+000A”.", 2),
        ("x" * 250, "The topic name has 250 characters; Kafka allows 249.", 250),
    ],
)
def test_refuses_topic_names(name: str, sentence: str, column: int | None) -> None:
    with pytest.raises(InputError) as caught:
        check_topic_name(name)
    assert caught.value.title.render() == sentence
    assert caught.value.column == column


@pytest.mark.parametrize("group", ["monitoring", "my group", "组", "a/b:c", "x" * 32_767])
def test_takes_group_ids(group: str) -> None:
    check_group_id(group)


@pytest.mark.parametrize(
    ("group", "sentence"),
    [
        ("", "The group ID is empty."),
        ("  ", "The group ID is empty."),
        (" a", "The group ID begins or ends with a space."),
        ("a\u200bb", "The group ID contains the invisible character U+200B."),
        ("组" * 11_000, "The group ID is longer than 32767 bytes."),
    ],
)
def test_refuses_group_ids(group: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        check_group_id(group)
    assert caught.value.title.render() == sentence


def test_partition_counts() -> None:
    check_partition_count(1)
    check_partition_count(10_000)
    for count in (0, -1, 10_001):
        with pytest.raises(InputError, match=f"A topic has 1 to 10000 partitions, not {count}"):
            check_partition_count(count)
