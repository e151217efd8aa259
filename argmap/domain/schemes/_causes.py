"""Schemes about what brings about what, and where a first step leads."""

from __future__ import annotations

from argmap.domain.schemes.model import Scheme, SchemePremise, doubt, undercut

SCHEMES = (
    Scheme(
        "cause-to-effect",
        "Cause to effect",
        (
            SchemePremise("cause-effect", "A certain cause generally brings about a certain effect."),
            SchemePremise("cause", "This cause is present."),
        ),
        "The effect will follow.",
        (
            doubt(
                "cause-effect",
                "strength",
                "How strong is the connection between cause and effect?",
                "The cause only seldom has this effect.",
            ),
            doubt(
                "cause-effect",
                "backing",
                "How well is the connection established?",
                "The connection between cause and effect is not established.",
            ),
            undercut(
                "other-factors",
                "Are other factors at work that prevent the effect?",
                "Other factors will prevent the effect.",
                "other-causal-factors-involved",
            ),
        ),
        (
            "Rents rise wherever a new line brings the centre within half an hour.",
            "The new line will bring Eastmoor within half an hour of the centre.",
            "Rents in Eastmoor will rise.",
        ),
    ),
    Scheme(
        "correlation-to-cause",
        "Correlation to cause",
        (SchemePremise("correlation", "Two things go together."),),
        "The first of them causes the second.",
        (
            doubt("correlation", "correlation", "Do the two really go together?", "The two do not really go together."),
            undercut(
                "coincidence",
                "Is it more than coincidence that they go together?",
                "That they go together is a coincidence.",
            ),
            undercut("third-cause", "Could something else cause both?", "Something else causes both."),
            undercut(
                "direction",
                "Could the second cause the first?",
                "It is the second that causes the first.",
            ),
            undercut(
                "range",
                "Over what range does the connection hold?",
                "The connection does not hold in the range that is at issue.",
            ),
        ),
        (
            "Districts with more street trees have fewer visits to the doctor.",
            "Street trees keep people healthy.",
        ),
    ),
    Scheme(
        "causal-slippery-slope",
        "Causal slippery slope",
        (
            SchemePremise("first-step", "The first step leads by stages to a final outcome."),
            SchemePremise("outcome", "The final outcome is bad."),
        ),
        "The first step should not be taken.",
        (
            doubt(
                "first-step",
                "stages",
                "Through which stages does the first step lead to the outcome?",
                "It is not said through which stages the first step leads there.",
                "required-steps",
            ),
            doubt(
                "first-step",
                "likelihood",
                "How likely is each stage?",
                "One of the stages is unlikely.",
                "weakest-link",
            ),
            undercut("stopping", "Can one stop half-way?", "One can stop half-way before it comes to that."),
            doubt("outcome", "harm", "Is the outcome really so bad?", "The outcome would not be so bad."),
        ),
        (
            "If one street is closed to cars, the next will ask for it, and in the end nobody can deliver anything.",
            "A town in which nobody can deliver anything dies.",
            "The first street should not be closed to cars.",
        ),
    ),
    Scheme(
        "precedent-slippery-slope",
        "Precedent slippery slope",
        (
            SchemePremise(
                "precedent", "Allowing this would oblige us to allow like cases, up to one that is intolerable."
            ),
        ),
        "This should not be allowed.",
        (
            undercut("likeness", "Are the further cases really alike?", "The further cases differ from this one."),
            undercut("binding", "Must a precedent bind us?", "Nobody is bound by this precedent."),
            undercut(
                "line",
                "Can a line be drawn between this case and the intolerable one?",
                "A clear line can be drawn before the intolerable case.",
            ),
        ),
        (
            "If one family may be buried on its own land, we cannot refuse the next, or the firm that sells plots.",
            "Burial on private land should not be allowed.",
        ),
    ),
)
