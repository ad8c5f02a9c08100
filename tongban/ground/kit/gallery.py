"""Every component on one page, for whoever builds pages; served only while developing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongban.ground.kit.access import public


@public
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/gallery.html")
