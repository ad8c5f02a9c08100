"""Addresses of the hotline's bulletins, wall screen, hot spots and ranking."""

from django.urls import path

from tongban.account.bulletin.views import bulletins, hot_spots, unit_ranking, wall

app_name = "bulletin"
urlpatterns = [
    path("", bulletins.bulletins, name="bulletins"),
    path("issue/", bulletins.issue, name="issue"),
    path("wall/", wall.wall, name="wall"),
    path("hot-spots/", hot_spots.hot_spots, name="hot_spots"),
    path("hot-spots/map/", hot_spots.load_map, name="load_map"),
    path("ranking/", unit_ranking.ranking, name="ranking"),
    path("ranking/rules/", unit_ranking.set_rules, name="set_rules"),
    path("<slug:number>/", bulletins.bulletin, name="bulletin"),
    path("<slug:number>/bulletin.pdf", bulletins.paper, name="paper"),
]
