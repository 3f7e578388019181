"""Says as JSON what the Django that can be imported here offers to async code.

    python scripts/django_probe.py FOLDER…

The folders go to the front of the import path. Runs on every Python from 3.9 on, with any Django
from 3.1 on. Whether a call queries is found by making it on an event loop: Django refuses at the
first cursor, before a table is needed.
"""

from __future__ import annotations

import ast
import asyncio
import fnmatch
import importlib
import inspect
import json
import pathlib
import pkgutil
import sys
import warnings
from collections.abc import Iterator
from typing import Any

sys.path[:0] = sys.argv[1:]
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "src"))

from knowledge_exceptions import NOT_VISIBLE  # noqa: E402
from knowledge_names import Absent, NotInstalled, find, set_django_up  # noqa: E402

from asynclint.knowledge.tables import modules  # noqa: E402

# Arguments with which methods are called, by name; the others are called without any.
ARGUMENTS = {
    "abulk_create": "[M()]", "bulk_create": "[M()]",
    "abulk_update": "[M(pk=1)], [field]", "bulk_update": "[M(pk=1)], [field]",
    "aggregate": "n=Count('pk')", "aaggregate": "n=Count('pk')",
    "contains": "M(pk=1)", "acontains": "M(pk=1)",
    "complex_filter": "{}", "raw": "'select 1'", "in_bulk": "[1]", "ain_bulk": "[1]",
    "earliest": "'pk'", "latest": "'pk'", "aearliest": "'pk'", "alatest": "'pk'",
    "update": "**{field: ''}", "aupdate": "**{field: ''}", "get": "pk=1", "aget": "pk=1",
    "__getitem__": "0", "__contains__": "M(pk=1)",
    "get_or_create": "pk=1", "update_or_create": "pk=1",
    "aget_or_create": "pk=1", "aupdate_or_create": "pk=1",
    "dates": "date, 'year'", "datetimes": "date, 'day'", "using": "'default'",
    "db_manager": "'default'", "union": "M.objects.all()", "difference": "M.objects.all()",
    "intersection": "M.objects.all()", "only": "'pk'", "defer": "field",
    "add": "M(pk=1), **bulk", "aadd": "M(pk=1), **bulk", "remove": "M(pk=1)",
    "aremove": "M(pk=1)", "set": "[M(pk=1)]", "aset": "[M(pk=1)]",
    "fetch_mode": "models.FETCH_ONE",
    "__and__": "M.objects.all()", "__or__": "M.objects.all()", "__xor__": "M.objects.all()",
    "__deepcopy__": "{}",
}  # fmt: skip

# What else the methods of a class are called on and with: class → (expression of the object,
# arguments by method; None where calling tells nothing).
OBJECTS: dict[str, tuple[str, dict[str, str | None]]] = {
    "django.db.models.QuerySet": ("M.objects.all()", {}),
    "django.db.models.RawQuerySet": ("M.objects.raw('select 1')", {}),
    "django.db.models.Manager": ("M._base_manager", {}),
    "django.db.models.RelatedManager": ("User(pk=1).groups", {}),
    "django.contrib.sessions.backends.base.SessionBase": (
        "SessionStore('a' * 32)",
        {
            **dict.fromkeys(
                ["get", "aget", "has_key", "ahas_key", "pop", "apop", "get_expiry_age"], "'key'"
            ),
            **dict.fromkeys(["setdefault", "asetdefault", "aset"], "'key', 1"),
            **dict.fromkeys(["exists", "aexists"], "'a' * 32"),
            **dict.fromkeys(["update", "aupdate"], "{'key': 1}"),
            **dict.fromkeys(["set_expiry", "aset_expiry"], "60"),
            "get_expiry_age": "",
            **dict.fromkeys(["__getitem__", "__contains__"], "'key'"),
        },
    ),
    "django.contrib.contenttypes.models.ContentTypeManager": (
        "ContentType.objects",
        {
            "get_by_natural_key": "'auth', 'user'",
            "get_for_id": "1",
            "get_for_model": "Permission",
            "get_for_models": "Permission",
        },
    ),
    "django.contrib.sites.models.SiteManager": ("Site.objects", {}),
    "django.contrib.auth.models.UserManager": (
        "User.objects",
        {
            **dict.fromkeys(["create_user", "acreate_user"], "'ada'"),
            **dict.fromkeys(["create_superuser", "acreate_superuser"], "'ada'"),
            **dict.fromkeys(["get_by_natural_key", "aget_by_natural_key"], "'ada'"),
            "with_perm": "permission, backend='django.contrib.auth.backends.ModelBackend'",
        },
    ),
    "django.contrib.auth.models.User": (
        "User(pk=1, username='ada', is_active=True)",
        {
            **dict.fromkeys(["has_perm", "ahas_perm"], "'auth.add_user'"),
            **dict.fromkeys(["has_perms", "ahas_perms"], "['auth.add_user']"),
            **dict.fromkeys(["has_module_perms", "ahas_module_perms"], "'auth'"),
        },
    ),
    "django.db.models.Model": (
        "Permission(pk=1, content_type_id=1, codename='read', name='Read')",
        {"from_db": "'default', ['id'], [1]", "__repr__": None},
    ),
}

