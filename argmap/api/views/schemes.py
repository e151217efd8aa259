from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from argmap.api.access import node_of_map
from argmap.api.schema import described
from argmap.api.serializers.schemes import (
    AddPremiseSerializer,
    AnswerQuestionSerializer,
    LinkSchemeSerializer,
    RaiseQuestionSerializer,
    SchemeSerializer,
)
from argmap.api.views._base import Nouns
from argmap.domain.schemes.aif import aif_of
from argmap.domain.schemes.catalogue import CATALOGUE
from argmap.domain.schemes.model import Scheme
from argmap.domain.schemes.questions import premise_in, question_name, questions_of, scheme_of
from argmap.models import Link
from argmap.queries.schemes import load_surroundings
from argmap.services import schemes


class SchemesView(APIView):
    @described(
        operation_id="schemes_list",
        summary="List the argumentation schemes",
        description="Those that opinion pieces use most come first. A link may also have a name of your own.",
        responses=SchemeSerializer(many=True),
        tags=["schemes"],
    )
    def get(self, request: Request) -> Response:
        rows = [_facts(scheme) for scheme in CATALOGUE.values()]
        return Response(SchemeSerializer(rows, many=True).data)


def _facts(scheme: Scheme) -> dict[str, Any]:
    aif = aif_of(scheme.slug)
    questions = [{**asdict(question), "name": question_name(scheme, question)} for question in scheme.questions]
    return {**asdict(scheme), "questions": questions, "aif_name": aif.name, "aif_id": aif.number}


class SchemeActions(Nouns):
    """A link's scheme: its premises and critical questions. Every step answers with how they stand then."""

    @described(summary="Read how a link stands to its scheme", responses=LinkSchemeSerializer)
    @action(detail=True)
    def scheme(self, request: Request, pk: UUID) -> Response:
        return self.standing(self.the_one(pk))

    @described(
        summary="Add a premise that the link's scheme asks for",
        description="As an implicit node that joins the link.",
        request=AddPremiseSerializer,
        responses=LinkSchemeSerializer,
    )
    @action(detail=True, methods=["post"], url_path="premises")
    def add_premise(self, request: Request, pk: UUID) -> Response:
        link = self.the_one(pk)
        schemes.add_missing_premise(by=self.user, link=link, **self.valid(AddPremiseSerializer))
        return self.standing(link)

    @described(
        summary="Raise a critical question as an objection",
        description="Makes a counterclaim to the premise or the conclusion, or an undercut, as the question asks for.",
        request=RaiseQuestionSerializer,
        responses=LinkSchemeSerializer,
    )
    @action(detail=True, methods=["post"], url_path="raise")
    def raise_question(self, request: Request, pk: UUID) -> Response:
        link = self.the_one(pk)
        schemes.raise_question(by=self.user, link=link, **self.valid(RaiseQuestionSerializer))
        return self.standing(link)

    @described(
        summary="Answer a critical question",
        request=AnswerQuestionSerializer,
        responses=LinkSchemeSerializer,
    )
    @action(detail=True, methods=["post"], url_path="answer")
    def answer_question(self, request: Request, pk: UUID) -> Response:
        link = self.the_one(pk)
        values = self.valid(AnswerQuestionSerializer)
        key = values.pop("node")
        node = node_of_map(request, key, link.map_id) if key else None
        schemes.answer_question(by=self.user, link=link, node=node, **values)
        return self.standing(link)

    def standing(self, row: Link) -> Response:
        """How the link stands to its scheme now."""
        graph = load_surroundings(row)
        link = graph.links[str(row.pk)]
        scheme = scheme_of(link)
        facts: dict[str, Any] = {
            "scheme": scheme.slug if scheme else None,
            "premises": [
                {**asdict(premise), "node": premise_in(scheme, premise.role, link)} for premise in scheme.premises
            ]
            if scheme
            else [],
            "questions": [
                {**asdict(asked.question), **asdict(asked), "state": asked.state} for asked in questions_of(graph, link)
            ],
        }
        return Response(LinkSchemeSerializer(facts).data)
