"""The language server: the engine's answers in the words of the Language Server Protocol.

`asynclint.server.app` holds the server; nothing here is imported by the command line until
`asynclint server` is run.
"""
