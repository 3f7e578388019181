"""Programs beside the web that use Django's models: bots of discord.py, tools of LangChain."""

from __future__ import annotations

from asynclint.knowledge.schema import ASYNC_CONTEXT, Callable, Class

_MESSAGE = "discord.Message"


def _coroutines(cls: str, names: str, returns: str = "") -> tuple[Callable, ...]:
    """Coroutine methods of a class, in one line of names."""
    return tuple(
        Callable(f"{cls}.{name}", returns=returns, is_async=True) for name in names.split()
    )


CLASSES = (
    # https://discordpy.readthedocs.io/en/stable/api.html
    Class("discord.abc.Messageable"),
    Class("discord.abc.GuildChannel"),
    Class("discord.Message", aliases=("discord.message.Message",)),
    Class("discord.Client", aliases=("discord.client.Client",), traits=(ASYNC_CONTEXT,)),
    Class("discord.User", bases=("discord.abc.Messageable",), aliases=("discord.user.User",)),
    Class("discord.Member", bases=("discord.abc.Messageable",), aliases=("discord.member.Member",)),
    Class("discord.Guild", aliases=("discord.guild.Guild",)),
    Class("discord.Role", aliases=("discord.role.Role",)),
    Class(
        "discord.TextChannel",
        bases=("discord.abc.Messageable", "discord.abc.GuildChannel"),
        aliases=("discord.channel.TextChannel",),
    ),
    Class(
        "discord.Thread",
        bases=("discord.abc.Messageable",),
        aliases=("discord.threads.Thread",),
    ),
    Class(
        "discord.Interaction",
        aliases=("discord.interactions.Interaction",),
        attributes=(
            ("response", "discord.InteractionResponse"),
            ("followup", "discord.Webhook"),
            ("guild", "discord.Guild | None"),
            ("user", "discord.User | discord.Member"),
        ),
    ),
    Class("discord.InteractionResponse", aliases=("discord.interactions.InteractionResponse",)),
    Class("discord.Webhook", aliases=("discord.webhook.async_.Webhook",)),
    Class(
        "discord.ext.commands.Context",
        bases=("discord.abc.Messageable",),
        aliases=("discord.ext.commands.context.Context",),
        attributes=(
            ("message", _MESSAGE),
            ("author", "discord.User | discord.Member"),
            ("guild", "discord.Guild | None"),
        ),
    ),
    Class(
        "discord.ext.commands.Bot",
        bases=("discord.Client",),
        aliases=("discord.ext.commands.bot.Bot",),
        traits=(ASYNC_CONTEXT,),
    ),
    Class("discord.ext.commands.Cog", aliases=("discord.ext.commands.cog.Cog",)),
    # https://python.langchain.com/api_reference/core/
    Class(
        "langchain_core.runnables.Runnable",
        aliases=("langchain_core.runnables.base.Runnable",),
    ),
    Class(
        "langchain_core.tools.BaseTool",
        bases=("langchain_core.runnables.Runnable", "pydantic.BaseModel"),
        aliases=("langchain_core.tools.base.BaseTool", "langchain.tools.BaseTool"),
    ),
    Class(
        "langchain_core.tools.StructuredTool",
        bases=("langchain_core.tools.BaseTool",),
        aliases=(
            "langchain_core.tools.structured.StructuredTool",
            "langchain.tools.StructuredTool",
        ),
    ),
    Class(
        "langchain_core.language_models.BaseChatModel",
        bases=("langchain_core.runnables.Runnable", "pydantic.BaseModel"),
        aliases=("langchain_core.language_models.chat_models.BaseChatModel",),
    ),
    Class(
        "langchain_core.retrievers.BaseRetriever",
        bases=("langchain_core.runnables.Runnable", "pydantic.BaseModel"),
    ),
)

