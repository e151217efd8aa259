from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator

from argmap.intake.base import MAX_BYTES, ArticleDraft
from argmap.models import Article
from argmap.models.article import direction_choices
from argmap.services.articles import FIELDS, title_of

ACCEPT = ".txt,.md,.markdown,.html,.htm,.xhtml,.docx,.pdf,text/plain,text/html,application/pdf"


class IntakeForm(forms.Form):
    """Where an article comes from: exactly one of three."""

    text = forms.CharField(
        required=False,
        strip=False,
        label="Paste the text",
        help_text="Title, byline and paragraphs just as you copied them; Argmap tells them apart.",
        widget=forms.Textarea(attrs={"rows": 12, "class": "paste", "spellcheck": "false", "dir": "auto"}),
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,  # the reader has the better sentence
        label="Upload a file",
        help_text=f"Text, Markdown, HTML, Word (.docx) or PDF, up to {MAX_BYTES // 1_000_000} MB.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    address = forms.CharField(
        required=False,
        max_length=2000,
        label="Fetch an address",
        help_text="The article is taken from the page; menus and advertisements stay behind.",
        widget=forms.URLInput(attrs={"placeholder": "https://", "inputmode": "url", "autocomplete": "off"}),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        return text if text.strip() else ""

    def clean_file(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                f"This file has {(file.size or 0) / 1e6:.1f} MB and the limit is {MAX_BYTES // 1_000_000} MB; "
                "save it without pictures or paste the article’s words."
            )
        return file

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        given = [name for name in ("text", "file", "address") if values.get(name) or name in self.errors]
        if not given:
            self.add_error("text", "There is nothing to read yet: paste a text, choose a file or give an address.")
        if len(given) > 1 and not self.errors:
            self.add_error(None, "There are several articles here: keep the text, the file or the address, not all.")
        return values


class ArticleForm(forms.ModelForm):
    """What is known about an article besides its text."""

    language = forms.CharField(
        required=False,
        max_length=35,
        validators=[
            RegexValidator(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", "Give a short code such as en, fr or pt-BR.")
        ],
        widget=forms.TextInput(attrs={"list": "languages", "autocomplete": "off"}),
    )
    direction = forms.ChoiceField(choices=direction_choices, label="Writing")

    class Meta:
        model = Article
        fields = FIELDS
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "class": "one-line", "dir": "auto"}),
            "subtitle": forms.Textarea(attrs={"rows": 2, "class": "one-line", "dir": "auto"}),
            "author": forms.TextInput(attrs={"dir": "auto"}),
            "publication": forms.TextInput(attrs={"dir": "auto"}),
            "published": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        labels = {"published": "Date", "url": "Address"}

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())

    def clean_subtitle(self) -> str:
        return " ".join(str(self.cleaned_data["subtitle"]).split())


def initial_of(draft: ArticleDraft) -> dict[str, Any]:
    """The proposed values of the form's fields; a text without a title is called by its first words."""
    return {name: getattr(draft, name) for name in FIELDS} | {"title": draft.title or title_of(draft.text)}
