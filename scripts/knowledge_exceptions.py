"""What `check_knowledge.py` cannot see by looking at a name, with the reason."""

from __future__ import annotations

from typing import NamedTuple


class Coverage(NamedTuple):
    classes: frozenset[str]
    since: dict[str, tuple[int, int]]


# Names of ours for classes that Django does not export or makes inside functions.
OUR_NAMES = {
    "django.db.models.RawQuerySet": "django.db.models.query.RawQuerySet",
    # Functions up to Python 3.12, which make objects of these classes.
    "threading.Lock": "_thread.LockType",
    "threading.RLock": "_thread.RLock",
    # The manager of a many-to-many relation stands for all.
    "django.db.models.RelatedManager": (
        "django.contrib.auth.models.Group.permissions.related_manager_cls"
    ),
}

# Classes of which every public method must have a row, and the Django in which classes, fields,
# values and aliases (which carry no version in their rows) appeared.
COVERED = Coverage(
    classes=frozenset(
        (
            "django.db.models.QuerySet",
            "django.db.models.RawQuerySet",
            "django.db.models.Manager",
            "django.db.models.Model",
            "django.core.cache.BaseCache",
            "django.contrib.sessions.backends.base.SessionBase",
            "django.contrib.auth.models.User",
            "django.contrib.auth.models.UserManager",
            "django.dispatch.Signal",
            "django.core.files.storage.Storage",
            "django.core.paginator.Paginator",
            "django.core.paginator.AsyncPaginator",
            "django.core.mail.EmailMessage",
            "django.http.HttpRequest",
            "django.http.HttpResponse",
        )
    ),
    since={
        "django.core.files.storage.base": (4, 2),
        "django.core.files.storage.filesystem": (4, 2),
        "django.core.files.storage.InMemoryStorage": (4, 2),
        "django.core.files.storage.StorageHandler": (4, 2),
        "django.core.files.storage.storages": (4, 2),
        "django.core.paginator.AsyncPaginator": (6, 0),
        "django.core.paginator.AsyncPage": (6, 0),
        "django.tasks": (6, 0),
        "django.core.cache.backends.redis": (4, 0),
        "django.core.cache.backends.memcached.PyMemcacheCache": (3, 2),
        "django.utils.connection": (3, 2),
        "django.http.response.ResponseHeaders": (3, 2),
        "django.http.response.HttpResponseBase.headers": (3, 2),
        "django.http.StreamingHttpResponse.is_async": (4, 2),
        "django.contrib.auth.forms.BaseUserCreationForm": (4, 2),
        "django.db.models.CompositePrimaryKey": (5, 2),
        "django.db.models.GeneratedField": (5, 0),
    },
)

# The first Django without a thing.
GONE_FROM_DJANGO = {
    "django.contrib.auth.models.BaseUserManager.make_random_password": (5, 1),
    "django.http.HttpRequest.get_raw_uri": (4, 0),
    "django.http.HttpRequest.is_ajax": (4, 0),
    "django.contrib.admin.models.LogEntryManager.log_action": (6, 0),
}

# Bases left out on purpose; the first is there in some versions only, and changes nothing.
PASSING_BASES = {
    ("tempfile.SpooledTemporaryFile", "io.IOBase"),
    # What entering them gives is their parameter, not what their bases say.
    ("contextlib._GeneratorContextManager", "contextlib.AbstractContextManager"),
    ("contextlib._AsyncGeneratorContextManager", "contextlib.AbstractAsyncContextManager"),
}

# The Django from which on a class has a base.
BASE_SINCE = {
    ("django.views.generic.edit.BaseDeleteView", "django.views.generic.edit.FormMixin"): (4, 0),
    ("django.core.cache.CacheHandler", "django.utils.connection.BaseConnectionHandler"): (3, 2),
    ("django.db.utils.ConnectionHandler", "django.utils.connection.BaseConnectionHandler"): (3, 2),
}

