"""Small files of our own, one folder for each format that can be read."""

from pathlib import Path

SAMPLES = Path(__file__).parent


def samples_of(name: str) -> list[Path]:
    """The sample files of the format of that name."""
    return sorted(path for path in (SAMPLES / name).glob("*") if path.is_file())
