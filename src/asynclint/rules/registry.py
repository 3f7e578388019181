"""All rules, in the order of their codes."""

from __future__ import annotations

from asynclint.rules.asl001_syntax_error import SyntaxErrorInFile
from asynclint.rules.asl002_misplaced_async import MisplacedAsync
from asynclint.rules.asl003_unused_suppression import UnusedSuppression
from asynclint.rules.asl004_unknown_code import UnknownCode
from asynclint.rules.asl101_awaited_response import AwaitedResponse
from asynclint.rules.asl102_awaited_queryset import AwaitedQueryset
from asynclint.rules.asl103_awaited_sync_call import AwaitedSyncCall
from asynclint.rules.asl104_coroutine_never_awaited import CoroutineNeverAwaited
from asynclint.rules.asl105_coroutine_used_as_value import CoroutineUsedAsValue
from asynclint.rules.asl106_dropped_task import DroppedTask
from asynclint.rules.asl107_sync_use_of_async_iterator import SyncUseOfAsyncIterator
from asynclint.rules.asl108_async_use_of_sync_iterator import AsyncUseOfSyncIterator
from asynclint.rules.asl109_coroutine_in_sync_code import CoroutineInSyncCode
from asynclint.rules.asl110_await_outside_async import AwaitOutsideAsync
from asynclint.rules.asl201_sync_query import SyncQuery
from asynclint.rules.asl202_queryset_evaluation import QuerysetEvaluation
from asynclint.rules.asl203_sync_model_method import SyncModelMethod
from asynclint.rules.asl204_lazy_relation import LazyRelation
from asynclint.rules.asl205_sync_transaction import SyncTransaction
from asynclint.rules.asl206_lazy_request_attribute import LazyRequestAttribute
from asynclint.rules.asl207_sync_shortcut import SyncShortcut
from asynclint.rules.asl208_sync_form_or_serializer import SyncFormOrSerializer
from asynclint.rules.asl209_lazy_queryset_in_template import LazyQuerysetInTemplate
from asynclint.rules.asl210_lazy_queryset_from_thread import LazyQuerysetFromThread
from asynclint.rules.asl301_blocking_http import BlockingHttp
from asynclint.rules.asl302_blocking_sleep import BlockingSleep
from asynclint.rules.asl303_blocking_file_io import BlockingFileIo
from asynclint.rules.asl304_blocking_subprocess import BlockingSubprocess
from asynclint.rules.asl305_blocking_network import BlockingNetwork
from asynclint.rules.asl306_blocking_database_driver import BlockingDatabaseDriver
from asynclint.rules.asl307_blocking_cache import BlockingCache
from asynclint.rules.asl308_blocking_email import BlockingEmail
from asynclint.rules.asl309_cpu_bound_call import CpuBoundCall
from asynclint.rules.asl310_blocking_wait import BlockingWait
from asynclint.rules.asl311_blocking_helper import BlockingHelper
from asynclint.rules.asl312_slow_helper import SlowHelper
from asynclint.rules.asl401_async_to_sync_on_loop import AsyncToSyncOnLoop
from asynclint.rules.asl402_nested_event_loop import NestedEventLoop
from asynclint.rules.asl403_bridge_called_too_early import BridgeCalledTooEarly
from asynclint.rules.asl404_bridge_of_wrong_kind import BridgeOfWrongKind
from asynclint.rules.asl405_bridge_incomplete import BridgeIncomplete
from asynclint.rules.asl406_orm_in_foreign_thread import OrmInForeignThread
from asynclint.rules.asl407_pointless_bridge import PointlessBridge
from asynclint.rules.asl408_loop_in_sync_django import LoopInSyncDjango
from asynclint.rules.asl501_mixed_view_handlers import MixedViewHandlers
from asynclint.rules.asl502_async_override_of_sync_hook import AsyncOverrideOfSyncHook
from asynclint.rules.asl503_sync_only_decorator import SyncOnlyDecorator
from asynclint.rules.asl504_async_handler_in_drf import AsyncHandlerInDrf
from asynclint.rules.asl505_sync_streaming import SyncStreaming
from asynclint.rules.asl506_middleware_not_async_ready import MiddlewareNotAsyncReady
from asynclint.rules.asl507_signal_sent_from_loop import SignalSentFromLoop
from asynclint.rules.asl508_async_task_function import AsyncTaskFunction
from asynclint.rules.asl509_sync_client_in_async_test import SyncClientInAsyncTest
from asynclint.rules.asl510_consumer_of_wrong_kind import ConsumerOfWrongKind
from asynclint.rules.asl511_async_settings import AsyncSettings
from asynclint.rules.asl512_async_safety_disabled import AsyncSafetyDisabled
from asynclint.rules.asl513_atomic_async_view import AtomicAsyncView
from asynclint.rules.asl514_async_permission_hook import AsyncPermissionHook
from asynclint.rules.asl515_bypassed_sync_override import BypassedSyncOverride
from asynclint.rules.asl516_sync_mixin_on_async_view import SyncMixinOnAsyncView
from asynclint.rules.asl601_async_without_await import AsyncWithoutAwait
from asynclint.rules.asl602_sequential_awaits import SequentialAwaits
from asynclint.rules.asl603_await_in_loop import AwaitInLoop
from asynclint.rules.asl604_sync_view_with_network_io import SyncViewWithNetworkIo
from asynclint.rules.asl605_gathered_queries import GatheredQueries
from asynclint.rules.base import Rule

