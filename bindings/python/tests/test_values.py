"""Values: fields, equality, hash, repr, copies."""

from __future__ import annotations

import concurrent.futures
import copy
import datetime
import multiprocessing
import pickle
import sys
from typing import TypeVar

import pchat
import pchat.testing
import pytest
from conftest import PATIENCE

T = TypeVar("T")

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


def samples() -> list[object]:
    """A value of each class, with lists, enums, times and errors in them."""
    reason = pchat.NotFoundError(
        pchat.ErrorCode.NO_SUCH_NODE, "gone", diagnostics=pchat.Diagnostics(1, "why", None)
    )
    properties = pchat.ChatRoomProperties(
        room_uri="ma-chan://example.com/1",
        name="Lobby",
        description="",
        topic="",
        is_auditorium=False,
        is_file_post_allowed=False,
        is_invite=False,
        is_logged=True,
        visible_only_to_members=False,
        can_chat=True,
        can_manage=False,
        is_roster_hidden=False,
    )
    return [
        message(),
        properties,
        pchat.ChatRoomParticipant(uri="sip:ann@example.com", is_manager=True, is_presenter=False, guid="g"),
        pchat.ChatRoomSummary(name="Lobby"),
        pchat.EndpointSettings(user_uri="ann@example.com", transport=pchat.Transport.TCP, port=5060),
        pchat.OutboundMessage(text="hello", is_alert=True),
        pchat.RoomQuery(criteria="lob", max_results=3),
        pchat.PlatformSettings(worker_threads=2),
        pchat.SessionStateChanged(state=pchat.SessionState.IDLE, reason=reason),
        pchat.EndpointStateChanged(state=pchat.EndpointState.TERMINATED, reason=reason),
        pchat.testing.LocalRoom(name="Ours", members=["ann@example.com"]),
        pchat.testing.LocalServerSettings(tcp=False),
        reason,
    ]


@pytest.mark.parametrize("value", samples(), ids=lambda value: type(value).__name__)
def test_values_can_be_pickled_and_copied(value: object) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(value, protocol))
        assert type(again) is type(value) and again == value and repr(again) == repr(value)
    assert copy.copy(value) == value == copy.deepcopy(value)


def test_values_are_told_to_another_process() -> None:
    # What a program does that gives messages to workers.
    with concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as workers:
        assert workers.submit(copy.copy, message()).result(PATIENCE) == message()


def replace(value: T, **changes: object) -> T:
    """`copy.replace`, which came with Python 3.13."""
    made: T = value.__replace__(**changes)  # type: ignore[attr-defined]
    if sys.version_info >= (3, 13):
        assert copy.replace(value, **changes) == made  # type: ignore[type-var]
    return made


def test_values_are_copied_with_changes() -> None:
    assert replace(message(), content="bye") == message("bye")
    assert replace(message()) == message()
    with pytest.raises(TypeError, match="ChatMessage\\(\\) has no argument 'text'"):
        replace(message(), text="bye")
    with pytest.raises(TypeError, match="content: text is needed, not int"):
        replace(message(), content=5)


def test_a_password_is_copied_and_never_pickled() -> None:
    settings = pchat.EndpointSettings(user_uri="ann@example.com", password="Pa$$word")
    assert replace(settings, port=5061) == pchat.EndpointSettings(
        user_uri="ann@example.com", password="Pa$$word", port=5061
    )
    with pytest.raises(TypeError, match="cannot pickle EndpointSettings with a password"):
        pickle.dumps(settings)
    without = replace(settings, password=None)
    assert replace(pickle.loads(pickle.dumps(without)), password="Pa$$word") == settings


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
