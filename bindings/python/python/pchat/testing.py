"""A Persistent Chat server inside the process, for tests. With pytest there is the fixture `pchat_server`."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any

from . import _aio, _exit, _plain_objects, sync
from ._enums import Authentication, ChatRoomPrivacy, ChatRoomRole, Transport
from ._errors import ArgumentError
from ._native import (
    LocalAddIn,
    LocalCategory,
    LocalGroup,
    LocalLimits,
    LocalRoom,
    LocalServerSettings,
    LocalUser,
)

if TYPE_CHECKING:
    from typing_extensions import Self, Unpack

    from ._fields import LocalServerSettingsFields

__all__ = [
    "Authentication",
    "ChatRoomPrivacy",
    "ChatRoomRole",
    "LocalAddIn",
    "LocalCategory",
    "LocalGroup",
    "LocalLimits",
    "LocalRoom",
    "LocalServer",
    "LocalServerSettings",
    "LocalUser",
]

_PASSWORD = "a password for tests"


class LocalServer(_plain_objects.LocalServerMethods):
    __doc__ = _plain_objects.LocalServerMethods.__doc__

    def __init__(
        self, settings: LocalServerSettings | None = None, /, **fields: Unpack[LocalServerSettingsFields]
    ) -> None:
        super().__init__(settings, **fields)
        _exit.close_at_exit(self)

    def close_at_exit(self) -> None:
        self.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def settings(self, user: str) -> dict[str, Any]:
        """The keyword arguments of an `Endpoint` for this user, who is added when the server does not know him. `user` is a name
        or a SIP address."""
        address = user if "@" in user else f"{user}@{self.domain}"
        try:
            self.add_user(address=address, password=_PASSWORD)
        except ArgumentError:
            # Known already: the password is that of the first call, or the caller's to give.
            pass
        tls = self.sip_tls_port != 0
        settings = {
            "user_uri": address,
            "password": _PASSWORD,
            "server": "localhost",
            "port": self.sip_tls_port if tls else self.sip_tcp_port,
            "transport": Transport.TLS if tls else Transport.TCP,
        }
        if tls:
            settings["ca_file"] = self.ca_file
        return settings

    def endpoint(self, user: str, **settings: Any) -> _aio.Endpoint:
        """An endpoint of this user, who is added when the server does not know him, for `async with`. `settings` are fields of
        `EndpointSettings`."""
        return _aio.Endpoint(**{**self.settings(user), **settings})

    def sync_endpoint(self, user: str, **settings: Any) -> sync.Endpoint:
        """The same without asyncio, for `with`."""
        return sync.Endpoint(**{**self.settings(user), **settings})
