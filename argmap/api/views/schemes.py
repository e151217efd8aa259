from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from argmap.api.schema import described
from argmap.api.serializers.schemes import SchemeSerializer
from argmap.domain.schemes.aif import aif_of
from argmap.domain.schemes.catalogue import CATALOGUE
from argmap.domain.schemes.model import Scheme
from argmap.domain.schemes.questions import question_name


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
