"""Contracts of import-linter that are ours; pyproject.toml names them."""

from __future__ import annotations

from grimp import ImportGraph
from importlinter.contracts.independence import IndependenceContract
from importlinter.domain import fields
from importlinter.domain.contract import ContractCheck
from importlinter.domain.imports import ModuleExpression


class RegisteredModulesContract(IndependenceContract):
    """The modules of ``package`` that register themselves by their presence do not import each other.

    All are meant but those that begin with ``_`` and those named in ``helpers``, so that a new one needs no line here.
    """

    type_name = "registered_modules"

    package = fields.StringField()
    helpers = fields.SetField(subfield=fields.StringField(), required=False)
    modules = fields.SetField(subfield=fields.ModuleExpressionField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        self.modules = {ModuleExpression(name) for name in self.registered(graph)}
        return super().check(graph, verbose)

    def registered(self, graph: ImportGraph) -> set[str]:
        """The full names of the registered modules."""
        helpers = {f"{self.package}.{name}" for name in self.helpers or ()}
        children = graph.find_children(str(self.package))
        return {name for name in children if not name.rsplit(".", 1)[1].startswith("_")} - helpers
