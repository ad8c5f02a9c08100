"""Addresses of the kit itself."""

from django.conf import settings
from django.urls import include, path

from tongban.ground.kit import views

pages = [
    path("kit/text-size/", views.text_size, name="text-size"),
    path("files/<str:digest>/", views.stored_file, name="file"),
]
if settings.KIT_GALLERY:
    from tongban.ground.kit.gallery import gallery

    pages.append(path("kit/", gallery, name="gallery"))

urlpatterns = [path("", include((pages, "kit")))]
