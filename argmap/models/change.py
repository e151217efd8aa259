from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from argmap.models._base import Row
from argmap.models.map import ArgumentMap
from argmap.models.user import User


class ChangeKind(models.TextChoices):
    STEP = "step", "Step"
    UNDO = "undo", "Undo"
    REDO = "redo", "Redo"
    PROJECT = "project", "Of the project"  # what was done to a tag, in each map that has it; no undo meets it


class Change(Row):
    """One recorded step of a map.

    ``before`` and ``after`` hold the rows that it touched: ``{table: {id: {column: value} or null}}``.
    """

    map = models.ForeignKey(ArgumentMap, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    actor = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    time = models.DateTimeField(default=timezone.now, editable=False)
    kind = models.CharField(max_length=10, choices=ChangeKind.choices, default=ChangeKind.STEP)
    action = models.CharField(max_length=40)
    summary = models.CharField(max_length=300)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    reverts = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    undone = models.BooleanField(default=False)  # of a step: whether an undo stands

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("map", "number"), name="change_number_once_per_map"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.summary}"
