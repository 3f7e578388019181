"""What every release series of Django offers to async code; `releases.py` reads it.

Made by scripts/django_tables.py from the releases below, each of them installed and run.

A word is a name, with `@4.1` where Django 4.1 is the first series that has it, and `<5.0` where 5.0
is the first without it; a name without either is in all of them.
"""

# ruff: noqa: E501
from __future__ import annotations

# Release series → the release that was run.
RELEASES: dict[tuple[int, int], str] = {
    (3, 1): "3.1.14",
    (3, 2): "3.2.25",
    (4, 0): "4.0.10",
    (4, 1): "4.1.13",
    (4, 2): "4.2.30",
    (5, 0): "5.0.14",
    (5, 1): "5.1.15",
    (5, 2): "5.2.19",
    (6, 0): "6.0.10",
    (6, 1): "6.1.3",
}

# Names in rows that not every series has.
NAMES = (
    "django.contrib.admin.models.LogEntryManager.log_action<6.0 "
    "django.contrib.admin.models.LogEntryManager.log_actions@5.1 "
    "django.contrib.auth.aauthenticate@5.0 "
    "django.contrib.auth.acheck_password_with_timing_attack_mitigation@6.1 "
    "django.contrib.auth.aget_user@5.0 django.contrib.auth.alogin@5.0 "
    "django.contrib.auth.alogout@5.0 django.contrib.auth.aupdate_session_auth_hash@5.0 "
    "django.contrib.auth.backends.BaseBackend.aauthenticate@5.2 "
    "django.contrib.auth.backends.BaseBackend.aget_all_permissions@5.2 "
    "django.contrib.auth.backends.BaseBackend.aget_group_permissions@5.2 "
    "django.contrib.auth.backends.BaseBackend.aget_user@5.2 "
    "django.contrib.auth.backends.BaseBackend.aget_user_permissions@5.2 "
    "django.contrib.auth.backends.BaseBackend.ahas_perm@5.2 "
    "django.contrib.auth.backends.ModelBackend.aauthenticate@5.2 "
    "django.contrib.auth.backends.ModelBackend.aget_all_permissions@5.2 "
    "django.contrib.auth.backends.ModelBackend.aget_group_permissions@5.2 "
    "django.contrib.auth.backends.ModelBackend.aget_user@5.2 "
    "django.contrib.auth.backends.ModelBackend.aget_user_permissions@5.2 "
    "django.contrib.auth.backends.ModelBackend.ahas_module_perms@5.2 "
    "django.contrib.auth.backends.ModelBackend.ahas_perm@5.2 "
    "django.contrib.auth.backends.RemoteUserBackend.aconfigure_user@5.2 "
    "django.contrib.auth.check_password_with_timing_attack_mitigation@6.1 "
    "django.contrib.auth.forms.BaseUserCreationForm@4.2 "
    "django.contrib.auth.hashers.acheck_password@5.0 "
    "django.contrib.auth.models.AbstractBaseUser.acheck_password@5.0 "
    "django.contrib.auth.models.AbstractBaseUser.get_session_auth_fallback_hash@4.1 "
    "django.contrib.auth.models.AnonymousUser.aget_all_permissions@5.2 "
    "django.contrib.auth.models.AnonymousUser.aget_group_permissions@5.2 "
    "django.contrib.auth.models.AnonymousUser.aget_user_permissions@5.2 "
    "django.contrib.auth.models.AnonymousUser.ahas_module_perms@5.2 "
    "django.contrib.auth.models.AnonymousUser.ahas_perm@5.2 "
    "django.contrib.auth.models.AnonymousUser.ahas_perms@5.2 "
    "django.contrib.auth.models.BaseUserManager.aget_by_natural_key@5.2 "
    "django.contrib.auth.models.BaseUserManager.make_random_password<5.1 "
    "django.contrib.auth.models.GroupManager.aget_by_natural_key@5.2 "
    "django.contrib.auth.models.PermissionsMixin.aget_all_permissions@5.2 "
    "django.contrib.auth.models.PermissionsMixin.aget_group_permissions@5.2 "
    "django.contrib.auth.models.PermissionsMixin.aget_user_permissions@5.2 "
    "django.contrib.auth.models.PermissionsMixin.ahas_module_perms@5.2 "
    "django.contrib.auth.models.PermissionsMixin.ahas_perm@5.2 "
    "django.contrib.auth.models.PermissionsMixin.ahas_perms@5.2 "
    "django.contrib.auth.models.UserManager.acreate_superuser@5.2 "
    "django.contrib.auth.models.UserManager.acreate_user@5.2 "
    "django.contrib.sessions.backends.base.SessionBase.aclear_expired@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.acreate@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.acycle_key@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.adelete@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.adelete_test_cookie@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.aexists@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.aflush@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.aget@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.aget_expire_at_browser_close@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.aget_expiry_age@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.aget_expiry_date@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.ahas_key@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.aitems@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.akeys@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.aload@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.apop@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.asave@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.aset@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.aset_expiry@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.aset_test_cookie@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.asetdefault@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.atest_cookie_worked@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.aupdate@5.1 "
    "django.contrib.sessions.backends.base.SessionBase.avalues@5.1 "
    "django.contrib.sessions.backends.cache.SessionStore.acache_key@5.1 "
    "django.contrib.sessions.backends.cached_db.SessionStore.acache_key@5.1 "
    "django.contrib.sessions.backends.db.SessionStore.acreate_model_instance@5.1 "
    "django.core.cache.BaseCache.aadd@4.0 django.core.cache.BaseCache.aclear@4.0 "
    "django.core.cache.BaseCache.aclose@4.0 django.core.cache.BaseCache.adecr@4.0 "
    "django.core.cache.BaseCache.adecr_version@4.0 django.core.cache.BaseCache.adelete@4.0 "
    "django.core.cache.BaseCache.adelete_many@4.0 django.core.cache.BaseCache.aget@4.0 "
    "django.core.cache.BaseCache.aget_many@4.0 django.core.cache.BaseCache.aget_or_set@4.0 "
    "django.core.cache.BaseCache.ahas_key@4.0 django.core.cache.BaseCache.aincr@4.0 "
    "django.core.cache.BaseCache.aincr_version@4.0 django.core.cache.BaseCache.aset@4.0 "
    "django.core.cache.BaseCache.aset_many@4.0 django.core.cache.BaseCache.atouch@4.0 "
    "django.core.cache.BaseCache.make_and_validate_key@4.0 "
    "django.core.cache.backends.memcached.PyMemcacheCache@3.2 "
    "django.core.cache.backends.redis.RedisCache@4.0 "
    "django.core.files.storage.InMemoryStorage.exists@4.2 "
    "django.core.files.storage.InMemoryStorage.open@4.2 "
    "django.core.files.storage.InMemoryStorage.save@4.2 "
    "django.core.files.storage.InMemoryStorage.size@4.2 "
    "django.core.files.storage.InMemoryStorage.url@4.2 "
    "django.core.files.storage.InMemoryStorage@4.2 "
    "django.core.files.storage.Storage.is_name_available@5.1 "
    "django.core.files.storage.StorageHandler.__getitem__@4.2 "
    "django.core.files.storage.StorageHandler@4.2 django.core.files.storage.base.Storage@4.2 "
    "django.core.files.storage.filesystem.FileSystemStorage@4.2 "
    "django.core.files.storage.handler.StorageHandler@4.2 "
    "django.core.files.storage.memory.InMemoryStorage@4.2 django.core.files.storage.storages@4.2 "
    "django.core.paginator.AsyncPage.__aiter__@6.0 django.core.paginator.AsyncPage.aend_index@6.0 "
    "django.core.paginator.AsyncPage.aget_object_list@6.0 "
    "django.core.paginator.AsyncPage.ahas_next@6.0 "
    "django.core.paginator.AsyncPage.ahas_other_pages@6.0 "
    "django.core.paginator.AsyncPage.ahas_previous@6.0 "
    "django.core.paginator.AsyncPage.anext_page_number@6.0 "
    "django.core.paginator.AsyncPage.aprevious_page_number@6.0 "
    "django.core.paginator.AsyncPage.astart_index@6.0 django.core.paginator.AsyncPage@6.0 "
    "django.core.paginator.AsyncPaginator.__aiter__@6.0 "
    "django.core.paginator.AsyncPaginator.acount@6.0 "
    "django.core.paginator.AsyncPaginator.aget_elided_page_range@6.0 "
    "django.core.paginator.AsyncPaginator.aget_page@6.0 "
    "django.core.paginator.AsyncPaginator.anum_pages@6.0 "
    "django.core.paginator.AsyncPaginator.apage@6.0 "
    "django.core.paginator.AsyncPaginator.apage_range@6.0 "
    "django.core.paginator.AsyncPaginator.avalidate_number@6.0 "
    "django.core.paginator.AsyncPaginator@6.0 "
    "django.core.paginator.Paginator.get_elided_page_range@3.2 "
    "django.db.models.CompositePrimaryKey@5.2 django.db.models.GeneratedField@5.0 "
    "django.db.models.Manager.aaggregate@4.1 django.db.models.Manager.abulk_create@4.1 "
    "django.db.models.Manager.abulk_update@4.1 django.db.models.Manager.acontains@4.1 "
    "django.db.models.Manager.acount@4.1 django.db.models.Manager.acreate@4.1 "
    "django.db.models.Manager.aearliest@4.1 django.db.models.Manager.aexists@4.1 "
    "django.db.models.Manager.aexplain@4.1 django.db.models.Manager.afirst@4.1 "
    "django.db.models.Manager.aget@4.1 django.db.models.Manager.aget_or_create@4.1 "
    "django.db.models.Manager.ain_bulk@4.1 django.db.models.Manager.aiterator@4.1 "
    "django.db.models.Manager.alast@4.1 django.db.models.Manager.alatest@4.1 "
    "django.db.models.Manager.alias@3.2 django.db.models.Manager.aupdate@4.1 "
    "django.db.models.Manager.aupdate_or_create@4.1 django.db.models.Manager.contains@4.0 "
    "django.db.models.Manager.fetch_mode@6.1 django.db.models.Model.adelete@4.2 "
    "django.db.models.Model.arefresh_from_db@4.2 django.db.models.Model.asave@4.2 "
    "django.db.models.Model.get_constraints@4.1 django.db.models.Model.validate_constraints@4.1 "
    "django.db.models.QuerySet.__aiter__@4.1 django.db.models.QuerySet.__xor__@4.1 "
    "django.db.models.QuerySet.aaggregate@4.1 django.db.models.QuerySet.abulk_create@4.1 "
    "django.db.models.QuerySet.abulk_update@4.1 django.db.models.QuerySet.acontains@4.1 "
    "django.db.models.QuerySet.acount@4.1 django.db.models.QuerySet.acreate@4.1 "
    "django.db.models.QuerySet.adelete@4.1 django.db.models.QuerySet.aearliest@4.1 "
    "django.db.models.QuerySet.aexists@4.1 django.db.models.QuerySet.aexplain@4.1 "
    "django.db.models.QuerySet.afirst@4.1 django.db.models.QuerySet.aget@4.1 "
    "django.db.models.QuerySet.aget_or_create@4.1 django.db.models.QuerySet.ain_bulk@4.1 "
    "django.db.models.QuerySet.aiterator@4.1 django.db.models.QuerySet.alast@4.1 "
    "django.db.models.QuerySet.alatest@4.1 django.db.models.QuerySet.alias@3.2 "
    "django.db.models.QuerySet.aupdate@4.1 django.db.models.QuerySet.aupdate_or_create@4.1 "
    "django.db.models.QuerySet.contains@4.0 django.db.models.QuerySet.fetch_mode@6.1 "
    "django.db.models.QuerySet.totally_ordered@6.1 django.db.models.RawQuerySet.__aiter__@4.1 "
    "django.db.models.RelatedManager.aadd@4.2 django.db.models.RelatedManager.aclear@4.2 "
    "django.db.models.RelatedManager.aremove@4.2 django.db.models.RelatedManager.aset@4.2 "
    "django.db.models.aprefetch_related_objects@5.0 "
    "django.db.models.fields.composite.CompositePrimaryKey@5.2 "
    "django.db.models.fields.generated.GeneratedField@5.0 "
    "django.db.models.query.aprefetch_related_objects@5.0 django.dispatch.Signal.asend@5.0 "
    "django.dispatch.Signal.asend_robust@5.0 django.forms.BaseForm.as_div@4.1 "
    "django.forms.BaseForm.render@4.0 django.forms.BaseModelForm.validate_constraints@6.0 "
    "django.http.HttpRequest.accepted_type@5.2 django.http.HttpRequest.get_preferred_type@5.2 "
    "django.http.HttpRequest.get_raw_uri<4.0 django.http.HttpRequest.is_ajax<4.0 "
    "django.http.HttpResponse.text@5.2 django.http.StreamingHttpResponse.__aiter__@4.2 "
    "django.http.response.ResponseHeaders@3.2 django.shortcuts.aget_list_or_404@5.0 "
    "django.shortcuts.aget_object_or_404@5.0 django.tasks.Task.acall@6.0 "
    "django.tasks.Task.aenqueue@6.0 django.tasks.Task.aget_result@6.0 django.tasks.Task.call@6.0 "
    "django.tasks.Task.enqueue@6.0 django.tasks.Task.get_result@6.0 django.tasks.Task.using@6.0 "
    "django.tasks.Task@6.0 django.tasks.TaskResult.arefresh@6.0 "
    "django.tasks.TaskResult.refresh@6.0 django.tasks.TaskResult@6.0 django.tasks.base.Task@6.0 "
    "django.tasks.base.TaskResult@6.0 django.template.Library.simple_block_tag@5.2 "
    "django.test.client.ClientMixin.aforce_login@5.0 django.test.client.ClientMixin.alogin@5.0 "
    "django.test.client.ClientMixin.alogout@5.0 django.test.client.ClientMixin.asession@5.0 "
    "django.utils.connection.BaseConnectionHandler@3.2 "
    "django.views.generic.edit.BaseDeleteView.form_valid@4.0"
)

