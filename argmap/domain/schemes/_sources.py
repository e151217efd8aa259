"""Schemes that rest on what somebody says or does: experts, witnesses, most people."""

from __future__ import annotations

from argmap.domain.schemes.model import Scheme, SchemePremise, doubt, rebuttal, undercut

SCHEMES = (
    Scheme(
        "expert-opinion",
        "Expert opinion",
        (
            SchemePremise("expert", "The person cited is an expert in a certain field."),
            SchemePremise("statement", "This expert says that the claim is true."),
            SchemePremise("field", "The claim belongs to that field."),
        ),
        "The claim may plausibly be taken as true.",
        (
            doubt(
                "expert",
                "expertise",
                "How good is the person cited as an expert?",
                "The person cited is not much of an expert.",
            ),
            doubt(
                "field",
                "field",
                "Does the claim belong to the field in which the person is an expert?",
                "The claim lies outside the field of the person cited.",
            ),
            doubt(
                "statement",
                "statement",
                "Did the expert really say this, and mean it in this sense?",
                "The expert did not say this, or meant something else.",
            ),
            undercut(
                "independence",
                "Is the expert independent and honest in this matter?",
                "The expert is not a reliable source here.",
                "lack-of-expert-reliability",
            ),
            rebuttal(
                "agreement",
                "Do other experts in the field agree?",
                "Other experts in the field hold the opposite.",
                "expertise-inconsistency",
            ),
            undercut(
                "evidence",
                "What evidence does the expert give for the statement?",
                "The expert gives no evidence for the statement.",
            ),
        ),
        (
            "Dr. Hale has studied sleep in teenagers for twenty years.",
            "She says that lessons before half past eight harm their learning.",
            "When lessons should begin for teenagers is a question of sleep research.",
            "Lessons before half past eight harm teenagers' learning.",
        ),
    ),
    Scheme(
        "position-to-know",
        "Position to know",
        (
            SchemePremise("position", "The person cited is in a position to know about this matter."),
            SchemePremise("statement", "This person says that the claim is true."),
        ),
        "The claim is true.",
        (
            doubt(
                "position",
                "knowledge",
                "Could the person really know whether the claim is true?",
                "The person was in no position to know this.",
            ),
            undercut("honesty", "Is the person truthful?", "The person has not been truthful."),
            doubt("statement", "statement", "Did the person say so?", "The person never said so."),
        ),
        (
            "The night porter sees every guest who comes in after midnight.",
            "He says that hardly anybody arrives by the last train any more.",
            "Hardly anybody arrives by the last train any more.",
        ),
    ),
    Scheme(
        "witness-testimony",
        "Witness testimony",
        (SchemePremise("testimony", "A witness who was there reports that it happened."),),
        "It happened as the witness reports.",
        (
            undercut("coherence", "Is the report consistent in itself?", "The report contradicts itself."),
            rebuttal("facts", "Does the report agree with known facts?", "Known facts contradict the report."),
            rebuttal(
                "others",
                "Does the report agree with what other witnesses say?",
                "Other witnesses say that it was otherwise.",
            ),
            undercut(
                "bias",
                "Is the witness free from bias?",
                "The witness has an interest in telling it this way.",
                "vested-interest",
            ),
            rebuttal(
                "likelihood",
                "How likely is what the witness reports, all else aside?",
                "What the witness reports is too unlikely to have happened.",
            ),
        ),
        (
            "A resident who stood on the bridge reports that the lights had been off for an hour.",
            "The lights on the bridge had been off for an hour.",
        ),
    ),
    Scheme(
        "popular-opinion",
        "Popular opinion",
        (SchemePremise("majority", "Most people in the group that matters hold the claim to be true."),),
        "The claim is presumably right.",
        (
            doubt(
                "majority",
                "survey",
                "What shows that most people in this group hold the claim?",
                "Nothing shows that most people hold this.",
            ),
            undercut(
                "competence",
                "Is this group in a position to judge the matter?",
                "This group is in no position to judge the matter.",
            ),
            rebuttal(
                "doubts",
                "Are there reasons to doubt the claim although so many hold it?",
                "There are good reasons to doubt what most people hold here.",
                "general-acceptance-doubt",
            ),
        ),
        (
            "Nearly everybody in the valley holds that the reservoir made the summers milder.",
            "The reservoir made the summers milder.",
        ),
    ),
    Scheme(
        "popular-practice",
        "Popular practice",
        (SchemePremise("practice", "Acting in this way is normal among the people who matter here."),),
        "It is acceptable to act in this way.",
        (
            doubt(
                "practice", "extent", "Is it really common to act in this way?", "Few people really act in this way."
            ),
            rebuttal(
                "reasons",
                "Are there reasons against acting in this way, however common it is?",
                "There are strong reasons against acting in this way, however common it is.",
            ),
        ),
        (
            "Every paper in the country prints the names of convicted officials.",
            "It is acceptable that we print the names of convicted officials.",
        ),
    ),
    Scheme(
        "ignorance",
        "Lack of knowledge",
        (
            SchemePremise("known-if-true", "If the claim were true, we would know it."),
            SchemePremise("not-known", "We do not know the claim to be true."),
        ),
        "The claim is false.",
        (
            doubt(
                "not-known",
                "search",
                "How thoroughly has anybody looked?",
                "Hardly anybody has looked.",
                "lack-of-complete-knowledge",
            ),
            doubt(
                "known-if-true",
                "discovery",
                "Would we really know if the claim were true?",
                "It could be true without our knowing.",
            ),
            undercut(
                "burden",
                "Who has to prove the claim or its opposite in this discussion?",
                "It is the other side that has to prove its case here.",
            ),
        ),
        (
            "If the new paint were harmful, ten years of health checks in the yards would have shown it.",
            "The health checks have shown nothing.",
            "The new paint is not harmful.",
        ),
    ),
)
