"""What all tests share."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# Machines that run tests are slow and shared: what counts is the answer, never the time. The same examples everywhere.
settings.register_profile(
    "argmap",
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("argmap")


def pytest_configure() -> None:
    """A password costs nothing in tests: the real hasher takes most of a second for each."""
    from django.conf import settings as django_settings

    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database or a browser by what it asks for and where it lives."""
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
        elif "/setup/" in str(item.path):
            item.add_marker(pytest.mark.setup)
        elif item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(
            getattr(item, "fixturenames", ())
        ):
            item.add_marker(pytest.mark.database)


@pytest.fixture
def user(db):
    from argmap.models import User

    return User.objects.create_user("ana", password="a long pass phrase", first_name="Ana")


@pytest.fixture
def project(user):
    from argmap.services.projects import create_project

    return create_project(by=user, name="Transport")


@pytest.fixture
def article(project):
    from argmap.domain.structure import Structure
    from argmap.intake.base import ArticleDraft
    from argmap.services.articles import create_article

    text = "We need more buses.\n\nBuses are full. 🚌 Full only on Mondays."
    return create_article(project=project, draft=ArticleDraft(text=text, structure=Structure(), title="Buses"))


@pytest.fixture
def map_(user, project, article):
    from argmap.services.maps import create_map

    return create_map(by=user, project=project, title="More buses?", articles=[article])


@pytest.fixture
def signed_in(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def graph_in_db(user, project):
    """Stores what the notation of ``tests.graphs.graph_of`` draws as a map of the project."""
    from argmap.models import ArgumentMap
    from argmap.services.articles import store_article
    from argmap.services.imports import fill_map
    from tests.graphs import graph_of

    def store(*statements, text="", title="Drawn"):
        graph = graph_of(*statements, text=text, title=title)
        map_ = ArgumentMap.objects.create(project=project, title=title, created_by=user)
        articles = {key: store_article(project=project, article=value) for key, value in graph.articles.items()}
        fill_map(by=user, map_=map_, graph=graph, articles=articles)
        return map_

    return store
