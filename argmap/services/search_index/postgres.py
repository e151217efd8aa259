"""The index on PostgreSQL: a tsvector in each entry under a GIN index, and statement triggers that keep them.

The words are those of the language of the article (of the map's first article for a node or a comment), and no word is
left out as too common: who analyses arguments looks for “should not” and “because of”. So each configuration of the
server has a twin of ours without stop words (made by a migration).
"""

from __future__ import annotations

from collections.abc import Iterable

from argmap.services.search_index._statements import ARTICLES, COLUMNS, COMMENTS, LANGUAGE, NODES, upsert

# The primary subtag of BCP 47 → PostgreSQL's name of the configuration; all others are "simple".
CONFIGURATIONS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

_ALL_WORDS = """setweight(to_tsvector(config::regconfig, title), 'A')
            || setweight(to_tsvector(config::regconfig, {body}), 'B')
            || setweight(to_tsvector(config::regconfig, {more}), 'C')"""
# A tsvector holds a megabyte: of a text whose different words take more, only the beginning can be found. The block
# that catches this costs a savepoint, which most texts do not need.
_WORDS = f"""
    CREATE OR REPLACE FUNCTION argmap_search_words(config text, title text, body text, more text) RETURNS tsvector
    LANGUAGE plpgsql STABLE AS $$
    BEGIN
        IF length(body) + length(more) < 100000 THEN
            RETURN {_ALL_WORDS.format(body="body", more="more")};
        END IF;
        BEGIN
            RETURN {_ALL_WORDS.format(body="body", more="more")};
        EXCEPTION WHEN program_limit_exceeded THEN
            RETURN {_ALL_WORDS.format(body="left(body, 50000)", more="left(more, 5000)")};
        END;
    END $$
"""


def _config(configurations: Iterable[str]) -> str:
    """The function from an article's language to the configuration, among those that the server has."""
    known = set(configurations)
    cases = " ".join(
        f"WHEN '{language}' THEN 'argmap_{name}'" for language, name in CONFIGURATIONS.items() if name in known
    )
    return (
        "CREATE OR REPLACE FUNCTION argmap_search_config(language text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ "
        f"SELECT CASE lower(split_part(language, '-', 1)) {cases} ELSE 'simple' END $$"
    )


_SOURCES = (
    "(SELECT string_agg(entry, ' ') FROM jsonb_array_elements_text("
    "CASE jsonb_typeof(node.sources) WHEN 'array' THEN node.sources ELSE '[]' END) entry)"
)
SELECTS = {
    "argmap_search_articles": ARTICLES.format(no_id="NULL::uuid"),
    "argmap_search_nodes": NODES.format(no_id="NULL::uuid", sources=_SOURCES),
    "argmap_search_comments": COMMENTS.format(no_id="NULL::uuid"),
}


def _view(name: str, select: str) -> str:
    return (
        f"CREATE VIEW {name} AS SELECT {', '.join(COLUMNS)}, argmap_search_config(language) AS config, "
        f"argmap_search_words(argmap_search_config(language), title, text, more) AS words FROM ({select}) entry"
    )


ALL_COLUMNS = (*COLUMNS, "config", "words")
_ARTICLES = upsert("argmap_search_articles", "article_id", "article_id IN ({})", ALL_COLUMNS)
_NODES = upsert("argmap_search_nodes", "node_id", "node_id IN ({})", ALL_COLUMNS)
_COMMENTS = upsert("argmap_search_comments", "comment_id", "comment_id IN ({})", ALL_COLUMNS)


def _unlike(*columns: str) -> str:
    """The ids of the rows of which one of the columns has changed."""
    before, after = (", ".join(f"{table}.{column}" for column in columns) for table in ("gone", "fresh"))
    return f"SELECT fresh.id FROM fresh JOIN gone USING (id) WHERE ({before}) IS DISTINCT FROM ({after})"


def _others(noun: str, maps: str) -> str:
    """The nodes or comments of these maps whose configuration is not that of their map's first article any more."""
    return (
        f"SELECT entry.{noun}_id FROM (SELECT map.id, argmap_search_config({LANGUAGE}) AS config "
        f"FROM argmap_argumentmap map WHERE map.id IN ({maps})) map "
        f"JOIN argmap_{noun} thing ON thing.map_id = map.id "
        f"JOIN argmap_searchentry entry ON entry.{noun}_id = thing.id "
        "WHERE entry.config <> coalesce(map.config, 'simple')"
    )


