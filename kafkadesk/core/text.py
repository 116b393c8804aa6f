"""Sentences for people, made where there is no Qt and translated where there is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802  # the name that lupdate looks for
    """Mark `text` for the translator and return it unchanged; `context` is always "core"."""
    del context
    return text


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence for the user: an English source, marked for translation, and what fills its {places}."""

    source: str
    args: Mapping[str, object] = field(default_factory=dict)

    def render(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentence in the language of `translate`, filled in. Arguments that are Texts are rendered too."""
        args = {k: v.render(translate) if isinstance(v, Text) else v for k, v in self.args.items()}
        return translate(self.source).format(**args)

    def __str__(self) -> str:
        return self.render()