# Special methods that say what an object can do.
SPECIAL = (
    "__call__", "__enter__", "__exit__", "__aenter__", "__aexit__", "__setitem__", "__delitem__",
    "__iter__", "__aiter__", "__len__", "__bool__", "__repr__", "__getstate__", "__getitem__",
    "__contains__", "__and__", "__or__", "__xor__", "__deepcopy__",
)  # fmt: skip

# Functions: what they are called with.
CALLS = {
    "django.contrib.auth.authenticate": "username='ada', password='none'",
    "django.contrib.auth.get_user": "request",
    "django.contrib.auth.login": "request, user",
    "django.contrib.auth.logout": "request",
    "django.contrib.auth.update_session_auth_hash": "request, user",
    "django.contrib.sites.shortcuts.get_current_site": "request",
    "django.db.models.prefetch_related_objects": "[user], 'groups'",
    "django.shortcuts.get_list_or_404": "User",
    "django.shortcuts.get_object_or_404": "User, pk=1",
}

# They import drivers, which may be there or not.
WITH_DRIVERS = ("django.contrib.gis.", "django.contrib.postgres.")

# Decorators of views: how each is put on one.
DECORATORS = {
    "django.contrib.admin.views.decorators.staff_member_required": "{}",
    "django.contrib.auth.decorators.login_not_required": "{}",
    "django.contrib.auth.decorators.login_required": "{}",
    "django.contrib.auth.decorators.permission_required": "{}('auth.add_user')",
    "django.contrib.auth.decorators.user_passes_test": "{}(bool)",
    "django.db.transaction.atomic": "{}",
    "django.db.transaction.non_atomic_requests": "{}",
    "django.views.decorators.cache.cache_control": "{}(private=True)",
    "django.views.decorators.cache.cache_page": "{}(60)",
    "django.views.decorators.cache.never_cache": "{}",
    "django.views.decorators.clickjacking.xframe_options_deny": "{}",
    "django.views.decorators.clickjacking.xframe_options_exempt": "{}",
    "django.views.decorators.clickjacking.xframe_options_sameorigin": "{}",
    "django.views.decorators.common.no_append_slash": "{}",
    "django.views.decorators.csp.csp_override": "{}({{}})",
    "django.views.decorators.csp.csp_report_only_override": "{}({{}})",
    "django.views.decorators.csrf.csrf_exempt": "{}",
    "django.views.decorators.csrf.csrf_protect": "{}",
    "django.views.decorators.csrf.ensure_csrf_cookie": "{}",
    "django.views.decorators.csrf.requires_csrf_token": "{}",
    "django.views.decorators.debug.sensitive_post_parameters": "{}()",
    "django.views.decorators.debug.sensitive_variables": "{}()",
    "django.views.decorators.gzip.gzip_page": "{}",
    "django.views.decorators.http.condition": "{}()",
    "django.views.decorators.http.conditional_page": "{}",
    "django.views.decorators.http.etag": "{}(None)",
    "django.views.decorators.http.last_modified": "{}(None)",
    "django.views.decorators.http.require_GET": "{}",
    "django.views.decorators.http.require_POST": "{}",
    "django.views.decorators.http.require_http_methods": "{}(['GET'])",
    "django.views.decorators.http.require_safe": "{}",
    "django.views.decorators.vary.vary_on_cookie": "{}",
    "django.views.decorators.vary.vary_on_headers": "{}('Accept')",
}


