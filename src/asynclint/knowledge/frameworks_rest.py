"""Django REST framework and adrf."""

from __future__ import annotations

from asynclint.knowledge.schema import (
    FORM,
    ITERABLE,
    MODEL,
    QUERYSET,
    SHORTCUT,
    Callable,
    Class,
    methods,
)

CLASSES = (
    # https://www.django-rest-framework.org/api-guide/
    Class(
        "rest_framework.views.APIView",
        bases=("django.views.View",),
        attributes=(("request", "rest_framework.request.Request"),),
        complete=True,
    ),
    Class(
        "rest_framework.generics.GenericAPIView",
        bases=("rest_framework.views.APIView",),
        complete=True,
    ),
    Class("rest_framework.mixins.CreateModelMixin", complete=True),
    Class("rest_framework.mixins.ListModelMixin", complete=True),
    Class("rest_framework.mixins.RetrieveModelMixin", complete=True),
    Class("rest_framework.mixins.UpdateModelMixin", complete=True),
    Class("rest_framework.mixins.DestroyModelMixin", complete=True),
    Class(
        "rest_framework.generics.CreateAPIView",
        bases=(
            "rest_framework.mixins.CreateModelMixin",
            "rest_framework.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "rest_framework.generics.ListAPIView",
        bases=(
            "rest_framework.mixins.ListModelMixin",
            "rest_framework.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "rest_framework.generics.RetrieveAPIView",
        bases=(
            "rest_framework.mixins.RetrieveModelMixin",
            "rest_framework.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "rest_framework.generics.DestroyAPIView",
        bases=(
            "rest_framework.mixins.DestroyModelMixin",
            "rest_framework.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "rest_framework.generics.UpdateAPIView",
        bases=(
            "rest_framework.mixins.UpdateModelMixin",
            "rest_framework.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "rest_framework.generics.ListCreateAPIView",
        bases=(
            "rest_framework.mixins.ListModelMixin",
            "rest_framework.mixins.CreateModelMixin",
            "rest_framework.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "rest_framework.generics.RetrieveUpdateAPIView",
        bases=(
            "rest_framework.mixins.RetrieveModelMixin",
            "rest_framework.mixins.UpdateModelMixin",
            "rest_framework.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "rest_framework.generics.RetrieveDestroyAPIView",
        bases=(
            "rest_framework.mixins.RetrieveModelMixin",
            "rest_framework.mixins.DestroyModelMixin",
            "rest_framework.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "rest_framework.generics.RetrieveUpdateDestroyAPIView",
        bases=(
            "rest_framework.mixins.RetrieveModelMixin",
            "rest_framework.mixins.UpdateModelMixin",
            "rest_framework.mixins.DestroyModelMixin",
            "rest_framework.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class("rest_framework.viewsets.ViewSetMixin", complete=True),
    Class(
        "rest_framework.viewsets.ViewSet",
        bases=(
            "rest_framework.viewsets.ViewSetMixin",
            "rest_framework.views.APIView",
        ),
        complete=True,
    ),
    Class(
        "rest_framework.viewsets.GenericViewSet",
        bases=(
            "rest_framework.viewsets.ViewSetMixin",
            "rest_framework.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "rest_framework.viewsets.ReadOnlyModelViewSet",
        bases=(
            "rest_framework.mixins.RetrieveModelMixin",
            "rest_framework.mixins.ListModelMixin",
            "rest_framework.viewsets.GenericViewSet",
        ),
        complete=True,
    ),
    Class(
        "rest_framework.viewsets.ModelViewSet",
        bases=(
            "rest_framework.mixins.CreateModelMixin",
            "rest_framework.mixins.RetrieveModelMixin",
            "rest_framework.mixins.UpdateModelMixin",
            "rest_framework.mixins.DestroyModelMixin",
            "rest_framework.mixins.ListModelMixin",
            "rest_framework.viewsets.GenericViewSet",
        ),
        complete=True,
    ),
    Class("rest_framework.permissions.BasePermission", complete=True),
    Class("rest_framework.authentication.BaseAuthentication", complete=True),
    Class(
        "rest_framework.permissions.AllowAny", bases=("rest_framework.permissions.BasePermission",)
    ),
    Class(
        "rest_framework.permissions.IsAuthenticated",
        bases=("rest_framework.permissions.BasePermission",),
    ),
    Class(
        "rest_framework.permissions.IsAdminUser",
        bases=("rest_framework.permissions.BasePermission",),
    ),
    Class(
        "rest_framework.permissions.IsAuthenticatedOrReadOnly",
        bases=("rest_framework.permissions.BasePermission",),
    ),
    Class(
        "rest_framework.permissions.DjangoModelPermissions",
        bases=("rest_framework.permissions.BasePermission",),
    ),
    Class(
        "rest_framework.permissions.DjangoModelPermissionsOrAnonReadOnly",
        bases=("rest_framework.permissions.DjangoModelPermissions",),
    ),
    Class(
        "rest_framework.permissions.DjangoObjectPermissions",
        bases=("rest_framework.permissions.DjangoModelPermissions",),
    ),
    Class("rest_framework.throttling.BaseThrottle", complete=True),
    Class(
        "rest_framework.throttling.SimpleRateThrottle",
        bases=("rest_framework.throttling.BaseThrottle",),
    ),
    Class(
        "rest_framework.throttling.AnonRateThrottle",
        bases=("rest_framework.throttling.SimpleRateThrottle",),
    ),
    Class(
        "rest_framework.throttling.UserRateThrottle",
        bases=("rest_framework.throttling.SimpleRateThrottle",),
    ),
    Class(
        "rest_framework.throttling.ScopedRateThrottle",
        bases=("rest_framework.throttling.SimpleRateThrottle",),
    ),
    Class("rest_framework.exceptions.APIException", bases=("Exception",), complete=True),
    Class(
        "rest_framework.exceptions.ValidationError",
        bases=("rest_framework.exceptions.APIException",),
        complete=True,
    ),
    Class(
        "rest_framework.exceptions.NotFound",
        bases=("rest_framework.exceptions.APIException",),
        complete=True,
    ),
    Class(
        "rest_framework.exceptions.PermissionDenied",
        bases=("rest_framework.exceptions.APIException",),
        complete=True,
    ),
    Class(
        "rest_framework.response.Response",
        bases=("django.template.response.SimpleTemplateResponse",),
        attributes=(("data", "object"),),
        complete=True,
    ),
    Class(
        "rest_framework.request.Request",
        attributes=(
            ("data", "object"),
            ("method", "str"),
            (
                "user",
                "django.contrib.auth.models.AbstractBaseUser"
                " | django.contrib.auth.models.AnonymousUser",
            ),
        ),
    ),
    Class(
        "rest_framework.fields.Field", aliases=("rest_framework.serializers.Field",), complete=True
    ),
    Class(
        "rest_framework.serializers.BaseSerializer",
        bases=("rest_framework.fields.Field",),
        attributes=(
            ("instance", "object"),
            ("initial_data", "object"),
        ),
        complete=True,
    ),
    Class(
        "rest_framework.serializers.Serializer",
        bases=("rest_framework.serializers.BaseSerializer",),
        traits=(ITERABLE,),
        complete=True,
    ),
    Class(
        "rest_framework.serializers.ModelSerializer",
        bases=("rest_framework.serializers.Serializer",),
        complete=True,
    ),
    Class(
        "rest_framework.serializers.HyperlinkedModelSerializer",
        bases=("rest_framework.serializers.ModelSerializer",),
        complete=True,
    ),
    Class(
        "rest_framework.serializers.ListSerializer",
        bases=("rest_framework.serializers.BaseSerializer",),
        complete=True,
    ),
    # https://github.com/em1208/adrf
    Class("adrf.views.APIView", bases=("rest_framework.views.APIView",), complete=True),
    Class(
        "adrf.generics.GenericAPIView",
        bases=(
            "adrf.views.APIView",
            "rest_framework.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "adrf.mixins.CreateModelMixin",
        bases=("rest_framework.mixins.CreateModelMixin",),
        complete=True,
    ),
    Class(
        "adrf.mixins.ListModelMixin", bases=("rest_framework.mixins.ListModelMixin",), complete=True
    ),
    Class(
        "adrf.mixins.RetrieveModelMixin",
        bases=("rest_framework.mixins.RetrieveModelMixin",),
        complete=True,
    ),
    Class(
        "adrf.mixins.UpdateModelMixin",
        bases=("rest_framework.mixins.UpdateModelMixin",),
        complete=True,
    ),
    Class(
        "adrf.mixins.DestroyModelMixin",
        bases=("rest_framework.mixins.DestroyModelMixin",),
        complete=True,
    ),
    Class(
        "adrf.generics.CreateAPIView",
        bases=(
            "adrf.mixins.CreateModelMixin",
            "adrf.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "adrf.generics.ListAPIView",
        bases=(
            "adrf.mixins.ListModelMixin",
            "adrf.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "adrf.generics.RetrieveAPIView",
        bases=(
            "adrf.mixins.RetrieveModelMixin",
            "adrf.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "adrf.generics.DestroyAPIView",
        bases=(
            "adrf.mixins.DestroyModelMixin",
            "adrf.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "adrf.generics.UpdateAPIView",
        bases=(
            "adrf.mixins.UpdateModelMixin",
            "adrf.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "adrf.generics.ListCreateAPIView",
        bases=(
            "adrf.mixins.ListModelMixin",
            "adrf.mixins.CreateModelMixin",
            "adrf.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "adrf.generics.RetrieveUpdateAPIView",
        bases=(
            "adrf.mixins.RetrieveModelMixin",
            "adrf.mixins.UpdateModelMixin",
            "adrf.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "adrf.generics.RetrieveDestroyAPIView",
        bases=(
            "adrf.mixins.RetrieveModelMixin",
            "adrf.mixins.DestroyModelMixin",
            "adrf.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "adrf.generics.RetrieveUpdateDestroyAPIView",
        bases=(
            "adrf.mixins.RetrieveModelMixin",
            "adrf.mixins.UpdateModelMixin",
            "adrf.mixins.DestroyModelMixin",
            "adrf.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "adrf.viewsets.ViewSetMixin", bases=("rest_framework.viewsets.ViewSetMixin",), complete=True
    ),
    Class(
        "adrf.viewsets.ViewSet",
        bases=(
            "adrf.viewsets.ViewSetMixin",
            "adrf.views.APIView",
        ),
        complete=True,
    ),
    Class(
        "adrf.viewsets.GenericViewSet",
        bases=(
            "adrf.viewsets.ViewSet",
            "adrf.generics.GenericAPIView",
        ),
        complete=True,
    ),
    Class(
        "adrf.viewsets.ReadOnlyModelViewSet",
        bases=(
            "adrf.mixins.RetrieveModelMixin",
            "adrf.mixins.ListModelMixin",
            "adrf.viewsets.GenericViewSet",
        ),
        complete=True,
    ),
    Class(
        "adrf.viewsets.ModelViewSet",
        bases=(
            "adrf.mixins.CreateModelMixin",
            "adrf.mixins.ListModelMixin",
            "adrf.mixins.RetrieveModelMixin",
            "adrf.mixins.UpdateModelMixin",
            "adrf.mixins.DestroyModelMixin",
            "adrf.viewsets.GenericViewSet",
        ),
        complete=True,
    ),
    Class(
        "adrf.serializers.BaseSerializer",
        bases=("rest_framework.serializers.BaseSerializer",),
        complete=True,
    ),
    Class(
        "adrf.serializers.Serializer",
        bases=(
            "adrf.serializers.BaseSerializer",
            "rest_framework.serializers.Serializer",
        ),
        complete=True,
    ),
    Class(
        "adrf.serializers.ModelSerializer",
        bases=(
            "adrf.serializers.Serializer",
            "rest_framework.serializers.ModelSerializer",
        ),
        complete=True,
    ),
    Class(
        "adrf.serializers.ListSerializer",
        bases=(
            "adrf.serializers.BaseSerializer",
            "rest_framework.serializers.ListSerializer",
        ),
        complete=True,
    ),
)

ROWS = (
    # https://www.django-rest-framework.org/api-guide/responses/
    Callable("rest_framework.response.Response", uses_arguments=True),
    Callable("rest_framework.response.Response.status_text", returns="str", is_property=True),
    # https://www.django-rest-framework.org/api-guide/requests/
    Callable(
        "rest_framework.request.Request.query_params",
        returns="django.http.QueryDict",
        is_property=True,
    ),
    # https://www.django-rest-framework.org/api-guide/serializers/
    # What a serializer reads and checks depends on its fields.
    Callable("rest_framework.serializers.BaseSerializer.is_valid", FORM, "bool", opaque=True),
    Callable("rest_framework.serializers.BaseSerializer.save", opaque=True),
    Callable("rest_framework.serializers.BaseSerializer.data", FORM, is_property=True, opaque=True),
    Callable("rest_framework.serializers.BaseSerializer.errors", is_property=True),
    Callable("rest_framework.serializers.BaseSerializer.validated_data", is_property=True),
    Callable("rest_framework.serializers.ModelSerializer.is_valid", FORM, "bool"),
    Callable("rest_framework.serializers.ModelSerializer.save", FORM, "django.db.models.Model"),
    Callable("rest_framework.serializers.ModelSerializer.create", FORM, "django.db.models.Model"),
    Callable("rest_framework.serializers.ModelSerializer.update", FORM, "django.db.models.Model"),
    # https://www.django-rest-framework.org/api-guide/views/
    Callable("rest_framework.views.APIView.dispatch", opaque=True),
    *methods(
        "rest_framework.views.APIView",
        "initial perform_authentication check_permissions check_object_permissions check_throttles",
        returns="None",
        opaque=True,
    ),
    Callable("rest_framework.views.APIView.handle_exception", opaque=True),
    Callable("rest_framework.views.APIView.get_permissions", returns="list[object]"),
    Callable("rest_framework.views.APIView.get_authenticators", returns="list[object]"),
    Callable("rest_framework.views.APIView.get_throttles", returns="list[object]"),
    # https://www.django-rest-framework.org/api-guide/generic-views/
    Callable(
        "rest_framework.generics.GenericAPIView.get_object", QUERYSET, "django.db.models.Model"
    ),
    Callable(
        "rest_framework.generics.GenericAPIView.get_queryset", returns="django.db.models.QuerySet"
    ),
    Callable("rest_framework.generics.GenericAPIView.filter_queryset", returns="argument 0"),
    Callable(
        "rest_framework.generics.GenericAPIView.paginate_queryset", QUERYSET, "list[object] | None"
    ),
    Callable("rest_framework.generics.GenericAPIView.get_serializer", opaque=True),
    Callable("rest_framework.generics.GenericAPIView.get_serializer_class"),
    Callable(
        "rest_framework.generics.GenericAPIView.get_serializer_context", returns="dict[str, object]"
    ),
    Callable(
        "rest_framework.generics.GenericAPIView.get_paginated_response",
        returns="rest_framework.response.Response",
    ),
    Callable("rest_framework.generics.get_object_or_404", SHORTCUT, "row 0"),
    Callable(
        "rest_framework.mixins.CreateModelMixin.create", FORM, "rest_framework.response.Response"
    ),
    Callable("rest_framework.mixins.CreateModelMixin.perform_create", FORM, "None"),
    Callable(
        "rest_framework.mixins.ListModelMixin.list", QUERYSET, "rest_framework.response.Response"
    ),
    Callable(
        "rest_framework.mixins.RetrieveModelMixin.retrieve",
        QUERYSET,
        "rest_framework.response.Response",
    ),
    Callable(
        "rest_framework.mixins.UpdateModelMixin.update", FORM, "rest_framework.response.Response"
    ),
    Callable(
        "rest_framework.mixins.UpdateModelMixin.partial_update",
        FORM,
        "rest_framework.response.Response",
    ),
    Callable("rest_framework.mixins.UpdateModelMixin.perform_update", FORM, "None"),
    Callable(
        "rest_framework.mixins.DestroyModelMixin.destroy", MODEL, "rest_framework.response.Response"
    ),
    Callable("rest_framework.mixins.DestroyModelMixin.perform_destroy", MODEL, "None"),
    Callable(
        "rest_framework.mixins.CreateModelMixin.get_success_headers", returns="dict[str, str]"
    ),
    Callable(
        "rest_framework.generics.CreateAPIView.post", FORM, "rest_framework.response.Response"
    ),
    Callable(
        "rest_framework.generics.ListAPIView.get", QUERYSET, "rest_framework.response.Response"
    ),
    Callable(
        "rest_framework.generics.RetrieveAPIView.get", QUERYSET, "rest_framework.response.Response"
    ),
    Callable(
        "rest_framework.generics.DestroyAPIView.delete", MODEL, "rest_framework.response.Response"
    ),
    Callable("rest_framework.generics.UpdateAPIView.put", FORM, "rest_framework.response.Response"),
    Callable(
        "rest_framework.generics.UpdateAPIView.patch", FORM, "rest_framework.response.Response"
    ),
    Callable(
        "rest_framework.generics.ListCreateAPIView.get",
        QUERYSET,
        "rest_framework.response.Response",
    ),
    Callable(
        "rest_framework.generics.ListCreateAPIView.post", FORM, "rest_framework.response.Response"
    ),
    Callable(
        "rest_framework.generics.RetrieveUpdateAPIView.get",
        QUERYSET,
        "rest_framework.response.Response",
    ),
    Callable(
        "rest_framework.generics.RetrieveUpdateAPIView.put",
        FORM,
        "rest_framework.response.Response",
    ),
    Callable(
        "rest_framework.generics.RetrieveUpdateAPIView.patch",
        FORM,
        "rest_framework.response.Response",
    ),
    Callable(
        "rest_framework.generics.RetrieveDestroyAPIView.get",
        QUERYSET,
        "rest_framework.response.Response",
    ),
    Callable(
        "rest_framework.generics.RetrieveDestroyAPIView.delete",
        MODEL,
        "rest_framework.response.Response",
    ),
    Callable(
        "rest_framework.generics.RetrieveUpdateDestroyAPIView.get",
        QUERYSET,
        "rest_framework.response.Response",
    ),
    Callable(
        "rest_framework.generics.RetrieveUpdateDestroyAPIView.put",
        FORM,
        "rest_framework.response.Response",
    ),
    Callable(
        "rest_framework.generics.RetrieveUpdateDestroyAPIView.patch",
        FORM,
        "rest_framework.response.Response",
    ),
    Callable(
        "rest_framework.generics.RetrieveUpdateDestroyAPIView.delete",
        MODEL,
        "rest_framework.response.Response",
    ),
    # https://www.django-rest-framework.org/api-guide/permissions/
    Callable("rest_framework.permissions.BasePermission.has_permission", returns="bool"),
    Callable("rest_framework.permissions.BasePermission.has_object_permission", returns="bool"),
    # https://github.com/em1208/adrf
    Callable(
        "adrf.generics.GenericAPIView.aget_object", returns="django.db.models.Model", is_async=True
    ),
    Callable(
        "adrf.generics.GenericAPIView.apaginate_queryset",
        returns="list[object] | None",
        is_async=True,
    ),
    Callable(
        "adrf.generics.GenericAPIView.get_apaginated_response",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable("adrf.generics.GenericAPIView.afilter_queryset", returns="argument 0", is_async=True),
    Callable("adrf.views.APIView.async_dispatch", is_async=True),
    Callable("adrf.views.APIView.check_async_permissions", returns="None", is_async=True),
    Callable("adrf.views.APIView.check_async_throttles", returns="None", is_async=True),
    Callable("adrf.views.APIView.check_async_object_permissions", returns="None", is_async=True),
    Callable("adrf.generics.aget_object_or_404", returns="row 0", is_async=True),
    Callable(
        "adrf.serializers.BaseSerializer.asave", returns="django.db.models.Model", is_async=True
    ),
    Callable(
        "adrf.serializers.BaseSerializer.acreate", returns="django.db.models.Model", is_async=True
    ),
    Callable(
        "adrf.serializers.BaseSerializer.aupdate", returns="django.db.models.Model", is_async=True
    ),
    Callable("adrf.serializers.BaseSerializer.ato_representation", is_async=True),
    Callable("adrf.serializers.BaseSerializer.aget_attribute", is_async=True),
    Callable("adrf.serializers.BaseSerializer.adata", is_async=True, is_property=True),
    Callable(
        "adrf.mixins.CreateModelMixin.acreate",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable("adrf.mixins.CreateModelMixin.perform_acreate", returns="None", is_async=True),
    Callable(
        "adrf.mixins.ListModelMixin.alist",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.mixins.RetrieveModelMixin.aretrieve",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.mixins.UpdateModelMixin.aupdate",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.mixins.UpdateModelMixin.partial_aupdate",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable("adrf.mixins.UpdateModelMixin.perform_aupdate", returns="None", is_async=True),
    Callable(
        "adrf.mixins.DestroyModelMixin.adestroy",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable("adrf.mixins.DestroyModelMixin.perform_adestroy", returns="None", is_async=True),
    Callable(
        "adrf.generics.CreateAPIView.post",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.generics.ListAPIView.get", returns="rest_framework.response.Response", is_async=True
    ),
    Callable(
        "adrf.generics.RetrieveAPIView.get",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.generics.DestroyAPIView.delete",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.generics.UpdateAPIView.put", returns="rest_framework.response.Response", is_async=True
    ),
    Callable(
        "adrf.generics.UpdateAPIView.patch",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.generics.ListCreateAPIView.get",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.generics.ListCreateAPIView.post",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.generics.RetrieveUpdateAPIView.get",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.generics.RetrieveUpdateAPIView.put",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.generics.RetrieveUpdateAPIView.patch",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.generics.RetrieveDestroyAPIView.get",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    Callable(
        "adrf.generics.RetrieveDestroyAPIView.delete",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
    *methods(
        "adrf.generics.RetrieveUpdateDestroyAPIView",
        "get put patch delete",
        returns="rest_framework.response.Response",
        is_async=True,
    ),
)
