import subprocess
import sys

from tests.paths import ROOT

HEAVY = ("lxml", "trafilatura", "docx", "pypdfium2", "httpx", "markdown_it", "charset_normalizer", "django")


def test_an_idle_process_carries_no_reader():
    code = f"import sys, argmap.intake; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