# --- names and members ------------------------------------------------------------------------


def rows_of_django() -> Iterator[Any]:
    for module in modules():
        for table in ("ROWS", "CLASSES", "FIELDS", "VALUES"):
            for row in getattr(module, table, ()):
                if row.name.startswith("django."):
                    yield row


def names_there() -> dict[str, bool]:
    """Every name and alias of a row about Django, and whether it exists; without those of which
    that cannot be told, since a driver that they import is not there."""
    names = {name for row in rows_of_django() for name in (row.name, *row.aliases)}
    found = {name: is_there(name) for name in sorted(names) if is_visible(name)}
    return {name: there for name, there in found.items() if there is not None}


def is_visible(name: str) -> bool:
    hidden = any(fnmatch.fnmatchcase(name, pattern) for pattern in NOT_VISIBLE)
    return "*" not in name and not hidden and not name.startswith(WITH_DRIVERS)


def is_there(name: str) -> bool | None:
    try:
        find(name)
    except Absent:
        return False
    except NotInstalled:
        return None
    return True


def members() -> dict[str, dict[str, str]]:
    """The public members of what rows are about: owner → member → nature."""
    owners = {row.name.rpartition(".")[0] for row in rows_of_django() if hasattr(row, "does")}
    owners |= {row.name for row in rows_of_django() if hasattr(row, "traits")}
    found = {}
    for owner in sorted(owners):
        try:
            thing = find(owner).value
        except (Absent, NotInstalled):
            continue
        if inspect.isclass(thing):
            found[owner] = dict(of_class(owner, thing))
        elif inspect.ismodule(thing):
            found[owner] = dict(of_module(thing))
    return found


def of_module(module: Any) -> Iterator[tuple[str, str]]:
    """The functions that a module offers."""
    for name, value in sorted(vars(module).items()):
        home = getattr(value, "__module__", None) or ""
        if not name.startswith("_") and inspect.isroutine(value) and home.startswith("django."):
            yield name, run_function(f"{module.__name__}.{name}") or colour(value)


def of_class(owner: str, cls: type) -> Iterator[tuple[str, str]]:
    called = run_methods(owner, cls)
    for name in dir(cls):
        held = inspect.getattr_static(cls, name)
        plain = getattr(held, "__func__", held)
        if not is_public(name, held) or inspect.isclass(plain) or not is_django(cls, name):
            continue
        if not callable(plain) or inspect.isdatadescriptor(held):
            yield name, "attribute"
        else:
            yield name, called.get(name, "") or colour(behind_proxy(cls, name, plain))


def is_django(cls: type, name: str) -> bool:
    """Whether a member is Django's; what it has from Python is not its business."""
    home = next((base for base in cls.__mro__ if name in vars(base)), cls)
    return home.__module__.partition(".")[0] == "django"


def is_public(name: str, held: Any) -> bool:
    if name in SPECIAL:
        return held is not getattr(object, name, None)
    return not name.startswith("_")


def colour(value: Any) -> str:
    value = inspect.unwrap(value)
    asynchronous = inspect.iscoroutinefunction(value) or inspect.isasyncgenfunction(value)
    return "async" if asynchronous else "sync"


def behind_proxy(cls: type, name: str, plain: Any) -> Any:
    """A manager's method is a plain function that calls the queryset's method of that name."""
    from django.db.models import Manager, QuerySet

    own = not issubclass(cls, Manager) or inspect.iscoroutinefunction(plain)
    return plain if own or "create_method" not in plain.__qualname__ else getattr(QuerySet, name)


# --- what calls do on an event loop -------------------------------------------------------------


def run_methods(owner: str, cls: type) -> dict[str, str]:
    """The methods of a class that query, or give something lazy, when they are called."""
    if owner not in OBJECTS:
        return {}
    spelled, arguments = OBJECTS[owner]
    scope = names_for(owner)
    found = {}
    for name in dir(cls):
        held = inspect.getattr_static(cls, name)
        if is_public(name, held) and callable(getattr(held, "__func__", held)):
            given = arguments.get(name, ARGUMENTS.get(name, ""))
            if given is None:
                continue
            found[name] = asyncio.run(nature(f"({spelled}).{name}({given})", scope))
    return found


