"""The first administrator of a district, who appoints everybody else from a screen."""

from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.kernel.errors import DomainError
from portal.models import Level, Role, Scheme, User
from portal.selectors.divisions import division_by_code
from portal.services.roles import role_grant


class Command(BaseCommand):
    help = "Appoint an administrator of a district; makes the account if there is none."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--district", required=True, help="code of the district")
        parser.add_argument("--scheme", default=Scheme.NBS, choices=Scheme.values)
        parser.add_argument("--name", default="", help="real name (for a new account)")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input"
        )

    @transaction.atomic
    def handle(self, *args, **options):
        district = division_by_code(options["scheme"], options["district"])
        if district is None or district.level != Level.DISTRICT:
            raise CommandError(f"No district {options['scheme']}:{options['district']}.")
        user = User.objects.by_login(options["username"]) or self._person(options)
        try:
            role_grant(actor=None, user=user, role=Role.ADMINISTRATOR, division=district)
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(f"{user.username} administers {district.name}.")

    def _person(self, options) -> User:
        password = self.password(options["password_stdin"])
        words = {"username": options["username"], "name": options["name"] or options["username"]}
        try:
            validate_password(password, User(**words))
            return User.objects.create_user(password=password, **words)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def password(self, from_stdin: bool) -> str:
        if from_stdin:
            return self.stdin_line()
        first, again = getpass("Password: "), getpass("Password (again): ")
        if first != again:
            raise CommandError("The passwords differ.")
        return first

    @staticmethod
    def stdin_line() -> str:
        try:
            return input().strip()
        except EOFError as error:
            raise CommandError("No password on standard input.") from error
