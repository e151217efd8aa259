import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zipfile
from io import BytesIO

import pytest

from argmap.exceptions import IntakeError
from argmap.intake.fetch import MAX_REDIRECTS, fetch
from argmap.intake.public_addresses import is_public
from tests.intake.local_server import LocalServer, page, redirect

PAGE = b"<!doctype html><title>Buses</title><p>We need more buses.</p>"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def server():
    with LocalServer().running() as running:
        yield running


def to_here(host):
    return ["127.0.0.1"]


def anywhere(address):
    return True


def fetch_here(address, **options):
    """Fetch with the one exception that the test's own server may be reached."""
    return fetch(address, **{"resolve": to_here, "allow": anywhere, "seconds": 5.0, **options})


def refused(address, match, **options):
    with pytest.raises(IntakeError, match=match) as caught:
        fetch_here(address, **options)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_a_page_arrives_with_its_type_and_address(server):
    server.pages["/a"] = page(PAGE, content_type="text/html; charset=utf-8")
    fetched = fetch_here(server.url("/a?b=1#part"))
    assert (fetched.data, fetched.content_type) == (PAGE, "text/html; charset=utf-8")
    assert fetched.url == server.url("/a?b=1")


def test_the_host_is_told_its_name_though_the_connection_goes_to_an_address(server):
    server.pages["/"] = page(PAGE)
    fetch_here(server.url())
    (_, headers) = server.requests[0]
    assert headers["host"] == f"article.test:{server.port}"
    assert "cookie" not in headers
    assert "authorization" not in headers


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_its_address_kept(server, status):
    server.pages["/old"] = redirect("/new?x=1", status)
    server.pages["/new"] = page(PAGE)
    assert fetch_here(server.url("/old")).url == server.url("/new?x=1")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_this_machine_is_never_fetched_from_however_it_is_spelled(server, host):
    server.pages["/"] = page(PAGE)
    with pytest.raises(IntakeError):
        fetch(server.url(host=host), seconds=5.0)
    assert server.requests == []


@pytest.mark.parametrize("address", ["10.1.2.3", "169.254.169.254", "100.64.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1"])
def test_a_name_that_resolves_to_a_private_address_is_refused(server, address):
    refused(server.url(), "private or reserved network", resolve=lambda host: [address], allow=is_public)
    assert server.requests == []


def test_one_private_address_among_public_ones_is_enough_to_refuse(server):
    refused(server.url(), "private", resolve=lambda host: ["93.184.216.34", "127.0.0.1"], allow=is_public)


@pytest.mark.parametrize("target", ["http://127.0.0.1:{port}/secret", "http://169.254.169.254/latest/meta-data/"])
def test_a_redirect_into_a_private_network_is_refused(server, target):
    server.pages["/"] = redirect(target.format(port=server.port))
    server.pages["/secret"] = page(b"<html>secret")

    def resolve(host):
        return ["127.0.0.1"] if host == "article.test" else [host]

    asked = []

    def allow(address):
        """The first hop alone may reach the test's server; the rule proper judges the second."""
        asked.append(address)
        return len(asked) == 1 or is_public(address)

    refused(server.url(), "private", resolve=resolve, allow=allow)
    assert [path for path, _ in server.requests] == ["/"]


def test_a_redirect_to_another_scheme_or_with_credentials_is_refused(server):
    server.pages["/file"] = redirect("file:///etc/passwd")
    server.pages["/user"] = redirect("http://me:secret@article.test/")
    refused(server.url("/file"), "begin with http")
    refused(server.url("/user"), "user name or password")


def test_a_name_is_resolved_once_for_each_hop_and_the_connection_goes_to_the_address_that_was_checked():
    """DNS rebinding: a second question would be answered with another server."""
    with LocalServer("127.0.0.2").running() as checked:
        checked.pages["/"] = redirect("/next")
        checked.pages["/next"] = page(PAGE)
        answers = iter([["127.0.0.2"], ["127.0.0.2"], ["127.0.0.1"]])
        asked, judged = [], []

        def resolve(host):
            asked.append(host)
            return next(answers)

        fetch_here(checked.url(), resolve=resolve, allow=lambda address: not judged.append(address))
        assert asked == ["article.test", "article.test"]
        assert judged == ["127.0.0.2", "127.0.0.2"]
        assert len(checked.requests) == 2


