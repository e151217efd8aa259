"""The commands of docs/api.md, run one after the other against the API."""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from argmap.api.problems import _OURS
from tests.api.conftest import Caller
from tests.paths import ROOT

GUIDE = (ROOT / "docs" / "api.md").read_text()
BLOCKS = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
COMMAND = re.compile(r"(?:(\w+)=\$\()?(curl .*?)(?: \| jq -r \.(\w+)\))?$", re.DOTALL)


class Shell:
    """Knows as much of a shell as the guide uses."""

    def __init__(self, client: Caller) -> None:
        self.client = client
        self.names = {"API": "/api/v1", "TOKEN": "unused"}
        self.files = {"article.txt": b"A text in a file."}

    def run(self, command: str) -> Any:
        match = COMMAND.match(command)
        assert match, command
        expanded = re.sub(r"\$(\w+)", lambda name: self.names[name[1]], match[2])
        response = self.curl(shlex.split(expanded)[1:])
        assert response.status_code < 300, (command, response.content)
        if match[1]:
            self.names[match[1]] = response.json()[match[3]]
        return response

    def curl(self, words: list[str]) -> Any:
        method, headers, body, form = "", {}, None, {}
        address, output = "", ""
        rest = iter(words)
        for word in rest:
            match word:
                case "-s":
                    pass
                case "-X":
                    method = next(rest)
                case "-H":
                    name, _, value = next(rest).partition(": ")
                    headers[name] = value
                case "--json":
                    body = json.loads(next(rest))
                case "-F":
                    key, _, value = next(rest).partition("=")
                    form[key] = self.upload(value) if value.startswith("@") else value
                case "-o":
                    output = next(rest)
                case _:
                    address = word
        headers.pop("Authorization")
        method = method or ("POST" if body is not None or form else "GET")
        format_ = "multipart" if form else "json"
        response = (
            self.client.get(address)
            if method == "GET"
            else getattr(self.client, method.lower())(address, form or body, format=format_, headers=headers)
        )
        self.files[output] = response.content
        return response

    def upload(self, value: str) -> SimpleUploadedFile:
        return SimpleUploadedFile(value[1:], self.files[value[1:]])


def test_the_commands_of_the_guide_work_one_after_the_other(user):
    shell = Shell(Caller(user))
    lines = "\n".join(BLOCKS).replace("\n  ", " ").replace("\n}'", " }'").splitlines()
    commands = [line for line in lines if "curl" in line]

    for command in commands:
        shell.run(command)

    assert len(commands) > 15
    assert shell.client.get(f"nodes/{shell.names['CLAIM']}/").json()["text"] == "More buses are needed"
    assert shell.client.get(f"nodes/{shell.names['FACT']}/").json()["text"] == "Those that we have are full."


@pytest.mark.parametrize("status", sorted({status for status, _, _ in _OURS.values()} | {401, 405, 406, 413, 415}))
def test_the_guide_explains_every_status(status):
    assert re.search(rf"^\|[^|]*\b{status}\b", GUIDE, re.MULTILINE)