# Python versions that have a thing: from the first on, up to the second, which has it no more.
EVER = (99, 0)
NOT_IN_PYTHON = {
    "anyio.Path.is_junction": ((3, 12), EVER),
    "unittest.IsolatedAsyncioTestCase.enterAsyncContext": ((3, 11), EVER),
    "asyncio.tasks._AsCompletedIterator": ((3, 13), EVER),
    "asyncio.Barrier": ((3, 11), EVER),
    "asyncio.locks.Barrier": ((3, 11), EVER),
    "asyncio.Queue.shutdown": ((3, 13), EVER),
    "asyncio.Runner": ((3, 11), EVER),
    "asyncio.Server.abort_clients": ((3, 13), EVER),
    "asyncio.Server.close_clients": ((3, 13), EVER),
    "asyncio.StreamWriter.start_tls": ((3, 11), EVER),
    "asyncio.Task.cancelling": ((3, 11), EVER),
    "asyncio.Task.uncancel": ((3, 11), EVER),
    "asyncio.TaskGroup": ((3, 11), EVER),
    "asyncio.Timeout": ((3, 11), EVER),
    "asyncio.timeout": ((3, 11), EVER),
    "asyncio.timeout_at": ((3, 11), EVER),
    "asyncio.AbstractEventLoop.sock_recvfrom": ((3, 11), EVER),
    "asyncio.AbstractEventLoop.sock_recvfrom_into": ((3, 11), EVER),
    "asyncio.AbstractEventLoop.sock_sendto": ((3, 11), EVER),
    "crypt": ((3, 0), (3, 13)),
    "hashlib.file_digest": ((3, 11), EVER),
    "nntplib": ((3, 0), (3, 13)),
    "pathlib.Path.copy": ((3, 14), EVER),
    "pathlib.Path.copy_into": ((3, 14), EVER),
    "pathlib.Path.from_uri": ((3, 13), EVER),
    "pathlib.Path.is_junction": ((3, 12), EVER),
    "pathlib.Path.link_to": ((3, 0), (3, 12)),
    "pathlib.Path.move": ((3, 14), EVER),
    "pathlib.Path.move_into": ((3, 14), EVER),
    "pathlib.Path.walk": ((3, 12), EVER),
    "pathlib.PurePath.full_match": ((3, 13), EVER),
    "pathlib.PurePath.with_segments": ((3, 12), EVER),
    "telnetlib": ((3, 0), (3, 13)),
}

# Patterns of names that are there only on instances, or only where a project makes them so.
NOT_VISIBLE = (
    # Model methods that Django adds where `order_with_respect_to` is set.
    "django.db.models.Model.get_next_in_order",
    "django.db.models.Model.get_previous_in_order",
    "django.db.models.Model._*_manager",
    "django.*Manager.contribute_to_class",
    # Removed in 6.1, where mailers took its place.
    "django.core.mail.EmailMessage.get_connection",
    # A validator that the class holds.
    "django.contrib.auth.models.User.username_validator",
    # Set when a test runs.
    "django.test.SimpleTestCase.async_client",
    # Set by middleware.
    "django.http.HttpRequest.user",
    "django.http.HttpRequest.auser",
    "django.http.HttpRequest.session",
    "django.views.View.request",
    "django.views.View.args",
    "django.views.View.kwargs",
    # Of the models that derive from it.
    "django.contrib.auth.models.AbstractBaseUser.objects",
    "django.contrib.auth.models.AbstractUser.objects",
    "django.contrib.sessions.base_session.AbstractBaseSession.objects",
    # Taken over from the lock inside when an object is made.
    "threading.Condition.acquire",
    "threading.Condition.release",
    "asyncio.Condition.acquire",
    "asyncio.Condition.release",
    "asyncio.Condition.locked",
    "multiprocessing.synchronize.*.acquire",
    # Not on every platform.
    "os.lchmod",
    "os.startfile",
    # Made when an object is made, from a service's description.
    "botocore.client.BaseClient.meta",
    "botocore.client.BaseClient.generate_presigned_*",
    "boto3.resources.base.ServiceResource.*",
    # httpx hides where its classes are defined.
    "httpx.Response.status_code",
    "httpx.Re*.headers",
    "httpx.Response.history",
    "httpx.Request.method",
    # Passed on to the driver's cursor.
    "django.db.backends.utils.CursorWrapper.fetch*",
    # An attribute that `save(commit=False)` sets.
    "django.forms.BaseModelForm.save_m2m",
    # Classes that stand for what each object has of its own.
    "gitlab.base.RESTObject.*",
    "python_http_client.Client.*",
    "twilio.base.instance_context.InstanceContext.*",
)