# Class or module → nature → members, without those that a base has alike.
MEMBERS: dict[str, dict[str, str]] = {
    "django.apps.AppConfig": {
        "sync": "__repr__ create get_model get_models import_models ready",
    },
    "django.apps.registry.Apps": {
        "sync": (
            "check_apps_ready check_models_ready clear_cache do_pending_operations get_app_config "
            "get_app_configs get_containing_app_config get_model get_models get_registered_model "
            "get_swappable_settings_name is_installed lazy_model_operation populate "
            "register_model set_available_apps set_installed_apps unset_available_apps "
            "unset_installed_apps"
        ),
    },
    "django.contrib.admin.AdminSite": {
        "sync": (
            "__repr__@4.0 add_action admin_view app_index autocomplete_view@3.2 "
            "catch_all_view@3.2 check disable_action each_context get_action get_app_list "
            "get_log_entries@5.0 get_model_admin@5.0 get_urls has_permission i18n_javascript "
            "index is_registered login logout password_change password_change_done register "
            "unregister"
        ),
    },
    "django.contrib.admin.ModelAdmin": {
        "sync": (
            "__repr__@4.0 action_checkbox add_view autocomplete_view<3.2 change_view "
            "changeform_view changelist_view construct_change_message delete_model "
            "delete_queryset delete_view get_action get_action_choices get_actions "
            "get_changeform_initial_data get_changelist get_changelist_form "
            "get_changelist_formset get_changelist_instance get_deleted_objects get_form "
            "get_formset_kwargs@4.0 get_formsets_with_inlines get_inline_formsets "
            "get_inline_instances get_list_display get_list_display_links get_list_filter "
            "get_list_select_related get_model_perms get_object get_paginator "
            "get_preserved_filters get_search_fields get_search_results get_urls history_view "
            "log_addition log_change log_deletion<6.0 log_deletions@5.1 message_user "
            "render_change_form render_delete_form response_action response_add response_change "
            "response_delete response_post_save_add response_post_save_change save_form "
            "save_formset save_model save_related"
        ),
    },
    "django.contrib.admin.StackedInline": {},
    "django.contrib.admin.TabularInline": {},
    "django.contrib.admin.models.LogEntry": {
        "sync": (
            "clean_fields delete full_clean get_admin_url get_change_message get_edited_object "
            "is_addition is_change is_deletion refresh_from_db save save_base validate_unique"
        ),
        "attribute": "get_action_flag_display get_next_by_action_time get_previous_by_action_time",
    },
    "django.contrib.admin.models.LogEntryManager": {
        "sync": (
            "aggregate alias@3.2 all annotate bulk_create bulk_update complex_filter contains@4.0 "
            "count create dates datetimes defer difference distinct earliest exclude exists "
            "explain extra fetch_mode@6.1 filter first get get_or_create get_queryset in_bulk "
            "intersection iterator last latest log_action<6.0 log_actions@5.1 none only order_by "
            "prefetch_related raw reverse select_for_update select_related union update "
            "update_or_create using values values_list"
        ),
    },
    "django.contrib.admin.options.BaseModelAdmin": {
        "sync": (
            "check formfield_for_choice_field formfield_for_dbfield formfield_for_foreignkey "
            "formfield_for_manytomany get_autocomplete_fields get_empty_value_display get_exclude "
            "get_field_queryset get_fields get_fieldsets get_inlines get_ordering "
            "get_prepopulated_fields get_queryset get_readonly_fields get_sortable_by "
            "get_view_on_site_url has_add_permission has_change_permission has_delete_permission "
            "has_module_permission has_view_or_change_permission has_view_permission "
            "lookup_allowed to_field_allowed"
        ),
    },
    "django.contrib.admin.options.InlineModelAdmin": {
        "sync": "get_extra get_formset get_max_num get_min_num",
    },
    "django.contrib.admin.utils.NestedObjects": {
        "sync": "add_edge nested",
    },
    "django.contrib.auth": {
        "async": (
            "aauthenticate@5.0 acheck_password_with_timing_attack_mitigation@6.1 aget_user@5.0 "
            "alogin@5.0 alogout@5.0 aupdate_session_auth_hash@5.0"
        ),
        "evaluating": "authenticate get_user login logout update_session_auth_hash",
        "sync": (
            "check_password_with_timing_attack_mitigation@6.1 constant_time_compare get_backends "
            "get_permission_codename get_user_model import_string load_backend rotate_token "
            "sensitive_variables@3.2 signature@5.2"
        ),
    },
    "django.contrib.auth.backends.AllowAllUsersModelBackend": {},
    "django.contrib.auth.backends.AllowAllUsersRemoteUserBackend": {},
    "django.contrib.auth.backends.BaseBackend": {
        "async": (
            "aauthenticate@5.2 aget_all_permissions@5.2 aget_group_permissions@5.2 aget_user@5.2 "
            "aget_user_permissions@5.2 ahas_perm@5.2"
        ),
        "sync": (
            "authenticate get_all_permissions get_group_permissions get_user get_user_permissions "
            "has_perm"
        ),
    },
    "django.contrib.auth.backends.ModelBackend": {
        "async": "ahas_module_perms@5.2",
        "sync": "has_module_perms user_can_authenticate with_perm",
    },
    "django.contrib.auth.backends.RemoteUserBackend": {
        "async": "aconfigure_user@5.2",
        "sync": "clean_username configure_user",
    },
    "django.contrib.auth.forms.AdminPasswordChangeForm": {
        "sync": (
            "clean_password2<5.1 create_password_fields@5.1 create_usable_password_field@5.1 save "
            "set_password_and_save@5.1 validate_password_for_user@5.1 validate_passwords@5.1"
        ),
    },
    "django.contrib.auth.forms.AuthenticationForm": {
        "sync": "confirm_login_allowed get_invalid_login_error get_user",
    },
    "django.contrib.auth.forms.BaseUserCreationForm": {
        "sync": (
            "__getitem__@4.2 __iter__@4.2 __repr__@4.2 add_error@4.2 add_initial_prefix@4.2 "
            "add_prefix@4.2 as_div@4.2 as_p@4.2 as_table@4.2 as_ul@4.2 clean@4.2 "
            "clean_password2@4.2<5.1 create_password_fields@5.1 full_clean@4.2 get_context@4.2 "
            "get_initial_for_field@4.2 has_changed@4.2 has_error@4.2 hidden_fields@4.2 "
            "is_multipart@4.2 is_valid@4.2 non_field_errors@4.2 order_fields@4.2 render@4.2 "
            "save@4.2 set_password_and_save@5.1 validate_password_for_user@5.1 "
            "validate_passwords@5.1 validate_unique@4.2 visible_fields@4.2"
        ),
        "attribute": "changed_data@4.2 errors@4.2 media@4.2",
    },
    "django.contrib.auth.forms.PasswordChangeForm": {
        "sync": "clean_old_password",
    },
    "django.contrib.auth.forms.PasswordResetForm": {
        "sync": "get_users save send_mail",
    },
    "django.contrib.auth.forms.SetPasswordForm": {
        "sync": (
            "clean_new_password2<5.1 create_password_fields@5.1 save set_password_and_save@5.1 "
            "validate_password_for_user@5.1 validate_passwords@5.1"
        ),
    },
    "django.contrib.auth.forms.UserChangeForm": {
        "sync": "clean_password<3.2",
    },
    "django.contrib.auth.forms.UserCreationForm": {
        "sync": (
            "__getitem__ __iter__ __repr__ add_error add_initial_prefix add_prefix as_div@4.1 "
            "as_p as_table as_ul clean clean_password2<5.1 clean_username@4.2 full_clean "
            "get_context@4.0 get_initial_for_field has_changed has_error hidden_fields "
            "is_multipart is_valid non_field_errors order_fields render@4.0 save validate_unique "
            "visible_fields"
        ),
        "attribute": "changed_data errors media",
    },
    "django.contrib.auth.hashers": {
        "async": "acheck_password@5.0",
        "sync": (
            "check_password constant_time_compare force_bytes@6.0 force_str@6.0 get_hasher "
            "get_hashers get_hashers_by_algorithm get_random_string identify_hasher import_string "
            "is_password_usable make_password mask_hash must_update_salt@3.2 pbkdf2 receiver "
            "reset_hashers verify_password@5.0"
        ),
    },
    "django.contrib.auth.mixins.AccessMixin": {
        "sync": (
            "get_login_url get_permission_denied_message get_redirect_field_name "
            "handle_no_permission"
        ),
    },
    "django.contrib.auth.mixins.LoginRequiredMixin": {
        "sync": "dispatch",
    },
    "django.contrib.auth.mixins.PermissionRequiredMixin": {
        "sync": "dispatch get_permission_required has_permission",
    },
    "django.contrib.auth.mixins.UserPassesTestMixin": {
        "sync": "dispatch get_test_func test_func",
    },
    "django.contrib.auth.models.AbstractBaseUser": {
        "async": "acheck_password@5.0",
        "sync": (
            "check_password clean_fields delete full_clean get_email_field_name "
            "get_session_auth_fallback_hash@4.1 get_session_auth_hash get_username "
            "has_usable_password natural_key normalize_username refresh_from_db save save_base "
            "set_password set_unusable_password validate_unique"
        ),
        "attribute": "is_anonymous is_authenticated",
    },
    "django.contrib.auth.models.AbstractUser": {
        "sync": "email_user get_full_name get_short_name username_validator",
        "attribute": "get_next_by_date_joined get_previous_by_date_joined",
    },
    "django.contrib.auth.models.AnonymousUser": {
        "async": (
            "aget_all_permissions@5.2 aget_group_permissions@5.2 aget_user_permissions@5.2 "
            "ahas_module_perms@5.2 ahas_perm@5.2 ahas_perms@5.2"
        ),
        "sync": (
            "check_password delete get_all_permissions get_group_permissions get_user_permissions "
            "get_username has_module_perms has_perm has_perms save set_password"
        ),
        "attribute": "is_anonymous is_authenticated",
    },
    "django.contrib.auth.models.BaseUserManager": {
        "async": "aget_by_natural_key@5.2",
        "sync": (
            "aggregate alias@3.2 all annotate bulk_create bulk_update complex_filter contains@4.0 "
            "count create dates datetimes defer difference distinct earliest exclude exists "
            "explain extra fetch_mode@6.1 filter first get get_by_natural_key get_or_create "
            "get_queryset in_bulk intersection iterator last latest make_random_password<5.1 none "
            "normalize_email only order_by prefetch_related raw reverse select_for_update "
            "select_related union update update_or_create using values values_list"
        ),
    },
    "django.contrib.auth.models.Group": {
        "sync": (
            "clean_fields delete full_clean natural_key refresh_from_db save save_base "
            "validate_unique"
        ),
    },
    "django.contrib.auth.models.GroupManager": {
        "async": "aget_by_natural_key@5.2",
        "sync": (
            "aggregate alias@3.2 all annotate bulk_create bulk_update complex_filter contains@4.0 "
            "count create dates datetimes defer difference distinct earliest exclude exists "
            "explain extra fetch_mode@6.1 filter first get get_by_natural_key get_or_create "
            "get_queryset in_bulk intersection iterator last latest none only order_by "
            "prefetch_related raw reverse select_for_update select_related union update "
            "update_or_create using values values_list"
        ),
    },
    "django.contrib.auth.models.Permission": {
        "sync": (
            "clean_fields delete full_clean natural_key refresh_from_db save save_base "
            "validate_unique"
        ),
    },
    "django.contrib.auth.models.PermissionManager": {
        "sync": (
            "aggregate alias@3.2 all annotate bulk_create bulk_update complex_filter contains@4.0 "
            "count create dates datetimes defer difference distinct earliest exclude exists "
            "explain extra fetch_mode@6.1 filter first get get_by_natural_key get_or_create "
            "get_queryset in_bulk intersection iterator last latest none only order_by "
            "prefetch_related raw reverse select_for_update select_related union update "
            "update_or_create using values values_list"
        ),
    },
    "django.contrib.auth.models.PermissionsMixin": {
        "async": (
            "aget_all_permissions@5.2 aget_group_permissions@5.2 aget_user_permissions@5.2 "
            "ahas_module_perms@5.2 ahas_perm@5.2 ahas_perms@5.2"
        ),
        "sync": (
            "clean_fields delete full_clean get_all_permissions get_group_permissions "
            "get_user_permissions has_module_perms has_perm has_perms refresh_from_db save "
            "save_base validate_unique"
        ),
    },
    "django.contrib.auth.models.User": {
        "evaluating": (
            "delete full_clean get_all_permissions get_group_permissions get_user_permissions "
            "has_module_perms has_perm has_perms refresh_from_db save save_base validate_unique"
        ),
    },
    "django.contrib.auth.models.UserManager": {
        "async": "acreate_superuser@5.2 acreate_user@5.2",
        "evaluating": (
            "aggregate bulk_create bulk_update contains@4.0 count create create_superuser "
            "create_user earliest exists explain first get get_by_natural_key get_or_create "
            "in_bulk iterator last latest update update_or_create"
        ),
        "lazy": (
            "alias@3.2 all annotate complex_filter dates datetimes defer difference distinct "
            "exclude extra fetch_mode@6.1 filter get_queryset intersection none only order_by "
            "prefetch_related raw reverse select_for_update select_related union using values "
            "values_list with_perm"
        ),
    },
    "django.contrib.auth.password_validation": {
        "sync": (
            "exceeds_maximum_length_ratio@3.2 format_html format_html_join "
            "get_default_password_validators get_password_validators import_string lazy ngettext "
            "password_changed password_validators_help_text_html password_validators_help_texts "
            "validate_password"
        ),
    },
    "django.contrib.contenttypes.models.ContentType": {
        "sync": (
            "clean_fields delete full_clean get_all_objects_for_this_type "
            "get_object_for_this_type model_class natural_key refresh_from_db save save_base "
            "validate_unique"
        ),
        "attribute": "name",
    },
    "django.contrib.contenttypes.models.ContentTypeManager": {
        "evaluating": "get_by_natural_key get_for_id get_for_model get_for_models",
        "sync": "clear_cache dates datetimes",
    },
    "django.contrib.flatpages.models.FlatPage": {
        "sync": (
            "clean_fields delete full_clean get_absolute_url refresh_from_db save save_base "
            "validate_unique"
        ),
    },
    "django.contrib.flatpages.views": {
        "sync": "csrf_protect flatpage get_current_site get_object_or_404 mark_safe render_flatpage",
    },
    "django.contrib.messages": {
        "sync": "add_message debug error get_level get_messages info set_level success warning",
    },
    "django.contrib.messages.storage.base.BaseStorage": {
        "sync": "__contains__ __iter__ __len__ __repr__@4.0 add update",
    },
    "django.contrib.messages.storage.base.Message": {
        "sync": "__repr__@5.0",
    },
    "django.contrib.redirects.models.Redirect": {
        "sync": "clean_fields delete full_clean refresh_from_db save save_base validate_unique",
    },
    "django.contrib.sessions.backends.base.SessionBase": {
        "async": (
            "aclear_expired@5.1 acreate@5.1 acycle_key@5.1 adelete@5.1 adelete_test_cookie@5.1 "
            "aexists@5.1 aflush@5.1 aget@5.1 aget_expire_at_browser_close@5.1 aget_expiry_age@5.1 "
            "aget_expiry_date@5.1 ahas_key@5.1 aitems@5.1 akeys@5.1 aload@5.1 apop@5.1 asave@5.1 "
            "aset@5.1 aset_expiry@5.1 aset_test_cookie@5.1 asetdefault@5.1 "
            "atest_cookie_worked@5.1 aupdate@5.1 avalues@5.1"
        ),
        "evaluating": (
            "__contains__ __getitem__ clear_expired create cycle_key delete delete_test_cookie "
            "exists flush get get_expire_at_browser_close get_expiry_age get_expiry_date has_key "
            "items keys load pop save set_expiry set_test_cookie setdefault test_cookie_worked "
            "update values"
        ),
        "sync": (
            "__bool__@6.1 __delitem__ __setitem__ clear decode encode get_session_cookie_age "
            "is_empty"
        ),
        "attribute": "session_key",
    },
    "django.contrib.sessions.backends.cache.SessionStore": {
        "async": "acache_key@5.1",
        "sync": (
            "__contains__ __getitem__ clear_expired create cycle_key delete delete_test_cookie "
            "exists flush get get_expire_at_browser_close get_expiry_age get_expiry_date has_key "
            "items keys load pop save set_expiry set_test_cookie setdefault test_cookie_worked "
            "update values"
        ),
    },
    "django.contrib.sessions.backends.cached_db.SessionStore": {
        "async": "acache_key@5.1",
    },
    "django.contrib.sessions.backends.db.SessionStore": {
        "async": "acreate_model_instance@5.1",
        "sync": (
            "__contains__ __getitem__ clear_expired create create_model_instance cycle_key delete "
            "delete_test_cookie exists flush get get_expire_at_browser_close get_expiry_age "
            "get_expiry_date get_model_class has_key items keys load pop save set_expiry "
            "set_test_cookie setdefault test_cookie_worked update values"
        ),
    },
    "django.contrib.sessions.backends.file.SessionStore": {
        "sync": (
            "__contains__ __getitem__ clean<5.1 clear_expired create cycle_key delete "
            "delete_test_cookie exists flush get get_expire_at_browser_close get_expiry_age "
            "get_expiry_date has_key items keys load pop save set_expiry set_test_cookie "
            "setdefault test_cookie_worked update values"
        ),
    },
    "django.contrib.sessions.backends.signed_cookies.SessionStore": {
        "sync": (
            "__contains__ __getitem__ clear_expired create cycle_key delete delete_test_cookie "
            "exists flush get get_expire_at_browser_close get_expiry_age get_expiry_date has_key "
            "items keys load pop save set_expiry set_test_cookie setdefault test_cookie_worked "
            "update values"
        ),
    },
    "django.contrib.sessions.base_session.AbstractBaseSession": {
        "sync": (
            "clean_fields delete full_clean get_decoded get_session_store_class refresh_from_db "
            "save save_base validate_unique"
        ),
        "attribute": "get_next_by_expire_date get_previous_by_expire_date",
    },
    "django.contrib.sessions.base_session.BaseSessionManager": {
        "sync": (
            "aggregate alias@3.2 all annotate bulk_create bulk_update complex_filter contains@4.0 "
            "count create dates datetimes defer difference distinct earliest encode exclude "
            "exists explain extra fetch_mode@6.1 filter first get get_or_create get_queryset "
            "in_bulk intersection iterator last latest none only order_by prefetch_related raw "
            "reverse save select_for_update select_related union update update_or_create using "
            "values values_list"
        ),
    },
    "django.contrib.sessions.models.Session": {},
    "django.contrib.sessions.models.SessionManager": {},
    "django.contrib.sitemaps.Sitemap": {
        "sync": (
            "get_domain@3.2 get_languages_for_item@4.2 get_latest_lastmod@4.1 get_protocol@3.2 "
            "get_urls items location"
        ),
    },
    "django.contrib.sites.models.Site": {
        "sync": (
            "clean_fields delete full_clean natural_key refresh_from_db save save_base "
            "validate_unique"
        ),
    },
    "django.contrib.sites.models.SiteManager": {
        "evaluating": "get_current",
        "sync": "clear_cache dates datetimes get_by_natural_key",
    },
    "django.contrib.sites.requests.RequestSite": {
        "sync": "delete save",
    },
    "django.contrib.sites.shortcuts": {
        "evaluating": "get_current_site",
    },
    "django.contrib.staticfiles.storage.StaticFilesStorage": {},
    "django.contrib.syndication.views.Feed": {
        "sync": (
            "__call__ feed_extra_kwargs get_context_data get_feed get_object item_description "
            "item_enclosures item_extra_kwargs item_link item_title"
        ),
    },
    "django.core.cache": {
        "sync": "close_caches import_string",
    },
    "django.core.cache.BaseCache": {
        "async": (
            "aadd@4.0 aclear@4.0 aclose@4.0 adecr@4.0 adecr_version@4.0 adelete@4.0 "
            "adelete_many@4.0 aget@4.0 aget_many@4.0 aget_or_set@4.0 ahas_key@4.0 aincr@4.0 "
            "aincr_version@4.0 aset@4.0 aset_many@4.0 atouch@4.0"
        ),
        "sync": (
            "__contains__ add clear close decr decr_version delete delete_many get "
            "get_backend_timeout get_many get_or_set has_key incr incr_version "
            "make_and_validate_key@4.0 make_key set set_many touch validate_key"
        ),
    },
    "django.core.cache.CacheHandler": {
        "sync": "__getitem__ all",
    },
    "django.core.cache.backends.db.DatabaseCache": {},
    "django.core.cache.backends.dummy.DummyCache": {},
    "django.core.cache.backends.filebased.FileBasedCache": {},
    "django.core.cache.backends.locmem.LocMemCache": {},
    "django.core.cache.backends.memcached.BaseMemcachedCache": {},
    "django.core.cache.backends.memcached.PyLibMCCache": {},
    "django.core.cache.backends.memcached.PyMemcacheCache": {
        "sync": (
            "__contains__@3.2 add@3.2 clear@3.2 close@3.2 decr@3.2 decr_version@3.2 delete@3.2 "
            "delete_many@3.2 get@3.2 get_backend_timeout@3.2 get_many@3.2 get_or_set@3.2 "
            "has_key@3.2 incr@3.2 incr_version@3.2 make_key@3.2 set@3.2 set_many@3.2 touch@3.2 "
            "validate_key@3.2"
        ),
    },
    "django.core.cache.backends.redis.RedisCache": {
        "sync": (
            "__contains__@4.0 add@4.0 clear@4.0 close@4.0 decr@4.0 decr_version@4.0 delete@4.0 "
            "delete_many@4.0 get@4.0 get_backend_timeout@4.0 get_many@4.0 get_or_set@4.0 "
            "has_key@4.0 incr@4.0 incr_version@4.0 make_key@4.0 set@4.0 set_many@4.0 touch@4.0 "
            "validate_key@4.0"
        ),
    },
    "django.core.exceptions.ImproperlyConfigured": {},
    "django.core.exceptions.MultipleObjectsReturned": {},
    "django.core.exceptions.ObjectDoesNotExist": {},
    "django.core.exceptions.PermissionDenied": {},
    "django.core.exceptions.SuspiciousOperation": {},
    "django.core.exceptions.ValidationError": {
        "sync": "__iter__ __repr__ update_error_dict",
        "attribute": "message_dict messages",
    },
    "django.core.files.File": {
        "sync": (
            "__bool__ __enter__ __exit__ __iter__ __len__ __repr__ chunks close multiple_chunks "
            "open readable seekable writable"
        ),
        "attribute": (
            "closed flush read readinto readline readlines seek size tell truncate write writelines"
        ),
    },
    "django.core.files.base.ContentFile": {
        "sync": "write",
        "attribute": "DEFAULT_CHUNK_SIZE encoding fileno isatty newlines",
    },
    "django.core.files.images": {
        "sync": "get_image_dimensions",
    },
    "django.core.files.images.ImageFile": {
        "attribute": "height width",
    },
    "django.core.files.move": {
        "sync": "file_move_safe",
    },
    "django.core.files.storage.FileSystemStorage": {
        "sync": "deconstruct",
    },
    "django.core.files.storage.InMemoryStorage": {
        "sync": (
            "deconstruct@4.2 delete@4.2 exists@4.2 generate_filename@4.2 get_accessed_time@4.2 "
            "get_alternative_name@4.2 get_available_name@4.2 get_created_time@4.2 "
            "get_modified_time@4.2 get_valid_name@4.2 listdir@4.2 open@4.2 path@4.2 save@4.2 "
            "size@4.2 url@4.2"
        ),
        "attribute": (
            "base_location@4.2 base_url@4.2 directory_permissions_mode@4.2 "
            "file_permissions_mode@4.2 location@4.2"
        ),
    },
    "django.core.files.storage.Storage": {
        "sync": (
            "delete exists generate_filename get_accessed_time get_alternative_name "
            "get_available_name get_created_time get_modified_time get_valid_name "
            "is_name_available@5.1 listdir open path save size url"
        ),
    },
    "django.core.files.storage.StorageHandler": {
        "sync": "__getitem__@4.2 create_storage@4.2",
    },
    "django.core.files.uploadedfile.InMemoryUploadedFile": {},
    "django.core.files.uploadedfile.SimpleUploadedFile": {
        "sync": "from_dict",
    },
    "django.core.files.uploadedfile.TemporaryUploadedFile": {
        "sync": "temporary_file_path",
    },
    "django.core.files.uploadedfile.UploadedFile": {},
    "django.core.handlers.asgi.ASGIRequest": {},
    "django.core.handlers.wsgi.WSGIRequest": {},
    "django.core.mail": {
        "sync": (
            "deprecate_posargs@6.0 forbid_multi_line_headers get_connection import_string "
            "mail_admins mail_managers report_using_incompatibility@6.1 send_mail send_mass_mail "
            "warn_about_default_mailers_if_needed@6.1 warn_about_external_use@6.1"
        ),
    },
    "django.core.mail.EmailMessage": {
        "sync": "attach attach_file get_connection<6.1 message recipients send",
    },
    "django.core.mail.EmailMultiAlternatives": {
        "sync": "attach_alternative body_contains@5.2",
    },
    "django.core.mail.backends.base.BaseEmailBackend": {
        "sync": "__enter__ __exit__ close open send_messages",
    },
    "django.core.mail.backends.smtp.EmailBackend": {
        "sync": "prep_address@6.0",
    },
    "django.core.management": {
        "sync": (
            "call_command color_style execute_from_command_line find_commands get_commands "
            "handle_default_options load_command_class"
        ),
    },
    "django.core.management.base.AppCommand": {
        "sync": "handle_app_config",
    },
    "django.core.management.base.BaseCommand": {
        "sync": (
            "add_arguments add_base_argument@4.0 check check_migrations create_parser execute "
            "get_check_kwargs@5.2 get_version handle print_help run_from_argv"
        ),
    },
    "django.core.management.base.LabelCommand": {
        "sync": "handle_label",
    },
    "django.core.paginator.AsyncPage": {
        "async": (
            "__aiter__@6.0 aend_index@6.0 aget_object_list@6.0 ahas_next@6.0 ahas_other_pages@6.0 "
            "ahas_previous@6.0 anext_page_number@6.0 aprevious_page_number@6.0 astart_index@6.0"
        ),
        "sync": "__getitem__@6.0 __len__@6.0 __repr__@6.0",
    },
    "django.core.paginator.AsyncPaginator": {
        "async": (
            "__aiter__@6.0 acount@6.0 aget_elided_page_range@6.0 aget_page@6.0 anum_pages@6.0 "
            "apage@6.0 apage_range@6.0 avalidate_number@6.0"
        ),
    },
    "django.core.paginator.Page": {
        "sync": (
            "__getitem__ __len__ __repr__ end_index has_next has_other_pages has_previous "
            "next_page_number previous_page_number start_index"
        ),
    },
    "django.core.paginator.Paginator": {
        "sync": "__iter__ get_elided_page_range@3.2 get_page page validate_number",
        "attribute": "count num_pages page_range",
    },
    "django.core.serializers": {
        "sync": (
            "deserialize get_deserializer get_public_serializer_formats get_serializer "
            "get_serializer_formats register_serializer serialize sort_dependencies "
            "unregister_serializer"
        ),
    },
    "django.core.serializers.base.DeserializedObject": {
        "sync": "__repr__ save save_deferred_fields",
    },
    "django.db": {
        "sync": "close_old_connections reset_queries",
    },
    "django.db.backends.base.base.BaseDatabaseWrapper": {
        "sync": (
            "__repr__@4.1 check_constraints check_database_version_supported@4.1 check_settings "
            "chunked_cursor clean_savepoints close close_if_health_check_failed@4.1 "
            "close_if_unusable_or_obsolete commit connect constraint_checks_disabled copy "
            "create_cursor cursor dec_thread_sharing disable_constraint_checking "
            "enable_constraint_checking ensure_connection ensure_timezone execute_wrapper "
            "get_autocommit get_connection_params get_database_version@4.1 get_new_connection "
            "get_rollback inc_thread_sharing init_connection_state is_usable make_cursor "
            "make_debug_cursor on_commit prepare_database rollback run_and_clear_commit_hooks "
            "savepoint savepoint_commit savepoint_rollback schema_editor set_autocommit "
            "set_rollback temporary_connection validate_no_atomic_block "
            "validate_no_broken_transaction validate_thread_sharing"
        ),
        "attribute": "queries",
    },
    "django.db.backends.base.introspection.BaseDatabaseIntrospection": {
        "sync": (
            "django_table_names get_constraints get_field_type get_key_columns<4.1 "
            "get_migratable_models get_primary_key_column get_primary_key_columns@4.2 "
            "get_relations get_sequences get_table_description get_table_list "
            "identifier_converter installed_models sequence_list table_names"
        ),
    },
    "django.db.backends.base.schema.BaseDatabaseSchemaEditor": {
        "sync": (
            "__enter__ __exit__ add_constraint add_field add_index alter_db_table "
            "alter_db_table_comment@4.2 alter_db_tablespace alter_field alter_index_together "
            "alter_unique_together column_sql create_model db_default_sql@5.0 delete_model "
            "effective_default execute prepare_default quote_name quote_value remove_constraint "
            "remove_field remove_index remove_procedure rename_index@4.1 skip_default "
            "skip_default_on_alter@3.2 table_sql"
        ),
    },
    "django.db.backends.utils.CursorDebugWrapper": {
        "sync": "debug_sql",
    },
    "django.db.backends.utils.CursorWrapper": {
        "sync": "__enter__ __exit__ __iter__ callproc execute executemany",
    },
    "django.db.migrations.executor": {},
    "django.db.migrations.executor.MigrationExecutor": {
        "sync": (
            "apply_migration check_replacements detect_soft_applied migrate migration_plan "
            "record_migration unapply_migration"
        ),
    },
    "django.db.models": {
        "async": "aprefetch_related_objects@5.0",
        "evaluating": "prefetch_related_objects",
        "sync": "CASCADE DO_NOTHING PROTECT RESTRICT SET SET_DEFAULT SET_NULL",
    },
    "django.db.models.Choices": {
        "sync": "__contains__@4.1 __getitem__@4.1 __iter__@4.1 __len__@4.1",
    },
    "django.db.models.IntegerChoices": {
        "sync": "__repr__@4.1",
    },
    "django.db.models.Manager": {
        "async": (
            "aaggregate@4.1 abulk_create@4.1 abulk_update@4.1 acontains@4.1 acount@4.1 "
            "acreate@4.1 aearliest@4.1 aexists@4.1 aexplain@4.1 afirst@4.1 aget@4.1 "
            "aget_or_create@4.1 ain_bulk@4.1 aiterator@4.1 alast@4.1 alatest@4.1 aupdate@4.1 "
            "aupdate_or_create@4.1"
        ),
        "evaluating": (
            "aggregate bulk_create bulk_update contains@4.0 count create earliest exists explain "
            "first get get_or_create in_bulk iterator last latest update update_or_create"
        ),
        "lazy": (
            "alias@3.2 all annotate complex_filter dates datetimes defer difference distinct "
            "exclude extra fetch_mode@6.1 filter get_queryset intersection none only order_by "
            "prefetch_related raw reverse select_for_update select_related union using values "
            "values_list"
        ),
    },
    "django.db.models.Model": {
        "async": "adelete@4.2 arefresh_from_db@4.2 asave@4.2",
        "evaluating": "clean_fields delete full_clean refresh_from_db save save_base validate_unique",
        "sync": (
            "__getstate__ __repr__ check clean date_error_message from_db get_constraints@4.1 "
            "get_deferred_fields prepare_database_save serializable_value unique_error_message "
            "validate_constraints@4.1"
        ),
    },
    "django.db.models.QuerySet": {
        "async": (
            "__aiter__@4.1 aaggregate@4.1 abulk_create@4.1 abulk_update@4.1 acontains@4.1 "
            "acount@4.1 acreate@4.1 adelete@4.1 aearliest@4.1 aexists@4.1 aexplain@4.1 afirst@4.1 "
            "aget@4.1 aget_or_create@4.1 ain_bulk@4.1 aiterator@4.1 alast@4.1 alatest@4.1 "
            "aupdate@4.1 aupdate_or_create@4.1"
        ),
        "evaluating": (
            "__bool__ __getitem__ __getstate__ __iter__ __len__ __repr__ aggregate bulk_create "
            "bulk_update contains@4.0 count create delete earliest exists explain first get "
            "get_or_create in_bulk iterator last latest update update_or_create"
        ),
        "lazy": (
            "__and__ __deepcopy__ __or__ __xor__@4.1 alias@3.2 all annotate complex_filter dates "
            "datetimes defer difference distinct exclude extra fetch_mode@6.1 filter intersection "
            "none only order_by prefetch_related raw reverse select_for_update select_related "
            "union using values values_list"
        ),
        "sync": "as_manager resolve_expression",
        "attribute": "db ordered query totally_ordered@6.1",
    },
    "django.db.models.RawQuerySet": {
        "async": "__aiter__@4.1",
        "evaluating": "__bool__ __getitem__ __iter__ __len__ iterator resolve_model_init_order",
        "lazy": "prefetch_related using",
        "sync": "__repr__",
        "attribute": "columns db model_fields",
    },
    "django.db.models.RelatedManager": {
        "async": "aadd@4.2 aclear@4.2 aremove@4.2 aset@4.2",
        "evaluating": "add clear remove set",
        "sync": (
            "__call__ dates datetimes get_by_natural_key get_prefetch_cache@5.1 "
            "get_prefetch_queryset<6.0 get_prefetch_querysets@5.0 reverse set_base@6.1"
        ),
    },
    "django.db.models.TextChoices": {
        "sync": "__repr__@4.1",
    },
    "django.db.models.deletion.Collector": {
        "sync": (
            "add add_dependency add_field_update add_restricted_objects can_fast_delete "
            "clear_restricted_objects_from_queryset clear_restricted_objects_from_set collect "
            "delete get_del_batches instances_with_model related_objects sort"
        ),
    },
    "django.db.models.fields.files.FieldFile": {
        "sync": "__getstate__ delete save",
        "attribute": "file path url",
    },
    "django.db.models.fields.files.ImageFieldFile": {},
    "django.db.models.manager.BaseManager": {
        "sync": "all check contribute_to_class db_manager deconstruct from_queryset get_queryset",
        "attribute": "db",
    },
    "django.db.models.manager.EmptyManager": {
        "sync": (
            "aggregate alias@3.2 all annotate bulk_create bulk_update complex_filter contains@4.0 "
            "count create dates datetimes defer difference distinct earliest exclude exists "
            "explain extra fetch_mode@6.1 filter first get get_or_create get_queryset in_bulk "
            "intersection iterator last latest none only order_by prefetch_related raw reverse "
            "select_for_update select_related union update update_or_create using values "
            "values_list"
        ),
    },
    "django.db.models.signals.ModelSignal": {},
    "django.db.transaction": {
        "sync": (
            "atomic clean_savepoints commit django_file_prefixes@6.1 get_autocommit "
            "get_connection get_rollback mark_for_rollback_on_error non_atomic_requests on_commit "
            "rollback savepoint savepoint_commit savepoint_create@6.1 savepoint_rollback "
            "set_autocommit set_rollback"
        ),
    },
    "django.db.transaction.Atomic": {
        "sync": "__enter__ __exit__",
    },
    "django.db.utils.ConnectionHandler": {
        "sync": (
            "__delitem__ __getitem__ __iter__ __setitem__ all close_all ensure_defaults<4.1 "
            "prepare_test_settings<4.1"
        ),
    },
    "django.dispatch.Signal": {
        "async": "asend@5.0 asend_robust@5.0",
        "sync": "connect disconnect has_listeners send send_robust",
    },
    "django.forms": {
        "sync": (
            "all_valid fields_for_model formset_factory inlineformset_factory model_to_dict "
            "modelform_factory modelformset_factory"
        ),
    },
    "django.forms.BaseForm": {
        "sync": (
            "__getitem__ __iter__ __repr__ add_error add_initial_prefix add_prefix as_div@4.1 "
            "as_p as_table as_ul clean full_clean get_context@4.0 get_initial_for_field "
            "has_changed has_error hidden_fields is_multipart is_valid non_field_errors "
            "order_fields render@4.0 visible_fields"
        ),
        "attribute": "changed_data errors media",
    },
    "django.forms.BaseFormSet": {
        "sync": (
            "__bool__ __getitem__ __iter__ __len__ __repr__@4.1 add_fields add_prefix as_div@4.1 "
            "as_p as_table as_ul clean full_clean get_context@4.0 get_default_prefix "
            "get_deletion_widget@4.0 get_form_kwargs get_ordering_widget has_changed "
            "initial_form_count is_multipart is_valid non_form_errors render@4.0 "
            "total_error_count total_form_count"
        ),
        "attribute": "errors forms",
    },
    "django.forms.BaseInlineFormSet": {},
    "django.forms.BaseModelForm": {
        "sync": "save validate_constraints@6.0 validate_unique",
    },
    "django.forms.BaseModelFormSet": {
        "sync": (
            "delete_existing get_date_error_message get_form_error get_queryset "
            "get_unique_error_message save save_existing save_existing_objects save_new "
            "save_new_objects validate_unique"
        ),
        "attribute": "empty_form extra_forms initial_forms management_form",
    },
    "django.forms.BoundField": {
        "sync": (
            "__bool__ __getitem__ __iter__ __len__ as_field_group@5.0 as_hidden as_text "
            "as_textarea as_widget build_widget_attrs css_classes get_context@5.0 label_tag "
            "legend_tag@4.1 render@5.0 value"
        ),
        "attribute": "data errors",
    },
    "django.forms.Field": {
        "sync": (
            "__deepcopy__ bound_data clean get_bound_field has_changed prepare_value "
            "run_validators to_python validate widget_attrs"
        ),
    },
    "django.forms.Form": {},
    "django.forms.ModelChoiceField": {
        "sync": "get_limit_choices_to label_from_instance valid_value validate_no_null_characters@5.1",
    },
    "django.forms.ModelForm": {},
    "django.forms.ModelMultipleChoiceField": {},
    "django.forms.Widget": {
        "sync": (
            "__deepcopy__ build_attrs format_value get_context id_for_label render subwidgets "
            "use_required_attribute value_from_datadict value_omitted_from_data"
        ),
    },
    "django.http": {
        "sync": "parse_cookie",
    },
    "django.http.FileResponse": {
        "sync": "set_headers",
    },
    "django.http.Http404": {},
    "django.http.HttpRequest": {
        "sync": (
            "__iter__ __repr__ accepted_type@5.2 accepts build_absolute_uri close get_full_path "
            "get_full_path_info get_host get_port get_preferred_type@5.2 get_raw_uri<4.0 "
            "get_signed_cookie is_ajax<4.0 is_secure parse_file_upload read readline readlines"
        ),
        "attribute": "accepted_types body encoding headers scheme upload_handlers",
    },
    "django.http.HttpResponse": {
        "sync": "__iter__ __repr__ getvalue serialize",
        "attribute": "content text@5.2",
    },
    "django.http.HttpResponseBadRequest": {},
    "django.http.HttpResponseForbidden": {},
    "django.http.HttpResponseGone": {},
    "django.http.HttpResponseNotAllowed": {},
    "django.http.HttpResponseNotFound": {},
    "django.http.HttpResponseNotModified": {},
    "django.http.HttpResponsePermanentRedirect": {},
    "django.http.HttpResponseRedirect": {},
    "django.http.HttpResponseServerError": {},
    "django.http.JsonResponse": {},
    "django.http.QueryDict": {
        "sync": "__delitem__ clear fromkeys pop popitem urlencode",
    },
    "django.http.StreamingHttpResponse": {
        "async": "__aiter__@4.2",
        "sync": "__iter__ __repr__@4.0 getvalue",
        "attribute": "streaming_content",
    },
    "django.http.request.HttpHeaders": {
        "sync": (
            "parse_header_name to_asgi_name@4.2 to_asgi_names@4.2 to_wsgi_name@4.2 "
            "to_wsgi_names@4.2"
        ),
    },
    "django.http.response": {
        "sync": "content_disposition_header@4.2 http_date iri_to_uri",
    },
    "django.http.response.HttpResponseBase": {
        "sync": (
            "__contains__ __delitem__ __getitem__ __setitem__ close delete_cookie flush get "
            "has_header items make_bytes readable seekable serialize_headers set_cookie "
            "set_signed_cookie setdefault tell writable write writelines"
        ),
        "attribute": "charset reason_phrase",
    },
    "django.http.response.HttpResponseRedirectBase": {
        "attribute": "url",
    },
    "django.http.response.ResponseHeaders": {
        "sync": (
            "__delitem__@3.2 __getitem__@3.2 __iter__@3.2 __len__@3.2 __repr__@3.2 "
            "__setitem__@3.2 copy@3.2 pop@3.2 setdefault@3.2"
        ),
    },
    "django.shortcuts": {
        "async": "aget_list_or_404@5.0 aget_object_or_404@5.0",
        "evaluating": "get_list_or_404 get_object_or_404",
        "sync": "redirect render resolve_url reverse",
    },
    "django.tasks.Task": {
        "async": "acall@6.0 aenqueue@6.0 aget_result@6.0",
        "sync": (
            "__getstate__@6.0 __repr__@6.0 call@6.0 enqueue@6.0 get_backend@6.0 get_result@6.0 "
            "using@6.0"
        ),
    },
    "django.tasks.TaskResult": {
        "async": "arefresh@6.0",
        "sync": "__getstate__@6.0 __repr__@6.0 refresh@6.0",
    },
    "django.template.Engine": {
        "sync": (
            "__repr__@4.0 find_template find_template_loader from_string get_default get_template "
            "get_template_builtins get_template_libraries get_template_loaders render_to_string "
            "select_template"
        ),
    },
    "django.template.Library": {
        "sync": (
            "filter filter_function inclusion_tag simple_block_tag@5.2 simple_tag tag tag_function"
        ),
    },
    "django.template.Node": {
        "sync": "__iter__<4.1 get_nodes_by_type render render_annotated",
    },
    "django.template.Template": {
        "sync": "__iter__<5.0 __repr__@4.0 compile_nodelist get_exception_info render",
    },
    "django.template.backends.django.Template": {
        "sync": "render",
    },
    "django.template.loader": {
        "sync": "get_template render_to_string select_template",
    },
    "django.template.response": {
        "sync": "get_template select_template",
    },
    "django.template.response.SimpleTemplateResponse": {
        "sync": "__getstate__ add_post_render_callback render resolve_context resolve_template",
        "attribute": "is_rendered rendered_content",
    },
    "django.template.response.TemplateResponse": {},
    "django.test.AsyncClient": {
        "async": "delete@5.0 get@5.0 head@5.0 options@5.0 patch@5.0 post@5.0 put@5.0 request trace@5.0",
        "sync": "delete<5.0 get<5.0 head<5.0 options<5.0 patch<5.0 post<5.0 put<5.0 trace<5.0",
    },
    "django.test.AsyncRequestFactory": {},
    "django.test.Client": {},
    "django.test.LiveServerTestCase": {
        "sync": "tearDownClass<4.1 tearDownClass@5.2",
    },
    "django.test.RequestFactory": {
        "sync": "delete generic get head options patch post put request trace",
    },
    "django.test.SimpleTestCase": {
        "sync": (
            "__call__ __getstate__@5.1 assertContains assertFieldOutput assertFormError "
            "assertFormSetError@4.2 assertFormsetError<5.1 assertHTMLEqual assertHTMLNotEqual "
            "assertInHTML assertJSONEqual assertJSONNotEqual assertNotContains "
            "assertNotInHTML@5.1 assertRaisesMessage assertRedirects assertTemplateNotUsed "
            "assertTemplateUsed assertURLEqual assertWarnsMessage assertXMLEqual "
            "assertXMLNotEqual debug ensure_connection_patch_method@5.1 modify_settings "
            "setUpClass settings tearDownClass<4.0"
        ),
    },
    "django.test.TestCase": {
        "sync": "captureOnCommitCallbacks@3.2 setUpTestData tearDownClass",
    },
    "django.test.TransactionTestCase": {
        "sync": (
            "assertNumQueries assertQuerySetEqual@4.2 assertQuerysetEqual<5.1 tearDownClass<4.0 "
            "tearDownClass@5.2"
        ),
    },
    "django.test.client.ClientMixin": {
        "async": "aforce_login@5.0 alogin@5.0 alogout@5.0 asession@5.0",
        "sync": "check_exception force_login login logout store_exc_info",
        "attribute": "session",
    },
    "django.test.utils.CaptureQueriesContext": {
        "sync": "__enter__ __exit__ __getitem__ __iter__ __len__",
    },
    "django.urls": {
        "sync": (
            "clear_script_prefix clear_url_caches get_callable get_mod_func get_ns_resolver "
            "get_resolver get_script_prefix get_urlconf include is_valid_path register_converter "
            "resolve reverse reverse_lazy set_script_prefix set_urlconf translate_url"
        ),
    },
    "django.urls.ResolverMatch": {
        "sync": "__getitem__ __repr__",
    },
    "django.utils.connection.BaseConnectionHandler": {
        "sync": (
            "__delitem__@3.2 __getitem__@3.2 __iter__@3.2 __setitem__@3.2 all@3.2 close_all@4.1 "
            "configure_settings@3.2 create_connection@3.2"
        ),
    },
    "django.utils.crypto": {
        "sync": (
            "constant_time_compare django_file_prefixes@6.1 force_bytes "
            "func_supports_parameter@4.1<5.0 get_random_string pbkdf2 salted_hmac"
        ),
    },
    "django.utils.datastructures.CaseInsensitiveMapping": {
        "sync": "__getitem__ __iter__ __len__ __repr__ copy",
    },
    "django.utils.datastructures.MultiValueDict": {
        "sync": (
            "__deepcopy__ __getitem__ __getstate__ __repr__ __setitem__ appendlist copy dict get "
            "getlist items lists setdefault setlist setlistdefault update values"
        ),
    },
    "django.utils.dateparse": {
        "sync": "get_fixed_timezone parse_date parse_datetime parse_duration parse_time",
    },
    "django.utils.deprecation.MiddlewareMixin": {
        "sync": "__call__ __repr__@4.0",
    },
    "django.utils.encoding": {
        "sync": (
            "escape_uri_path filepath_to_uri force_bytes force_str force_text<4.0 "
            "get_system_encoding iri_to_uri is_protected_type punycode repercent_broken_unicode "
            "smart_bytes smart_str smart_text<4.0 uri_to_iri"
        ),
    },
    "django.utils.html": {
        "sync": (
            "avoid_wrapping conditional_escape escape escapejs format_html format_html_join "
            "html_safe json_script keep_lazy keep_lazy_text linebreaks mark_safe "
            "normalize_newlines punycode<5.2 smart_urlquote strip_spaces_between_tags strip_tags "
            "urlize"
        ),
    },
    "django.utils.http": {
        "sync": (
            "base36_to_int content_disposition_header@4.2 escape_leading_slashes http_date "
            "int_to_base36 is_safe_url<4.0 is_same_domain keep_lazy_text<4.0 "
            "limited_parse_qsl<3.2 parse_etags parse_header_parameters@4.1 parse_http_date "
            "parse_http_date_safe parse_qsl@3.2<4.0 quote_etag split_directive_names@6.1 "
            "split_header_value@6.1 url_has_allowed_host_and_scheme urlencode urlquote<4.0 "
            "urlquote_plus<4.0 urlsafe_base64_decode urlsafe_base64_encode urlunquote<4.0 "
            "urlunquote_plus<4.0"
        ),
    },
    "django.utils.module_loading": {
        "sync": "autodiscover_modules cached_import@4.0 import_string module_dir module_has_submodule",
    },
    "django.utils.safestring": {
        "sync": "keep_lazy@4.1 mark_safe",
    },
    "django.utils.text": {
        "async": "acompress_sequence@6.0",
        "sync": (
            "add_truncation_text@5.0 calculate_truncate_chars_length@5.1 camel_case_to_spaces "
            "capfirst compress_sequence compress_string format_lazy get_text_list "
            "get_valid_filename gettext_lazy keep_lazy_text lazy normalize_newlines pgettext "
            "phone2numeric slugify smart_split trim_value@5.2 unescape_entities<4.0 "
            "unescape_string_literal wrap"
        ),
    },
    "django.utils.timezone": {
        "sync": (
            "activate deactivate get_current_timezone get_current_timezone_name "
            "get_default_timezone get_default_timezone_name get_fixed_timezone is_aware is_naive "
            "localdate localtime make_aware make_naive now template_localtime"
        ),
    },
    "django.utils.translation": {
        "sync": (
            "activate check_for_language deactivate deactivate_all get_language get_language_bidi "
            "get_language_from_path get_language_from_request get_language_info "
            "get_supported_language_variant gettext gettext_lazy gettext_noop lazy lazy_number "
            "ngettext ngettext_lazy npgettext npgettext_lazy pgettext pgettext_lazy "
            "round_away_from_one templatize to_language to_locale trim_whitespace ugettext<4.0 "
            "ugettext_lazy<4.0 ugettext_noop<4.0 ungettext<4.0 ungettext_lazy<4.0"
        ),
    },
    "django.views.View": {
        "sync": "as_view dispatch http_method_not_allowed options setup",
    },
    "django.views.generic.ArchiveIndexView": {},
    "django.views.generic.CreateView": {},
    "django.views.generic.DateDetailView": {
        "sync": (
            "get_allow_future get_date_field get_day get_day_format get_month get_month_format "
            "get_next_day get_next_month get_next_year get_previous_day get_previous_month "
            "get_previous_year get_year get_year_format"
        ),
    },
    "django.views.generic.DayArchiveView": {
        "sync": (
            "get_day get_day_format get_month get_month_format get_next_day get_next_month "
            "get_next_year get_previous_day get_previous_month get_previous_year get_year "
            "get_year_format"
        ),
    },
    "django.views.generic.DeleteView": {},
    "django.views.generic.DetailView": {},
    "django.views.generic.FormView": {},
    "django.views.generic.ListView": {},
    "django.views.generic.MonthArchiveView": {
        "sync": (
            "get_month get_month_format get_next_month get_next_year get_previous_month "
            "get_previous_year get_year get_year_format"
        ),
    },
    "django.views.generic.RedirectView": {
        "sync": "delete get get_redirect_url head patch post put",
    },
    "django.views.generic.TemplateView": {
        "sync": "get",
    },
    "django.views.generic.TodayArchiveView": {
        "sync": (
            "get_day get_day_format get_month get_month_format get_next_day get_next_month "
            "get_next_year get_previous_day get_previous_month get_previous_year get_year "
            "get_year_format"
        ),
    },
    "django.views.generic.UpdateView": {},
    "django.views.generic.WeekArchiveView": {
        "sync": (
            "get_next_week get_next_year get_previous_week get_previous_year get_week "
            "get_week_format get_year get_year_format"
        ),
    },
    "django.views.generic.YearArchiveView": {
        "sync": "get_make_object_list get_next_year get_previous_year get_year get_year_format",
    },
    "django.views.generic.base.ContextMixin": {
        "sync": "get_context_data",
    },
    "django.views.generic.base.TemplateResponseMixin": {
        "sync": "get_template_names render_to_response",
    },
    "django.views.generic.dates.BaseDateListView": {
        "sync": (
            "get get_allow_future get_date_field get_date_list get_date_list_period "
            "get_dated_items get_dated_queryset"
        ),
    },
    "django.views.generic.detail.BaseDetailView": {
        "sync": "get",
    },
    "django.views.generic.detail.SingleObjectMixin": {
        "sync": "get_context_object_name get_object get_queryset get_slug_field",
    },
    "django.views.generic.detail.SingleObjectTemplateResponseMixin": {},
    "django.views.generic.edit.BaseCreateView": {},
    "django.views.generic.edit.BaseDeleteView": {
        "sync": (
            "form_invalid@4.0 form_valid@4.0 get_form@4.0 get_form_class@4.0 get_form_kwargs@4.0 "
            "get_initial@4.0 get_prefix@4.0"
        ),
    },
    "django.views.generic.edit.BaseFormView": {},
    "django.views.generic.edit.BaseUpdateView": {},
    "django.views.generic.edit.DeletionMixin": {
        "sync": "delete get_success_url post",
    },
    "django.views.generic.edit.FormMixin": {
        "sync": (
            "form_invalid form_valid get_form get_form_class get_form_kwargs get_initial "
            "get_prefix get_success_url"
        ),
    },
    "django.views.generic.edit.ModelFormMixin": {},
    "django.views.generic.edit.ProcessFormView": {
        "sync": "get post put",
    },
    "django.views.generic.list.BaseListView": {
        "sync": "get",
    },
    "django.views.generic.list.MultipleObjectMixin": {
        "sync": (
            "get_allow_empty get_context_object_name get_ordering get_paginate_by "
            "get_paginate_orphans get_paginator get_queryset paginate_queryset"
        ),
    },
    "django.views.generic.list.MultipleObjectTemplateResponseMixin": {},
}

