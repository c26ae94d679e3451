"""What holds for sealed votes: no law names it, so every line is our own and marked 默认.

The numbers are those of the offline tool and of the opening; a test holds them together.
"""

SEALED = {
    "article": "默认",
    "trustees": 5,
    "trustees_needed": 3,
    "least_shown": 20,
    "objection_days": 30,
}
