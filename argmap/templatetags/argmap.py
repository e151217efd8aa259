"""Presentation helpers of the templates."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe

from argmap.templatetags.icons import icon_svg

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our own pictures as inline SVG."""
    return mark_safe(icon_svg(name))  # constants only


@register.filter
def initials(name: str) -> str:
    """Up to two capital letters that stand for a person."""
    words = name.replace(".", " ").replace("_", " ").split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


@register.filter
def counted(number: int | None, nouns: str) -> str:
    """The number with its noun: ``{{ 1032|counted:"word,words" }}`` is “1,032 words”; nothing is “no words”."""
    singular, plural = nouns.split(",")
    if not number:
        return f"no {plural}"
    return f"{number:,} {singular if number == 1 else plural}"


@register.filter
def ago(moment: datetime | None) -> str:
    """How long ago, in words up to a week, then the date."""
    if moment is None:
        return ""
    passed = timezone.now() - moment
    if passed < timedelta(minutes=1):
        return "just now"
    for length, noun in ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute")):
        if passed >= length:
            number = passed // length
            if noun == "day" and number > 7:
                break
            return "yesterday" if (noun, number) == ("day", 1) else f"{number} {noun}{'' if number == 1 else 's'} ago"
    return date_format(timezone.localtime(moment), "j F Y")