# What `@async_unsafe` guards: on an event loop they raise `SynchronousOnlyOperation`.
ASYNC_UNSAFE = (
    "django.db.backends.base.base.BaseDatabaseWrapper.clean_savepoints "
    "django.db.backends.base.base.BaseDatabaseWrapper.close "
    "django.db.backends.base.base.BaseDatabaseWrapper.commit "
    "django.db.backends.base.base.BaseDatabaseWrapper.connect "
    "django.db.backends.base.base.BaseDatabaseWrapper.cursor "
    "django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection "
    "django.db.backends.base.base.BaseDatabaseWrapper.rollback "
    "django.db.backends.base.base.BaseDatabaseWrapper.savepoint "
    "django.db.backends.base.base.BaseDatabaseWrapper.savepoint_commit "
    "django.db.backends.base.base.BaseDatabaseWrapper.savepoint_rollback "
    "django.db.backends.mysql.base.DatabaseWrapper.create_cursor "
    "django.db.backends.mysql.base.DatabaseWrapper.get_new_connection "
    "django.db.backends.oracle.base.DatabaseWrapper.create_cursor "
    "django.db.backends.oracle.base.DatabaseWrapper.get_new_connection "
    "django.db.backends.postgresql.base.DatabaseWrapper.chunked_cursor "
    "django.db.backends.postgresql.base.DatabaseWrapper.create_cursor "
    "django.db.backends.postgresql.base.DatabaseWrapper.get_new_connection "
    "django.db.backends.sqlite3.base.DatabaseWrapper.close "
    "django.db.backends.sqlite3.base.DatabaseWrapper.get_new_connection"
)

