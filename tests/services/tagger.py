"""A process in which one thread tags while another changes that tag: ``python -m tests.services.tagger``."""

from __future__ import annotations

import json
import os
import threading
from itertools import product

WAIT = 0.3  # seconds, in which the second thread comes to where it has to wait for the first
FIRST = ("tagger", "keeper")


class Paused:
    """A function that waits, when it has done its work, until it is told to go on."""

    def __init__(self, function):
        self.function, self.reached, self.go = function, threading.Event(), threading.Event()

    def __call__(self, *arguments):
        result = self.function(*arguments)
        self.reached.set()
        self.go.wait(10)
        return result


def keepers():
    """What somebody does to the tag itself."""
    from argmap.models import Tag
    from argmap.services import tags

    def tag(name="t"):
        return Tag.objects.get(name=name)

    return {
        "delete": lambda user: tags.delete_tag(by=user, tag=tag()),
        "merge": lambda user: tags.merge_tags(by=user, into=tag("into"), others=[tag()]),
        "rename": lambda user: tags.edit_tag(by=user, tag=tag(), name="renamed"),
    }


def taggers():
    """What somebody does in a map to give a node the tag."""
    from argmap.domain.vocabulary import NodeKind
    from argmap.services.drafts import NodeDraft
    from argmap.services.nodes import add_nodes
    from argmap.services.selections import tag_selection
    from argmap.services.undo import undo_change

    fresh = NodeDraft(kind=NodeKind.CLAIM, text="c", tags=("t",))
    return {
        "add": lambda user, map_: add_nodes(by=user, map_=map_, drafts=[fresh]),
        "select": lambda user, map_: tag_selection(by=user, map_=map_, nodes=[map_.nodes.get(text="b").pk], add=["t"]),
        "undo": lambda user, map_: undo_change(by=user, map_=map_),
    }


def meet(keeper, tagger, *, first, carried):
    """The sentences of what went wrong where one does it while the other is in the middle; ``carried`` before by it."""
    from django.db import connection

    from argmap.domain.vocabulary import NodeKind
    from argmap.models import Project, Tag, User
    from argmap.queries.faults import faults_between_rows
    from argmap.services import put_back, selections, tags
    from argmap.services.drafts import NodeDraft
    from argmap.services.maps import create_map
    from argmap.services.nodes import add_nodes
    from argmap.services.projects import create_project

    Project.objects.all().delete()
    user = User.objects.get()
    project = create_project(by=user, name="Tags")
    Tag.objects.bulk_create(Tag(project=project, name=name) for name in ("t", "into"))
    map_ = create_map(by=user, project=project, title="Tags")
    drafts = [NodeDraft(NodeKind.CLAIM, "a", tags=("t",) * carried), NodeDraft(NodeKind.CLAIM, "b", tags=("t",))]
    add_nodes(by=user, map_=map_, drafts=drafts)
    selections.tag_selection(by=user, map_=map_, nodes=[map_.nodes.get(text="b").pk], remove=["t"])
    wrong = []

    def run(act, *arguments):
        try:
            act(*arguments)
        except Exception as error:  # whatever it is, it is told
            wrong.append(repr(error))
        finally:
            connection.close()

    places = (
        [(tags, "tags_named"), (selections, "tags_named"), (put_back, "without_lost")]
        if first == "tagger"
        else [(tags, "_lock")]
    )
    paused = [Paused(getattr(module, name)) for module, name in places]
    kept = [getattr(module, name) for module, name in places]
    for (module, name), pause in zip(places, paused, strict=True):
        setattr(module, name, pause)
    acts = {"tagger": (taggers()[tagger], user, map_), "keeper": (keepers()[keeper], user)}
    threads = [threading.Thread(target=run, args=acts[who]) for who in sorted(acts, key=lambda who: who != first)]
    threads[0].start()
    for _ in range(1000):
        if any(pause.reached.wait(0.01) for pause in paused):
            break
    for (module, name), function in zip(places, kept, strict=True):
        setattr(module, name, function)
    threads[1].start()
    threads[1].join(WAIT)
    for pause in paused:
        pause.go.set()
    for thread in threads:
        thread.join()
    return [*wrong, *(fault.message for fault in faults_between_rows())]


def main() -> dict[str, list[str]]:
    """What went wrong in each case where something did."""
    from django.core.management import call_command

    from argmap.models import User

    call_command("migrate", verbosity=0)
    User.objects.create_user("ana")
    told = {}
    for keeper, tagger, first, carried in product(keepers(), taggers(), FIRST, (True, False)):
        if keeper == "delete" or tagger == "select":
            case = f"{keeper} and {tagger}, {first} first, {'carried' if carried else 'free'}"
            told[case] = meet(keeper, tagger, first=first, carried=carried)
    return {case: wrong for case, wrong in told.items() if wrong}


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "argmap.settings")
    django.setup()
    print(json.dumps(main(), ensure_ascii=False))
