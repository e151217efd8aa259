"""Further words by which people look for a scheme: what its name and its sentences do not say."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "alternatives": "either or choice disjunction exclusion",
    "analogy": "comparison likewise similar parallel",
    "bias": "interest money paid lobby sponsor prejudice vested",
    "causal-slippery-slope": "thin end of the wedge domino snowball",
    "cause-to-effect": "causal prediction because leads to",
    "commitment": "promise word pledge consistency",
    "correlation-to-cause": "statistics coincidence causal study",
    "direct-ad-hominem": "ad hominem character insult credibility",
    "established-rule": "law norm regulation principle precedent",
    "evidence-to-hypothesis": "theory science confirmation experiment",
    "example": "anecdote case instance illustration",
    "expert-opinion": "authority scientist professor study doctor",
    "falsification": "refutation theory science experiment",
    "fear-appeal": "threat risk scare warning",
    "ignorance": "no evidence unproven burden of proof silence",
    "inconsistent-commitment": "hypocrisy hypocrite tu quoque double standard",
    "negative-consequences": "harm cost damage risk drawback",
    "popular-opinion": "majority poll survey everybody crowd bandwagon",
    "popular-practice": "everybody does it custom tradition habit",
    "position-to-know": "insider source local resident authority",
    "positive-consequences": "benefit advantage profit use",
    "practical-reasoning": "goal plan policy purpose should",
    "precedent-slippery-slope": "thin end of the wedge precedent law",
    "sign": "symptom indication clue trace",
    "statistic": "figures numbers percent survey poll sample generalisation",
    "value-based-practical-reasoning": "ethics moral principle goal",
    "values": "ethics moral right wrong justice freedom",
    "verbal-classification": "definition word label category meaning",
    "waste": "sunk cost money spent invested effort",
    "witness-testimony": "eyewitness report court saw",
}
