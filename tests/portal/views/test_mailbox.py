"""The mailbox page exists in development and in the demo only."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.filebased import EmailBackend

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.DEMO = True
    return settings.EMAIL_FILE_PATH


def letter(subject, text):
    found = EmailMultiAlternatives(subject, text, "a@example.org", ["b@example.org"])
    found.attach_alternative(f"<p>{text}</p>", "text/html")
    return found


def test_letters_are_read_newest_first(folder, as_user):
    worker = EmailBackend(file_path=folder)
    for n in (1, 2):
        worker.send_messages([letter(f"议行：{n} 条新进展", f"院坝的灯，第{n}封 <b>")])
    page = as_user().get("/mailbox/").content.decode()
    assert page.index("第2封") < page.index("第1封")
    assert "b@example.org" in page and "<b>" not in page


def test_an_empty_box_says_so(folder, as_user):
    assert "还没有邮件" in as_user().get("/mailbox/").content.decode()


def test_where_real_people_get_letters_there_is_no_page(folder, as_user, settings):
    EmailBackend(file_path=folder).send_messages([letter("s", "t")])
    settings.DEMO = settings.DEBUG = False
    assert as_user().get("/mailbox/").status_code == 404


def test_with_a_real_mail_server_there_is_no_page(folder, as_user, settings):
    del settings.EMAIL_FILE_PATH
    assert as_user().get("/mailbox/").status_code == 404
