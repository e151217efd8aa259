"""The environment of the tests: a plug-in named in pyproject.toml.

pytest-django reads the settings before any conftest is read.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

data = Path(tempfile.mkdtemp(prefix="argmap-tests-"))
(data / "static").mkdir()
atexit.register(shutil.rmtree, data, ignore_errors=True)

os.environ["ARGMAP_DATA"] = str(data)
os.environ["ARGMAP_DEBUG"] = "1"  # static files without hashes: nothing is collected for tests
os.environ["ARGMAP_DB_POOL"] = "0"  # a test database can only be dropped when nobody is connected