# Decorators of views under which an async view stays one, and under which it does not.
ASYNC_DECORATORS = (
    "django.contrib.admin.views.decorators.staff_member_required@5.1 "
    "django.contrib.auth.decorators.login_not_required@5.1 "
    "django.contrib.auth.decorators.login_required@5.1 "
    "django.contrib.auth.decorators.permission_required@5.1 "
    "django.contrib.auth.decorators.user_passes_test@5.1 "
    "django.db.transaction.non_atomic_requests django.views.decorators.cache.cache_control@5.0 "
    "django.views.decorators.cache.cache_page@5.0 django.views.decorators.cache.never_cache@5.0 "
    "django.views.decorators.clickjacking.xframe_options_deny@5.0 "
    "django.views.decorators.clickjacking.xframe_options_exempt@5.0 "
    "django.views.decorators.clickjacking.xframe_options_sameorigin@5.0 "
    "django.views.decorators.common.no_append_slash@5.0 "
    "django.views.decorators.csp.csp_override@6.0 "
    "django.views.decorators.csp.csp_report_only_override@6.0 "
    "django.views.decorators.csrf.csrf_exempt@5.0 django.views.decorators.csrf.csrf_protect@5.0 "
    "django.views.decorators.csrf.ensure_csrf_cookie@5.0 "
    "django.views.decorators.csrf.requires_csrf_token@5.0 "
    "django.views.decorators.debug.sensitive_post_parameters@5.0 "
    "django.views.decorators.debug.sensitive_variables@5.0 "
    "django.views.decorators.gzip.gzip_page@5.0 django.views.decorators.http.condition@5.0 "
    "django.views.decorators.http.conditional_page@5.0 django.views.decorators.http.etag@5.0 "
    "django.views.decorators.http.last_modified@5.0 django.views.decorators.http.require_GET@5.0 "
    "django.views.decorators.http.require_POST@5.0 "
    "django.views.decorators.http.require_http_methods@5.0 "
    "django.views.decorators.http.require_safe@5.0 "
    "django.views.decorators.vary.vary_on_cookie@5.0 "
    "django.views.decorators.vary.vary_on_headers@5.0"
)

