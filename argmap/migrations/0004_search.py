"""The words by which things are found: a table of entries, and what each database needs to look into it.

The triggers that fill it come after the migrations (argmap/services/search_index).
"""

import django.db.models.deletion
from django.db import migrations, models

# Marks (vowels of Hindi, points of Hebrew and Arabic) belong to their word; accents make no difference.
SQLITE = """
    CREATE VIRTUAL TABLE argmap_search USING fts5(
        title, text, more, content='argmap_searchentry', content_rowid='id', prefix='2 3',
        tokenize="porter unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
    )
"""
NOT_SQLITE = "DROP TABLE argmap_search"

# Each of the server's configurations gets a twin that leaves no word out as too common.
TWINS = """
    DO $$
    DECLARE name text;
    BEGIN
        FOR name IN
            SELECT cfgname FROM pg_catalog.pg_ts_config
            WHERE cfgnamespace = 'pg_catalog'::regnamespace AND cfgname <> 'simple' ORDER BY cfgname <> 'english'
        LOOP
            EXECUTE format('CREATE TEXT SEARCH DICTIONARY %I (TEMPLATE = snowball, Language = %L)', 'argmap_' || name, name);
            EXECUTE format('CREATE TEXT SEARCH CONFIGURATION %I (COPY = pg_catalog.%I)', 'argmap_' || name, name);
            EXECUTE format('ALTER TEXT SEARCH CONFIGURATION %I ALTER MAPPING REPLACE %I WITH %I',
                'argmap_' || name, name || '_stem', 'argmap_' || name);
            EXECUTE format('ALTER TEXT SEARCH CONFIGURATION %I ALTER MAPPING REPLACE english_stem WITH argmap_english',
                'argmap_' || name);
        END LOOP;
    END $$
"""
NO_TWINS = """
    DO $$
    DECLARE name text;
    BEGIN
        FOR name IN SELECT cfgname FROM pg_catalog.pg_ts_config WHERE cfgname LIKE 'argmap\\_%' LOOP
            EXECUTE format('DROP TEXT SEARCH CONFIGURATION %I', name);
        END LOOP;
        FOR name IN SELECT dictname FROM pg_catalog.pg_ts_dict WHERE dictname LIKE 'argmap\\_%' LOOP
            EXECUTE format('DROP TEXT SEARCH DICTIONARY %I', name);
        END LOOP;
    END $$
"""
COLUMNS = "ALTER TABLE argmap_searchentry ADD COLUMN config text NOT NULL DEFAULT 'simple', ADD COLUMN words tsvector"
INDEXES = (
    "CREATE INDEX argmap_searchentry_words ON argmap_searchentry USING gin (words)",
    "CREATE INDEX argmap_searchentry_config ON argmap_searchentry (config)",
)


def make_full_text(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for statement in (TWINS, COLUMNS, *INDEXES) if is_postgres else (SQLITE,):
        schema_editor.execute(statement, None)


def drop_full_text(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(NO_TWINS if is_postgres else NOT_SQLITE, None)  # the columns go with their table


def to(model, field):
    """A relation that only Django knows: the triggers take the entry away with what it is about."""
    return field(
        db_constraint=False,
        null=model != "argmap.project",
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=model,
    )


class Migration(migrations.Migration):
    dependencies = [("argmap", "0003_rules_can_be_off")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("title", models.TextField()),
                ("text", models.TextField()),
                ("more", models.TextField()),
                ("article", to("argmap.article", models.OneToOneField)),
                ("node", to("argmap.node", models.OneToOneField)),
                ("project", to("argmap.project", models.ForeignKey)),
            ],
        ),
        migrations.RunPython(make_full_text, drop_full_text),
    ]
