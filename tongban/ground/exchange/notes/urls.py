"""The address of the notes on a matter."""

from django.urls import path

from tongban.ground.exchange.notes import views

app_name = "notes"
urlpatterns = [path("<slug:room>/<str:reference>/", views.notes, name="notes")]