SYNC_DECORATORS = (
    "django.contrib.admin.views.decorators.staff_member_required<5.1 "
    "django.contrib.auth.decorators.login_required<5.1 "
    "django.contrib.auth.decorators.permission_required<5.1 "
    "django.contrib.auth.decorators.user_passes_test<5.1 django.db.transaction.atomic "
    "django.views.decorators.cache.cache_control<5.0 django.views.decorators.cache.cache_page<5.0 "
    "django.views.decorators.cache.never_cache<5.0 "
    "django.views.decorators.clickjacking.xframe_options_deny<5.0 "
    "django.views.decorators.clickjacking.xframe_options_exempt<5.0 "
    "django.views.decorators.clickjacking.xframe_options_sameorigin<5.0 "
    "django.views.decorators.common.no_append_slash@3.2<5.0 "
    "django.views.decorators.csrf.csrf_exempt<5.0 django.views.decorators.csrf.csrf_protect<5.0 "
    "django.views.decorators.csrf.ensure_csrf_cookie<5.0 "
    "django.views.decorators.csrf.requires_csrf_token<5.0 "
    "django.views.decorators.debug.sensitive_post_parameters<5.0 "
    "django.views.decorators.debug.sensitive_variables<5.0 "
    "django.views.decorators.gzip.gzip_page<5.0 django.views.decorators.http.condition<5.0 "
    "django.views.decorators.http.conditional_page<5.0 django.views.decorators.http.etag<5.0 "
    "django.views.decorators.http.last_modified<5.0 django.views.decorators.http.require_GET<5.0 "
    "django.views.decorators.http.require_POST<5.0 "
    "django.views.decorators.http.require_http_methods<5.0 "
    "django.views.decorators.http.require_safe<5.0 "
    "django.views.decorators.vary.vary_on_cookie<5.0 "
    "django.views.decorators.vary.vary_on_headers<5.0"
)

