"""Schemes about what should be done, for the sake of goals, values and consequences."""

from __future__ import annotations

from argmap.domain.schemes.model import Question, Scheme, SchemePremise, doubt, rebuttal, undercut


def _of_means() -> tuple[Question, ...]:
    """The questions of all practical reasoning."""
    return (
        undercut(
            "better-means",
            "Are there better ways to reach the goal?",
            "There is a better way to reach the goal.",
            "alternative-means",
        ),
        doubt("means", "feasibility", "Can it be done at all?", "It cannot be done."),
        rebuttal(
            "other-goals",
            "Do other goals that we have conflict with it?",
            "It conflicts with another goal that we have.",
            "conflicting-goals",
        ),
        rebuttal("side-effects", "What else would it bring about?", "It would have side effects that are worse."),
        doubt("goal", "goal", "Is the goal itself worth reaching?", "The goal itself is not worth reaching."),
    )


SCHEMES = (
    Scheme(
        "practical-reasoning",
        "Means to an end",
        (
            SchemePremise("goal", "We want to reach a certain goal."),
            SchemePremise("means", "Doing this is a way to reach the goal."),
        ),
        "This should be done.",
        _of_means(),
        (
            "We want every child to be able to swim at ten.",
            "Lessons in the third year would reach every child in time.",
            "Swimming lessons should be given in the third year.",
        ),
    ),
    Scheme(
        "positive-consequences",
        "Good consequences",
        (SchemePremise("benefit", "Doing this leads to something good."),),
        "This should be done.",
        (
            doubt("benefit", "likelihood", "How likely is the good result?", "The good result is unlikely."),
            doubt(
                "benefit",
                "backing",
                "What shows that the good result will follow?",
                "Nothing shows that the good result will follow.",
            ),
            doubt(
                "benefit", "value", "Is the result good, and for whom?", "The result is not good for those concerned."
            ),
            rebuttal("bad-effects", "Are there bad effects too?", "It would have bad effects that weigh more."),
            undercut(
                "other-ways", "Can the good result be had in other ways?", "The same result can be had in another way."
            ),
        ),
        (
            "Longer opening hours would let people who work late use the library.",
            "The library should open longer.",
        ),
    ),
    Scheme(
        "negative-consequences",
        "Bad consequences",
        (SchemePremise("harm", "Doing this leads to something bad."),),
        "This should not be done.",
        (
            doubt("harm", "likelihood", "How likely is the bad result?", "The bad result is unlikely."),
            doubt("harm", "gravity", "Is the result really so bad?", "The result is not so bad."),
            rebuttal(
                "good-effects",
                "Are there good effects that outweigh the bad one?",
                "Its good effects outweigh the bad one.",
            ),
            undercut("prevention", "Can the bad result be prevented?", "The bad result can be prevented."),
        ),
        (
            "A toll on the bridge would cut the island off from its only hospital.",
            "There should be no toll on the bridge.",
        ),
    ),
    Scheme(
        "value-based-practical-reasoning",
        "Means to a valued end",
        (
            SchemePremise("goal", "We want to reach a certain goal."),
            SchemePremise("means", "Doing this is a way to reach the goal."),
            SchemePremise("value", "Reaching the goal serves a value that we hold."),
        ),
        "This should be done.",
        (
            *_of_means(),
            doubt("value", "value", "Does the goal really serve the value?", "The goal does not serve the value."),
            rebuttal(
                "weightier-value",
                "Does it harm a value that weighs more?",
                "It harms a value that weighs more.",
            ),
        ),
        (
            "We want nobody to be judged without a lawyer.",
            "A public fund can pay for a lawyer where people cannot.",
            "A lawyer for everybody serves equality before the law.",
            "There should be a public fund for lawyers.",
        ),
    ),
    Scheme(
        "values",
        "Values",
        (
            SchemePremise("value", "A certain value is one that we hold, or reject."),
            SchemePremise("judgement", "The matter is to be judged by this value."),
        ),
        "What is judged by it should be sought, or avoided.",
        (
            doubt(
                "value", "sharing", "Is the value shared by those concerned?", "Those concerned do not share the value."
            ),
            undercut("relevance", "Does the value apply here?", "The value does not apply here."),
            rebuttal("weight", "Does another value weigh more here?", "Another value weighs more here."),
        ),
        (
            "Privacy is a value that we hold.",
            "Cameras in every classroom are a matter of privacy.",
            "Cameras in every classroom should be avoided.",
        ),
    ),
    Scheme(
        "fear-appeal",
        "Appeal to danger",
        (SchemePremise("danger", "Unless we act on the advice, a danger threatens."),),
        "The advice should be followed.",
        (
            doubt("danger", "reality", "Is the danger real, and how likely is it?", "The danger is not real."),
            doubt(
                "danger",
                "prevention",
                "Would following the advice prevent the danger?",
                "Following the advice would not prevent the danger.",
            ),
            undercut(
                "proportion",
                "Is the fear in proportion to the danger?",
                "The appeal plays on a fear out of all proportion.",
                "irrational-fear-appeal",
            ),
        ),
        (
            "If the dam is not repaired this year, the next flood will break it.",
            "The dam should be repaired this year.",
        ),
        also=("danger-appeal",),
    ),
    Scheme(
        "waste",
        "Waste and sunk costs",
        (SchemePremise("investment", "Much has been put into this already, and stopping would waste it."),),
        "It should be carried on.",
        (
            doubt("investment", "success", "Can it still succeed?", "It can no longer succeed."),
            undercut(
                "sunk-cost",
                "Does what was spent matter for the choice that is to be made now?",
                "What was spent is gone whatever we choose now.",
            ),
            rebuttal(
                "better-use",
                "Is there a better use for what is still to be spent?",
                "What is still to be spent would do more good elsewhere.",
            ),
        ),
        (
            "Two hundred million have gone into the tunnel, and all of it is lost if the work stops.",
            "The tunnel should be finished.",
        ),
    ),
    Scheme(
        "alternatives",
        "Alternatives",
        (
            SchemePremise("options", "Either the one or the other is the case."),
            SchemePremise("exclusion", "The other is not the case."),
        ),
        "The one is the case.",
        (
            doubt("options", "completeness", "Are these all the options?", "There is a third option."),
            doubt("exclusion", "exclusion", "Is the other really out of the question?", "The other is still possible."),
            undercut("compatibility", "Could both be the case?", "Both could be the case."),
        ),
        (
            "Either the town pays for the theatre or the theatre closes.",
            "Nobody wants the theatre to close.",
            "The town has to pay for the theatre.",
        ),
        also=("dilemma",),
    ),
)
