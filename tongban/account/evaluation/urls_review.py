"""Addresses of the pages on which a year is imported, checked, signed, reviewed and published."""

from django.urls import URLPattern, path

from tongban.account.evaluation.views import chapters, findings, imports, publication, review

urlpatterns: list[URLPattern] = [
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.take_in, name="import-new"),
    path("imports/<int:pk>/", imports.imported, name="import"),
    path("imports/<int:pk>/draft/", imports.draft, name="import-draft"),
    path("imports/<int:pk>/findings.<slug:extension>", imports.findings_file, name="import-findings"),
    path("<int:pk>/findings/", findings.findings, name="findings"),
    path("<int:pk>/findings/decide/", findings.decide, name="finding-decide"),
    path("<int:pk>/findings/panel/", findings.findings_panel, name="findings_panel"),
    path("<int:pk>/findings/brief/", findings.findings_brief, name="findings_brief"),
    path("<int:pk>/text/", chapters.chapters, name="chapters"),
    path("<int:pk>/text/preview/", chapters.preview, name="text-preview"),
    path("<int:pk>/text/particulars/", chapters.particulars, name="particulars"),
    path("<int:pk>/text/problems/new/", chapters.problem, name="problem-add"),
    path("<int:pk>/text/problems/<int:problem>/", chapters.problem, name="problem"),
    path("<int:pk>/text/problems/<int:problem>/strike/", chapters.strike_problem, name="problem-strike"),
    path("<int:pk>/text/functions/new/", chapters.function, name="function-add"),
    path("<int:pk>/text/functions/<int:function>/", chapters.function, name="function"),
    path("<int:pk>/text/functions/<int:function>/strike/", chapters.strike_function, name="function-strike"),
    path("<int:pk>/text/<str:code>/", chapters.chapter, name="chapter"),
    path("<int:pk>/review/", review.review, name="review"),
    path("<int:pk>/review/errors/", review.blockers, name="blockers"),
    path("<int:pk>/review/pass/", review.make_move, name="pass-on"),
    path("<int:pk>/review/comments/", review.comment, name="comment"),
    path("<int:pk>/review/comments/<int:comment>/answer/", review.answer, name="comment-answer"),
    path("<int:pk>/review/problems/<int:problem>/rectify/", review.rectify, name="problem-rectify"),
    path("<int:pk>/publication/", publication.publication, name="publication"),
    path("<int:pk>/publication/preview/", publication.preview, name="preview"),
    path("<int:pk>/publication/draft.<slug:extension>", publication.draft_paper, name="draft-paper"),
    path("<int:pk>/publication/compare/", publication.compare, name="compare"),
]