# Django's middleware, by what it declares that it can do.
BOTH_MIDDLEWARE = (
    "django.contrib.admindocs.middleware.XViewMiddleware "
    "django.contrib.auth.middleware.AuthenticationMiddleware "
    "django.contrib.auth.middleware.LoginRequiredMiddleware@5.1 "
    "django.contrib.auth.middleware.PersistentRemoteUserMiddleware "
    "django.contrib.auth.middleware.RemoteUserMiddleware "
    "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware "
    "django.contrib.messages.middleware.MessageMiddleware "
    "django.contrib.redirects.middleware.RedirectFallbackMiddleware "
    "django.contrib.sessions.middleware.SessionMiddleware "
    "django.contrib.sites.middleware.CurrentSiteMiddleware "
    "django.middleware.cache.CacheMiddleware django.middleware.cache.FetchFromCacheMiddleware "
    "django.middleware.cache.UpdateCacheMiddleware "
    "django.middleware.clickjacking.XFrameOptionsMiddleware "
    "django.middleware.common.BrokenLinkEmailsMiddleware "
    "django.middleware.common.CommonMiddleware "
    "django.middleware.csp.ContentSecurityPolicyMiddleware@6.0 "
    "django.middleware.csrf.CsrfViewMiddleware django.middleware.gzip.GZipMiddleware "
    "django.middleware.http.ConditionalGetMiddleware django.middleware.locale.LocaleMiddleware "
    "django.middleware.security.SecurityMiddleware"
)

ONLY_SYNC_MIDDLEWARE = ""

ONLY_ASYNC_MIDDLEWARE = ""
