"""The palette's list: what fits the words that are typed, and what stands first."""

import time
from dataclasses import replace

import pytest

from kafkadesk.core.palette.pinyin import initials
from kafkadesk.core.palette.search import MOST_SHOWN, MOST_USED, Index, LineKind, Thing, used_now
from tests import ROOT

KINDS = {LineKind.TOPIC: ("topic", "主题"), LineKind.COMMAND: ("command", "命令")}


def command(key: str, text: str, *names: str) -> Thing:
    return Thing(id=key, kind=LineKind.COMMAND, text=text, names=names)


def topic(name: str) -> Thing:
    return Thing(id=f"topic:{name}", kind=LineKind.TOPIC, text=name)


THINGS = (
    command("lag", "Show Lag", "显示积压"),
    command("reset", "Reset offsets of billing…", "重置偏移量…"),
    command("light", "Light", "浅色"),
    topic("orders-eu-west"),
    topic("mobile-lags"),
    topic("billing"),
)
INDEX = Index(THINGS, KINDS)


def found(typed: str, *used: str) -> list[str]:
    return [line.thing.id for line in INDEX.search(typed, used)]


def test_words_fit_in_any_order_and_the_beginning_of_words_is_enough() -> None:
    assert found("bil res") == found("res bil") == ["reset"]
    assert found("lag bil") == ["topic:mobile-lags"]
    assert found("lag nothing") == []


def test_what_begins_so_stands_before_what_has_it_inside() -> None:
    assert found("bil") == ["topic:billing", "reset", "topic:mobile-lags"]


def test_letters_that_are_apart_fit_from_the_beginning_of_a_word() -> None:
    assert found("oew") == ["topic:orders-eu-west"]
    assert found("rdew") == []


@pytest.mark.parametrize("typed", ["积压", "xsjy", "jy", "JY", "show lag", "lag 显示"])
def test_both_languages_and_the_initials_of_pinyin_find_it(typed: str) -> None:
    assert found(typed)[0] == "lag"


def test_single_letters_are_not_looked_for_in_sentences() -> None:
    sentence = "The time was up: the cluster does not know the topic, or the broker cannot be reached"
    index = Index(
        (
            command(
                "help",
                "KafkaTimeoutError",
                sentence,
                "时间到了：集群没有这个主题，或者连不上它的某个服务器，请检查地址、端口、防火墙和加密设置，再试一次。",
            ),
        ),
        KINDS,
    )
    assert index.search("twu") == index.search("sjd") == []
    assert index.search("broker reached") != []


def test_a_word_may_say_what_it_is() -> None:
    assert found("topic bil") == found("主题 bil") == ["topic:billing", "topic:mobile-lags"]


def test_what_was_used_last_stands_first() -> None:
    assert found("bil", "topic:mobile-lags", "reset") == ["topic:mobile-lags", "reset", "topic:billing"]
    assert found("", "light", "nothing of today")[:2] == ["light", "lag"]
    assert used_now(["a", "b"], "b") == ["b", "a"]
    assert len(used_now([str(n) for n in range(99)], "new")) == MOST_USED


def test_what_cannot_be_done_stands_below_its_like() -> None:
    grey = Index((replace(topic("orders-a"), obstacle="Not now"), topic("orders-b")), KINDS)
    assert [line.thing.text for line in grey.search("orders")] == ["orders-b", "orders-a"]


def test_it_says_which_letters_were_found_or_by_which_name() -> None:
    line = INDEX.search("lag show")[0]
    assert [line.thing.text[start:end] for start, end in line.spans] == ["Show", "Lag"]
    line = INDEX.search("积压")[0]
    assert (line.spans, line.by) == ((), "显示积压")


@pytest.mark.parametrize("typed", ["*", "(", "[a", "\\", ".*", "a" * 5000, "ß" * 50, "\u0130", "\ud800"])
def test_anything_can_be_typed(typed: str) -> None:
    assert isinstance(INDEX.search(typed), list)


def test_nine_thousand_topics_are_searched_between_two_keys() -> None:
    index = Index([topic(f"team-{n % 37}.orders-{n}-events") for n in range(9000)], KINDS)
    costs = []
    for typed in ("t", "or 77", "oe", "xyz", "team ord ev"):
        start = time.process_time()
        assert len(index.search(typed)) <= MOST_SHOWN
        costs.append(time.process_time() - start)
    assert max(costs) < 0.5


def test_initials() -> None:
    assert initials("再均衡 lag") == "zjh"
    assert initials("重置偏移量") == "czpyl"
    assert initials("Kafka") == ""


def test_every_chinese_character_of_the_windows_texts_has_a_letter() -> None:
    translated = (ROOT / "resources" / "i18n" / "kafkadesk_zh_CN.ts").read_text(encoding="utf-8")
    used = {c for c in translated if "\u4e00" <= c <= "\u9fff"}
    assert len(used) > 500
    assert sorted(c for c in used if not initials(c)) == []
