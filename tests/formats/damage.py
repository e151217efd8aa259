"""Files that went wrong on the way: a sample with values replaced, or bytes cut, doubled and changed."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=3)
    | st.sampled_from(["1", "2", "3", "4", "I", "RA", "CA", "MA", "L"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def damaged_json(draw: st.DrawFn, sample: Callable[[], Any]) -> Any:
    """The sample with up to four values anywhere replaced by any JSON value, doubled or removed."""
    value = sample()
    for _ in range(draw(st.integers(1, 4))):
        place: Any = value
        while isinstance(place, dict | list) and place:
            key = draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
            if isinstance(place[key], dict | list) and place[key] and draw(st.booleans()):
                place = place[key]
                continue
            match draw(st.sampled_from(["replace", "replace", "remove", "double"])):
                case "replace":
                    place[key] = draw(JSON)
                case "remove":
                    del place[key]
                case "double" if isinstance(place, list):
                    place.append(place[key])
            break
    return value


@st.composite
def damaged_bytes(draw: st.DrawFn, sample: bytes) -> bytes:
    """The sample with up to four stretches cut, doubled or replaced by any bytes."""
    content = sample
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 40)))
        middle = draw(st.sampled_from([b"", content[start:end] * 2]) | st.binary(max_size=8))
        content = content[:start] + middle + content[end:]
    return content
