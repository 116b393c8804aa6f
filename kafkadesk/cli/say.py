"""What the commands say that is no result: on standard error, with the program's name."""

import sys


def say(sentence: str) -> None:
    """Write a sentence, at once."""
    print(f"kafkadesk: {sentence}", file=sys.stderr, flush=True)  # this is the command line
