"""A template is a file of the project too: what it asks for is told in the view that renders it."""

from __future__ import annotations

VIEWS = """\
from django.contrib.auth.models import User
from django.shortcuts import render


async def people(request):
    return render(request, "people.html", {"people": User.objects.all()})
"""
LAZY = "{% for person in people %}{{ person.username }}{% endfor %}\n"


def test_a_changed_template_changes_what_is_shown(editor, folder):
    root = folder({"views.py": VIEWS, "templates/people.html": "nobody\n", "manage.py": ""})
    uri, template = (root / "views.py").as_uri(), root / "templates" / "people.html"
    editor.open(uri, VIEWS)
    editor.shows(uri, [])
    template.write_text(LAZY)
    editor.on_disk(template)
    editor.shows(uri, ["ASL209"])
    template.write_text("nobody\n")
    editor.on_disk(template)
    editor.shows(uri, [])
    editor.close(uri)
