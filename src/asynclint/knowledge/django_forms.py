"""Django's forms: which of them query, and when."""

from __future__ import annotations

from asynclint.knowledge.schema import CPU, FORM, ITERABLE, Callable, Class

CLASSES = (
    # https://docs.djangoproject.com/en/6.1/ref/forms/api/
    Class(
        "django.forms.BaseForm",
        aliases=("django.forms.forms.BaseForm",),
        traits=(ITERABLE,),
        attributes=(
            ("cleaned_data", "dict[str, object]"),
            ("data", "django.http.QueryDict"),
            ("fields", "dict[str, django.forms.Field]"),
            ("is_bound", "bool"),
        ),
        complete=True,
    ),
    Class(
        "django.forms.Form",
        bases=("django.forms.BaseForm",),
        aliases=("django.forms.forms.Form",),
        complete=True,
    ),
    Class(
        "django.forms.BoundField",
        traits=(ITERABLE,),
        aliases=("django.forms.boundfield.BoundField",),
        complete=True,
    ),
    Class("django.forms.Field", aliases=("django.forms.fields.Field",), complete=True),
    # https://docs.djangoproject.com/en/6.1/topics/forms/modelforms/
    Class(
        "django.forms.BaseModelForm",
        bases=("django.forms.BaseForm",),
        aliases=("django.forms.models.BaseModelForm",),
        attributes=(("instance", "formed"),),
        complete=True,
    ),
    Class(
        "django.forms.ModelForm",
        bases=("django.forms.BaseModelForm",),
        aliases=("django.forms.models.ModelForm",),
        complete=True,
    ),
    Class(
        "django.forms.ModelChoiceField",
        bases=("django.forms.Field",),
        aliases=("django.forms.models.ModelChoiceField",),
        attributes=(("queryset", "django.db.models.QuerySet"),),
        complete=True,
    ),
    Class(
        "django.forms.ModelMultipleChoiceField",
        bases=("django.forms.ModelChoiceField",),
        aliases=("django.forms.models.ModelMultipleChoiceField",),
        complete=True,
    ),
    # https://docs.djangoproject.com/en/6.1/topics/forms/formsets/
    Class(
        "django.forms.BaseFormSet",
        aliases=("django.forms.formsets.BaseFormSet",),
        traits=(ITERABLE,),
        complete=True,
    ),
    Class(
        "django.forms.BaseModelFormSet",
        bases=("django.forms.BaseFormSet",),
        aliases=("django.forms.models.BaseModelFormSet",),
        complete=True,
    ),
    Class(
        "django.forms.BaseInlineFormSet",
        bases=("django.forms.BaseModelFormSet",),
        aliases=("django.forms.models.BaseInlineFormSet",),
        complete=True,
    ),
    # https://docs.djangoproject.com/en/6.1/topics/auth/default/#module-django.contrib.auth.forms
    Class(
        "django.contrib.auth.forms.AuthenticationForm", bases=("django.forms.Form",), complete=True
    ),
    Class(
        "django.contrib.auth.forms.BaseUserCreationForm",
        bases=("django.forms.ModelForm",),
        complete=True,
    ),
    Class(
        "django.contrib.auth.forms.UserCreationForm",
        bases=("django.contrib.auth.forms.BaseUserCreationForm",),
        complete=True,
    ),
    Class(
        "django.contrib.auth.forms.UserChangeForm", bases=("django.forms.ModelForm",), complete=True
    ),
    Class(
        "django.contrib.auth.forms.PasswordResetForm", bases=("django.forms.Form",), complete=True
    ),
    Class("django.contrib.auth.forms.SetPasswordForm", bases=("django.forms.Form",), complete=True),
    Class(
        "django.contrib.auth.forms.PasswordChangeForm",
        bases=("django.contrib.auth.forms.SetPasswordForm",),
        complete=True,
    ),
    Class(
        "django.contrib.auth.forms.AdminPasswordChangeForm",
        bases=("django.forms.Form",),
        complete=True,
    ),
)

# `from django.contrib.gis import forms` holds all of `django.forms`.
MODULES = (("django.contrib.gis.forms", "django.forms"),)