# Methods that live on the classes derived from one: where to look instead.
STANDS_FOR = {
    "list": ("collections.deque",),
    "dict": ("collections.OrderedDict",),
    "stripe.APIResource": (
        "stripe.Invoice",
        "stripe.PaymentIntent",
        "stripe.PaymentMethod",
        "stripe.Customer",
        "stripe.BankAccount",
        "stripe.Dispute",
        "stripe.Account",
        "stripe.Quote",
        "stripe.Transfer",
        "stripe.Topup",
        "stripe.checkout.Session",
        "stripe.climate.Order",
        "stripe.test_helpers.TestClock",
        "stripe.tax.Transaction",
        "stripe.treasury.OutboundPayment",
        "stripe.issuing.Dispute",
        "stripe.identity.VerificationSession",
    ),
    "stripe._stripe_service.StripeService": (
        "stripe._invoice_service.InvoiceService",
        "stripe._payment_intent_service.PaymentIntentService",
        "stripe._payment_method_service.PaymentMethodService",
        "stripe.checkout._session_service.SessionService",
        "stripe._customer_payment_source_service.CustomerPaymentSourceService",
    ),
    "openai._resource.SyncAPIResource": (
        "openai.resources.chat.completions.Completions",
        "openai.resources.images.Images",
        "openai.resources.files.Files",
        "openai.resources.responses.Responses",
        "openai.resources.videos.Videos",
        "openai.resources.uploads.Uploads",
        "openai.resources.vector_stores.files.Files",
        "openai.resources.beta.threads.runs.Runs",
    ),
    "openai._resource.AsyncAPIResource": (
        "openai.resources.chat.completions.AsyncCompletions",
        "openai.resources.images.AsyncImages",
        "openai.resources.files.AsyncFiles",
        "openai.resources.responses.AsyncResponses",
        "openai.resources.videos.AsyncVideos",
        "openai.resources.uploads.AsyncUploads",
        "openai.resources.vector_stores.files.AsyncFiles",
        "openai.resources.beta.threads.runs.AsyncRuns",
    ),
    "anthropic._resource.SyncAPIResource": (
        "anthropic.resources.messages.Messages",
        "anthropic.resources.messages.batches.Batches",
        "anthropic.resources.beta.files.Files",
    ),
    "anthropic._resource.AsyncAPIResource": (
        "anthropic.resources.messages.AsyncMessages",
        "anthropic.resources.messages.batches.AsyncBatches",
        "anthropic.resources.beta.files.AsyncFiles",
    ),
    "groq._resource.SyncAPIResource": (
        "groq.resources.chat.completions.Completions",
        "groq.resources.files.Files",
        "groq.resources.batches.Batches",
    ),
    "groq._resource.AsyncAPIResource": (
        "groq.resources.chat.completions.AsyncCompletions",
        "groq.resources.files.AsyncFiles",
        "groq.resources.batches.AsyncBatches",
    ),
    "twilio.base.list_resource.ListResource": (
        "twilio.rest.api.v2010.account.message.MessageList",
    ),
    "twilio.base.instance_context.InstanceContext": (
        "twilio.rest.api.v2010.account.message.MessageContext",
    ),
}

# Patterns of callables that give an awaitable without being coroutine functions.
AWAITABLE_BUT_NO_COROUTINE_FUNCTION = (
    "anext",
    "adrf.serializers.BaseSerializer.adata",
    "django.test.AsyncClient.*",
    # Gives a future inside `asyncio.wait_for`.
    "discord.Client.wait_for",
    # They make a command and hand it to the coroutine `execute_command`.
    "redis.asyncio.*",
    # Decorated so that they give a future.
    "motor.motor_asyncio.*",
    # Wrapped to check their arguments.
    "openai._resource.AsyncAPIResource.*",
    "openai.AsyncOpenAI.*",
    "anthropic._resource.AsyncAPIResource.*",
    # Functions under `database_sync_to_async`.
    "channels.auth.*",
)

# Patterns of attributes of which what holds them tells nothing.
PLAIN_ATTRIBUTES = (
    # Methods of the file underneath, held as properties.
    "django.core.files.File.*",
    "django.core.files.uploadedfile.*",
    "django.core.files.base.ContentFile.*",
    # A descriptor that binds late.
    "motor.motor_asyncio.AsyncIOMotorClient.close",
    # A generic class with its parameter filled in.
    "aiohttp.client._WSRequestContextManager",
    # Proxies for what the current thread or task has.
    "django.core.cache.cache",
    "django.db.connection",
)
