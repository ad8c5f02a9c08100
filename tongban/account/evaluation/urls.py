"""Addresses of the performance year, mounted at /account/."""

from tongban.account.evaluation import urls_review, urls_year

app_name = "evaluation"
urlpatterns = [*urls_year.urlpatterns, *urls_review.urlpatterns]
