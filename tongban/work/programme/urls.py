"""Addresses of programmes for staff."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tongban.work.programme.views import programmes, questions


class ProgrammeReference(StringConverter):
    """The number of a programme in an address."""

    regex = r"PROG-\d{4}-\d{6,}"


class QuestionReference(StringConverter):
    """The number of a question in an address."""

    regex = r"QST-\d{4}-\d{6,}"


register_converter(ProgrammeReference, "programme")
register_converter(QuestionReference, "question")

app_name = "programme"
urlpatterns = [
    path("", programmes.schedule, name="list"),
    path("new/", programmes.plan, name="plan"),
    path("<programme:reference>/", programmes.programme, name="programme"),
    path("<programme:reference>/change/", programmes.change, name="change"),
    path("<programme:reference>/note/", programmes.note, name="note"),
    path("<programme:reference>/figures/", programmes.figures, name="figures"),
    path("<programme:reference>/run-down/", programmes.arrange, name="arrange"),
    path("<programme:reference>/<slug:code>/", programmes.act, name="act"),
    path("<question:reference>/", questions.question, name="question"),
    path("<question:reference>/<slug:code>/", questions.act, name="question-act"),
]
