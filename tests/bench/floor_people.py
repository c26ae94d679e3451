"""The floors' tables and a logged-in user of theirs; prints the cookies. A process of its own."""

import django

django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command

from tests.bench.sessions import session_of

if __name__ == "__main__":
    call_command("migrate", run_syncdb=True, verbosity=0)
    user, _is_new = User.objects.get_or_create(username="floor")
    print(session_of(user, "django.contrib.auth.backends.ModelBackend"))