RULES: tuple[type[Rule], ...] = (
    SyntaxErrorInFile,
    MisplacedAsync,
    UnusedSuppression,
    UnknownCode,
    AwaitedResponse,
    AwaitedQueryset,
    AwaitedSyncCall,
    CoroutineNeverAwaited,
    CoroutineUsedAsValue,
    DroppedTask,
    SyncUseOfAsyncIterator,
    AsyncUseOfSyncIterator,
    CoroutineInSyncCode,
    AwaitOutsideAsync,
    SyncQuery,
    QuerysetEvaluation,
    SyncModelMethod,
    LazyRelation,
    SyncTransaction,
    LazyRequestAttribute,
    SyncShortcut,
    SyncFormOrSerializer,
    LazyQuerysetInTemplate,
    LazyQuerysetFromThread,
    BlockingHttp,
    BlockingSleep,
    BlockingFileIo,
    BlockingSubprocess,
    BlockingNetwork,
    BlockingDatabaseDriver,
    BlockingCache,
    BlockingEmail,
    CpuBoundCall,
    BlockingWait,
    BlockingHelper,
    SlowHelper,
    AsyncToSyncOnLoop,
    NestedEventLoop,
    BridgeCalledTooEarly,
    BridgeOfWrongKind,
    BridgeIncomplete,
    OrmInForeignThread,
    PointlessBridge,
    LoopInSyncDjango,
    MixedViewHandlers,
    AsyncOverrideOfSyncHook,
    SyncOnlyDecorator,
    AsyncHandlerInDrf,
    SyncStreaming,
    MiddlewareNotAsyncReady,
    SignalSentFromLoop,
    AsyncTaskFunction,
    SyncClientInAsyncTest,
    ConsumerOfWrongKind,
    AsyncSettings,
    AsyncSafetyDisabled,
    AtomicAsyncView,
    AsyncPermissionHook,
    BypassedSyncOverride,
    SyncMixinOnAsyncView,
    AsyncWithoutAwait,
    SequentialAwaits,
    AwaitInLoop,
    SyncViewWithNetworkIo,
    GatheredQueries,
)
NAMES: dict[str, str] = {rule.code: rule.name for rule in RULES}
DEFAULT: frozenset[str] = frozenset(rule.code for rule in RULES if rule.default)
PREVIEW: frozenset[str] = frozenset(rule.code for rule in RULES if rule.preview)


def by_code(code: str) -> type[Rule] | None:
    """The rule with that code."""
    return next((rule for rule in RULES if rule.code == code), None)


def find(selector: str) -> type[Rule] | None:
    """The rule with that code or name, in any case."""
    word = selector.strip().lower()
    return next((r for r in RULES if word in (r.code.lower(), r.name)), None)