def test_a_name_that_changes_its_mind_between_hops_is_checked_again(server):
    server.pages["/"] = redirect("/next")
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    refused(
        server.url(), "private", resolve=lambda host: next(answers), allow=lambda address: not address.startswith("10.")
    )
    assert len(server.requests) == 1


def test_the_next_address_of_a_host_is_tried_when_the_first_does_not_answer(server):
    server.pages["/"] = page(PAGE)
    assert fetch_here(server.url(), resolve=lambda host: ["127.0.0.9", "127.0.0.1"]).data == PAGE


def test_a_proxy_of_the_environment_is_not_used(server, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    server.pages["/"] = page(PAGE)
    assert fetch_here(server.url()).data == PAGE


def test_cookies_are_not_kept_from_hop_to_hop(server):
    server.pages["/"] = page(status=302, Location="/next", Set_Cookie="session=1")
    server.pages["/next"] = page(PAGE)
    fetch_here(server.url())
    assert all("cookie" not in headers for _, headers in server.requests)


@pytest.mark.parametrize(
    "addresses", ["file:///etc/passwd", "ftp://article.test/", "gopher://x/", "article.test/a", ""]
)
def test_only_http_and_https_are_fetched(addresses):
    refused(addresses, "begin with http:// or https://")


def test_credentials_in_the_address_are_refused():
    refused("http://me:secret@article.test/", "user name or password")
    refused("http://me@article.test/", "user name or password")


@pytest.mark.parametrize(
    "address", ["http://", "http:///path", "http://[::1", "http://a b/", "http://x:99999/", "http://x/\0"]
)
def test_a_broken_address_gets_a_sentence(address):
    refused(address, "address|host|reached", resolve=lambda host: [])


def test_an_endless_address_is_refused():
    refused("http://article.test/" + "a" * 5000, "longer than")


def test_an_unknown_host_gets_a_sentence():
    def resolve(host):
        raise socket.gaierror(-2, "Name or service not known")

    refused("http://nowhere.test/", "No host is called nowhere.test", resolve=resolve)


def test_a_host_that_does_not_listen_gets_a_sentence():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        refused(f"http://article.test:{port}/", "cannot be reached")


def test_a_body_beyond_the_limit_is_refused_while_it_arrives(server):
    sent = []

    def endless(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        for _ in range(10_000):
            handler.wfile.write(b"x" * 10_000)
            sent.append(10_000)

    server.pages["/"] = endless
    refused(server.url(), "larger than 0.05 MB", max_bytes=50_000)
    assert sum(sent) < 50_000_000


def test_a_length_beyond_the_limit_is_refused_before_the_body_is_read(server):
    server.pages["/"] = page(b"x", Content_Length=str(20_000_000))
    refused(server.url(), "larger than 10 MB")


def test_a_compressed_page_is_unpacked(server):
    packed = gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]) + b"\0\0"
    server.pages["/"] = page(packed, Content_Encoding="gzip")
    assert fetch_here(server.url()).data == PAGE


def test_a_compression_bomb_is_refused_by_what_it_unpacks_to(server):
    bomb = gzip.compress(b"\0" * 30_000_000)
    assert len(bomb) < 100_000
    server.pages["/"] = page(bomb, Content_Encoding="gzip")
    refused(server.url(), "larger than 10 MB")


def test_compression_in_several_layers_or_of_another_kind_is_refused(server):
    server.pages["/"] = page(PAGE, Content_Encoding="gzip, gzip")
    server.pages["/br"] = page(PAGE, Content_Encoding="br")
    refused(server.url(), "compressed as gzip, gzip")
    refused(server.url("/br"), "compressed as br")


def test_broken_compression_gets_a_sentence(server):
    server.pages["/"] = page(b"not gzip at all", Content_Encoding="gzip")
    server.pages["/half"] = page(gzip.compress(PAGE)[:-12], Content_Encoding="gzip")
    refused(server.url(), "damaged")
    refused(server.url("/half"), "damaged")


