"""What accounts refuses, in the dialect's codes."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class AccountErrorCode(StrEnum):
    """Saleor's whole list: clients compile against it."""

    ACTIVATE_OWN_ACCOUNT = "ACTIVATE_OWN_ACCOUNT"
    ACTIVATE_SUPERUSER_ACCOUNT = "ACTIVATE_SUPERUSER_ACCOUNT"
    DUPLICATED_INPUT_ITEM = "DUPLICATED_INPUT_ITEM"
    DEACTIVATE_OWN_ACCOUNT = "DEACTIVATE_OWN_ACCOUNT"
    DEACTIVATE_SUPERUSER_ACCOUNT = "DEACTIVATE_SUPERUSER_ACCOUNT"
    DELETE_NON_STAFF_USER = "DELETE_NON_STAFF_USER"
    DELETE_OWN_ACCOUNT = "DELETE_OWN_ACCOUNT"
    DELETE_STAFF_ACCOUNT = "DELETE_STAFF_ACCOUNT"
    DELETE_SUPERUSER_ACCOUNT = "DELETE_SUPERUSER_ACCOUNT"
    GRAPHQL_ERROR = "GRAPHQL_ERROR"
    INACTIVE = "INACTIVE"
    INVALID = "INVALID"
    INVALID_PASSWORD = "INVALID_PASSWORD"  # noqa: S105  (a code's name)
    LEFT_NOT_MANAGEABLE_PERMISSION = "LEFT_NOT_MANAGEABLE_PERMISSION"
    INVALID_CREDENTIALS = "INVALID_CREDENTIALS"
    NOT_FOUND = "NOT_FOUND"
    OUT_OF_SCOPE_USER = "OUT_OF_SCOPE_USER"
    OUT_OF_SCOPE_GROUP = "OUT_OF_SCOPE_GROUP"
    OUT_OF_SCOPE_PERMISSION = "OUT_OF_SCOPE_PERMISSION"
    PASSWORD_ENTIRELY_NUMERIC = "PASSWORD_ENTIRELY_NUMERIC"  # noqa: S105
    PASSWORD_TOO_COMMON = "PASSWORD_TOO_COMMON"  # noqa: S105
    PASSWORD_TOO_SHORT = "PASSWORD_TOO_SHORT"  # noqa: S105
    PASSWORD_TOO_SIMILAR = "PASSWORD_TOO_SIMILAR"  # noqa: S105
    PASSWORD_RESET_ALREADY_REQUESTED = "PASSWORD_RESET_ALREADY_REQUESTED"  # noqa: S105
    REQUIRED = "REQUIRED"
    UNIQUE = "UNIQUE"
    JWT_SIGNATURE_EXPIRED = "JWT_SIGNATURE_EXPIRED"
    JWT_INVALID_TOKEN = "JWT_INVALID_TOKEN"  # noqa: S105
    JWT_DECODE_ERROR = "JWT_DECODE_ERROR"
    JWT_MISSING_TOKEN = "JWT_MISSING_TOKEN"  # noqa: S105
    JWT_INVALID_CSRF_TOKEN = "JWT_INVALID_CSRF_TOKEN"  # noqa: S105
    CHANNEL_INACTIVE = "CHANNEL_INACTIVE"
    MISSING_CHANNEL_SLUG = "MISSING_CHANNEL_SLUG"
    ACCOUNT_NOT_CONFIRMED = "ACCOUNT_NOT_CONFIRMED"
    LOGIN_ATTEMPT_DELAYED = "LOGIN_ATTEMPT_DELAYED"
    DISABLED_AUTHENTICATION_METHOD = "DISABLED_AUTHENTICATION_METHOD"
    UNKNOWN_IP_ADDRESS = "UNKNOWN_IP_ADDRESS"
    FILE_SIZE_LIMIT_EXCEEDED = "FILE_SIZE_LIMIT_EXCEEDED"


class AccountError(DomainError):
    """Any of them."""

    code: AccountErrorCode = AccountErrorCode.INVALID


class PhoneInvalid(AccountError):
    def __init__(self) -> None:
        super().__init__(_("Số điện thoại không hợp lệ."), field="phone")


class CredentialsInvalid(AccountError):
    """Says the same of a wrong password, an unknown person and a closed account, so nobody learns who is a customer."""

    code = AccountErrorCode.INVALID_CREDENTIALS

    def __init__(self) -> None:
        super().__init__(_("E-mail hoặc mật khẩu không đúng."), field="email")


class SignInDelayed(AccountError):
    """Too many wrong passwords; `seconds` is how long to wait."""

    code = AccountErrorCode.LOGIN_ATTEMPT_DELAYED

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(_("Đã thử sai nhiều lần. Mời bạn thử lại sau %(count)d giây.") % {"count": seconds})


class TokenExpired(AccountError):
    code = AccountErrorCode.JWT_SIGNATURE_EXPIRED

    def __init__(self) -> None:
        super().__init__("Signature has expired")


class TokenInvalid(AccountError):
    code = AccountErrorCode.JWT_INVALID_TOKEN

    def __init__(self) -> None:
        super().__init__("Invalid token")


class TokenUnreadable(AccountError):
    """Not a token at all."""

    code = AccountErrorCode.JWT_DECODE_ERROR

    def __init__(self) -> None:
        super().__init__("Invalid token")


class TokenMissing(AccountError):
    code = AccountErrorCode.JWT_MISSING_TOKEN

    def __init__(self) -> None:
        super().__init__("Missing token")


class NotOwner(AccountError):
    """Only an officer and an owner of the producer say who acts for it."""

    code = AccountErrorCode.OUT_OF_SCOPE_USER

    def __init__(self) -> None:
        super().__init__(_("Chỉ người đại diện của chủ thể hoặc cán bộ mới làm được việc này."))


class ProducerUnknown(AccountError):
    code = AccountErrorCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy chủ thể này."), field="producer")


class MemberUnknown(AccountError):
    """Nobody with an account that is open has this e-mail address."""

    code = AccountErrorCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Chưa có tài khoản nào dùng e-mail này."), field="email")


class MemberAlready(AccountError):
    """The person acts for this producer already."""

    code = AccountErrorCode.UNIQUE

    def __init__(self) -> None:
        super().__init__(_("Người này đã là thành viên của chủ thể."), field="email")


class MembershipOver(AccountError):
    """It has ended, perhaps by somebody else a moment ago."""

    code = AccountErrorCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Người này không còn là thành viên."), field="membership")


class LastOwner(AccountError):
    """A producer whose last owner went would be nobody's; an officer may do it all the same."""

    code = AccountErrorCode.INVALID

    def __init__(self) -> None:
        message = _("Chủ thể phải còn ít nhất một người đại diện. Bạn thêm người khác trước.")
        super().__init__(message, field="membership")