ROWS = (
    # https://discordpy.readthedocs.io/en/stable/api.html
    *_coroutines("discord.abc.Messageable", "send fetch_message", _MESSAGE),
    *_coroutines("discord.abc.GuildChannel", "delete", "None"),
    *_coroutines("discord.Message", "reply edit", _MESSAGE),
    *_coroutines(
        "discord.Message",
        "add_reaction remove_reaction clear_reactions delete pin unpin publish",
        "None",
    ),
    *_coroutines(
        "discord.Client",
        "start close login connect wait_until_ready change_presence setup_hook",
        "None",
    ),
    *_coroutines("discord.Client", "wait_for"),
    *_coroutines("discord.Client", "fetch_user", "discord.User"),
    *_coroutines("discord.Client", "fetch_guild", "discord.Guild"),
    *_coroutines("discord.Client", "fetch_channel application_info"),
    *_coroutines("discord.Guild", "fetch_member", "discord.Member"),
    *_coroutines("discord.Guild", "create_role", "discord.Role"),
    *_coroutines("discord.Guild", "create_text_channel", "discord.TextChannel"),
    *_coroutines("discord.Guild", "ban unban kick leave", "None"),
    *_coroutines("discord.Member", "add_roles remove_roles ban kick move_to", "None"),
    *_coroutines("discord.Member", "edit"),
    *_coroutines("discord.User", "create_dm"),
    *_coroutines("discord.Role", "delete", "None"),
    *_coroutines("discord.TextChannel", "edit create_thread purge"),
    *_coroutines("discord.Interaction", "edit_original_response original_response"),
    *_coroutines("discord.Interaction", "delete_original_response", "None"),
    *_coroutines(
        "discord.InteractionResponse", "send_message defer edit_message send_modal autocomplete"
    ),
    *_coroutines("discord.Webhook", "send"),
    *_coroutines("discord.ext.commands.Context", "send reply", _MESSAGE),
    *_coroutines("discord.ext.commands.Context", "invoke reinvoke defer"),
    *_coroutines(
        "discord.ext.commands.Bot",
        "process_commands add_cog remove_cog load_extension unload_extension reload_extension",
    ),
    # What these give is not told here.
    *_coroutines(
        "discord.abc.GuildChannel",
        "clone create_invite invites move set_permissions",
    ),
    *_coroutines(
        "discord.Message",
        "add_files clear_reaction create_thread end_poll fetch fetch_thread forward "
        "remove_attachments",
    ),
    *_coroutines(
        "discord.Client",
        "before_identify_hook create_application_emoji create_dm create_entitlement "
        "delete_invite fetch_application_emoji fetch_application_emojis "
        "fetch_entitlement fetch_guild_preview fetch_invite "
        "fetch_premium_sticker_pack fetch_premium_sticker_packs fetch_skus "
        "fetch_soundboard_default_sounds fetch_stage_instance fetch_sticker "
        "fetch_template fetch_webhook fetch_widget on_error",
    ),
    *_coroutines(
        "discord.Member",
        "create_dm fetch_voice request_to_speak timeout unban",
    ),
    *_coroutines(
        "discord.Guild",
        "active_threads bulk_ban change_voice_state chunk create_automod_rule "
        "create_category create_category_channel create_custom_emoji create_forum "
        "create_integration create_scheduled_event create_soundboard_sound "
        "create_stage_channel create_sticker create_template create_voice_channel "
        "delete_emoji delete_sticker edit edit_onboarding edit_role_positions "
        "edit_welcome_screen edit_widget estimate_pruned_members fetch_automod_rule "
        "fetch_automod_rules fetch_ban fetch_channel fetch_channels fetch_emoji "
        "fetch_emojis fetch_role fetch_roles fetch_scheduled_event "
        "fetch_scheduled_events fetch_soundboard_sound fetch_soundboard_sounds "
        "fetch_sticker fetch_stickers integrations invites onboarding prune_members "
        "query_members role_member_counts templates vanity_invite webhooks "
        "welcome_screen widget",
    ),
    *_coroutines(
        "discord.Role",
        "edit move",
    ),
    *_coroutines(
        "discord.TextChannel",
        "create_webhook delete_messages follow webhooks",
    ),
    *_coroutines(
        "discord.Thread",
        "add_tags add_user delete delete_messages edit fetch_member fetch_members "
        "join leave purge remove_tags remove_user",
    ),
    *_coroutines(
        "discord.Interaction",
        "translate",
    ),
    *_coroutines(
        "discord.InteractionResponse",
        "launch_activity pong",
    ),
    *_coroutines(
        "discord.Webhook",
        "delete delete_message edit edit_message fetch fetch_message",
    ),
    *_coroutines(
        "discord.ext.commands.Context",
        "from_interaction send_help",
    ),
    *_coroutines(
        "discord.ext.commands.Bot",
        "can_run get_context get_prefix invoke is_owner on_command_error on_message",
    ),
    *_coroutines(
        "discord.ext.commands.Cog",
        "cog_after_invoke cog_app_command_error cog_before_invoke cog_command_error "
        "cog_load cog_unload",
    ),
    # https://python.langchain.com/api_reference/core/runnables/
    *_coroutines("langchain_core.runnables.Runnable", "ainvoke abatch"),
    Callable("langchain_core.runnables.Runnable.astream", returns="asynciterator[object]"),
    Callable("langchain_core.runnables.Runnable.astream_events", returns="asynciterator[object]"),
    Callable("langchain_core.runnables.Runnable.invoke", opaque=True),
    Callable("langchain_core.runnables.Runnable.batch", opaque=True),
    Callable("langchain_core.runnables.Runnable.stream", opaque=True),
    *_coroutines("langchain_core.language_models.BaseChatModel", "agenerate agenerate_prompt"),
    *_coroutines("langchain_core.tools.BaseTool", "arun"),
    Callable("langchain_core.tools.BaseTool.run", opaque=True),
    Callable(
        "langchain_core.tools.tool",
        returns="langchain_core.tools.StructuredTool",
        aliases=("langchain_core.tools.convert.tool", "langchain.tools.tool"),
    ),
)
