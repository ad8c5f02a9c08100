"""Addresses of what is one's own: applications, their drafts and results, licences; mounted at /my/."""

from django.urls import path

from tongban.doors.portal.views import (
    case_actions,
    delivery,
    drafts,
    joint,
    licences,
    materials,
    mine,
    myself,
)

app_name = "my"
urlpatterns = [
    path("", mine.cases, name="cases"),
    path("begin/<slug:code>/", drafts.begin, name="begin"),
    path("account/", myself.account, name="account"),
    path("account/verify/", myself.verify, name="verify"),
    path("account/enterprise/", myself.enterprise, name="enterprise"),
    path("account/enterprise/<int:pk>/represent/", myself.represent, name="represent"),
    path("account/enterprise/<int:pk>/admit/", myself.admit, name="admit"),
    path("account/mandates/<int:pk>/revoke/", myself.revoke, name="revoke"),
    path("licences/", licences.licences, name="licences"),
    path("licences/<int:pk>/", licences.licence, name="licence"),
    path("together/<slug:reference>/", joint.joint, name="joint"),
    path("together/<slug:reference>/withdraw/", joint.withdraw, name="joint-withdraw"),
    path("together/<slug:reference>/discard/", joint.discard, name="joint-discard"),
    path("together/<slug:reference>/parts/<int:pk>/repeat/", joint.repeat, name="joint-repeat"),
    path("<slug:reference>/", mine.case, name="case"),
    path("<slug:reference>/questions/", drafts.questions, name="questions"),
    path("<slug:reference>/form/", drafts.form, name="form"),
    path("<slug:reference>/materials/", materials.materials, name="materials"),
    path("<slug:reference>/materials/on-file/", materials.use_all, name="use-all"),
    path("<slug:reference>/materials/<int:material>/attach/", materials.attach, name="attach"),
    path("<slug:reference>/materials/<int:material>/<slug:way>/", materials.go_another_way, name="way"),
    path("<slug:reference>/files/<int:pk>/remove/", materials.remove, name="remove"),
    path("<slug:reference>/confirm/", drafts.confirm, name="confirm"),
    path("<slug:reference>/application/", mine.application, name="application"),
    path("<slug:reference>/delivery/", delivery.delivery, name="delivery"),
    path("<slug:reference>/pick-up/", delivery.pick_up, name="pick-up"),
    path("<slug:reference>/file/", case_actions.file, name="file"),
    path("<slug:reference>/commit/", case_actions.commit, name="commit"),
    path("<slug:reference>/carry-over/", case_actions.carry_over, name="carry-over"),
    path("<slug:reference>/discard/", case_actions.discard, name="discard"),
    path("<slug:reference>/withdraw/", case_actions.withdraw, name="withdraw"),
    path("<slug:reference>/hearing/", case_actions.hearing, name="hearing"),
    path("<slug:reference>/rate/", case_actions.rate, name="rate"),
    path("<slug:reference>/days/", mine.days, name="days"),
    path("<slug:reference>/papers/<int:pk>/", mine.paper, name="paper"),
    path("<slug:reference>/papers/<int:pk>/application/", mine.filed_application, name="filed-application"),
]
