"""Django's class-based views, and the decorators of views."""

from __future__ import annotations

from asynclint.knowledge.schema import FORM, MODEL, QUERYSET, Callable, Class

CLASSES = (
    # https://docs.djangoproject.com/en/6.1/ref/class-based-views/
    Class(
        "django.views.View",
        aliases=("django.views.generic.View", "django.views.generic.base.View"),
        attributes=(
            ("request", "django.http.HttpRequest"),
            ("args", "tuple[object, ...]"),
            ("kwargs", "dict[str, object]"),
        ),
        complete=True,
    ),
    Class("django.views.generic.base.ContextMixin", complete=True),
    Class("django.views.generic.base.TemplateResponseMixin", complete=True),
    Class(
        "django.views.generic.TemplateView",
        bases=(
            "django.views.generic.base.TemplateResponseMixin",
            "django.views.generic.base.ContextMixin",
            "django.views.View",
        ),
        aliases=("django.views.generic.base.TemplateView",),
        complete=True,
    ),
    Class(
        "django.views.generic.RedirectView",
        bases=("django.views.View",),
        aliases=("django.views.generic.base.RedirectView",),
        complete=True,
    ),
    Class(
        "django.views.generic.detail.SingleObjectMixin",
        bases=("django.views.generic.base.ContextMixin",),
        attributes=(("object", "own_item"),),
        complete=True,
    ),
    Class(
        "django.views.generic.detail.BaseDetailView",
        bases=(
            "django.views.generic.detail.SingleObjectMixin",
            "django.views.View",
        ),
        complete=True,
    ),
    Class(
        "django.views.generic.detail.SingleObjectTemplateResponseMixin",
        bases=("django.views.generic.base.TemplateResponseMixin",),
        complete=True,
    ),
    Class(
        "django.views.generic.DetailView",
        bases=(
            "django.views.generic.detail.SingleObjectTemplateResponseMixin",
            "django.views.generic.detail.BaseDetailView",
        ),
        aliases=("django.views.generic.detail.DetailView",),
        complete=True,
    ),
    Class(
        "django.views.generic.list.MultipleObjectMixin",
        bases=("django.views.generic.base.ContextMixin",),
        attributes=(("object_list", "own_rows"),),
        complete=True,
    ),
    Class(
        "django.views.generic.list.BaseListView",
        bases=(
            "django.views.generic.list.MultipleObjectMixin",
            "django.views.View",
        ),
        complete=True,
    ),
    Class(
        "django.views.generic.list.MultipleObjectTemplateResponseMixin",
        bases=("django.views.generic.base.TemplateResponseMixin",),
        complete=True,
    ),
    Class(
        "django.views.generic.ListView",
        bases=(
            "django.views.generic.list.MultipleObjectTemplateResponseMixin",
            "django.views.generic.list.BaseListView",
        ),
        aliases=("django.views.generic.list.ListView",),
        complete=True,
    ),
    Class(
        "django.views.generic.edit.FormMixin",
        bases=("django.views.generic.base.ContextMixin",),
        complete=True,
    ),
    Class(
        "django.views.generic.edit.ModelFormMixin",
        bases=(
            "django.views.generic.edit.FormMixin",
            "django.views.generic.detail.SingleObjectMixin",
        ),
        complete=True,
    ),
    Class("django.views.generic.edit.ProcessFormView", bases=("django.views.View",), complete=True),
    Class(
        "django.views.generic.edit.BaseFormView",
        bases=(
            "django.views.generic.edit.FormMixin",
            "django.views.generic.edit.ProcessFormView",
        ),
        complete=True,
    ),
    Class(
        "django.views.generic.FormView",
        bases=(
            "django.views.generic.base.TemplateResponseMixin",
            "django.views.generic.edit.BaseFormView",
        ),
        aliases=("django.views.generic.edit.FormView",),
        complete=True,
    ),
    Class(
        "django.views.generic.edit.BaseCreateView",
        bases=(
            "django.views.generic.edit.ModelFormMixin",
            "django.views.generic.edit.ProcessFormView",
        ),
        complete=True,
    ),
    Class(
        "django.views.generic.CreateView",
        bases=(
            "django.views.generic.detail.SingleObjectTemplateResponseMixin",
            "django.views.generic.edit.BaseCreateView",
        ),
        aliases=("django.views.generic.edit.CreateView",),
        complete=True,
    ),
    Class(
        "django.views.generic.edit.BaseUpdateView",
        bases=(
            "django.views.generic.edit.ModelFormMixin",
            "django.views.generic.edit.ProcessFormView",
        ),
        complete=True,
    ),
    Class(
        "django.views.generic.UpdateView",
        bases=(
            "django.views.generic.detail.SingleObjectTemplateResponseMixin",
            "django.views.generic.edit.BaseUpdateView",
        ),
        aliases=("django.views.generic.edit.UpdateView",),
        complete=True,
    ),
    Class("django.views.generic.edit.DeletionMixin", complete=True),
    Class(
        "django.views.generic.edit.BaseDeleteView",
        bases=(
            "django.views.generic.edit.DeletionMixin",
            "django.views.generic.edit.FormMixin",
            "django.views.generic.detail.BaseDetailView",
        ),
        complete=True,
    ),
    Class(
        "django.views.generic.DeleteView",
        bases=(
            "django.views.generic.detail.SingleObjectTemplateResponseMixin",
            "django.views.generic.edit.BaseDeleteView",
        ),
        aliases=("django.views.generic.edit.DeleteView",),
        complete=True,
    ),
    Class(
        "django.views.generic.dates.BaseDateListView",
        bases=(
            "django.views.generic.list.MultipleObjectMixin",
            "django.views.View",
        ),
        complete=True,
    ),
    Class(
        "django.views.generic.ArchiveIndexView",
        bases=(
            "django.views.generic.list.MultipleObjectTemplateResponseMixin",
            "django.views.generic.dates.BaseDateListView",
        ),
        aliases=("django.views.generic.dates.ArchiveIndexView",),
        complete=True,
    ),
    Class(
        "django.views.generic.YearArchiveView",
        bases=(
            "django.views.generic.list.MultipleObjectTemplateResponseMixin",
            "django.views.generic.dates.BaseDateListView",
        ),
        aliases=("django.views.generic.dates.YearArchiveView",),
        complete=True,
    ),
    Class(
        "django.views.generic.MonthArchiveView",
        bases=(
            "django.views.generic.list.MultipleObjectTemplateResponseMixin",
            "django.views.generic.dates.BaseDateListView",
        ),
        aliases=("django.views.generic.dates.MonthArchiveView",),
        complete=True,
    ),
    Class(
        "django.views.generic.WeekArchiveView",
        bases=(
            "django.views.generic.list.MultipleObjectTemplateResponseMixin",
            "django.views.generic.dates.BaseDateListView",
        ),
        aliases=("django.views.generic.dates.WeekArchiveView",),
        complete=True,
    ),
    Class(
        "django.views.generic.DayArchiveView",
        bases=(
            "django.views.generic.list.MultipleObjectTemplateResponseMixin",
            "django.views.generic.dates.BaseDateListView",
        ),
        aliases=("django.views.generic.dates.DayArchiveView",),
        complete=True,
    ),
    Class(
        "django.views.generic.TodayArchiveView",
        bases=(
            "django.views.generic.list.MultipleObjectTemplateResponseMixin",
            "django.views.generic.dates.BaseDateListView",
        ),
        aliases=("django.views.generic.dates.TodayArchiveView",),
        complete=True,
    ),
    Class(
        "django.views.generic.DateDetailView",
        bases=(
            "django.views.generic.detail.SingleObjectTemplateResponseMixin",
            "django.views.generic.detail.BaseDetailView",
        ),
        aliases=("django.views.generic.dates.DateDetailView",),
        complete=True,
    ),
    Class("django.contrib.auth.mixins.AccessMixin", complete=True),
    Class(
        "django.contrib.auth.mixins.LoginRequiredMixin",
        bases=("django.contrib.auth.mixins.AccessMixin",),
        complete=True,
    ),
    Class(
        "django.contrib.auth.mixins.PermissionRequiredMixin",
        bases=("django.contrib.auth.mixins.AccessMixin",),
        complete=True,
    ),
    Class(
        "django.contrib.auth.mixins.UserPassesTestMixin",
        bases=("django.contrib.auth.mixins.AccessMixin",),
        complete=True,
    ),
)

