"""Addresses of the performance year, mounted at /account/."""

from tongban.account.evaluation import urls_passing, urls_working

app_name = "evaluation"
urlpatterns = [*urls_working.urlpatterns, *urls_passing.urlpatterns]
