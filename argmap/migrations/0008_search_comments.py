"""Comments can be found: the index, which is built anew after the migrations, has a place for them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("argmap", "0007_highlights")]

    operations = [
        migrations.AddField(
            model_name="searchentry",
            name="comment",
            field=models.OneToOneField(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="argmap.comment",
            ),
        ),
    ]
