"""The YAML in Argdown: data ``{key: value}`` and front matter, in and out as JSON values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

import yaml  # comes with drf-spectacular

from argmap.exceptions import FormatError
from argmap.formats._limits import MAX_DEPTH

_OFTEN = 80  # characters of data that is worth remembering
_LONGEST = 100_000  # characters of one data block; PyYAML is slow and recursive
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_ -][A-Za-z0-9]+)*\Z")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_AMBIGUOUS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_UNSAFE = re.compile("=(?==)|(?<=[]>]):|[{}\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_PAIR = re.compile(
    r"""\s*(?P<key>[A-Za-z_][A-Za-z0-9_-]*):[ ](?:
        (?P<json>"(?:[^"\\\n]|\\.)*"|\[(?:"(?:[^"\\\n]|\\.)*"|[^\[\]"{}'\n])*\]|true|false|-?\d+(?:\.\d+)?)
        |(?P<plain>[A-Za-z][A-Za-z0-9]*(?:[_ -][A-Za-z0-9]+)*)
    )\s*(?:,|\Z)""",
    re.VERBOSE,
)


def load_data(text: str) -> dict[str, Any]:
    """The data in ``{…}``; on several lines it may also be block YAML, as in Argdown itself.

    Raises FormatError with line and column inside ``text`` (both from 1).
    """
    inner = text[1:-1]
    quick = _quick_pairs(inner) if len(inner) < _OFTEN else _pairs(inner)
    if quick:
        return {key: list(value) if isinstance(value, list) else value for key, value in quick}
    if re.match(r"[ \t]*\n", inner):
        return load_yaml(inner.partition("\n")[2], first_line=2)
    return load_yaml(text)


def load_yaml(text: str, *, first_line: int = 1) -> dict[str, Any]:
    """The mapping in ``text``; empty where it says nothing. Raises FormatError with line and column inside it."""
    if len(text) > _LONGEST:
        raise FormatError("this data is too long to be read", line=first_line, column=1)
    try:
        node = yaml.compose(text, Loader=_Loader)
        value = _value(node, 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        reason = f"this data is not YAML ({error.problem or error.context or 'broken'})"
        raise FormatError(reason, line=first_line + line, column=column + 1) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FormatError("this data is not YAML", line=first_line, column=1) from error
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise FormatError("this data has no keys; write {key: value}", line=first_line, column=1)
    return value


def dump_data(data: Mapping[str, Any]) -> str:
    """``data`` in one line as ``{key: value}``, read equally by YAML and by Argdown's search for the closing brace."""
    return _flow(data)


def dump_front_matter(data: Mapping[str, Any]) -> str:
    """``data`` with one key to a line."""
    return "".join(f"{_scalar(key)}: {_flow(value)}\n" for key, value in data.items())


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _key(key: str) -> str:
    return key if _KEY.match(key) and key.lower() not in _AMBIGUOUS else _quoted(key)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return value if _PLAIN.match(value) and value.lower() not in _AMBIGUOUS else _quoted(value)
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")  # YAML 1.1 takes 1e-05 for text
    return json.dumps(value)


def _quoted(text: str) -> str:
    """The text in double quotes; what ends data, front matter, a YAML line or a title before it stands as an escape."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _pairs(inner: str) -> tuple[tuple[str, Any], ...]:
    """The data where it is as simple as our own; nothing where the YAML reader must look."""
    data: dict[str, Any] = {}
    position = 0
    while position < len(inner):
        match = _PAIR.match(inner, position)
        if match is None or match["key"] in data or match["key"].lower() in _AMBIGUOUS:
            return ()
        if match["plain"] is not None:
            if match["plain"].lower() in _AMBIGUOUS:
                return ()
            data[match["key"]] = match["plain"]
        else:
            try:
                data[match["key"]] = json.loads(match["json"], parse_constant=_refuse)
            except ValueError:
                return ()
        position = match.end()
    return tuple(data.items())


_quick_pairs = lru_cache(maxsize=500)(_pairs)  # a document says little more than ``{kind: evidence}``, but often


def _refuse(name: str) -> Any:
    raise ValueError(name)  # NaN is a word in YAML


class _Loader(yaml.SafeLoader):
    """Without aliases, which can make a small file huge."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]  # its stubs lack the signature
            raise yaml.MarkedYAMLError(problem="aliases are not allowed", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def _value(node: Any, depth: int) -> Any:
    """The JSON value of a YAML node; what JSON has no type for is text."""
    if depth > MAX_DEPTH:
        raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=node.start_mark)
    if isinstance(node, yaml.MappingNode):
        return {_name(key): _value(item, depth + 1) for key, item in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, depth + 1) for item in node.value]
    return None if node is None else _scalar_value(node.tag.rpartition(":")[2], node.value)


def _name(key: Any) -> str:
    return key.value if isinstance(key, yaml.ScalarNode) else str(_value(key, 0))


def _scalar_value(kind: str, text: str) -> Any:
    if kind == "null":
        return None
    if kind == "bool" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if kind in ("int", "float") and re.fullmatch(r"[-+]?(?:\d{1,40}\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?", text):
        return int(text) if text.lstrip("+-").isdigit() else float(text)
    return text
