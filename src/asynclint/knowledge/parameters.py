"""What frameworks pass as the first argument to the functions that a decorator gives them."""

from __future__ import annotations

_CONTEXT = "discord.ext.commands.Context"
_APPLICATION = "discord.ApplicationContext"

# By the name of the decorator: the kind text of the argument behind `self`, if there is one.
FIRST = {
    # https://discordpy.readthedocs.io/en/stable/ext/commands/commands.html
    "discord.ext.commands.command": _CONTEXT,
    "discord.ext.commands.group": _CONTEXT,
    "discord.ext.commands.hybrid_command": _CONTEXT,
    "discord.ext.commands.Bot.command": _CONTEXT,
    # https://discordpy.readthedocs.io/en/stable/interactions/api.html#decorators
    "discord.app_commands.command": "discord.Interaction",
    # https://docs.pycord.dev/en/stable/api/application_commands.html: py-cord 2.8
    "discord.slash_command": _APPLICATION,
    "discord.user_command": _APPLICATION,
    "discord.message_command": _APPLICATION,
    "discord.SlashCommandGroup.command": _APPLICATION,
}
