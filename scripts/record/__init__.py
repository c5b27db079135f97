"""What the outside sees of the demonstration, written down, so that a redesign can be held to it.

    python -m scripts.record FOLDER              write a record into a new folder
    python -m scripts.record --compare A B       print how two records differ; 1 where they do

Two records of one commit are equal. `entries` makes, masks and writes the entries, `stillness`
takes time and chance out of them, `pages`, `commands` and `changes` say what is looked at,
and `comparing` tells two records apart.
"""
