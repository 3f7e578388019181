"""Programs that nobody wrote: generated, run on real Django, linted, and compared line by line."""