@pytest.mark.parametrize("silent_after", ["connection", "headers", "drip of headers", "drip of body"])
def test_a_slow_host_is_left_at_the_deadline(server, silent_after):
    stop = threading.Event()

    def slow(handler):
        if silent_after == "connection":
            stop.wait(3)
            return
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n")
        if silent_after == "drip of headers":
            while not stop.wait(0.05):
                handler.wfile.write(b"X-A: b\r\n")
            return
        handler.wfile.write(b"\r\n")
        while silent_after == "drip of body" and not stop.wait(0.05):
            handler.wfile.write(b"x")
        stop.wait(3)

    server.pages["/"] = slow
    start = time.monotonic()
    try:
        refused(server.url(), "did not arrive within 0.4 seconds", seconds=0.4)
        assert time.monotonic() - start < 2.0
    finally:
        stop.set()


def test_a_slow_resolver_counts_towards_the_deadline():
    def resolve(host):
        time.sleep(1.0)
        return ["127.0.0.1"]

    start = time.monotonic()
    refused("http://article.test/", "did not arrive", resolve=resolve, seconds=0.2)
    assert time.monotonic() - start < 0.9


@pytest.mark.parametrize(
    "content_type", ["image/png", "application/json", "video/mp4", "text/css", "application/x-msdownload"]
)
def test_other_types_are_refused(server, content_type):
    server.pages["/"] = page(b"data", content_type=content_type)
    refused(server.url(), f"leads to {content_type}")


@pytest.mark.parametrize(
    "content_type",
    ["text/html", "application/xhtml+xml", "Text/Plain; charset=latin-1", "text/markdown", "application/pdf", DOCX],
)
def test_the_types_that_intake_reads_are_fetched(server, content_type):
    server.pages["/"] = page(PAGE, content_type=content_type)
    assert fetch_here(server.url()).content_type == content_type


def _docx():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return buffer.getvalue()


@pytest.mark.parametrize("unnamed", ["application/octet-stream", "application/zip", "application/force-download", None])
def test_a_file_without_a_type_is_known_by_its_content(server, unnamed):
    for path, data, expected in (
        ("/a", b"%PDF-1.7 ...", "application/pdf"),
        ("/b", PAGE, "text/html"),
        ("/c", _docx(), DOCX),
        ("/d", b"Just words.", "text/plain"),
        ("/e.md", b"# Words", "text/markdown"),
    ):
        server.pages[path] = page(data, content_type=unnamed)
        assert fetch_here(server.url(path)).content_type == expected


def test_a_file_without_a_type_that_is_no_article_is_refused(server):
    for path, data in (("/a", b"\x89PNG\r\n\x1a\n...."), ("/b", b"\x7fELF...."), ("/c", bytes(range(256)) * 9)):
        server.pages[path] = page(data, content_type="application/octet-stream")
        refused(server.url(path), "not an article|binary")


def test_markdown_sent_as_plain_text_is_known_by_its_name(server):
    server.pages["/readme.md"] = page(b"# Words", content_type="text/plain; charset=utf-8")
    assert fetch_here(server.url("/readme.md")).content_type == "text/markdown; charset=utf-8"


@pytest.mark.parametrize(
    ("status", "match"),
    [
        (404, "no page at this address"),
        (410, "no page"),
        (403, "does not show"),
        (401, "paste"),
        (500, "500"),
        (204, "204"),
    ],
)
def test_an_answer_that_is_no_page_gets_a_sentence_with_its_status(server, status, match):
    server.pages["/"] = page(PAGE if status > 299 else b"", status=status)
    message = refused(server.url(), match)
    assert str(status) in message


def test_an_empty_page_gets_a_sentence(server):
    server.pages["/"] = page(b"  \n")
    refused(server.url(), "empty")


def test_a_redirect_loop_ends(server):
    server.pages["/"] = redirect("/")
    refused(server.url(), f"more than {MAX_REDIRECTS} times")
    assert len(server.requests) == MAX_REDIRECTS + 1


def test_a_connection_that_breaks_off_gets_a_sentence(server):
    server.pages["/"] = page(b"half", Content_Length="1000")
    refused(server.url(), "broke off")


def test_what_does_not_speak_http_gets_a_sentence(server):
    server.pages["/"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
    refused(server.url(), "broke off")


def test_a_certificate_is_asked_for_by_name_and_refused_when_nobody_vouches_for_it(tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate for this test")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=article.test"
    subprocess.run([*command.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    names = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    server = LocalServer()
    server.server.socket = context.wrap_socket(server.server.socket, server_side=True)
    with server.running():
        refused(f"https://article.test:{server.port}/", "certificate of article.test is not valid")
    assert names == ["article.test"]
