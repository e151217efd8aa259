"""Schemes about persons, their commitments and character, and about names and rules."""

from __future__ import annotations

from argmap.domain.schemes.model import Scheme, SchemePremise, doubt, rebuttal, undercut

SCHEMES = (
    Scheme(
        "commitment",
        "Commitment",
        (SchemePremise("commitment", "The person has committed to something."),),
        "The person should accept or do what follows from it.",
        (
            doubt(
                "commitment",
                "evidence",
                "Did the person really say or do this?",
                "The person never committed to this.",
            ),
            undercut(
                "exception",
                "Is there an exception, or have circumstances changed?",
                "Circumstances have changed since, so that the commitment no longer binds.",
                "commitment-exception",
            ),
        ),
        (
            "The mayor promised before the election that no school would close.",
            "The mayor should keep the school in Oldbrook open.",
        ),
    ),
    Scheme(
        "inconsistent-commitment",
        "Inconsistent commitment",
        (
            SchemePremise("words", "The person urges others to do something."),
            SchemePremise("deeds", "The person acts against it."),
        ),
        "The person is not credible on this matter.",
        (
            doubt("deeds", "facts", "Did the person really act against it?", "The person did not act against it."),
            undercut(
                "reconciliation",
                "Can words and deeds be reconciled?",
                "Words and deeds can be reconciled.",
                "resolving-inconsistency",
            ),
            undercut(
                "relevance",
                "Does it matter for the claim itself how the person acts?",
                "How the person acts does not matter for the claim itself.",
            ),
        ),
        (
            "The senator calls on everybody to save water.",
            "His own lawns are watered every night.",
            "The senator is not credible on saving water.",
        ),
        also=("pragmatic-inconsistency",),
    ),
    Scheme(
        "direct-ad-hominem",
        "Attack on the person",
        (SchemePremise("charge", "The person has a bad character, or is in a position opposed to what they say."),),
        "The person's argument deserves less weight.",
        (
            doubt("charge", "truth", "Is the charge true?", "The charge is not true."),
            undercut(
                "relevance",
                "Does the charge bear on the argument?",
                "The charge does not bear on the argument.",
            ),
            undercut(
                "merits",
                "Should the argument not be judged on its merits?",
                "The argument should be judged on its merits, whoever makes it.",
            ),
        ),
        (
            "The columnist who praises the new estate was convicted of fraud.",
            "Her praise of the new estate deserves little weight.",
        ),
        also=("circumstantial-ad-hominem", "generic-ad-hominem"),
    ),
    Scheme(
        "bias",
        "Bias",
        (SchemePremise("stake", "The person has a stake in the claim."),),
        "What the person says about it should be discounted.",
        (
            doubt("stake", "evidence", "What shows that the person has a stake?", "The person has no stake in it."),
            undercut(
                "legitimacy",
                "Is it legitimate to take a side in this kind of discussion?",
                "In this kind of discussion everybody may take a side.",
            ),
        ),
        (
            "The institute that calls the pesticide safe is paid by its maker.",
            "What the institute says about the pesticide should be discounted.",
        ),
    ),
    Scheme(
        "verbal-classification",
        "Verbal classification",
        (
            SchemePremise("property", "The thing has a certain property."),
            SchemePremise("definition", "Whatever has this property counts as something of a certain kind."),
        ),
        "The thing is of that kind.",
        (
            doubt(
                "property",
                "property",
                "Does the thing have the property?",
                "The thing does not have the property.",
                "property-not-existant",
            ),
            doubt(
                "definition",
                "definition",
                "Is the definition fair, or is it contested?",
                "The definition is contested.",
            ),
            undercut(
                "wording",
                "Is the term loaded or vague?",
                "The term is loaded or too vague to decide this.",
                "biased-classification",
            ),
        ),
        (
            "The couriers cannot choose their hours, their routes or their prices.",
            "Who can choose none of these is an employee.",
            "The couriers are employees.",
        ),
    ),
    Scheme(
        "established-rule",
        "Established rule",
        (SchemePremise("rule", "A rule covers cases like this one."),),
        "This case should be treated by the rule.",
        (
            doubt("rule", "application", "Does the rule apply to this case?", "The rule does not apply to this case."),
            undercut("exception", "Is there an exception?", "This case is an exception to the rule."),
            rebuttal(
                "priority",
                "Does another rule take priority?",
                "Another rule takes priority and says the opposite.",
            ),
            doubt("rule", "fairness", "Is the rule itself fair?", "The rule itself is not fair."),
        ),
        (
            "Whoever leaves a building empty for five years has to sell it to the town.",
            "The owner of the old brewery has to sell it to the town.",
        ),
        also=("rules", "precedent"),
    ),
)
