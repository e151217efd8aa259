"""A short file that marks a long text again and again would fill the memory; it is refused in a sentence."""

import json

import pytest

from argmap.exceptions import FormatError
from argmap.formats import read

TEXT = "word " * 200_000
TIMES = range(60)

_ADUS = "".join(f'<adu id="a{n}" type="pro"/><edge id="c{n}" src="e" trg="a{n}" type="seg"/>' for n in TIMES)
FILES = {
    "brat": {"a.ann": "".join(f"T{n}\tClaim 0 {len(TEXT)}\n" for n in TIMES), "a.txt": TEXT},
    "cdcp": {"a.ann.json": json.dumps({"prop_offsets": [[0, len(TEXT)] for _ in TIMES]}), "a.txt": TEXT},
    "arg-microtexts": {"a.xml": f'<arggraph id="g"><edu id="e">{TEXT}</edu>{_ADUS}</arggraph>'},
}


@pytest.mark.parametrize("name", FILES)
def test_a_text_that_is_marked_again_and_again_is_refused(name: str):
    files = {file: content.encode() for file, content in FILES[name].items()}

    with pytest.raises(FormatError, match="have more than 50 million characters together, as they mark the same text"):
        read(files, name)
