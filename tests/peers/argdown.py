"""Argdown's own parser, asked what it understands of our files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.peers import ask_node

VERSIONS = {"2.0.1": "@argdown/core", "1.7.5": "argdown-core-1"}

_ASK = """
import { readFileSync } from 'node:fs';
import * as library from '%s';
const core = library.ArgdownApplication ? library : library.default;
const app = new core.ArgdownApplication();
app.addPlugin(new core.ParserPlugin(), 'parse-input');
app.addPlugin(new core.DataPlugin(), 'build-model');
app.addPlugin(new core.ModelPlugin(), 'build-model');
app.addPlugin(new core.JSONExportPlugin(), 'export-json');
console.log(JSON.stringify(JSON.parse(readFileSync(process.argv[2], 'utf8')).map(input => {
  const answer = app.run({ process: ['parse-input', 'build-model', 'export-json'], input, logLevel: 'error' });
  const errors = [...(answer.lexerErrors ?? []), ...(answer.parserErrors ?? []), ...(answer.exceptions ?? [])];
  return { errors: errors.map(error => String(error.message ?? error)), export: answer.json };
})));
"""


def understood(texts: Sequence[str], folder: Path, version: str) -> list[tuple[list[str], Any]]:
    """For each Argdown text the errors and the JSON export of that version of @argdown/core, all in one process."""
    path = folder / "texts.json"
    path.write_text(json.dumps(texts), encoding="utf-8")
    answers = ask_node(_ASK % VERSIONS[version], str(path))
    return [(answer["errors"], answer.get("export")) for answer in answers]
