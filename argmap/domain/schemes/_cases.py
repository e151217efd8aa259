"""Schemes that go from cases, signs and figures to what they show."""

from __future__ import annotations

from argmap.domain.schemes.model import Scheme, SchemePremise, doubt, rebuttal, undercut

SCHEMES = (
    Scheme(
        "example",
        "Example",
        (SchemePremise("case", "In one case, a certain property came together with another one."),),
        "The first property generally comes together with the second.",
        (
            doubt("case", "truth", "Is what is told about the case true?", "The case was not as it is told."),
            undercut(
                "fit",
                "Is the case really one of what is claimed in general?",
                "The case does not fall under the claim.",
            ),
            undercut("typicality", "Is the case typical?", "The case is not typical."),
            undercut(
                "strength", "How strong a generalisation does the case allow?", "One case does not allow so much."
            ),
            undercut(
                "circumstances",
                "Were there special circumstances in the case?",
                "Special circumstances explain what happened in the case.",
            ),
        ),
        (
            "In Arnfeld, shops on the square sold more after cars were kept out.",
            "Shops sell more where cars are kept out.",
        ),
    ),
    Scheme(
        "analogy",
        "Analogy",
        (
            SchemePremise("likeness", "The two cases are alike."),
            SchemePremise("known-case", "The claim holds in the first case."),
        ),
        "The claim holds in the second case too.",
        (
            doubt(
                "likeness",
                "relevance",
                "Are the cases alike in what matters for the claim?",
                "The cases are not alike in what matters.",
            ),
            doubt(
                "known-case",
                "first-case",
                "Does the claim hold in the first case?",
                "The claim does not even hold in the first case.",
            ),
            undercut(
                "differences",
                "Which differences between the cases weaken the comparison?",
                "The cases differ in a way that breaks the comparison.",
                "differences-undermine-similarity",
            ),
            rebuttal(
                "counterexample",
                "Is there another case, just as similar, in which the claim fails?",
                "In another case that is just as similar the claim fails.",
                "exception-similarity-case",
            ),
        ),
        (
            "A public library, like a public park, is used freely by people who could not pay for it.",
            "Nobody asks whether a park makes a profit.",
            "Nobody should ask whether a library makes a profit.",
        ),
    ),
    Scheme(
        "sign",
        "Sign",
        (
            SchemePremise("observation", "Something is observed."),
            SchemePremise("meaning", "What is observed usually indicates that the claim is true."),
        ),
        "The claim is true.",
        (
            doubt("meaning", "reliability", "How reliable is the sign?", "The sign often misleads."),
            undercut(
                "other-explanations",
                "What else could explain what is observed?",
                "Something else explains what is observed.",
                "sign-from-other-events",
            ),
        ),
        (
            "The minister has cancelled every appointment this week.",
            "Ministers who cancel everything are usually about to resign.",
            "The minister is about to resign.",
        ),
    ),
    Scheme(
        "evidence-to-hypothesis",
        "Evidence for a hypothesis",
        (
            SchemePremise("prediction", "If the hypothesis were true, a certain thing would be seen."),
            SchemePremise("observation", "That thing is seen."),
        ),
        "The hypothesis is true.",
        (
            doubt(
                "prediction",
                "prediction",
                "Does the hypothesis really predict what is seen?",
                "The hypothesis does not predict what is seen.",
            ),
            doubt("observation", "observation", "Has it really been seen?", "It has not been seen."),
            undercut(
                "other-explanations",
                "What else could explain what is seen?",
                "Another hypothesis explains what is seen just as well.",
            ),
        ),
        (
            "If the mill were poisoning the river, fish would die below it and not above.",
            "Fish die below the mill and not above.",
            "The mill is poisoning the river.",
        ),
    ),
    Scheme(
        "falsification",
        "Falsification of a hypothesis",
        (
            SchemePremise("prediction", "If the hypothesis were true, a certain thing would be seen."),
            SchemePremise("absence", "That thing is not seen."),
        ),
        "The hypothesis is false.",
        (
            doubt(
                "prediction",
                "prediction",
                "Does the hypothesis really predict what was expected?",
                "The hypothesis does not predict what was expected.",
            ),
            doubt("absence", "search", "Did anybody look well enough?", "Nobody looked well enough to see it."),
            undercut(
                "side-conditions",
                "Could a condition that was taken for granted have failed?",
                "A condition that was taken for granted has failed, not the hypothesis.",
            ),
        ),
        (
            "If the new tax drove firms away, the register would list fewer of them.",
            "The register lists no fewer firms than before.",
            "The new tax does not drive firms away.",
        ),
    ),
    Scheme(
        "statistic",
        "Statistic or generalisation",
        (SchemePremise("figure", "A figure describes a sample."),),
        "The claim holds for the whole from which the sample comes.",
        (
            doubt(
                "figure",
                "source",
                "Where does the figure come from, and from when?",
                "The source of the figure is unknown or out of date.",
            ),
            doubt("figure", "sample", "How large is the sample, and how was it drawn?", "The sample is no fair one."),
            undercut(
                "comparison",
                "What is the figure to be compared with?",
                "Without a comparison the figure shows nothing.",
            ),
            undercut(
                "measure",
                "Does the figure measure what the claim is about?",
                "The figure measures something other than what the claim is about.",
            ),
        ),
        (
            "Of 1,200 tenants who were asked in spring, two in three spend over a third of their income on rent.",
            "Most tenants in the city spend over a third of their income on rent.",
        ),
    ),
)
