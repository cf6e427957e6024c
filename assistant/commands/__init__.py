"""The subcommands of `article-assistant`, one file each; what they share lies in `common.py`.

Nothing here is imported by the pipeline. Libraries that take long to load are imported inside the function
that needs them, so that `--help` and `figures` answer at once.
"""