ROWS = (
    # https://docs.djangoproject.com/en/6.1/ref/class-based-views/base/
    Callable("django.views.View.as_view"),
    Callable("django.views.View.setup", returns="None"),
    Callable("django.views.View.dispatch", opaque=True),
    # Of an async view these two give a coroutine.
    Callable("django.views.View.http_method_not_allowed"),
    Callable("django.views.View.options"),
    Callable(
        "django.views.generic.base.ContextMixin.get_context_data",
        returns="dict[str, object]",
        opaque=True,
    ),
    Callable(
        "django.views.generic.base.TemplateResponseMixin.render_to_response",
        returns="django.template.response.TemplateResponse",
        uses_arguments=True,
    ),
    Callable(
        "django.views.generic.base.TemplateResponseMixin.get_template_names", returns="list[str]"
    ),
    Callable(
        "django.views.generic.TemplateView.get",
        returns="django.template.response.TemplateResponse",
        opaque=True,
    ),
    Callable("django.views.generic.RedirectView.get_redirect_url", returns="str | None"),
    Callable("django.views.generic.RedirectView.get", returns="django.http.HttpResponse"),
    # https://docs.djangoproject.com/en/6.1/ref/class-based-views/mixins-single-object/
    Callable(
        "django.views.generic.detail.SingleObjectMixin.get_object",
        QUERYSET,
        "item",
    ),
    Callable(
        "django.views.generic.detail.SingleObjectMixin.get_queryset",
        returns="declared_rows",
    ),
    Callable("django.views.generic.detail.SingleObjectMixin.get_slug_field", returns="str"),
    Callable(
        "django.views.generic.detail.BaseDetailView.get",
        QUERYSET,
        "django.template.response.TemplateResponse",
    ),
    # https://docs.djangoproject.com/en/6.1/ref/class-based-views/mixins-multiple-object/
    Callable(
        "django.views.generic.list.MultipleObjectMixin.get_queryset",
        returns="declared_rows",
    ),
    Callable("django.views.generic.list.MultipleObjectMixin.paginate_queryset", QUERYSET),
    Callable(
        "django.views.generic.list.MultipleObjectMixin.get_paginator",
        returns="django.core.paginator.Paginator",
    ),
    # Queries where the view paginates.
    Callable(
        "django.views.generic.list.MultipleObjectMixin.get_context_data",
        returns="dict[str, object]",
        opaque=True,
    ),
    Callable(
        "django.views.generic.list.BaseListView.get",
        returns="django.template.response.TemplateResponse",
        opaque=True,
    ),
    # https://docs.djangoproject.com/en/6.1/ref/class-based-views/mixins-editing/
    Callable("django.views.generic.edit.FormMixin.get_form", returns="form", opaque=True),
    Callable("django.views.generic.edit.FormMixin.get_form_class"),
    Callable(
        "django.views.generic.edit.FormMixin.get_form_kwargs",
        returns="dict[str, object]",
        opaque=True,
    ),
    Callable("django.views.generic.edit.FormMixin.get_initial", returns="dict[str, object]"),
    Callable("django.views.generic.edit.FormMixin.get_success_url", returns="str"),
    Callable(
        "django.views.generic.edit.FormMixin.form_valid", returns="django.http.HttpResponseRedirect"
    ),
    Callable(
        "django.views.generic.edit.FormMixin.form_invalid",
        returns="django.template.response.TemplateResponse",
    ),
    Callable(
        "django.views.generic.edit.ModelFormMixin.form_valid",
        FORM,
        "django.http.HttpResponseRedirect",
    ),
    Callable("django.views.generic.edit.ModelFormMixin.get_success_url", returns="str"),
    Callable(
        "django.views.generic.edit.ProcessFormView.get",
        returns="django.template.response.TemplateResponse",
        opaque=True,
    ),
    Callable(
        "django.views.generic.edit.ProcessFormView.post",
        returns="django.http.HttpResponse",
        opaque=True,
    ),
    Callable("django.views.generic.edit.BaseCreateView.post", FORM, "django.http.HttpResponse"),
    Callable(
        "django.views.generic.edit.BaseUpdateView.get",
        QUERYSET,
        "django.template.response.TemplateResponse",
    ),
    Callable("django.views.generic.edit.BaseUpdateView.post", QUERYSET, "django.http.HttpResponse"),
    Callable(
        "django.views.generic.edit.DeletionMixin.delete",
        QUERYSET,
        "django.http.HttpResponseRedirect",
    ),
    Callable(
        "django.views.generic.edit.DeletionMixin.post", QUERYSET, "django.http.HttpResponseRedirect"
    ),
    Callable("django.views.generic.edit.DeletionMixin.get_success_url", returns="str"),
    Callable("django.views.generic.edit.BaseDeleteView.post", QUERYSET, "django.http.HttpResponse"),
    Callable(
        "django.views.generic.edit.BaseDeleteView.form_valid",
        MODEL,
        "django.http.HttpResponseRedirect",
        since=(4, 0),
    ),
    # https://docs.djangoproject.com/en/6.1/ref/class-based-views/generic-date-based/
    Callable(
        "django.views.generic.dates.BaseDateListView.get",
        QUERYSET,
        "django.template.response.TemplateResponse",
    ),
    Callable("django.views.generic.dates.BaseDateListView.get_dated_items", opaque=True),
    Callable(
        "django.views.generic.dates.BaseDateListView.get_dated_queryset",
        returns="django.db.models.QuerySet",
        opaque=True,
    ),
    Callable("django.views.generic.dates.BaseDateListView.get_date_list", QUERYSET),
)
