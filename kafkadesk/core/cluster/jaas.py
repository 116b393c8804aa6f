"""A Java client's login: the entry of sasl.jaas.config, read whole or not at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kafkadesk.core.errors import ProfileError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

HEAD = re.compile(r"\s*([\w.$-]+)\s+(required|requisite|sufficient|optional)\b", re.IGNORECASE)
NAME = re.compile(r"\s*([\w.-]+)\s*=\s*")
QUOTED = re.compile(r"""(["'])((?:\\.|(?!\1)[^\\\n])*)\1(?=[\s;]|$)""", re.DOTALL)
BARE = re.compile(r"""[^\s;"'“”‘’„«»＂＇\\]+(?=[\s;]|$)""")
END = re.compile(r"\s*;?\s*")
ESCAPE = re.compile(r"\\(?:([0-3]?[0-7]{1,2})|(.))", re.DOTALL)
LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
KNOWN = re.compile(r"username|password|tokenauth|client(Id|Secret)|scope|serviceName|(extension|user)_\w+")
MODULES = ("PlainLoginModule", "ScramLoginModule", "OAuthBearerLoginModule")


@dataclass(frozen=True, slots=True)
class Login:
    """module: the class, without its package; options: as the module gets them."""

    module: str
    options: Mapping[str, str]


def read_login(text: str) -> Login:
    """Return a JAAS entry; raise ProfileError with what is wrong in it, without its values."""
    head = HEAD.match(text)
    if head is None:
        raise ProfileError(Text(QT_TRANSLATE_NOOP("core", "It does not begin with a login module and “required”.")))
    module, at, options = head[1].rpartition(".")[2], head.end(), dict[str, str]()
    bare = False  # the value before stands without quotes
    if module not in MODULES:
        shown = {"module": module[:60], "known": ", ".join(MODULES)}
        raise ProfileError(Text(QT_TRANSLATE_NOOP("core", "The login module {module} is not one that KafkaDesk can do: {known}."), shown))
    while END.fullmatch(text, at) is None:
        name = NAME.match(text, at)
        if name is None or (bare and KNOWN.fullmatch(name[1]) is None):  # rather a part of the value before
            last = next(reversed(options), module)
            raise ProfileError(
                Text(QT_TRANSLATE_NOOP("core", 'What follows {name} cannot be read: name="value" was expected.'), {"name": last})
            )
        if (value := QUOTED.match(text, name.end())) is not None:
            options[name[1]], bare = ESCAPE.sub(_escaped, value[2]), False
        elif (value := BARE.match(text, name.end())) is not None:
            options[name[1]], bare = value[0], True
        else:
            fault = QT_TRANSLATE_NOOP("core", 'The value of {name} is not quoted as it must be: {name}="…", with \\" for a quote in it.')
            raise ProfileError(Text(fault, {"name": name[1][:60]}))
        at = value.end()
    return Login(module, options)


def _escaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 8)) if found[1] else LETTERS.get(found[2], found[2])