def run_function(name: str) -> str:
    if name not in CALLS:
        return ""
    scope = {**names_for(name), "function": find(name).value}
    return asyncio.run(nature(f"function({CALLS[name]})", scope))


def names_for(owner: str) -> dict[str, Any]:
    """What the expressions can use; `M` is the model that `owner` is called about."""
    from django.contrib.auth.models import Group, Permission, User
    from django.contrib.contenttypes.models import ContentType
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sites.models import Site
    from django.db import models
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.session = SessionStore("a" * 32)
    user = request.user = User(pk=1, username="ada", is_active=True)
    user.backend = "django.contrib.auth.backends.ModelBackend"
    content_type = ContentType(app_label="auth", model="user")
    permission = Permission(pk=1, content_type=content_type)
    about = {"RelatedManager": (Group, "name"), "ContentTypeManager": (ContentType, "model")}
    about["SiteManager"] = (Site, "domain")
    M, field = about.get(owner.rpartition(".")[2], (User, "username"))
    date, bulk, Count = "date_joined", {}, models.Count
    return dict(locals())


async def nature(expression: str, scope: dict[str, Any]) -> str:
    """What an expression does on the loop; empty where running it tells nothing."""
    from django.core.exceptions import SynchronousOnlyOperation
    from django.db.models.query import QuerySet, RawQuerySet

    try:
        value = eval(expression, scope)
        if inspect.isgenerator(value):
            next(value)
    except SynchronousOnlyOperation:
        return "evaluating"
    except Exception:
        return ""
    if inspect.iscoroutine(value) or inspect.isasyncgen(value):
        if inspect.iscoroutine(value):
            value.close()
        return "async"
    return "lazy" if isinstance(value, (QuerySet, RawQuerySet)) else ""


# --- decorators, middleware, async-unsafe functions ---------------------------------------------


def decorators() -> dict[str, bool]:
    """The decorators that exist, and whether an async view stays one under them."""

    async def view(request: Any) -> None: ...

    found = {}
    for name, spelled in DECORATORS.items():
        if is_there(name):
            decorator = find(name).value
            made = eval(spelled.format("decorator"), {"decorator": decorator})(view)
            found[name] = is_coroutine_function(made)
    return found


def is_coroutine_function(value: Any) -> bool:
    return inspect.iscoroutinefunction(value) or asyncio.iscoroutinefunction(value)


def middleware() -> dict[str, tuple[bool, bool]]:
    """Django's own middleware: (sync_capable, async_capable), as Django's handler reads them."""
    import django.contrib
    import django.middleware

    places = [
        f"django.middleware.{part.name}"
        for part in pkgutil.iter_modules(django.middleware.__path__)
    ]
    places += [
        f"django.contrib.{part.name}.middleware"
        for part in pkgutil.iter_modules(django.contrib.__path__)
    ]
    found = {}
    for place in places:
        try:
            module = importlib.import_module(place)
        except Exception:
            continue
        for name, value in vars(module).items():
            own = getattr(value, "__module__", "") == place
            if own and inspect.isclass(value) and name.endswith("Middleware"):
                marks = (
                    getattr(value, "sync_capable", True),
                    getattr(value, "async_capable", False),
                )
                found[f"{place}.{name}"] = marks
    return found


def async_unsafe() -> list[str]:
    """The functions under `@async_unsafe`, read from the source: not every driver is there."""
    import django

    folder = pathlib.Path(django.__file__).parent
    found = []
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if "async_unsafe" not in text:
            continue
        module = ".".join(("django", *path.relative_to(folder).with_suffix("").parts))
        for cls in ast.walk(ast.parse(text)):
            for node in getattr(cls, "body", ()) if isinstance(cls, ast.ClassDef) else ():
                if any("async_unsafe" in ast.dump(d) for d in getattr(node, "decorator_list", ())):
                    found.append(f"{module}.{cls.name}.{node.name}")
    return sorted(set(found))


def main() -> None:
    warnings.simplefilter("ignore")
    set_django_up()
    import django

    told = {
        "version": django.get_version(),
        "names": names_there(),
        "members": members(),
        "decorators": decorators(),
        "middleware": middleware(),
        "async_unsafe": async_unsafe(),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
