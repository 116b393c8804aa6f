"""Checks a template that has to make JSON: it is filled in once, and a fault is reported at its position in the template."""

from dataclasses import dataclass

from kafkadesk.core.compose.template import Template
from kafkadesk.core.compose.template_positions import in_template
from kafkadesk.core.errors import InputError
from kafkadesk.core.jsontext.strict import check_json


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """A template that makes valid JSON. size: bytes of its UTF-8 with the sample; filled_in: it has {{ … }} to fill in."""

    size: int
    filled_in: bool


def check_template(text: str, *, seq: int = 1) -> TemplateCheck:
    """Check what the template makes of the message number `seq`.

    Raises InputError. Its line and column are None where the fault has no position in the template; the hint then quotes the line.
    """
    template = Template(text)
    filled = template.render(seq)
    try:
        return TemplateCheck(check_json(filled), filled != text)
    except InputError as error:
        raise in_template(text, filled, error) from None
