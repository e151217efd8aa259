import gzip
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

import pytest

from tests.paths import ROOT


@dataclass
class Ended:
    status: int
    output: str
    errors: str


@pytest.fixture
def environment(tmp_path):
    """A data folder and an SQLite file of the test's own."""
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "SECRET_KEY"}}
    return kept | {"ARGMAP_DATA": str(tmp_path / "data"), "ARGMAP_DEBUG": "0"}


def command(*arguments) -> list[str]:
    return [sys.executable, "manage.py", *map(str, arguments)]


def manage(environment, *arguments) -> Ended:
    done = subprocess.run(
        command(*arguments), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def asked(server, path, method="GET", **headers):
    """The answer, also where it is an error."""
    request = Request(server.address + path, method=method)
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    try:
        return urlopen(request)
    except HTTPError as error:
        return error


class Running:
    """A server that runs during a ``with`` block; ``said`` is what it printed until it was ready."""

    def __init__(self, environment, *arguments):
        self.process = subprocess.Popen(
            command("serve", *arguments),
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if "Ctrl+C" in line:
                break
        else:
            pytest.fail(self.process.stderr.read())
        self.link = re.search(r"http://\S+/sign-in/\S+/", self.said)[0]
        self.address = self.link.split("/sign-in/")[0]

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        if self.process.poll() is None:
            self.stop(signal.SIGTERM)
        self.process.stdout.close()
        self.process.stderr.close()

    def stop(self, sign) -> Ended:
        self.process.send_signal(sign)
        status = self.process.wait(timeout=20)
        return Ended(status, self.process.stdout.read(), self.process.stderr.read())


def test_the_first_start_prepares_everything_and_its_link_opens_the_demo(environment):
    with Running(environment, "--port", 0) as server:
        page = build_opener(HTTPCookieProcessor()).open(server.link).read().decode()

        assert "Preparing the database" in server.said
        assert "Made the project “Demo”" in server.said
        assert "Demo" in page


def test_static_files_are_served_hashed_compressed_and_without_comments(environment):
    with Running(environment, "--port", 0) as server:
        page = urlopen(f"{server.address}/sign-in/").read().decode()
        [script] = re.findall(r'src="(/static/js/main\.[0-9a-f]{12}\.js)"', page)

        answer = asked(server, script, Accept_Encoding="gzip, br")

        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        words = gzip.decompress(answer.read()).decode()
        assert re.search(r'import ?"./announce\.[0-9a-f]{12}\.js"', words)
        assert "Starts the behaviours" not in words
        assert asked(server, script).read().decode() == words


def test_static_files_are_sent_only_where_they_are_wanted(environment):
    with Running(environment, "--port", 0) as server:
        page = urlopen(f"{server.address}/sign-in/").read().decode()
        [style] = re.findall(r'href="(/static/css/base\.[0-9a-f]{12}\.css)"', page)
        whole, head = asked(server, style), asked(server, style, "HEAD")
        part, changed = asked(server, style, Range="bytes=0-9"), asked(server, style, "POST")

        content = whole.read()
        assert (head.status, head.read(), head.headers["Content-Length"]) == (200, b"", str(len(content)))
        assert {"ETag", "Last-Modified"}.isdisjoint(whole.headers)  # nobody asks anew for what never changes
        assert b"{" in content
        assert b"/*" not in content
        assert b"\n " not in content
        assert (part.status, part.read()) == (206, content[:10])
        assert changed.status == 405
        assert asked(server, style.replace("base", "nothing")).status == 404


def test_the_second_start_does_nothing_again_and_prints_a_new_link(environment):
    with Running(environment, "--port", 0) as first:
        pass
    with Running(environment, "--port", 0) as second:
        assert second.said.startswith("Argmap is ready.")
        assert first.link.split("/sign-in/")[1] != second.link.split("/sign-in/")[1]


def test_a_link_works_once(environment):
    with Running(environment, "--port", 0) as server:
        build_opener(HTTPCookieProcessor()).open(server.link)
        try:
            again = build_opener(HTTPCookieProcessor()).open(server.link).url
        except HTTPError as error:
            again = str(error.code)
        assert not again.endswith(f"{server.address}/")


def test_ctrl_c_ends_it_quietly(environment):
    with Running(environment, "--port", 0) as server:
        ended = server.stop(signal.SIGINT)

    assert (ended.status, ended.output, ended.errors) == (0, "", "")


def test_it_is_one_process_of_at_most_120_megabytes(environment):
    with Running(environment, "--port", 0) as server:
        build_opener(HTTPCookieProcessor()).open(server.link).read()
        with open(f"/proc/{server.process.pid}/status", encoding="utf-8") as file:
            [kilobytes] = re.findall(r"VmRSS:\s+(\d+) kB", file.read())
        with open(f"/proc/{server.process.pid}/task/{server.process.pid}/children", encoding="utf-8") as file:
            children = file.read()

    assert int(kilobytes) / 1024 <= 120
    assert children == ""


def test_a_taken_port_is_told_in_one_sentence(environment):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = manage(environment, "serve", "--port", port)

    assert ended == Ended(
        1, "", f"Port {port} is taken by another program; end it or choose another port: make run PORT={port + 1}.\n"
    )


@pytest.mark.parametrize("port", ["99999", "-1", "http", "", "8e3"])
def test_a_port_that_does_not_exist_is_told_in_one_sentence(environment, port):
    ended = manage(environment, "serve", f"--port={port}")

    assert ended == Ended(1, "", f"There is no port {port}; choose one from 1024 to 65535: make run PORT=8000.\n")


def test_a_host_of_another_machine_is_told_in_one_sentence(environment):
    ended = manage(environment, "serve", "--host", "192.0.2.1", "--port", 0)

    assert ended.status == 1
    assert ended.errors.startswith("This machine cannot listen on 192.0.2.1; ")


@pytest.mark.parametrize("given", [{}, {"SECRET_KEY": "given"}], ids=["own key", "key given"])
def test_an_unwritable_folder_is_told_in_one_sentence(environment, tmp_path, given):
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"

    ended = manage(environment | given | {"ARGMAP_DATA": str(folder)}, "serve", "--port", 0)

    assert (ended.status, ended.output) == (1, "")
    assert ended.errors.removeprefix("argmap: ") == (
        f"Argmap cannot write to its data folder {folder} (Not a directory): "
        "make it writable or set ARGMAP_DATA to another folder.\n"
    )


@pytest.mark.parametrize(
    "url", ["postgres://argmap:geheim@127.0.0.1:1/argmap", "postgresql:///argmap?host=/nowhere", "sqlite:////nowhere/x"]
)
def test_a_database_that_does_not_answer_is_told_in_one_sentence_without_its_password(environment, url):
    ended = manage(environment | {"DATABASE_URL": url}, "serve", "--port", 0)

    assert (ended.status, ended.output) == (1, "")
    assert re.fullmatch(
        r"The database does not answer \(.+\); start it or correct DATABASE_URL, then run this again\.\n", ended.errors
    )
    assert "geheim" not in ended.errors


@pytest.mark.parametrize("url", ["nonsense", "oracle://x/y", "postgres://a:b@host:port/x"])
def test_a_database_address_that_is_none_is_told_in_one_sentence(environment, url):
    ended = manage(environment | {"DATABASE_URL": url}, "serve", "--port", 0)

    assert (ended.status, ended.output) == (1, "")
    assert ended.errors == (
        "argmap: DATABASE_URL is not the address of a database; "
        "write it as postgres://USER:PASSWORD@HOST:5432/NAME or leave it out.\n"
    )


def test_a_database_of_a_newer_argmap_is_left_alone(environment, tmp_path):
    assert manage(environment, "migrate", "--verbosity", 0).status == 0
    row = "INSERT INTO django_migrations(app, name, applied) VALUES ('argmap', '9999_future', '2031-01-01')"
    with closing(sqlite3.connect(tmp_path / "data" / "argmap.sqlite3")) as database, database:
        database.execute(row)

    ended = manage(environment, "serve", "--port", 0)

    assert ended == Ended(
        1, "", "A newer Argmap has changed this database (9999_future); start that one, or use another.\n"
    )


def test_commands_before_the_first_start_say_what_to_do(environment):
    ended = manage(environment, "check_maps")

    assert ended.status == 1
    assert re.fullmatch(r"The database cannot be used \(.*\); “make run” prepares it\.\n", ended.errors)
