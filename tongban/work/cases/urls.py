"""Addresses of the officers' pages of cases."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tongban.work.cases import devices
from tongban.work.cases.bundles import counter_views as joint_counter
from tongban.work.cases.bundles import views as bundles
from tongban.work.cases.commitments import views as commitments
from tongban.work.cases.elsewhere import views as elsewhere
from tongban.work.cases.hearings import views as hearings
from tongban.work.cases.remedies import views as remedies
from tongban.work.cases.views import (
    acts,
    case,
    credit,
    drafts,
    intake,
    overview,
    parcels,
    registers,
    scans,
    special,
    supervision,
    window,
    worklists,
)


class Reference(StringConverter):
    """A case number in an address."""

    regex = r"CASE-\d{4}-\d{6,}"


register_converter(Reference, "case")

app_name = "cases"
urlpatterns = [
    path("", worklists.first, name="first"),
    path("all/", worklists.every, name="all"),
    path("work/<slug:kind>/", worklists.work, name="work"),
    path("work/<slug:kind>/batch/", worklists.batch, name="batch"),
    path("window/", window.window, name="window"),
    path("window/scans/", drafts.scan, name="scan"),
    path("window/begun/<int:pk>/drop/", drafts.drop, name="drop-draft"),
    path("window/devices/card/", devices.simulated_card, name="simulated-card"),
    path("window/devices/camera/", devices.simulated_camera, name="simulated-camera"),
    path("window/<int:pk>/draft/", drafts.draft, name="draft"),
    path("window/<int:pk>/", window.applicant, name="applicant"),
    path("window/<int:pk>/mandate/", window.mandate, name="mandate"),
    path("window/accounts/<int:account>/", window.verify, name="verify"),
    path("window/<int:pk>/<int:version>/", intake.take_in, name="take_in"),
    path("window/<int:pk>/together/<slug:bundle>/", joint_counter.take_in, name="take_in_joint"),
    path("special/", special.pauses, name="pauses"),
    path("special/<int:pk>/", special.pause, name="pause"),
    path("special/<int:pk>/draw/", special.draw, name="draw"),
    path("special/<int:pk>/<slug:code>/", special.assessment_act, name="deed"),
    path("overview/", overview.overview, name="overview"),
    path("late/", supervision.late, name="late"),
    path("orders/", supervision.orders, name="orders"),
    path("orders/<int:pk>/", supervision.reply, name="reply"),
    path("together/", bundles.joint_list, name="joint-list"),
    path("together/<slug:reference>/", bundles.joint, name="joint"),
    path("together/<slug:reference>/receipt.pdf", bundles.receipt, name="joint-receipt"),
    path("together/<slug:reference>/do/<slug:move>/", bundles.act, name="joint-act"),
    path("elsewhere/", elsewhere.items, name="elsewhere"),
    path("elsewhere/new/", elsewhere.add, name="elsewhere-add"),
    path("elsewhere/<int:pk>/", elsewhere.item, name="elsewhere-item"),
    path("elsewhere/transfers/", elsewhere.transfers, name="transfers"),
    path("elsewhere/transfers/<int:pk>/slip.pdf", elsewhere.slip, name="slip"),
    path("hearings/", hearings.hearings, name="hearings"),
    path("on-site/", registers.visits, name="visits"),
    path("later-checks/", commitments.later_checks, name="later-checks"),
    path("credit/", credit.register, name="credit"),
    path("credit/new/", credit.add, name="credit-add"),
    path("credit/<int:pk>/", credit.mark, name="credit-mark"),
    path("remedies/", remedies.remedies, name="remedies"),
    path("remedies/<int:pk>/", remedies.remedy, name="remedy"),
    path("parcels/", parcels.parcels, name="parcels"),
    path("parcels/track/", parcels.track, name="track"),
    path("parcels/<int:pk>/address/", parcels.address, name="address"),
    path("parcels/<int:pk>/price/", parcels.price, name="price"),
    path("<case:reference>/", case.case, name="case"),
    path("<case:reference>/days/", case.days, name="days"),
    path("<case:reference>/past/", case.past, name="past"),
    path("<case:reference>/package/", case.package, name="package"),
    path("<case:reference>/papers/<int:pk>/", case.paper, name="paper"),
    path("<case:reference>/papers/<int:pk>/application/", case.application, name="application"),
    path("<case:reference>/licence/<int:pk>.pdf", case.licence, name="licence"),
    path("<case:reference>/scans/", scans.scans, name="scans"),
    path("<case:reference>/scans/<int:pk>/", scans.look, name="look"),
    path("<case:reference>/taken/", intake.taken, name="taken"),
    path("<case:reference>/form/", intake.form, name="form"),
    path("<case:reference>/materials/<int:pk>/", intake.material, name="material"),
    path("<case:reference>/acts/<slug:code>/", acts.act, name="act"),
]