def _follow(maps: str) -> list[str]:
    """The statements after which all in these maps has the configuration of their first article."""
    return [_NODES.format(_others("node", maps)), _COMMENTS.format(_others("comment", maps))]


_OF_LANGUAGE = f"SELECT map_id FROM argmap_maparticle WHERE article_id IN ({_unlike('language')})"

# name → (table, event, statements)
TRIGGERS = {
    "revision_added": ("argmap_revision", "INSERT", [_ARTICLES.format("SELECT article_id FROM fresh")]),
    "revision_gone": ("argmap_revision", "DELETE", [_ARTICLES.format("SELECT article_id FROM gone")]),
    "article_changed": (
        "argmap_article",
        "UPDATE",
        [
            _ARTICLES.format(_unlike("title", "subtitle", "author", "publication", "language", "project_id")),
            *_follow(_OF_LANGUAGE),
        ],
    ),
    "article_gone": (
        "argmap_article",
        "DELETE",
        ["DELETE FROM argmap_searchentry WHERE article_id IN (SELECT id FROM gone)"],
    ),
    "place_added": ("argmap_maparticle", "INSERT", _follow("SELECT map_id FROM fresh")),
    "place_changed": ("argmap_maparticle", "UPDATE", _follow("SELECT map_id FROM fresh")),
    "place_gone": ("argmap_maparticle", "DELETE", _follow("SELECT map_id FROM gone")),
    "node_added": ("argmap_node", "INSERT", [_NODES.format("SELECT id FROM fresh")]),
    "node_changed": (
        "argmap_node",
        "UPDATE",
        [_NODES.format(_unlike("text", "attribution", "note", "sources", "map_id"))],
    ),
    "node_gone": ("argmap_node", "DELETE", ["DELETE FROM argmap_searchentry WHERE node_id IN (SELECT id FROM gone)"]),
    "comment_added": ("argmap_comment", "INSERT", [_COMMENTS.format("SELECT id FROM fresh")]),
    "comment_changed": (
        "argmap_comment",
        "UPDATE",
        [
            "DELETE FROM argmap_searchentry WHERE comment_id IN (SELECT id FROM fresh WHERE text = '')",
            _COMMENTS.format(_unlike("text", "map_id")),
        ],
    ),
    "comment_gone": (
        "argmap_comment",
        "DELETE",
        ["DELETE FROM argmap_searchentry WHERE comment_id IN (SELECT id FROM gone)"],
    ),
}
_TABLES = {
    "INSERT": "NEW TABLE AS fresh",
    "DELETE": "OLD TABLE AS gone",
    "UPDATE": "OLD TABLE AS gone NEW TABLE AS fresh",
}


def make_views(configurations: Iterable[str]) -> list[str]:
    """The statements that make the views and what they call, for a server that has these configurations."""
    return [_WORDS, _config(configurations), *(_view(name, select) for name, select in SELECTS.items())]


MAKE_TRIGGERS = [
    statement
    for name, (table, event, body) in TRIGGERS.items()
    for statement in (
        f"CREATE FUNCTION argmap_search_{name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {'; '.join(body)}; RETURN NULL; END $$",
        f"CREATE TRIGGER argmap_search_{name} AFTER {event} ON {table} REFERENCING {_TABLES[event]} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION argmap_search_{name}()",
    )
]
REMOVE = [
    *(f"DROP TRIGGER IF EXISTS argmap_search_{name} ON {table}" for name, (table, _, _) in TRIGGERS.items()),
    *(f"DROP FUNCTION IF EXISTS argmap_search_{name}()" for name in TRIGGERS),
    *(f"DROP VIEW IF EXISTS {name}" for name in SELECTS),
]
FILL = [
    f"INSERT INTO argmap_searchentry ({', '.join(ALL_COLUMNS)}) SELECT {', '.join(ALL_COLUMNS)} FROM {view}"
    for view in SELECTS
]
