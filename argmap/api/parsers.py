"""JSON bodies as RFC 8259 has them: UTF-8, no NaN, not too large, not too deep; a fault is told with its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.conf import settings
from rest_framework.parsers import BaseParser

from argmap.api.problems import BodyTooLarge, MalformedBody


class JSONBody(BaseParser):
    """``application/json``; the charset that a client declares is ignored, JSON has only one."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise BodyTooLarge
        return load_body(body)


def load_body(body: bytes) -> Any:
    """The JSON value of a body; raises MalformedBody."""
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_refuse, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise MalformedBody(f"The body is not UTF-8 (byte {error.start + 1}); encode it as UTF-8.") from error
    except json.JSONDecodeError as error:
        place = f"Line {error.lineno}, column {error.colno}"
        message = f"{place}: the body is not JSON ({error.msg[:1].lower()}{error.msg[1:]})."
        raise MalformedBody(message, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise MalformedBody("Lists and objects are nested too deeply in this body; flatten it.") from error
    except ValueError as error:  # an integer of thousands of digits
        raise MalformedBody("The body holds a number with too many digits.") from error


def _refuse(name: str) -> NoReturn:
    raise MalformedBody(f"The body holds {name}, which is not a JSON number; send null instead.")


def _finite(digits: str) -> float:
    number = float(digits)
    if number - number != 0:
        raise MalformedBody(f"The number {digits[:20]} is too large.")
    return number
