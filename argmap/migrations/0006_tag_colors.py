import django.db.models.deletion
from django.db import migrations, models

import argmap.models.tag


class Migration(migrations.Migration):

    dependencies = [
        ('argmap', '0005_comments'),
    ]

    operations = [
        migrations.AddField(
            model_name='tag',
            name='color',
            field=models.CharField(blank=True, choices=argmap.models.tag.tag_color_choices, max_length=20),
        ),
        migrations.AlterField(
            model_name='nodetag',
            name='tag',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='on_nodes', to='argmap.tag'),
        ),
        migrations.AlterField(
            model_name='linktag',
            name='tag',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='on_links', to='argmap.tag'),
        ),
        migrations.AlterField(
            model_name='change',
            name='kind',
            field=models.CharField(choices=[('step', 'Step'), ('undo', 'Undo'), ('redo', 'Redo'), ('project', 'Of the project')], default='step', max_length=10),
        ),
    ]
