"""Addresses of the performance year."""

from django.urls import include, path

from tongban.account.evaluation import urls_review, urls_year

pages = [*urls_year.urlpatterns, *urls_review.urlpatterns]
urlpatterns = [path("account/", include((pages, "evaluation")))]
