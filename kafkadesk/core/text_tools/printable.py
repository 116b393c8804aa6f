"""Words of the user that are quoted in a sentence: no invisible character, no endless length."""

SENTENCE_WORD = 60  # characters


def printable(char: str) -> str:
    """Return a character as people can see it: itself, or U+XXXX."""
    return char if char.isprintable() and not char.isspace() else f"U+{ord(char):04X}"


def shortened(word: str, limit: int = SENTENCE_WORD) -> str:
    """Return a word with visible characters and spaces only, at most `limit` characters long."""
    text = "".join(char if char == " " else printable(char) for char in word[: limit + 1])
    return text if len(text) <= limit else text[: limit - 1] + "…"
