"""Methods that call a function which they are given on the thread that calls them: at once, or when
the loop of that thread comes to it.

The functions that take their arguments' items are in `iterating`, those that use a thread in
`threads`.
"""

from __future__ import annotations

from asynclint.knowledge.schema import Called

# https://docs.python.org/3/library/contextvars.html#contextvars.Context.run: gives its result
RUNNING = {"contextvars.Context.run": Called(0)}

# Method → the function.
# https://docs.python.org/3/library/asyncio-eventloop.html#scheduling-callbacks
CALLING = {
    **RUNNING,
    "asyncio.AbstractEventLoop.call_soon": Called(0),
    "asyncio.AbstractEventLoop.call_later": Called(1),
    "asyncio.AbstractEventLoop.call_at": Called(1),
    "asyncio.Future.add_done_callback": Called(0),
    # https://docs.djangoproject.com/en/6.1/topics/cache/#basic-usage: where the cache has nothing
    "django.core.cache.BaseCache.aget_or_set": Called(1, "default", False),
}

# Method → methods of the same object that it calls: by its name, and those that begin so and go on
# with the name of a field.
# https://docs.djangoproject.com/en/6.1/ref/forms/validation/
# https://www.django-rest-framework.org/api-guide/serializers/#validation
OF_FIELDS = {
    **dict.fromkeys(
        (
            "django.forms.BaseForm.is_valid", "django.forms.BaseForm.full_clean",
            "django.forms.BaseModelForm.is_valid", "django.forms.BaseModelForm.full_clean",
        ),
        ("clean", "clean_"),
    ),
    **dict.fromkeys(
        (
            "rest_framework.serializers.BaseSerializer.is_valid",
            "rest_framework.serializers.ModelSerializer.is_valid",
        ),
        ("validate", "validate_"),
    ),
    "rest_framework.serializers.BaseSerializer.data": ("to_representation", "get_"),
}  # fmt: skip
