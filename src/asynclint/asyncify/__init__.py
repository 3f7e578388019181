"""Turning sync functions into async ones, with everything that calls them.

A plan is made on the code as it stands: which functions change their colour, and what becomes of
every place that names one (`planning`). It is carried out on texts in memory (`drafts`), where the
linter's own rules then say what in the new coroutine functions blocks, and how that is mended
(`bodies`). What neither a rule nor a remedy of ours can mend refuses the whole. At the end all that
names the functions is looked at once more, and the linter compares before and after (`proof`).
"""
