import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats._names import file_stem, kept_path, renamed_files


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Night trains: why now?", "Night-trains-why-now"),
        ("", "map"),
        ("…", "…"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\con", "C-con"),
        ("con", "con-map"),
        ("القطارات الليلية", "القطارات-الليلية"),
        ("夜行列車", "夜行列車"),
        ("a\x00b\u202ec", "a-b-c"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x" * 200, "x" * 60),
    ],
)
def test_file_names_keep_letters_of_all_scripts(title: str, stem: str):
    assert file_stem(title) == stem


@given(st.text())
def test_every_title_gives_a_name_that_file_systems_take(title: str):
    stem = file_stem(title)

    assert stem
    assert not stem.startswith((".", "-"))
    assert not set(stem) & set('/\\:*?"<>|\x00\n')
    assert len(f"{stem}.argmap.json".encode()) <= 255


def test_files_are_renamed_where_their_names_begin_with_the_stem():
    files = {"map.nodes.csv": b"n", "map.links.csv": b"l", "mapped.ann": b"a", "two/map.ann": b"b"}

    assert list(renamed_files(files, "map", "buses")) == [
        "buses.nodes.csv",
        "buses.links.csv",
        "mapped.ann",
        "two/map.ann",
    ]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("corpus/essay 1", "corpus/essay 1"),
        ("a.b/c_d (2)", "a.b/c_d (2)"),
        ("../../etc/passwd", "map/map/etc/passwd"),
        ("/etc/passwd", "map/etc/passwd"),
        ("a\\b/con", "a-b/con-map"),
        (".hidden/a ", "hidden/a"),
        ("x" * 300, "x" * 60),
    ],
)
def test_files_go_back_where_they_came_from_and_never_outside(path, kept):
    assert kept_path(path) == kept


@given(st.text())
def test_any_path_stays_inside_and_is_kept_from_then_on(path):
    kept = kept_path(path)

    assert all(part not in ("", ".", "..") for part in kept.split("/"))
    assert kept_path(kept) == kept
