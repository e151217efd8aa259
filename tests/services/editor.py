"""A process of its own that edits a map: ``python -m tests.services.editor prepare | edit MAP | report MAP``."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from uuid import UUID

STEPS = 25


def prepare() -> str:
    """Makes the tables and a map with one node that counts; its id."""
    from django.core.management import call_command

    from argmap.domain.vocabulary import NodeKind
    from argmap.models import User
    from argmap.services.drafts import NodeDraft
    from argmap.services.maps import create_map
    from argmap.services.nodes import add_nodes
    from argmap.services.projects import create_project

    call_command("migrate", verbosity=0)
    user = User.objects.create_user("ana")
    map_ = create_map(by=user, project=create_project(by=user, name="Together"), title="Together")
    add_nodes(by=user, map_=map_, drafts=[NodeDraft(kind=NodeKind.CLAIM, text="0", main=True)])
    return str(map_.pk)


def edit(key: str) -> str:
    """Adds nodes, and each time counts one up in the node that all share, as a client with If-Match does."""
    from argmap.domain.vocabulary import NodeKind
    from argmap.exceptions import StaleError
    from argmap.models import ArgumentMap, Node, User
    from argmap.services.drafts import NodeDraft
    from argmap.services.nodes import add_nodes, edit_node

    user, map_ = User.objects.get(), ArgumentMap.objects.get(pk=UUID(key))
    for _ in range(STEPS):
        add_nodes(by=user, map_=map_, drafts=[NodeDraft(kind=NodeKind.CLAIM, text="Mine.", tags=("new",))])
        counted = False
        while not counted:
            shared = Node.objects.select_related("map").get(map=map_, main=True)
            with suppress(StaleError):
                text = str(int(shared.text) + 1)
                edit_node(by=user, node=shared, text=text, expected_version=shared.version)
                counted = True
    return ""


def report(key: str) -> str:
    """What came of it, as JSON."""
    from argmap.models import ArgumentMap
    from argmap.queries.faults import faults_between_rows, faults_of_map

    map_ = ArgumentMap.objects.get(pk=UUID(key))
    return json.dumps(
        {
            "count": map_.nodes.get(main=True).text,
            "nodes": map_.nodes.count(),
            "numbers": list(map_.changes.values_list("number", flat=True)),
            "faults": [fault.message for fault in (*faults_between_rows(), *faults_of_map(map_))],
        }
    )


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "argmap.settings")
    django.setup()
    verb, *rest = sys.argv[1:]
    print({"prepare": prepare, "edit": edit, "report": report}[verb](*rest))
