"""Every error that a person may meet.

Each message is one sentence with the place of the fault and the next step.

    ArgmapError
    ├── InputError             what was sent cannot be used (HTTP 422)
    │   ├── FormatError        a file of an interchange format is broken; knows line and column
    │   │   └── UnknownFormatError no format knows the file
    │   ├── IntakeError        an article cannot be read or fetched
    │   └── RuleError          it would break a rule between objects (DESIGN: "never possible")
    ├── NotFoundError          it does not exist, or not for this user (HTTP 404)
    ├── NotAllowedError        a member whose role is too small (HTTP 403)
    ├── ConflictError          it does not go together with what is there (HTTP 409)
    │   ├── IdTakenError       the id is in use; the message is uniform and tells nothing
    │   └── UndoError          later changes stand in the way of an undo or redo
    └── StaleError             somebody else changed it since it was read (HTTP 412)
"""

from __future__ import annotations


class ArgmapError(Exception):
    """Base of all errors with a sentence for a person.

    ``str(error)`` is that sentence.
    """

    @property
    def message(self) -> str:
        return str(self)


class InputError(ArgmapError):
    """What was sent cannot be used; ``field`` names the form field or JSON key at fault."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class FormatError(InputError):
    """A file of an interchange format is broken at ``line`` and ``column`` (both from 1; None where unknown)."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message, field="file")
        self.line = line
        self.column = column


class UnknownFormatError(FormatError):
    """No interchange format knows the file: it may be no map at all."""


class IntakeError(InputError):
    """An article cannot be read or fetched."""


class RuleError(InputError):
    """It would break a rule between nodes and links; ``rule`` is the rule's short name."""

    def __init__(self, message: str, *, rule: str = "", field: str = "") -> None:
        super().__init__(message, field=field)
        self.rule = rule


class NotFoundError(ArgmapError):
    """It does not exist, or not for this user."""


class NotAllowedError(ArgmapError):
    """The user is a member, but their role does not allow this."""


class ConflictError(ArgmapError):
    """It does not go together with what is stored."""


class IdTakenError(ConflictError):
    """The id that was sent is in use for something else."""

    def __init__(self) -> None:
        super().__init__("This id cannot be used; send the request again with a new one.")


class UndoError(ConflictError):
    """An undo or redo is not possible now."""


class StaleError(ArgmapError):
    """The row was changed since it was read; ``current`` is what stands there now."""

    def __init__(self, message: str, *, current: object = None) -> None:
        super().__init__(message)
        self.current = current
