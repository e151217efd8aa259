"""What both databases have in common: the views from which the index is filled, and the statements that fill it.

A view tells the entries that there should be, one row for each thing that can be found. Another kind of thing takes a
view of its own here, a column in `argmap.models.SearchEntry`, and its triggers in each database's module.
"""

from __future__ import annotations

COLUMNS = ("project_id", "article_id", "node_id", "comment_id", "title", "text", "more")

# The language of what is written in ``map``: that of its first article.
LANGUAGE = """(
        SELECT article.language
        FROM argmap_maparticle place JOIN argmap_article article ON article.id = place.article_id
        WHERE place.map_id = map.id ORDER BY place.position, place.id LIMIT 1
    )"""

ARTICLES = """
    SELECT article.project_id, article.id AS article_id, {no_id} AS node_id, {no_id} AS comment_id,
        trim(article.title || ' ' || article.subtitle) AS title,
        revision.text AS text,
        trim(article.author || ' ' || article.publication) AS more,
        article.language AS language
    FROM argmap_article article JOIN argmap_revision revision ON revision.article_id = article.id
    WHERE revision.number = (SELECT max(number) FROM argmap_revision WHERE article_id = article.id)
"""

NODES = f"""
    SELECT map.project_id, {{no_id}} AS article_id, node.id AS node_id, {{no_id}} AS comment_id,
        '' AS title,
        node.text AS text,
        trim(node.attribution || ' ' || node.note || ' ' || coalesce({{sources}}, '')) AS more,
        {LANGUAGE} AS language
    FROM argmap_node node JOIN argmap_argumentmap map ON map.id = node.map_id
"""

# The first comment of a thread has no words when it was deleted.
COMMENTS = f"""
    SELECT map.project_id, {{no_id}} AS article_id, {{no_id}} AS node_id, comment.id AS comment_id,
        '' AS title,
        comment.text AS text,
        '' AS more,
        {LANGUAGE} AS language
    FROM argmap_comment comment JOIN argmap_argumentmap map ON map.id = comment.map_id
    WHERE comment.text <> ''
"""


def upsert(view: str, key: str, where: str, columns: tuple[str, ...] = COLUMNS) -> str:
    """The statement that makes the entries of these rows of a view, or makes them true again."""
    changed = ", ".join(f"{column} = excluded.{column}" for column in columns if not column.endswith("_id"))
    return (
        f"INSERT INTO argmap_searchentry ({', '.join(columns)}) SELECT {', '.join(columns)} FROM {view} "
        f"WHERE {where} ON CONFLICT ({key}) DO UPDATE SET project_id = excluded.project_id, {changed}"
    )
