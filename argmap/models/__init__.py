"""Tables, constraints and queryset methods."""

from argmap.models._base import new_id
from argmap.models.article import UNTITLED, Article, Revision
from argmap.models.change import Change, ChangeKind
from argmap.models.comment import Comment, Mention
from argmap.models.highlight import Highlight
from argmap.models.link import Link, Premise
from argmap.models.map import ArgumentMap, MapArticle
from argmap.models.node import Node, Span
from argmap.models.project import Membership, Project
from argmap.models.search import SearchEntry
from argmap.models.tag import LinkTag, NodeTag, Tag
from argmap.models.token import ApiToken, SignInLink
from argmap.models.user import User

__all__ = [
    "UNTITLED",
    "ApiToken",
    "ArgumentMap",
    "Article",
    "Change",
    "ChangeKind",
    "Comment",
    "Highlight",
    "Link",
    "LinkTag",
    "MapArticle",
    "Membership",
    "Mention",
    "Node",
    "NodeTag",
    "Premise",
    "Project",
    "Revision",
    "SearchEntry",
    "SignInLink",
    "Span",
    "Tag",
    "User",
    "new_id",
]
