"""The plain form that taking an order in is measured against: checked, saved as one row, answered with a redirect."""

from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt

SAVE = "INSERT INTO bench_ticket (phone, title, text, at) VALUES (%s, %s, %s, %s)"


class TicketForm(forms.Form):
    """What a caller asks."""

    phone = forms.CharField(max_length=40)
    title = forms.CharField(max_length=200)
    text = forms.CharField(max_length=40_000)


@csrf_exempt
def plain(request: HttpRequest) -> HttpResponse:
    form = TicketForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    with connection.cursor() as cursor:
        cursor.execute(SAVE, [*form.cleaned_data.values(), now()])
    return redirect("/plain/")


urlpatterns = [path("plain/", plain), path("", include("config.urls"))]
