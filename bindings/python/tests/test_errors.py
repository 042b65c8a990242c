"""Each error family has its exception, with what the server said."""

from __future__ import annotations

import pchat
import pytest
from conftest import run
from pchat import _errors
from pchat.testing import LocalServer


def test_every_code_has_a_family() -> None:
    for code in pchat.ErrorCode:
        family = _errors.family_of(code)
        assert issubclass(family, pchat.PchatError) and family is not pchat.PchatError
    assert _errors.family_of(pchat.ErrorCode.SESSION_STATE) is pchat.StateError
    assert _errors.family_of(pchat.ErrorCode.UNREACHABLE) is pchat.ChatConnectionError
    assert _errors.family_of(pchat.ErrorCode.DATA_COLLISION) is pchat.ServerError


def test_pythons_own_families_catch_them() -> None:
    def make(code: pchat.ErrorCode) -> pchat.PchatError:
        return _errors.make(code, "text", 503, (3, "why", "who"), 7, "said", 5)

    assert isinstance(make(pchat.ErrorCode.TIMED_OUT), TimeoutError)
    assert isinstance(make(pchat.ErrorCode.UNREACHABLE), ConnectionError)
    assert isinstance(make(pchat.ErrorCode.BAD_ARGUMENT), ValueError)
    assert isinstance(make(pchat.ErrorCode.NO_SUCH_NODE), LookupError)
    error = make(pchat.ErrorCode.UNREACHABLE)
    assert (error.sip_status, error.retry_after, error.server_code, error.server_text) == (503, 5, 7, "said")
    assert error.diagnostics == (3, "why", "who")
    assert str(error) == "text" and repr(error) == "ChatConnectionError(UNREACHABLE, 'text')"
    assert error == make(pchat.ErrorCode.UNREACHABLE) != make(pchat.ErrorCode.TLS_FAILED)


def test_what_the_server_refuses(pchat_server: LocalServer) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann:
            with pytest.raises(pchat.NotFoundError) as caught:
                await ann.join("Nowhere")
            assert caught.value.code is pchat.ErrorCode.NO_SUCH_NODE
            with pytest.raises(pchat.ArgumentError):
                await ann.join("")
            async with ann.join("Lobby") as room:
                with pytest.raises(pchat.LimitExceededError):
                    await room.send_text("x" * 100_000)
            with pytest.raises(pchat.StateError):
                await room.send_text("left")

    run(test())


def test_a_wrong_password(pchat_server: LocalServer) -> None:
    async def test() -> None:
        pchat_server.add_user(address="eve@example.com", password="right")
        with pytest.raises(pchat.SignInError) as caught:
            async with pchat_server.endpoint("eve", password="wrong"):
                pass
        assert caught.value.code is pchat.ErrorCode.AUTHENTICATION_FAILED
        assert "wrong" not in str(caught.value)

    run(test())


def test_an_authority_that_nobody_trusts(pchat_server: LocalServer) -> None:
    async def test() -> None:
        with pytest.raises(pchat.CertificateError):
            async with pchat_server.endpoint("ann", ca_file=None):
                pass

    run(test())


def test_settings_that_cannot_work() -> None:
    async def test() -> None:
        with pytest.raises(pchat.ArgumentError):
            pchat.Endpoint("no address")
        with pytest.raises(TypeError, match="has no argument 'pasword'"):
            pchat.Endpoint("ann@example.com", pasword="x")  # type: ignore[call-arg]
        with pytest.raises(TypeError, match="port: a number is needed, not str"):
            pchat.Endpoint("ann@example.com", port="5061")  # type: ignore[arg-type]
        for port in (70_000, -1):
            with pytest.raises(
                pchat.ArgumentError, match=f"port is {port}; a whole number from 0 to 65535 is needed"
            ):
                pchat.Endpoint("ann@example.com", port=port)
        with pytest.raises(
            ValueError, match="max_results is 2147483648; a whole number from -2147483648 to 2147483647"
        ):
            pchat.RoomQuery(max_results=1 << 31)
        with pytest.raises(TypeError, match="transport: a member of Transport is needed"):
            pchat.Endpoint("ann@example.com", transport=2)  # type: ignore[arg-type]

    run(test())
