"""Methods that call a function which they are given on the thread that calls them: at once, or when
the loop of that thread comes to it.

The functions that take their arguments' items are in `iterating`, those that use a thread in
`threads`.
"""

from __future__ import annotations

# https://docs.python.org/3/library/contextvars.html#contextvars.Context.run: gives its result
RUNNING = {"contextvars.Context.run": 0}

# Method → position of the function, whose arguments follow.
# https://docs.python.org/3/library/asyncio-eventloop.html#scheduling-callbacks
CALLING = {
    **RUNNING,
    "asyncio.AbstractEventLoop.call_soon": 0,
    "asyncio.AbstractEventLoop.call_later": 1,
    "asyncio.AbstractEventLoop.call_at": 1,
    "asyncio.Future.add_done_callback": 0,
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
