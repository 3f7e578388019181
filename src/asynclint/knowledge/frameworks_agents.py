"""Programs beside the web that use Django's models: bots of discord.py, tools of LangChain."""

from __future__ import annotations

from asynclint.knowledge.schema import ASYNC_CONTEXT, Callable, Class, methods

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
        "discord.Thread", bases=("discord.abc.Messageable",), aliases=("discord.threads.Thread",)
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
            ("message", "discord.Message"),
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
    # https://docs.pycord.dev/en/stable/api/application_commands.html: py-cord 2.8
    Class(
        "discord.ApplicationContext",
        bases=("discord.abc.Messageable",),
        aliases=(
            "discord.commands.ApplicationContext",
            "discord.commands.context.ApplicationContext",
        ),
        attributes=(
            ("interaction", "discord.Interaction"),
            ("response", "discord.InteractionResponse"),
            ("followup", "discord.Webhook"),
            ("user", "discord.User | discord.Member"),
            ("author", "discord.User | discord.Member"),
            ("guild", "discord.Guild | None"),
        ),
    ),
    Class(
        "discord.SlashCommandGroup",
        aliases=("discord.commands.SlashCommandGroup", "discord.commands.core.SlashCommandGroup"),
    ),
    Class("discord.ext.commands.Cog", aliases=("discord.ext.commands.cog.Cog",)),
    # https://python.langchain.com/api_reference/core/runnables/
    Class("langchain_core.runnables.Runnable", aliases=("langchain_core.runnables.base.Runnable",)),
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
    Callable("discord.abc.Messageable.send", returns="discord.Message", is_async=True),
    Callable("discord.abc.Messageable.fetch_message", returns="discord.Message", is_async=True),
    Callable("discord.abc.GuildChannel.delete", returns="None", is_async=True),
    Callable("discord.Message.reply", returns="discord.Message", is_async=True),
    Callable("discord.Message.edit", returns="discord.Message", is_async=True),
    *methods(
        "discord.Message",
        "add_reaction remove_reaction clear_reactions delete pin unpin publish",
        returns="None",
        is_async=True,
    ),
    *methods(
        "discord.Client",
        "start close login connect wait_until_ready change_presence setup_hook",
        returns="None",
        is_async=True,
    ),
    Callable("discord.Client.wait_for", is_async=True),
    Callable("discord.Client.fetch_user", returns="discord.User", is_async=True),
    Callable("discord.Client.fetch_guild", returns="discord.Guild", is_async=True),
    Callable("discord.Client.fetch_channel", is_async=True),
    Callable("discord.Client.application_info", is_async=True),
    Callable("discord.Guild.fetch_member", returns="discord.Member", is_async=True),
    Callable("discord.Guild.create_role", returns="discord.Role", is_async=True),
    Callable("discord.Guild.create_text_channel", returns="discord.TextChannel", is_async=True),
    *methods("discord.Guild", "ban unban kick leave", returns="None", is_async=True),
    *methods(
        "discord.Member", "add_roles remove_roles ban kick move_to", returns="None", is_async=True
    ),
    Callable("discord.Member.edit", is_async=True),
    Callable("discord.User.create_dm", is_async=True),
    Callable("discord.Role.delete", returns="None", is_async=True),
    Callable("discord.TextChannel.edit", is_async=True),
    Callable("discord.TextChannel.create_thread", is_async=True),
    Callable("discord.TextChannel.purge", is_async=True),
    Callable("discord.Interaction.edit_original_response", is_async=True),
    Callable("discord.Interaction.original_response", is_async=True),
    Callable("discord.Interaction.delete_original_response", returns="None", is_async=True),
    *methods(
        "discord.InteractionResponse",
        "send_message defer edit_message send_modal autocomplete",
        is_async=True,
    ),
    Callable("discord.Webhook.send", is_async=True),
    Callable("discord.ext.commands.Context.send", returns="discord.Message", is_async=True),
    Callable("discord.ext.commands.Context.reply", returns="discord.Message", is_async=True),
    Callable("discord.ext.commands.Context.invoke", is_async=True),
    Callable("discord.ext.commands.Context.reinvoke", is_async=True),
    Callable("discord.ext.commands.Context.defer", is_async=True),
    Callable("discord.ext.commands.Bot.process_commands", is_async=True),
    # add_cog, load_extension and the like are coroutines here, and not in Pycord, which has the
    # same module name: nothing is said of them.
    Callable("discord.Client.event"),
    Callable("discord.ext.commands.Cog.listener"),
    # https://discordpy.readthedocs.io/en/stable/ext/commands/api.html#checks
    Callable(
        "discord.ext.commands.check", aliases=("discord.ext.commands.core.check",), opaque=True
    ),
    Callable("discord.app_commands.check", opaque=True),
    # https://docs.pycord.dev/en/stable/api/application_commands.html: py-cord 2.8
    Callable("discord.SlashCommandGroup.command", opaque=True),
    Callable("discord.ext.commands.Bot.command", opaque=True),
    Callable(
        "discord.slash_command",
        opaque=True,
        aliases=(
            "discord.commands.slash_command",
            "discord.commands.core.slash_command",
            "discord.ext.commands.slash_command",
        ),
    ),
    Callable(
        "discord.user_command",
        opaque=True,
        aliases=(
            "discord.commands.user_command",
            "discord.commands.core.user_command",
            "discord.ext.commands.user_command",
        ),
    ),
    Callable(
        "discord.message_command",
        opaque=True,
        aliases=(
            "discord.commands.message_command",
            "discord.commands.core.message_command",
            "discord.ext.commands.message_command",
        ),
    ),
    *methods(
        "discord.ApplicationContext",
        "respond send_response send_followup send_modal defer delete edit invoke",
        is_async=True,
    ),
    Callable("discord.utils.basic_autocomplete", opaque=True),
    *methods(
        "discord.abc.GuildChannel",
        "clone create_invite invites move set_permissions",
        is_async=True,
    ),
    *methods(
        "discord.Message",
        "add_files clear_reaction create_thread end_poll fetch fetch_thread forward "
        "remove_attachments",
        is_async=True,
    ),
    *methods(
        "discord.Client",
        "before_identify_hook create_application_emoji create_dm create_entitlement "
        "delete_invite fetch_application_emoji fetch_application_emojis fetch_entitlement "
        "fetch_guild_preview fetch_invite fetch_premium_sticker_pack "
        "fetch_premium_sticker_packs fetch_skus fetch_soundboard_default_sounds "
        "fetch_stage_instance fetch_sticker fetch_template fetch_webhook fetch_widget "
        "on_error",
        is_async=True,
    ),
    *methods(
        "discord.Member", "create_dm fetch_voice request_to_speak timeout unban", is_async=True
    ),
    *methods(
        "discord.Guild",
        "active_threads bulk_ban change_voice_state chunk create_automod_rule create_category "
        "create_category_channel create_custom_emoji create_forum create_integration "
        "create_scheduled_event create_soundboard_sound create_stage_channel create_sticker "
        "create_template create_voice_channel delete_emoji delete_sticker edit "
        "edit_onboarding edit_role_positions edit_welcome_screen edit_widget "
        "estimate_pruned_members fetch_automod_rule fetch_automod_rules fetch_ban "
        "fetch_channel fetch_channels fetch_emoji fetch_emojis fetch_role fetch_roles "
        "fetch_scheduled_event fetch_scheduled_events fetch_soundboard_sound "
        "fetch_soundboard_sounds fetch_sticker fetch_stickers integrations invites onboarding "
        "prune_members query_members role_member_counts templates vanity_invite webhooks "
        "welcome_screen widget",
        is_async=True,
    ),
    Callable("discord.Role.edit", is_async=True),
    Callable("discord.Role.move", is_async=True),
    *methods(
        "discord.TextChannel", "create_webhook delete_messages follow webhooks", is_async=True
    ),
    *methods(
        "discord.Thread",
        "add_tags add_user delete delete_messages edit fetch_member fetch_members join leave "
        "purge remove_tags remove_user",
        is_async=True,
    ),
    Callable("discord.Interaction.translate", is_async=True),
    Callable("discord.InteractionResponse.launch_activity", is_async=True),
    Callable("discord.InteractionResponse.pong", is_async=True),
    *methods(
        "discord.Webhook",
        "delete delete_message edit edit_message fetch fetch_message",
        is_async=True,
    ),
    Callable("discord.ext.commands.Context.from_interaction", is_async=True),
    Callable("discord.ext.commands.Context.send_help", is_async=True),
    *methods(
        "discord.ext.commands.Bot",
        "can_run get_context get_prefix invoke is_owner on_command_error on_message",
        is_async=True,
    ),
    *methods(
        "discord.ext.commands.Cog",
        "cog_after_invoke cog_app_command_error cog_before_invoke cog_command_error cog_load "
        "cog_unload",
        is_async=True,
    ),
    # https://python.langchain.com/api_reference/core/runnables/
    Callable("langchain_core.runnables.Runnable.ainvoke", is_async=True),
    Callable("langchain_core.runnables.Runnable.abatch", is_async=True),
    Callable("langchain_core.runnables.Runnable.astream", returns="asynciterator[object]"),
    Callable("langchain_core.runnables.Runnable.astream_events", returns="asynciterator[object]"),
    Callable("langchain_core.runnables.Runnable.invoke", opaque=True),
    Callable("langchain_core.runnables.Runnable.batch", opaque=True),
    Callable("langchain_core.runnables.Runnable.stream", opaque=True),
    Callable("langchain_core.language_models.BaseChatModel.agenerate", is_async=True),
    Callable("langchain_core.language_models.BaseChatModel.agenerate_prompt", is_async=True),
    Callable("langchain_core.tools.BaseTool.arun", is_async=True),
    Callable("langchain_core.tools.BaseTool.run", opaque=True),
    Callable(
        "langchain_core.tools.tool",
        returns="langchain_core.tools.StructuredTool",
        aliases=("langchain_core.tools.convert.tool", "langchain.tools.tool"),
    ),
)
