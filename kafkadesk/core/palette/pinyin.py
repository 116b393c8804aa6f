"""The first letters of Chinese words in pinyin: "zjh" finds 再均衡.

GB 2312 sorts its 3,755 common characters by pinyin: where one stands in it gives the letter. A table of readings would be
800 kB, and needs a library. What GB 2312 sorts by strokes is rare in a window; the test names what of our sentences is.
"""

from bisect import bisect_right
from functools import lru_cache

_LETTERS = "abcdefghjklmnopqrstwxyz"
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"  # the first character of each letter
_LAST = 0xD7F9  # 座
_STARTS = [int.from_bytes(character.encode("gb2312")) for character in _FIRST]
# Read otherwise here than where it is sorted (重置, 重复), or sorted by strokes.
_ELSEWHERE = {"重": "c", "浏": "l", "珀": "p", "琥": "h"}


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    if character in _ELSEWHERE:
        return _ELSEWHERE[character]
    try:
        code = int.from_bytes(character.encode("gb2312"))
    except UnicodeEncodeError:
        return ""
    return _LETTERS[bisect_right(_STARTS, code) - 1] if _STARTS[0] <= code <= _LAST else ""


def initials(text: str) -> str:
    """Return the first letters of the Chinese characters in a text, as they stand; empty where there are none."""
    return "".join(map(_letter, text))
