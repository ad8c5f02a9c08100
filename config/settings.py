"""Settings of one installation; everything that differs between offices comes from TONGBAN_… variables."""

import os
import secrets
from pathlib import Path

from config.database import ROOT, VAR, address_in_use, django_database
from config.rooms import installed_rooms

DEBUG = os.environ.get("TONGBAN_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("TONGBAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TONGBAN_ORIGINS", "").split(",") if origin]
BEHIND_TLS = os.environ.get("TONGBAN_TLS") == "1"


def _secret_key(kept_at: Path) -> str:
    """Return the installation's own secret, made at the first start and kept readable to its owner only."""
    given = os.environ.get("TONGBAN_SECRET_KEY")
    if given:
        return given
    if not kept_at.exists():
        kept_at.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept_at.touch(mode=0o600)
        kept_at.write_text(secrets.token_urlsafe(64))
    return kept_at.read_text()


SECRET_KEY = _secret_key(VAR / "keys" / "secret")

INSTALLED_APPS = [
    *installed_rooms(),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "tongban.ground.kit.request_id.identify_requests",
    "tongban.ground.kit.middleware.drop_nul_cookies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tongban.ground.kit.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tongban.ground.kit.middleware.limit_request_size",
    "tongban.ground.kit.middleware.security_headers",
    "tongban.ground.kit.middleware.refuse_malformed_requests",
    "tongban.ground.kit.middleware.redirect_for_script",
    "tongban.ground.people.sessions.expire_sessions",
    "tongban.ground.people.sessions.require_account_duties",
    "tongban.ground.people.substitutions.act_in_place",
    "tongban.ground.kit.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tongban.ground.kit.context.page",
                "tongban.ground.office.context.office",
                "tongban.ground.exchange.messages.context.bell",
            ]
        },
    }
]

APPLICANTS_FRAME = "portal/page.html"
"""What stands around the pages that applicants and staff share, as an applicant sees them."""

DATABASES = {"default": django_database(address_in_use())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files"},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # the domain's other hosts are not ours to bind

LOG_LEVEL = os.environ.get("TONGBAN_LOG_LEVEL", "WARNING").upper()
LOG_FORMAT = os.environ.get("TONGBAN_LOG_FORMAT", "plain")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "tongban.ground.kit.log_format.PlainFormatter"},
        "json": {"()": "tongban.ground.kit.log_format.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "tongban": {"level": LOG_LEVEL},
        "config": {"level": LOG_LEVEL},
        "django": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},  # what is refused is told by whoever refuses
        "granian.access": {"level": "INFO"},  # written where `serve --access-log` asks for it
    },
}

CSRF_FAILURE_VIEW = "tongban.ground.kit.views.form_expired"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
REQUEST_MOST_BYTES = int(os.environ.get("TONGBAN_REQUEST_MOST_MB", "128")) * 1024 * 1024
"""What is larger, files included, is refused before a byte of it is read."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Counters of failures and used codes are shared by every server process.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kit_cache"},
    "template_fragments": {  # parts of pages under the stamp of the ledger entry they show: never stale
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

RATE_LIMITS = {
    name: os.environ.get(f"TONGBAN_RATE_{name.upper()}", usual)
    for name, usual in {
        "check": "60/m",  # checks of papers and licences by code
        "benefits": "120/m",  # answers to the questions about policies for enterprises
        "progress": "20/m",  # progress by number and code
        "rating": "20/m",  # ratings by code
        "contact": "20/h",  # codes asked for and entered for an e-mail address
        "vote": "30/h",  # votes on answers and questions without one
        "ask": "60/h",  # demands filed on the web: beyond, even what is set aside ends
        "not_done": "20/h",  # reports of what could not be done
        "follow": "30/m",  # demands followed by number and code
        "open311": "240/m",  # services and requests read by other systems
        "sign_up": "20/h",  # attempts to open an account or to verify one
        "visitor": "120/m",  # first visits to the page of a live programme, which are given a cookie to like with
        "question": "6/h",  # questions put to a live programme
        "visit": "120/m",  # tickets looked at by their code
        "code_refused": "10/m",  # codes of persons that one machine or officer may read and have refused
        "kiosk": "60/m",  # numbers taken at ticket machines, which may share one address
    }.items()
}
"""How often one address may ask: so many in a row, refilled evenly over the second, minute, hour or day."""

JURISDICTION = os.environ.get("TONGBAN_JURISDICTION", "suzhou.gov.cn")
"""The jurisdiction_id of GeoReport: the city's address without www."""
OPEN311_KEEPS_MEDIA_URL = os.environ.get("TONGBAN_OPEN311_MEDIA_URL", "1") == "1"
"""Whether addresses of pictures are kept as text (nothing opens them), or refused."""

