"""Edits that another server makes, behind OpenAI's interface. Entry: `openai_edits.Server`."""
