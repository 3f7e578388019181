"""Django's users, passwords, permissions and authentication backends."""

from __future__ import annotations

from asynclint.knowledge.schema import CPU, EMAIL, QUERYSET, SESSION, SHORTCUT, Callable, Class

CLASSES = (
    # https://docs.djangoproject.com/en/6.1/ref/contrib/auth/
    Class(
        "django.contrib.auth.models.AbstractBaseUser",
        bases=("django.db.models.Model",),
        aliases=("django.contrib.auth.base_user.AbstractBaseUser",),
        attributes=(
            ("password", "str"),
            ("last_login", "datetime.datetime | None"),
            ("is_active", "bool"),
            ("objects", "django.contrib.auth.models.BaseUserManager[self]"),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.auth.models.PermissionsMixin",
        bases=("django.db.models.Model",),
        attributes=(
            ("is_superuser", "bool"),
            ("groups", "django.db.models.RelatedManager[django.contrib.auth.models.Group]"),
            (
                "user_permissions",
                "django.db.models.RelatedManager[django.contrib.auth.models.Permission]",
            ),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.auth.models.AbstractUser",
        bases=(
            "django.contrib.auth.models.AbstractBaseUser",
            "django.contrib.auth.models.PermissionsMixin",
        ),
        attributes=(
            ("username", "str"),
            ("first_name", "str"),
            ("last_name", "str"),
            ("email", "str"),
            ("is_staff", "bool"),
            ("is_active", "bool"),
            ("date_joined", "datetime.datetime"),
            ("objects", "django.contrib.auth.models.UserManager[self]"),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.auth.models.User",
        bases=("django.contrib.auth.models.AbstractUser",),
        attributes=(("id", "int"),),
        complete=True,
    ),
    Class(
        "django.contrib.auth.models.AnonymousUser",
        attributes=(
            ("username", "str"),
            ("is_staff", "bool"),
            ("is_active", "bool"),
            ("is_superuser", "bool"),
            ("groups", "django.db.models.Manager[django.contrib.auth.models.Group]"),
            ("user_permissions", "django.db.models.Manager[django.contrib.auth.models.Permission]"),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.auth.models.Group",
        bases=("django.db.models.Model",),
        attributes=(
            ("id", "int"),
            ("name", "str"),
            (
                "permissions",
                "django.db.models.RelatedManager[django.contrib.auth.models.Permission]",
            ),
            (
                "user_set",
                "django.db.models.RelatedManager[django.contrib.auth.models.AbstractBaseUser]",
            ),
            ("objects", "django.contrib.auth.models.GroupManager[self]"),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.auth.models.Permission",
        bases=("django.db.models.Model",),
        attributes=(
            ("id", "int"),
            ("name", "str"),
            ("codename", "str"),
            ("content_type", "django.contrib.contenttypes.models.ContentType"),
            ("objects", "django.contrib.auth.models.PermissionManager[self]"),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.auth.models.BaseUserManager",
        bases=("django.db.models.Manager",),
        aliases=("django.contrib.auth.base_user.BaseUserManager",),
        complete=True,
    ),
    Class(
        "django.contrib.auth.models.UserManager",
        bases=("django.contrib.auth.models.BaseUserManager",),
        complete=True,
    ),
    Class(
        "django.contrib.auth.models.GroupManager",
        bases=("django.db.models.Manager",),
        complete=True,
    ),
    Class(
        "django.contrib.auth.models.PermissionManager",
        bases=("django.db.models.Manager",),
        complete=True,
    ),
    Class("django.contrib.auth.backends.BaseBackend", complete=True),
    Class(
        "django.contrib.auth.backends.ModelBackend",
        bases=("django.contrib.auth.backends.BaseBackend",),
        complete=True,
    ),
    Class(
        "django.contrib.auth.backends.AllowAllUsersModelBackend",
        bases=("django.contrib.auth.backends.ModelBackend",),
        complete=True,
    ),
    Class(
        "django.contrib.auth.backends.RemoteUserBackend",
        bases=("django.contrib.auth.backends.ModelBackend",),
        complete=True,
    ),
    Class(
        "django.contrib.auth.backends.AllowAllUsersRemoteUserBackend",
        bases=("django.contrib.auth.backends.RemoteUserBackend",),
        complete=True,
    ),
)

ROWS = (
    # https://docs.djangoproject.com/en/6.1/topics/auth/default/
    Callable(
        "django.contrib.auth.authenticate",
        SHORTCUT,
        "django.contrib.auth.models.AbstractBaseUser | None",
        twin="django.contrib.auth.aauthenticate",
        twin_since=(5, 0),
    ),
    Callable(
        "django.contrib.auth.login",
        SHORTCUT,
        "None",
        twin="django.contrib.auth.alogin",
        twin_since=(5, 0),
    ),
    Callable(
        "django.contrib.auth.logout",
        SHORTCUT,
        "None",
        twin="django.contrib.auth.alogout",
        twin_since=(5, 0),
    ),
    Callable(
        "django.contrib.auth.get_user",
        SESSION,
        "django.contrib.auth.models.AbstractBaseUser | django.contrib.auth.models.AnonymousUser",
        twin="django.contrib.auth.aget_user",
        twin_since=(5, 0),
    ),
    Callable(
        "django.contrib.auth.update_session_auth_hash",
        SHORTCUT,
        "None",
        twin="django.contrib.auth.aupdate_session_auth_hash",
        twin_since=(5, 0),
    ),
    Callable(
        "django.contrib.auth.aauthenticate",
        returns="django.contrib.auth.models.AbstractBaseUser | None",
        is_async=True,
        since=(5, 0),
    ),
    Callable("django.contrib.auth.alogin", returns="None", is_async=True, since=(5, 0)),
    Callable("django.contrib.auth.alogout", returns="None", is_async=True, since=(5, 0)),
    Callable(
        "django.contrib.auth.aget_user",
        returns="django.contrib.auth.models.AbstractBaseUser"
        " | django.contrib.auth.models.AnonymousUser",
        is_async=True,
        since=(5, 0),
    ),
    Callable(
        "django.contrib.auth.aupdate_session_auth_hash", returns="None", is_async=True, since=(5, 0)
    ),
    Callable(
        "django.contrib.auth.get_user_model",
        returns="type[django.contrib.auth.models.AbstractBaseUser]",
    ),
    Callable("django.contrib.auth.get_permission_codename", returns="str"),
    Callable(
        "django.contrib.auth.get_backends", returns="list[django.contrib.auth.backends.BaseBackend]"
    ),
    Callable(
        "django.contrib.auth.load_backend", returns="django.contrib.auth.backends.BaseBackend"
    ),
    Callable(
        "django.contrib.auth.check_password_with_timing_attack_mitigation",
        CPU,
        "bool",
        twin="django.contrib.auth.acheck_password_with_timing_attack_mitigation",
        twin_since=(6, 1),
        since=(6, 1),
    ),
    Callable(
        "django.contrib.auth.acheck_password_with_timing_attack_mitigation",
        returns="bool",
        is_async=True,
        since=(6, 1),
    ),
    # https://docs.djangoproject.com/en/6.1/topics/auth/passwords/
    Callable("django.contrib.auth.hashers.make_password", CPU, "str", uses_arguments=True),
    Callable(
        "django.contrib.auth.hashers.check_password",
        CPU,
        "bool",
        twin="django.contrib.auth.hashers.acheck_password",
        twin_since=(5, 0),
        uses_arguments=True,
    ),
    Callable(
        "django.contrib.auth.hashers.acheck_password", returns="bool", is_async=True, since=(5, 0)
    ),
    Callable("django.contrib.auth.hashers.is_password_usable", returns="bool"),
    Callable("django.contrib.auth.hashers.identify_hasher"),
    # Validators are the project's; the one that ships with a list of passwords reads it once.
    Callable(
        "django.contrib.auth.password_validation.validate_password",
        returns="None",
        uses_arguments=True,
        opaque=True,
    ),
    # https://docs.djangoproject.com/en/6.1/ref/contrib/auth/
    Callable(
        "django.contrib.auth.models.AbstractBaseUser.set_password", CPU, "None", uses_arguments=True
    ),
    Callable(
        "django.contrib.auth.models.AbstractBaseUser.check_password",
        CPU,
        "bool",
        twin="acheck_password",
        twin_since=(5, 0),
        uses_arguments=True,
    ),
    Callable(
        "django.contrib.auth.models.AbstractBaseUser.acheck_password",
        returns="bool",
        is_async=True,
        since=(5, 0),
    ),
    Callable("django.contrib.auth.models.AbstractBaseUser.set_unusable_password", returns="None"),
    Callable("django.contrib.auth.models.AbstractBaseUser.has_usable_password", returns="bool"),
    Callable("django.contrib.auth.models.AbstractBaseUser.get_username", returns="str"),
    Callable("django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash", returns="str"),
    Callable("django.contrib.auth.models.AbstractBaseUser.get_email_field_name", returns="str"),
    Callable("django.contrib.auth.models.AbstractBaseUser.normalize_username", returns="str"),
    Callable("django.contrib.auth.models.AbstractBaseUser.natural_key", returns="tuple[str]"),
    Callable(
        "django.contrib.auth.models.AbstractBaseUser.get_session_auth_fallback_hash",
        returns="iterator[str]",
        since=(4, 1),
    ),
    Callable(
        "django.contrib.auth.models.AbstractBaseUser.is_authenticated",
        returns="bool",
        is_property=True,
    ),
    Callable(
        "django.contrib.auth.models.AbstractBaseUser.is_anonymous", returns="bool", is_property=True
    ),
    Callable("django.contrib.auth.models.AbstractUser.get_full_name", returns="str"),
    Callable("django.contrib.auth.models.AbstractUser.get_short_name", returns="str"),
    Callable(
        "django.contrib.auth.models.AbstractUser.email_user", EMAIL, "None", uses_arguments=True
    ),
    Callable(
        "django.contrib.auth.models.PermissionsMixin.has_perm",
        SHORTCUT,
        "bool",
        twin="ahas_perm",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.PermissionsMixin.has_perms",
        SHORTCUT,
        "bool",
        twin="ahas_perms",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.PermissionsMixin.has_module_perms",
        SHORTCUT,
        "bool",
        twin="ahas_module_perms",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.PermissionsMixin.get_all_permissions",
        SHORTCUT,
        "set[str]",
        twin="aget_all_permissions",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.PermissionsMixin.get_group_permissions",
        SHORTCUT,
        "set[str]",
        twin="aget_group_permissions",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.PermissionsMixin.get_user_permissions",
        SHORTCUT,
        "set[str]",
        twin="aget_user_permissions",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.PermissionsMixin.ahas_perm",
        returns="bool",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.PermissionsMixin.ahas_perms",
        returns="bool",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.PermissionsMixin.ahas_module_perms",
        returns="bool",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.PermissionsMixin.aget_all_permissions",
        returns="set[str]",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.PermissionsMixin.aget_group_permissions",
        returns="set[str]",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.PermissionsMixin.aget_user_permissions",
        returns="set[str]",
        is_async=True,
        since=(5, 2),
    ),
    # An anonymous user asks the backends, and Django's own have no rows for it.
    Callable(
        "django.contrib.auth.models.AnonymousUser.has_perm",
        returns="bool",
        twin="ahas_perm",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.AnonymousUser.has_perms",
        returns="bool",
        twin="ahas_perms",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.AnonymousUser.has_module_perms",
        returns="bool",
        twin="ahas_module_perms",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.AnonymousUser.get_all_permissions",
        returns="set[str]",
        twin="aget_all_permissions",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.AnonymousUser.get_group_permissions",
        returns="set[str]",
        twin="aget_group_permissions",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.AnonymousUser.get_user_permissions",
        returns="set[str]",
        twin="aget_user_permissions",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.AnonymousUser.ahas_perm",
        returns="bool",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.AnonymousUser.ahas_perms",
        returns="bool",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.AnonymousUser.ahas_module_perms",
        returns="bool",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.AnonymousUser.aget_all_permissions",
        returns="set[str]",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.AnonymousUser.aget_group_permissions",
        returns="set[str]",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.AnonymousUser.aget_user_permissions",
        returns="set[str]",
        is_async=True,
        since=(5, 2),
    ),
    Callable("django.contrib.auth.models.AnonymousUser.get_username", returns="str"),
    Callable(
        "django.contrib.auth.models.AnonymousUser.is_authenticated",
        returns="bool",
        is_property=True,
    ),
    Callable(
        "django.contrib.auth.models.AnonymousUser.is_anonymous", returns="bool", is_property=True
    ),
    Callable("django.contrib.auth.models.BaseUserManager.normalize_email", returns="str"),
    Callable("django.contrib.auth.models.BaseUserManager.make_random_password", returns="str"),
    Callable(
        "django.contrib.auth.models.BaseUserManager.get_by_natural_key",
        QUERYSET,
        "row",
        twin="aget_by_natural_key",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.BaseUserManager.aget_by_natural_key",
        returns="row",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.UserManager.create_user",
        SHORTCUT,
        "row",
        twin="acreate_user",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.UserManager.create_superuser",
        SHORTCUT,
        "row",
        twin="acreate_superuser",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.UserManager.acreate_user",
        returns="row",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.UserManager.acreate_superuser",
        returns="row",
        is_async=True,
        since=(5, 2),
    ),
    Callable("django.contrib.auth.models.UserManager.with_perm", returns="queryset"),
    Callable(
        "django.contrib.auth.models.GroupManager.get_by_natural_key",
        QUERYSET,
        "row",
        twin="aget_by_natural_key",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.models.GroupManager.aget_by_natural_key",
        returns="row",
        is_async=True,
        since=(5, 2),
    ),
    Callable("django.contrib.auth.models.PermissionManager.get_by_natural_key", QUERYSET, "row"),
    # https://docs.djangoproject.com/en/6.1/topics/auth/customizing/#authentication-backends-reference
    Callable(
        "django.contrib.auth.backends.BaseBackend.authenticate",
        returns="django.contrib.auth.models.AbstractBaseUser | None",
        twin="aauthenticate",
        twin_since=(5, 2),
        opaque=True,
    ),
    Callable(
        "django.contrib.auth.backends.BaseBackend.get_user",
        returns="django.contrib.auth.models.AbstractBaseUser | None",
        twin="aget_user",
        twin_since=(5, 2),
        opaque=True,
    ),
    Callable(
        "django.contrib.auth.backends.BaseBackend.has_perm",
        returns="bool",
        twin="ahas_perm",
        twin_since=(5, 2),
        opaque=True,
    ),
    Callable(
        "django.contrib.auth.backends.BaseBackend.get_all_permissions",
        returns="set[str]",
        twin="aget_all_permissions",
        twin_since=(5, 2),
        opaque=True,
    ),
    Callable(
        "django.contrib.auth.backends.BaseBackend.get_group_permissions",
        returns="set[str]",
        twin="aget_group_permissions",
        twin_since=(5, 2),
        opaque=True,
    ),
    Callable(
        "django.contrib.auth.backends.BaseBackend.get_user_permissions",
        returns="set[str]",
        twin="aget_user_permissions",
        twin_since=(5, 2),
        opaque=True,
    ),
    Callable(
        "django.contrib.auth.backends.BaseBackend.aauthenticate",
        returns="django.contrib.auth.models.AbstractBaseUser | None",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.BaseBackend.aget_user",
        returns="django.contrib.auth.models.AbstractBaseUser | None",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.BaseBackend.ahas_perm",
        returns="bool",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.BaseBackend.aget_all_permissions",
        returns="set[str]",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.BaseBackend.aget_group_permissions",
        returns="set[str]",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.BaseBackend.aget_user_permissions",
        returns="set[str]",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.authenticate",
        SHORTCUT,
        "django.contrib.auth.models.AbstractBaseUser | None",
        twin="aauthenticate",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.get_user",
        SHORTCUT,
        "django.contrib.auth.models.AbstractBaseUser | None",
        twin="aget_user",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.has_perm",
        SHORTCUT,
        "bool",
        twin="ahas_perm",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.get_all_permissions",
        SHORTCUT,
        "set[str]",
        twin="aget_all_permissions",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.get_group_permissions",
        SHORTCUT,
        "set[str]",
        twin="aget_group_permissions",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.get_user_permissions",
        SHORTCUT,
        "set[str]",
        twin="aget_user_permissions",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.has_module_perms",
        SHORTCUT,
        "bool",
        twin="ahas_module_perms",
        twin_since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.aauthenticate",
        returns="django.contrib.auth.models.AbstractBaseUser | None",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.aget_user",
        returns="django.contrib.auth.models.AbstractBaseUser | None",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.ahas_perm",
        returns="bool",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.aget_all_permissions",
        returns="set[str]",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.aget_group_permissions",
        returns="set[str]",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.aget_user_permissions",
        returns="set[str]",
        is_async=True,
        since=(5, 2),
    ),
    Callable(
        "django.contrib.auth.backends.ModelBackend.ahas_module_perms",
        returns="bool",
        is_async=True,
        since=(5, 2),
    ),
    Callable("django.contrib.auth.backends.ModelBackend.user_can_authenticate", returns="bool"),
    Callable(
        "django.contrib.auth.backends.ModelBackend.with_perm", returns="django.db.models.QuerySet"
    ),
    Callable(
        "django.contrib.auth.backends.RemoteUserBackend.configure_user",
        twin="aconfigure_user",
        twin_since=(5, 2),
        opaque=True,
    ),
    Callable(
        "django.contrib.auth.backends.RemoteUserBackend.aconfigure_user",
        is_async=True,
        since=(5, 2),
    ),
)
