"""Values: fields, equality, hash, repr, copies."""

from __future__ import annotations

import copy
import datetime

import pchat
import pytest

WHEN = datetime.datetime(2013, 10, 1, 12, 30, 0, 123456, tzinfo=datetime.timezone.utc)


def message(content: str = "hello", timestamp: datetime.datetime = WHEN) -> pchat.ChatMessage:
    return pchat.ChatMessage(
        author_uri="sip:ann@example.com",
        timestamp=timestamp,
        room_uri="ma-chan://example.com/1",
        room_name="Lobby",
        content=content,
        is_alert=False,
    )


def test_values_are_equal_by_their_fields() -> None:
    assert message() == message() and hash(message()) == hash(message())
    assert message() != message("bye") and message() != "hello"
    assert message() in {message()}
    assert copy.copy(message()) == message() == copy.deepcopy(message())


def test_values_show_their_fields() -> None:
    summary = pchat.ChatRoomSummary(room_uri="ma-chan://example.com/1", name="Lobby")
    assert (
        repr(summary) == "ChatRoomSummary(room_uri='ma-chan://example.com/1', name='Lobby', description='')"
    )


def test_values_match_patterns() -> None:
    match pchat.ChatRoomSummary(name="Lobby"):
        case pchat.ChatRoomSummary(name=name):
            assert name == "Lobby"
        case _:
            raise AssertionError


def test_values_do_not_change() -> None:
    with pytest.raises(AttributeError):
        message().content = "other"  # type: ignore[misc]


def test_what_is_missing_is_named() -> None:
    with pytest.raises(TypeError, match="ChatMessage\\(\\) needs the argument 'author_uri'"):
        pchat.ChatMessage()  # type: ignore[call-arg]


def test_time_is_exact_and_in_utc() -> None:
    assert message().timestamp == WHEN and message().timestamp.tzinfo is datetime.timezone.utc
    early = datetime.datetime(1601, 1, 1, tzinfo=datetime.timezone.utc)
    assert message(timestamp=early).timestamp == early
    east = WHEN.astimezone(datetime.timezone(datetime.timedelta(hours=2)))
    assert message(timestamp=east) == message()
    with pytest.raises(ValueError, match="time zone"):
        message(timestamp=datetime.datetime(2013, 1, 1))


def test_a_password_shows_nowhere_and_still_counts() -> None:
    settings = pchat.EndpointSettings(user_uri="ann@example.com", password="Pa$$word")
    assert "Pa$$word" not in repr(settings) and not hasattr(settings, "password")
    assert settings == pchat.EndpointSettings(user_uri="ann@example.com", password="Pa$$word")
    assert settings != pchat.EndpointSettings(user_uri="ann@example.com", password="other")


def test_a_reason_is_an_exception() -> None:
    reason = pchat.ChatConnectionError(
        pchat.ErrorCode.CONNECTION_LOST, "gone", diagnostics=pchat.Diagnostics(1, "why", None), retry_after=3
    )
    changed = pchat.SessionStateChanged(state=pchat.SessionState.IDLE, reason=reason)
    assert changed.reason == reason and type(changed.reason) is pchat.ChatConnectionError


def test_defaults_are_those_of_the_description() -> None:
    settings = pchat.EndpointSettings(user_uri="ann@example.com")
    assert settings.transport is pchat.Transport.TLS and settings.port is None
    assert pchat.RoomQuery().match_all and pchat.RoomQuery().max_results == -1


def test_messages_come_apart_into_parts() -> None:
    link = '<a href="https://example.com/?a=1&amp;b=2">this</a>'
    it = message(f"[STORY]News[/STORY]see {link} :)")
    assert it.story_title == "News" and message().story_title is None
    title, text, hyperlink, space, face = it.parts
    assert "".join(part.raw_text for part in it.parts) == it.content
    assert title.kind is pchat.MessagePartKind.STORY_TITLE and text.display_text == "see "
    assert (hyperlink.kind, hyperlink.raw_text) == (pchat.MessagePartKind.HYPERLINK, link)
    assert hyperlink.uri == "https://example.com/?a=1&b=2" and space.display_text == " "
    assert face.emoticon is pchat.ChatEmoticon.SMILE
    assert it.rtf_parts == []
    # Parts are values.
    assert it.parts == it.parts and hash(title) == hash(it.parts[0])


def test_messages_are_composed() -> None:
    built = pchat.MessageBuilder(is_alert=True)
    built.append_hyperlink("this", "https://example.com/")
    built.append_emoticon(pchat.ChatEmoticon.WINK)
    built.append_chat_room_link(room_uri="ma-chan://example.com/1", name="Lobby")
    assert [part.kind.name for part in built.parts] == ["HYPERLINK", "EMOTICON", "CHAT_ROOM_LINK"]
    assert built.parts == pchat.MessageBuilder.parse(built.content) and built.is_alert
    with pytest.raises(pchat.ArgumentError, match="no absolute URI"):
        built.append_hyperlink("this", "example.com")
    with pytest.raises(pchat.ArgumentError, match="at byte 6"):
        built.set_rtf("{\\rtf1")