ROWS = (
    # https://docs.djangoproject.com/en/6.1/ref/forms/api/
    # Validation queries where a form has a model choice field, or where the project's `clean` does.
    Callable("django.forms.BaseForm.is_valid", FORM, "bool", opaque=True),
    Callable("django.forms.BaseForm.full_clean", FORM, "None", opaque=True),
    Callable("django.forms.BaseForm.errors", is_property=True, opaque=True),
    Callable("django.forms.BaseForm.non_field_errors", opaque=True),
    Callable("django.forms.BaseForm.clean", returns="dict[str, object]"),
    Callable("django.forms.BaseForm.add_error", returns="None", uses_arguments=True),
    Callable("django.forms.BaseForm.has_error", returns="bool", opaque=True),
    Callable("django.forms.BaseForm.has_changed", returns="bool"),
    Callable("django.forms.BaseForm.changed_data", returns="list[str]", is_property=True),
    Callable("django.forms.BaseForm.is_multipart", returns="bool"),
    Callable("django.forms.BaseForm.hidden_fields", returns="list[django.forms.BoundField]"),
    Callable("django.forms.BaseForm.visible_fields", returns="list[django.forms.BoundField]"),
    Callable("django.forms.BaseForm.add_prefix", returns="str"),
    Callable("django.forms.BaseForm.media", is_property=True),
    Callable("django.forms.BaseForm.order_fields", returns="None"),
    Callable("django.forms.BaseForm.as_p", FORM, "str", opaque=True),
    Callable("django.forms.BaseForm.as_ul", FORM, "str", opaque=True),
    Callable("django.forms.BaseForm.as_table", FORM, "str", opaque=True),
    Callable("django.forms.BaseForm.as_div", FORM, "str", since=(4, 1), opaque=True),
    Callable("django.forms.BaseForm.render", FORM, "str", since=(4, 0), opaque=True),
    Callable("django.forms.BaseForm.__str__", FORM, "str", opaque=True),
    Callable("django.forms.BaseForm.__getitem__", returns="django.forms.BoundField"),
    Callable("django.forms.BaseForm.__iter__", returns="iterator[django.forms.BoundField]"),
    Callable("django.forms.BoundField.value"),
    Callable("django.forms.BoundField.data", is_property=True),
    Callable("django.forms.BoundField.errors", is_property=True, opaque=True),
    Callable("django.forms.BoundField.as_widget", returns="str", opaque=True),
    # https://docs.djangoproject.com/en/6.1/topics/forms/modelforms/
    # Validation queries for unique fields, constraints and foreign keys.
    Callable("django.forms.BaseModelForm.is_valid", FORM, "bool"),
    Callable("django.forms.BaseModelForm.full_clean", FORM, "None"),
    Callable("django.forms.BaseModelForm.errors", FORM, is_property=True),
    # Asked after `is_valid()`, which has filled the errors.
    Callable("django.forms.BaseModelForm.non_field_errors", opaque=True),
    Callable("django.forms.BaseModelForm.has_error", returns="bool", opaque=True),
    Callable("django.forms.BaseModelForm.validate_unique", FORM, "None"),
    Callable("django.forms.BaseModelForm.validate_constraints", FORM, "None", since=(6, 0)),
    # With `commit=False` a form that has been validated is saved without a query.
    Callable("django.forms.BaseModelForm.save", FORM, "formed"),
    Callable("django.forms.BaseModelForm.save_m2m", FORM, "None"),
    Callable("django.forms.ModelChoiceField.clean", FORM, "django.db.models.Model | None"),
    Callable("django.forms.ModelChoiceField.to_python", FORM, "django.db.models.Model | None"),
    Callable("django.forms.ModelMultipleChoiceField.clean", FORM, "django.db.models.QuerySet"),
    Callable(
        "django.forms.modelform_factory",
        returns="type[django.forms.ModelForm]",
        aliases=("django.forms.models.modelform_factory",),
    ),
    # Queries where the model has many-to-many fields.
    Callable(
        "django.forms.model_to_dict",
        returns="dict[str, object]",
        opaque=True,
        aliases=("django.forms.models.model_to_dict",),
    ),
    # https://docs.djangoproject.com/en/6.1/topics/forms/formsets/
    Callable("django.forms.BaseFormSet.is_valid", returns="bool", opaque=True),
    Callable("django.forms.BaseFormSet.full_clean", returns="None", opaque=True),
    Callable(
        "django.forms.BaseFormSet.errors", returns="list[object]", is_property=True, opaque=True
    ),
    Callable(
        "django.forms.BaseFormSet.forms", returns="list[object]", is_property=True, opaque=True
    ),
    Callable("django.forms.BaseFormSet.clean", returns="None"),
    Callable(
        "django.forms.formset_factory",
        returns="type[django.forms.BaseFormSet]",
        aliases=("django.forms.formsets.formset_factory",),
    ),
    # https://docs.djangoproject.com/en/6.1/topics/forms/modelforms/#model-formsets
    Callable("django.forms.BaseModelFormSet.is_valid", FORM, "bool"),
    Callable("django.forms.BaseModelFormSet.full_clean", FORM, "None"),
    Callable("django.forms.BaseModelFormSet.errors", FORM, "list[object]", is_property=True),
    Callable("django.forms.BaseModelFormSet.forms", FORM, "list[object]", is_property=True),
    Callable("django.forms.BaseModelFormSet.initial_forms", FORM, "list[object]", is_property=True),
    Callable("django.forms.BaseModelFormSet.extra_forms", FORM, "list[object]", is_property=True),
    Callable("django.forms.BaseModelFormSet.empty_form", FORM, is_property=True),
    Callable("django.forms.BaseModelFormSet.management_form", FORM, is_property=True),
    Callable("django.forms.BaseModelFormSet.initial_form_count", FORM, "int"),
    Callable("django.forms.BaseModelFormSet.total_form_count", FORM, "int"),
    Callable("django.forms.BaseModelFormSet.save", FORM, "list[django.db.models.Model]"),
    Callable("django.forms.BaseModelFormSet.save_new", FORM, "django.db.models.Model"),
    Callable("django.forms.BaseModelFormSet.save_existing", FORM, "django.db.models.Model"),
    Callable(
        "django.forms.BaseModelFormSet.save_new_objects", FORM, "list[django.db.models.Model]"
    ),
    Callable(
        "django.forms.BaseModelFormSet.save_existing_objects", FORM, "list[django.db.models.Model]"
    ),
    Callable("django.forms.BaseModelFormSet.validate_unique", FORM, "None"),
    Callable("django.forms.BaseModelFormSet.get_queryset", returns="django.db.models.QuerySet"),
    Callable("django.forms.BaseModelFormSet.__iter__", FORM, "iterator[object]"),
    Callable("django.forms.BaseModelFormSet.__len__", FORM, "int"),
    Callable("django.forms.BaseModelFormSet.__getitem__", FORM),
    Callable(
        "django.forms.modelformset_factory",
        returns="type[django.forms.BaseModelFormSet]",
        aliases=("django.forms.models.modelformset_factory",),
    ),
    Callable(
        "django.forms.inlineformset_factory",
        returns="type[django.forms.BaseInlineFormSet]",
        aliases=("django.forms.models.inlineformset_factory",),
    ),
    # https://docs.djangoproject.com/en/6.1/topics/auth/default/#module-django.contrib.auth.forms
    Callable("django.contrib.auth.forms.AuthenticationForm.is_valid", FORM, "bool"),
    Callable("django.contrib.auth.forms.AuthenticationForm.full_clean", FORM, "None"),
    Callable("django.contrib.auth.forms.AuthenticationForm.errors", FORM, is_property=True),
    Callable("django.contrib.auth.forms.AuthenticationForm.clean", FORM, "dict[str, object]"),
    Callable(
        "django.contrib.auth.forms.AuthenticationForm.get_user",
        returns="django.contrib.auth.models.AbstractBaseUser | None",
    ),
    Callable(
        "django.contrib.auth.forms.PasswordResetForm.get_users",
        FORM,
        "iterator[django.contrib.auth.models.AbstractBaseUser]",
    ),
    Callable("django.contrib.auth.forms.PasswordResetForm.save", FORM, "None"),
    Callable(
        "django.contrib.auth.forms.SetPasswordForm.save",
        FORM,
        "django.contrib.auth.models.AbstractBaseUser",
    ),
    Callable("django.contrib.auth.forms.PasswordChangeForm.clean_old_password", CPU, "str"),
    Callable(
        "django.contrib.auth.forms.AdminPasswordChangeForm.save",
        FORM,
        "django.contrib.auth.models.AbstractBaseUser",
    ),
)
