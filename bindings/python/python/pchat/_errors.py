"""The exceptions: one class for each family of error codes."""

from __future__ import annotations

from typing import Any, NamedTuple

from ._enums import ErrorCode


class Diagnostics(NamedTuple):
    """What the server's `ms-diagnostics` header says."""

    id: int
    reason: str | None
    source: str | None


class PchatError(Exception):
    """Whatever went wrong: a stable `code`, a `message` for people, and what the server said when it said something."""

    code: ErrorCode
    message: str
    sip_status: int | None
    diagnostics: Diagnostics | None
    server_code: int | None
    server_text: str | None
    retry_after: int | None

    def __init__(
        self,
        code: ErrorCode,
        message: str,
        *,
        sip_status: int | None = None,
        diagnostics: Diagnostics | None = None,
        server_code: int | None = None,
        server_text: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        # Not super().__init__(code, message): OSError, which some families also are, would take them for an errno.
        super().__init__(message)
        self.code = code
        self.message = message
        self.sip_status = sip_status
        self.diagnostics = diagnostics
        self.server_code = server_code
        self.server_text = server_text
        self.retry_after = retry_after

    def _facts(self) -> tuple[object, ...]:
        return (
            self.code,
            self.message,
            self.sip_status,
            self.diagnostics,
            self.server_code,
            self.server_text,
            self.retry_after,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self._facts()), self.__dict__

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.code.name}, {self.message!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PchatError):
            return NotImplemented
        return self._facts() == other._facts()

    def __hash__(self) -> int:
        return hash(self._facts())


def _again(family: type[PchatError], facts: tuple[Any, ...]) -> PchatError:
    """An error out of its pickle."""
    code, message, sip_status, diagnostics, server_code, server_text, retry_after = facts
    return family(
        code,
        message,
        sip_status=sip_status,
        diagnostics=diagnostics,
        server_code=server_code,
        server_text=server_text,
        retry_after=retry_after,
    )


class ArgumentError(PchatError, ValueError):
    """An argument was refused before anything was sent."""


class StateError(PchatError):
    """The object cannot do this now."""


class OperationCancelled(PchatError):
    """The operation was cancelled."""


class OperationTimeout(PchatError, TimeoutError):
    """No answer within the time limit."""


class ForkedProcessError(StateError):
    """The object belongs to the process that this one was forked from."""


class InternalError(PchatError):
    """A defect of the library, caught before it could harm the program."""


class SystemFailure(PchatError):
    """The operating system refused a file, a thread or a descriptor."""


class ChatConnectionError(PchatError, ConnectionError):
    """The server cannot be reached, or the connection ended."""


class CertificateError(ChatConnectionError):
    """The server's certificate does not prove who it is."""


class SignInError(ChatConnectionError):
    """The server does not let the user in."""


class ServerError(PchatError):
    """The chat server refused the request."""


class NotFoundError(ServerError, LookupError):
    """A room, user or group does not exist, or the user may not see it."""


class ForbiddenError(ServerError):
    """The user may not do this."""


class LimitExceededError(ServerError):
    """A limit of the server was passed."""


_C = ErrorCode
_FAMILIES: dict[type[PchatError], tuple[ErrorCode, ...]] = {
    ArgumentError: (_C.BAD_ARGUMENT,),
    OperationCancelled: (_C.CANCELLED,),
    OperationTimeout: (_C.TIMED_OUT,),
    ForkedProcessError: (_C.FORKED_PROCESS,),
    InternalError: (_C.INTERNAL,),
    SystemFailure: (_C.IO,),
    CertificateError: (_C.CERTIFICATE_NOT_TRUSTED, _C.CERTIFICATE_NAME_MISMATCH),
    SignInError: (
        _C.AUTHENTICATION_FAILED,
        _C.AUTHENTICATION_UNSUPPORTED,
        _C.UNKNOWN_USER,
        _C.SIGN_IN_FORBIDDEN,
        _C.SIGN_IN_REFUSED,
        _C.CLOCK_SKEW,
        _C.SIGNED_OUT,
    ),
    NotFoundError: (_C.NO_SUCH_NODE, _C.NO_SUCH_PRINCIPAL, _C.NODE_DISABLED),
    ForbiddenError: (_C.ERROR_PERMISSION, _C.CANNOT_GET_PARTICIPANT_LIST, _C.UNABLE_TO_CREATE_ROOM),
    LimitExceededError: (_C.LIMIT_EXCEEDED,),
}
_BY_CODE = {code: family for family, codes in _FAMILIES.items() for code in codes}


def family_of(code: ErrorCode) -> type[PchatError]:
    """The exception class of a code. Codes without a class of their own belong to that of their hundred."""
    family = _BY_CODE.get(code)
    if family is None:
        family = StateError if code.value < 40 else ChatConnectionError if code.value < 100 else ServerError
    return family


def make(
    code: ErrorCode,
    message: str,
    sip_status: int | None,
    diagnostics: tuple[int | None, str | None, str | None],
    server_code: int | None,
    server_text: str | None,
    retry_after: int | None,
) -> PchatError:
    """Called by the compiled module for each error."""
    number, reason, source = diagnostics
    return family_of(code)(
        code,
        message,
        sip_status=sip_status,
        diagnostics=None if number is None else Diagnostics(number, reason, source),
        server_code=server_code,
        server_text=server_text,
        retry_after=retry_after,
    )
