import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from tests.paths import ROOT


@pytest.fixture(scope="module")
def schema():
    from drf_spectacular.generators import SchemaGenerator

    return SchemaGenerator().get_schema(request=None, public=True)


def test_the_schema_is_made_without_a_warning_and_is_valid():
    stderr = io.StringIO()

    call_command("spectacular", "--fail-on-warn", "--validate", stdout=io.StringIO(), stderr=stderr)

    assert stderr.getvalue() == ""


def test_every_operation_has_a_summary_and_answers_errors_with_problems(schema):
    operations = [op for path in schema["paths"].values() for op in path.values()]

    assert len(operations) > 40
    for operation in operations:
        assert operation.get("summary"), operation["operationId"]
        assert "application/problem+json" in operation["responses"]["default"]["content"]
        assert operation["security"] == [{"token": []}, {"cookieAuth": []}]


def test_premises_may_be_plain_ids_in_requests_and_are_objects_in_answers(schema):
    schemas = schema["components"]["schemas"]

    assert [part.get("format", part.get("type")) for part in schemas["PremiseRequest"]["oneOf"]] == ["uuid", "object"]
    assert schemas["Premise"]["type"] == "object"


def test_the_schema_is_served_as_yaml_and_as_json(client, db):
    yaml = client.get("/api/v1/schema/")
    json = client.get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi+json"})

    assert yaml.content.startswith(b"openapi: 3")
    assert json.json()["info"]["title"] == "Argmap"


def test_the_docs_page_loads_its_own_files_only_and_has_no_inline_code(client: Client, db):
    page = client.get("/api/v1/docs/")
    html = page.content.decode()
    script = client.get("/api/v1/docs/?script=")

    assert "unsafe" not in page["Content-Security-Policy"]
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    addresses = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert len(addresses) == 5
    assert all(address.startswith("/") for address in addresses)
    assert script["Content-Type"].startswith("application/javascript")
    assert "/api/v1/schema/" in script.content.decode() or "schema" in script.content.decode()


def test_the_guide_names_only_addresses_that_exist(schema):
    guide = Path(ROOT / "docs" / "api.md").read_text()
    known = {re.sub(r"\{\w+\}", "<>", path) for path in schema["paths"]} | {
        "/api/v1/schema/",
        "/api/v1/docs/",
        "/api/v1/",
    }

    named = {re.sub(r"(\$\w+|<[\w ]+>)", "<>", path) for path in re.findall(r"/api/v1/[\w$/<> -]*/", guide)}

    assert named - known == set()
    assert len(named) > 8
