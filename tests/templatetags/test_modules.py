"""The modules that a page fetches at once are those that the browser would ask for one after the other."""

from __future__ import annotations

from argmap.templatetags.modules import modules_of
from tests.paths import ROOT


def test_a_module_without_imports_is_alone():
    assert modules_of("js/order.js") == ("js/order.js",)


def test_the_workbench_names_every_module_that_only_it_uses():
    found = set(modules_of("js/workbench/main.js"))

    folder = ROOT / "static/js/workbench"
    assert {f"js/workbench/{path.name}" for path in folder.glob("*.js")} <= found
    assert {"js/tree.js", "js/map/map.js", "js/order.js"} <= found
