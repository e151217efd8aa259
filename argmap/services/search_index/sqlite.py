"""The index on SQLite: an FTS5 table whose content are the entries, and row triggers that keep both."""

from __future__ import annotations

from argmap.services.search_index._statements import ARTICLES, COLUMNS, COMMENTS, NODES, upsert

_SOURCES = "(SELECT group_concat(value, ' ') FROM json_each(node.sources))"
VIEWS = {
    "argmap_search_articles": ARTICLES.format(no_id="NULL"),
    "argmap_search_nodes": NODES.format(no_id="NULL", sources=_SOURCES),
    "argmap_search_comments": COMMENTS.format(no_id="NULL"),
}
_ARTICLE = upsert("argmap_search_articles", "article_id", "article_id = {}")
_NODE = upsert("argmap_search_nodes", "node_id", "node_id = NEW.id")
_COMMENT = upsert("argmap_search_comments", "comment_id", "comment_id = NEW.id")
_ADD = "INSERT INTO argmap_search (rowid, title, text, more) VALUES (NEW.id, NEW.title, NEW.text, NEW.more)"
_TAKE = (
    "INSERT INTO argmap_search (argmap_search, rowid, title, text, more) "
    "VALUES ('delete', OLD.id, OLD.title, OLD.text, OLD.more)"
)


def _unlike(*columns: str) -> str:
    """The condition that one of the columns has changed."""
    return " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)


# name → (event, condition, statements)
TRIGGERS = {
    "argmap_search_revision_added": ("INSERT ON argmap_revision", "", [_ARTICLE.format("NEW.article_id")]),
    "argmap_search_revision_gone": ("DELETE ON argmap_revision", "", [_ARTICLE.format("OLD.article_id")]),
    "argmap_search_article_changed": (
        "UPDATE ON argmap_article",
        _unlike("title", "subtitle", "author", "publication", "project_id"),
        [_ARTICLE.format("NEW.id")],
    ),
    "argmap_search_article_gone": (
        "DELETE ON argmap_article",
        "",
        ["DELETE FROM argmap_searchentry WHERE article_id = OLD.id"],
    ),
    "argmap_search_node_added": ("INSERT ON argmap_node", "", [_NODE]),
    "argmap_search_node_changed": (
        "UPDATE ON argmap_node",
        _unlike("text", "attribution", "note", "sources", "map_id"),
        [_NODE],
    ),
    "argmap_search_node_gone": (
        "DELETE ON argmap_node",
        "",
        ["DELETE FROM argmap_searchentry WHERE node_id = OLD.id"],
    ),
    "argmap_search_comment_added": ("INSERT ON argmap_comment", "", [_COMMENT]),
    "argmap_search_comment_changed": (
        "UPDATE ON argmap_comment",
        _unlike("text", "map_id"),
        ["DELETE FROM argmap_searchentry WHERE comment_id = NEW.id AND NEW.text = ''", _COMMENT],
    ),
    "argmap_search_comment_gone": (
        "DELETE ON argmap_comment",
        "",
        ["DELETE FROM argmap_searchentry WHERE comment_id = OLD.id"],
    ),
    "argmap_search_entry_added": ("INSERT ON argmap_searchentry", "", [_ADD]),
    "argmap_search_entry_changed": ("UPDATE ON argmap_searchentry", "", [_TAKE, _ADD]),
    "argmap_search_entry_gone": ("DELETE ON argmap_searchentry", "", [_TAKE]),
}

MAKE_VIEWS = [f"CREATE VIEW {name} AS {select}" for name, select in VIEWS.items()]
MAKE_TRIGGERS = [
    f"CREATE TRIGGER {name} AFTER {event} {f'WHEN {condition}' if condition else ''} BEGIN {'; '.join(body)}; END"
    for name, (event, condition, body) in TRIGGERS.items()
]
REMOVE = [f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS] + [f"DROP VIEW IF EXISTS {name}" for name in VIEWS]

FILL = [
    *(
        f"INSERT INTO argmap_searchentry ({', '.join(COLUMNS)}) SELECT {', '.join(COLUMNS)} FROM {view}"
        for view in VIEWS
    ),
    "INSERT INTO argmap_search (argmap_search) VALUES ('rebuild')",
]