AUTHENTICATION_BACKENDS = ["tongban.ground.people.sign_in.Staff"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "arrive", "home"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECOND_FACTOR_REQUIRED = os.environ.get("TONGBAN_SECOND_FACTOR") == "1"

ACCOUNT_ADAPTER = "tongban.ground.people.sign_in.StaffSignIn"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_FORMS = {"signup": "tongban.ground.people.forms.SignUp"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/15m/key"}
MFA_ADAPTER = "tongban.ground.office.second_factor.NamedSecondFactor"
MFA_FORMS = {
    "authenticate": "tongban.ground.people.forms.EnterCode",
    "reauthenticate": "tongban.ground.people.forms.ConfirmCode",
    "activate_totp": "tongban.ground.people.forms.SetUpCode",
}
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

FILES_ROOT = VAR / "files"
VIRUS_SCANNER = os.environ.get("TONGBAN_VIRUS_SCANNER", "")
"""Where clamd listens (tcp://host:3310 or unix:/run/clamav/clamd.ctl); without one, files are taken unscanned."""
KIT_GALLERY = DEBUG
DEMO = os.environ.get("TONGBAN_DEMO") == "1"
DEMO_PASSWORD = "tongban-demo-2022"  # noqa: S105 - shown on the first page of a demo, where all people are invented
"""Set for a demo only: the first page lists the invented people and their password."""

FIRST_VALUES = {
    code: int(given) if code.endswith("_days") else given
    for code, given in (
        ("bureau.name", os.environ.get("TONGBAN_BUREAU")),
        ("papers.prefix", os.environ.get("TONGBAN_PAPER_PREFIX")),
        ("papers.retention", os.environ.get("TONGBAN_ARCHIVE_RETENTION")),
        ("messages.sign", os.environ.get("TONGBAN_SMS_SIGN")),
        ("limits.nearly_late_days", os.environ.get("TONGBAN_NEARLY_LATE_DAYS")),
        ("limits.late_told_days", os.environ.get("TONGBAN_LATE_TOLD_DAYS")),
        ("limits.draft_told_days", os.environ.get("TONGBAN_DRAFT_TOLD_DAYS")),
    )
    if given
}
"""What variables say of the office, not of the machine: `tongban migrate` takes it over once, then the pages of settings
hold and the variable says nothing more."""
SETTINGS_STAMP = VAR / "settings.stamp"
"""Written whenever something is set, so that every process reads it anew."""

AREA = os.environ.get("TONGBAN_AREA", "320500")
"""The administrative division code of the bureau (GB/T 2260): every measured row carries it."""

CLOCK_GAP_HOURS = float(os.environ.get("TONGBAN_CLOCK_GAP_HOURS", "36"))
"""After so long without a heartbeat an administrator confirms the time before anything is done that cannot be undone."""

SEAL_WITNESS = [name for name in os.environ.get("TONGBAN_SEAL_WITNESS", "").split(",") if name]
"""Who keeps each seal outside: mail:ADDRESS, rfc3161:https://…; see ground/exchange/seal_witness.py."""

LIVE_PORT = int(os.environ.get("TONGBAN_LIVE_PORT", "0"))
"""Where the live server listens beside the web server; `serve` sets it. Behind a proxy, pages find it under /stream/ of
their own address; 0: there is none, and pages ask again and again instead."""

SNAPSHOTS = VAR / "snapshots"
SPARK = VAR / "spark"
INSIGHT_MEMORY = os.environ.get("TONGBAN_INSIGHT_MEMORY", "2GB")
"""How much memory the embedded engine may use for measuring."""

PUBLIC_ADDRESS = os.environ.get("TONGBAN_PUBLIC_ADDRESS", "http://localhost:8000").rstrip("/")
"""Where the public reaches the product; stands in the codes printed on papers. `serve` sets its own when none is."""
DUTY_MINUTES = float(os.environ.get("TONGBAN_SEAL_MINUTES", "10"))
"""Every so many minutes the server seals the ledger and does the duties of the day; 0: never, a timer does them."""
OUTBOX_MOST_ATTEMPTS = int(os.environ.get("TONGBAN_OUTBOX_ATTEMPTS", "10"))
"""How often what leaves the house is tried before it becomes a dead letter (10: some four hours and a half)."""
OUTBOX_KEPT_DAYS = int(os.environ.get("TONGBAN_OUTBOX_KEPT_DAYS", "30"))
"""For how many days the outbox remembers what was sent."""
_PORTS = "tongban.ground.exchange.messages.ports"
SMS_GATEWAY = os.environ.get("TONGBAN_SMS_GATEWAY", "")
SMS_TOKEN = os.environ.get("TONGBAN_SMS_TOKEN", "")
"""Where SMS are handed over (https, JSON: to, text, key) and the token that this office got from its gateway."""
WORK_CHAT_WEBHOOK = os.environ.get("TONGBAN_WORK_CHAT", "")
"""The group robot of the officers' work chat (企业微信), an https address."""
EMAIL_HOST = os.environ.get("TONGBAN_EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("TONGBAN_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("TONGBAN_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TONGBAN_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("TONGBAN_EMAIL_TLS") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("TONGBAN_EMAIL_FROM", "tongban@localhost")
WINDOW_DEVICES = {
    name: os.environ.get(f"TONGBAN_WINDOW_{name.upper()}", "simulated" if DEMO else "")
    for name in ("card_reader", "camera")
}
"""Where the pages of the window find devices of the clerk's own machine; see docs/window-devices.md."""
MESSAGE_PORTS = {
    channel: f"{_PORTS}.{real}" if address else f"{_PORTS}.{simulated}" if DEMO else ""
    for channel, address, real, simulated in (
        ("sms", SMS_GATEWAY, "SmsGateway", "SimulatedSms"),
        ("email", EMAIL_HOST, "Smtp", "SimulatedEmail"),
        ("webhook", WORK_CHAT_WEBHOOK, "WorkChat", "SimulatedChat"),
    )
}
"""What carries messages out of the house; a channel without one is not offered. Demos simulate all three."""
COURIER = "tongban.offer.delivery.courier.SimulatedCourier"
TELEPHONE_EXCHANGE = os.environ.get(
    "TONGBAN_TELEPHONE_EXCHANGE", "tongban.work.hotline.telephony.simulator.SimulatedExchange"
)
"""The exchange of the hotline's telephones; the simulator's callers are invented."""
PAYMENT_OFFICE = "tongban.offer.policies.payment.SimulatedPaymentOffice"
"""Who pays what policies grant without application."""
_SERVICE = "SimulatedVerification" if DEMO else "AtTheWindow"
VERIFICATION = os.environ.get("TONGBAN_VERIFICATION", f"tongban.ground.people.verification.{_SERVICE}")
"""The service that confirms who somebody is; without one, identity documents are looked at across the counter."""

API_ANSWERS_KEPT_HOURS = int(os.environ.get("TONGBAN_API_ANSWERS_KEPT_HOURS", "24"))
"""For how long a request with an idempotency key, sent again, gets the answer of the first."""

EVENT_LOG_MOST_BYTES = int(os.environ.get("TONGBAN_EVENT_LOG_MOST_MB", "64")) * 1024 * 1024
EVENT_LOG_MOST_UNPACKED_BYTES = 16 * EVENT_LOG_MOST_BYTES
EVENT_LOG_MOST_EVENTS = int(os.environ.get("TONGBAN_EVENT_LOG_MOST_EVENTS", "1000000"))
"""How large a file of events may be, packed and unpacked, and how many events it may tell."""
