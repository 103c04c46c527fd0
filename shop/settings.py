"""Settings by environment. Production is the default; a missing or malformed value stops the process with its name.

`.env.example` documents every variable.
"""

from pathlib import Path
from urllib.parse import urlsplit

from core import csp
from core.db.configure import databases
from core.desk import looks as desk
from core.environment import env, env_bool, env_int, env_list, env_networks, env_origin, env_path
from core.files.configure import file_storages, media_origins

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env_path("DATA_DIR", BASE_DIR / "data")

DEBUG = env_bool("SHOP_DEBUG", default=False)
SECRET_KEY = env("SHOP_SECRET_KEY", "a-key-for-developers-that-signs-nothing-anyone-relies-on" if DEBUG else None)

# The address people type. Whether it is https decides every setting that a plain local address cannot have.
SHOP_URL = env_origin("SHOP_URL", "http://127.0.0.1:8000" if DEBUG else None)
HTTPS = SHOP_URL.startswith("https://")
_host = urlsplit(SHOP_URL).hostname or ""
ALLOWED_HOSTS = [f"[{_host}]" if ":" in _host else _host, *env_list("SHOP_ALLOWED_HOSTS", [])]

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env_int("SHOP_HSTS_SECONDS", 365 * 24 * 3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Whose X-Forwarded-For and X-Forwarded-Proto are believed (shop/wsgi.py); anybody else's are not looked at.
PROXIES = env_networks("SHOP_PROXIES")

# Own packages stand first, so that their templates replace those of the packages they build on.
INSTALLED_APPS = [
    "programme",
    "shop",
    "promotions",
    "stock",
    "accounts",
    "catalog",
    "core",
    "modeltranslation",
    "unfold.apps.BasicAppConfig",
    "core.desk.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_tasks",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.compression.CompressionMiddleware",
    "core.csp.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.files.intake.FormLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "core.csp.nonce",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# What finds products by words: a class of catalog.finding's contract, by its dotted path.
FINDER = "catalog.finding.DatabaseFinder"

DATABASES = databases(DATA_DIR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "core.work.backend.TableBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_ADAPTER = "shop.door.Door"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "home"

CONTENT_SECURITY_POLICY = {"DIRECTIVES": csp.with_pictures_of(media_origins())}

UNFOLD = desk.UNFOLD

LANGUAGE_CODE = "vi"
FORMAT_MODULE_PATH = "core.local"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
MODELTRANSLATION_DEFAULT_LANGUAGE = "vi"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
STORAGES = {
    **file_storages(DATA_DIR),
    # A file's name holds its hash in production, so a browser may keep it for good.
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Mail waits as files in DATA_DIR/mail until a server is named.
EMAIL_HOST = env("SHOP_EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_PORT = env_int("SHOP_EMAIL_PORT", 587, minimum=1, maximum=65535)
EMAIL_HOST_USER = env("SHOP_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env("SHOP_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = True
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("SHOP_EMAIL_FROM", "cho-phien@localhost")

# Everything worth an operator's eye goes to standard error. Statements of the database are logged nowhere, since
# they hold people's data; what a client is told is decided by core.graph and the error pages.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # a page that is not there is nobody's emergency
        "django.db.backends": {"level": "WARNING"},
        "pypdf": {"level": "ERROR"},  # what is wrong with a paper is told to whoever sent it
    },
}
