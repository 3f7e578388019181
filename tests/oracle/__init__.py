"""Programs run on real Django under asyncio, and what they do wrong written down."""
