"""What fails before an address is reached: a problem for a system, a page for a person."""

from tongban.doors.api.problems import or_problem
from tongban.ground.kit import views

bad_request = or_problem(views.bad_request)
forbidden = or_problem(views.forbidden)
not_found = or_problem(views.not_found)
server_error = or_problem(views.server_error)
