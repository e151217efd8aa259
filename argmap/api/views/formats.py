from __future__ import annotations

from dataclasses import asdict

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from argmap.api.schema import described
from argmap.api.serializers.formats import FormatSerializer
from argmap.formats import FORMATS
from argmap.formats.base import Format


class FormatsView(APIView):
    @described(
        operation_id="formats_list",
        summary="List the interchange formats",
        responses=FormatSerializer(many=True),
        tags=["formats"],
    )
    def get(self, request: Request) -> Response:
        rows = [_facts(format_) for format_ in FORMATS.values()]
        return Response(FormatSerializer(rows, many=True).data)


def _facts(format_: Format) -> dict[str, object]:
    facts = asdict(format_)
    return facts | {"reads": format_.read is not None, "writes": format_.write is not None}
