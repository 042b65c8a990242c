"""Drives the conformance scenarios through the Python package and prints one line for each step.

../README.md says what scenarios and results look like. A step is the call of its name: what the package gets later needs no
change here, except a struct or an enum that an argument stands for.
"""

from __future__ import annotations

import asyncio
import datetime
import enum
import gc
import inspect
import json
import re
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pchat
from pchat import testing

LIMIT = 30.0
"""How long anything may take, in seconds. Nothing waits that long unless it is broken."""

NOW = datetime.timedelta(minutes=10)
"""How far a time may be from this machine's clock to count as now."""

GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
STRUCTS = {
    "history_query": pchat.HistoryQuery,
    "add_in": testing.LocalAddIn,
    "category": testing.LocalCategory,
    "group": testing.LocalGroup,
    "limits": testing.LocalLimits,
    "message": pchat.OutboundMessage,
    "query": pchat.RoomQuery,
    "user": testing.LocalUser,
}
ENUMS: dict[str, type[enum.Enum]] = {
    "authentication": pchat.Authentication,
    "behavior": pchat.ChatRoomBehavior,
    "emoticon": pchat.ChatEmoticon,
    "invitations": pchat.ChatRoomInvitationSetting,
    "privacy": pchat.ChatRoomPrivacy,
    "role": pchat.ChatRoomRole,
    "transport": pchat.Transport,
}
TIMES = ("expected_updated_on", "since", "until")
EVENTS: dict[type, str] = {
    pchat.EndpointStateChanged: "StateChanged",
    pchat.SessionStateChanged: "StateChanged",
    pchat.ChatMessage: "MessageReceived",
    pchat.FileTransferProgress: "ProgressChanged",
    pchat.ChatRoomInvitation: "ChatRoomInvitationReceived",
    pchat.ChatRoomPropertiesChanged: "ChatRoomPropertiesChanged",
    pchat.ParticipantAttendanceChanged: "ParticipantAttendanceChanged",
    pchat.ParticipantPrivilegeChanged: "ParticipantPrivilegeChanged",
}
Json = Any


class Unknown(Exception):
    """A step that nobody understands."""


class Placeholders:
    """Values that differ from run to run and the `<names>` that stand for them."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def know(self, name: str, value: str) -> None:
        self.known.pop(name, None)
        if value not in ("", "0"):
            self.known[name] = value

    def resolve(self, text: str) -> str:
        for name, value in self.known.items():
            text = text.replace(f"<{name}>", value)
        return text

    def apply(self, value: Json) -> Json:
        if isinstance(value, dict):
            return {key: self.apply(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.apply(inner) for inner in value]
        if not isinstance(value, str):
            return value
        # A value that contains another one goes first.
        for name, known in sorted(self.known.items(), key=lambda item: -len(item[1])):
            value = value.replace(known, f"<{name}>")
        return GUID.sub("<guid>", value)


def camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def part(of: Any, path: str) -> Any:
    """What stands at the end of a path of fields and places."""
    for name in filter(None, path.split(".")):
        of = of[int(name)] if name.isdecimal() else getattr(of, name)
    return of


def present(**fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value is not None}


def error_json(error: pchat.PchatError) -> Json:
    said = error.diagnostics
    return present(
        code=camel(error.code.name),
        message=error.message,
        sip_status=error.sip_status,
        diagnostics_id=said and said.id,
        diagnostics_reason=said and said.reason,
        diagnostics_source=said and said.source,
        server_code=error.server_code,
        server_text=error.server_text,
        retry_after_seconds=error.retry_after,
    )


class Told:
    """Events of something that only calls back."""

    def __init__(self) -> None:
        self.events: asyncio.Queue[Any] = asyncio.Queue()

    async def __anext__(self) -> Any:
        return await self.events.get()


class Scenario:
    """What a scenario has made so far."""

    def __init__(self) -> None:
        self.names = Placeholders()
        self.servers: dict[str, testing.LocalServer] = {}
        self.endpoints: dict[str, pchat.Endpoint] = {}
        self.sessions: dict[str, pchat.Session] = {}
        self.builders: dict[str, pchat.MessageBuilder] = {}
        self.pagers: dict[str, pchat.HistoryPager] = {}
        self.transfers: dict[str, pchat.FileTransfer] = {}
        self.streams: dict[str, pchat.Stream[Any] | Told] = {}
        self.operations: dict[str, asyncio.Task[Any]] = {}
        # What the last step gave, as the package gives it, and what steps kept of that.
        self.given: Any = None
        self.kept: dict[str, Any] = {}

    def json(self, value: object) -> Json:
        """A value of the API: every field by its name, what is absent left out, enums by their names."""
        if isinstance(value, enum.Enum):
            return camel(value.name)
        if value is None or isinstance(value, bool | int | str):
            return value
        # Files of scenarios are texts.
        if isinstance(value, bytes):
            return value.decode()
        if isinstance(value, list):
            return [self.json(inner) for inner in value]
        if isinstance(value, dict):
            return {name: self.json(inner) for name, inner in value.items()}
        if isinstance(value, datetime.datetime):
            now = datetime.datetime.now(datetime.UTC)
            return "<now>" if abs(value - now) < NOW else value.isoformat()
        if isinstance(value, pchat.PchatError):
            return error_json(value)
        for known in (self.sessions, self.endpoints):
            for name, it in known.items():
                if it is value:
                    return name
        fields: tuple[str, ...] = getattr(type(value), "__match_args__", ())
        return present(**{field: self.json(getattr(value, field)) for field in fields})

    def argument(self, name: str, value: Json) -> Any:
        if isinstance(value, dict):
            if value.keys() == {"kept"}:
                return self.kept[value["kept"]]
            if value.keys() == {"repeat", "times"}:
                return self.names.resolve(value["repeat"]) * value["times"]
            fields = {field: self.argument(field, inner) for field, inner in value.items()}
            return STRUCTS[name](**fields) if name in STRUCTS else fields
        if isinstance(value, list):
            return [self.argument(name, inner) for inner in value]
        if name in TIMES:
            return datetime.datetime.fromtimestamp(value / 1_000_000, datetime.UTC)
        if name in ENUMS and isinstance(value, str):
            found = [one for one in ENUMS[name] if camel(one.name) == value]
            if not found:
                raise Unknown(f"'{value}' is no {ENUMS[name].__name__}")
            return found[0]
        if not isinstance(value, str):
            return value
        resolved = self.names.resolve(value)
        # A placeholder for a number.
        return int(resolved) if resolved != value and resolved.isdecimal() else resolved

    async def perform(self, step: dict[str, Json]) -> Json:
        try:
            result = await self.understand(step)
            for name, path in step.get("keep", {}).items():
                self.kept[name] = part(self.given, path)
        except Unknown as error:
            result = {"unknown": str(error)}
        return self.names.apply(result)

    async def understand(self, step: dict[str, Json]) -> Json:
        kind: str = step["do"]
        given = {
            name: self.argument("history_query" if "history" in kind and name == "query" else name, value)
            for name, value in step.items()
            if name not in ("do", "expect", "keep", "note", "start")
        }
        if kind in ("cancel", "finish", "next_event", "write_file"):
            return await getattr(self, kind)(**given)
        noun, _, call = kind.partition(".")
        if not call or call.startswith("_"):
            raise Unknown(f"nobody knows the step '{kind}'")
        try:
            if (noun, call) in (("server", "start"), ("endpoint", "new"), ("session", "new"), ("message_builder", "new")):
                getattr(self, f"make_{noun}")(given.pop("as"), **given)
                return {"ok": None}
            outcome = self.call(noun, call, given)
        except pchat.PchatError as error:
            return {"error": error_json(error)}
        if not inspect.iscoroutine(outcome):
            if "start" in step:
                raise Unknown(f"'{kind}' ends at once and cannot be started")
            self.given = outcome
            return {"ok": self.json(outcome)}
        name = step.get("start", "")
        self.operations[name] = asyncio.ensure_future(outcome)
        if not name:
            return await self.finish(on=name)
        # Tasks begin in the order in which they were made, when the loop gets to them.
        await asyncio.sleep(0)
        return {"started": True}

    def call(self, noun: str, call: str, given: dict[str, Any]) -> Any:
        """The value, or the coroutine of an operation."""
        known: dict[str, Any] = {"server": self.servers, "session": self.sessions, "message_builder": self.builders}
        known["history_pager"] = self.pagers
        known["file_transfer"] = self.transfers
        known |= dict.fromkeys(("endpoint", "services", "management", "users"), self.endpoints)
        try:
            # Some functions of messages need no object.
            free = noun == "message_builder" and "on" not in given
            it = pchat.MessageBuilder if free else known[noun][given.pop("on")]
            if call == "parse_rtf":
                given.setdefault("rtf", None)
            if call == "send_built":
                given["message"] = self.builders[given["message"]]
        except KeyError as error:
            raise Unknown(f"there is no {error} for this call") from None
        learnt = given.pop("as", None)
        if "transfer" in given:
            name = given.pop("transfer")
            fields = given if call.startswith(("upload_b", "upload_s")) else next(iter(given.values()))
            if "content" in fields:
                fields["content"] = fields["content"].encode()
            told = self.streams[name] = Told()
            self.transfers[name] = getattr(it, call)(**fields)
            self.transfers[name].on_progress_changed(told.events.put_nowait)
            return None
        if "chunk" in given:
            given["chunk"] = given["chunk"].encode()
        if call in ("upload_file", "download_file"):
            return self.transfer(learnt, getattr(it, call), next(iter(given.values())))
        if call == "join_rooms":
            return self.join_rooms(learnt, it, given["rooms"])
        if noun in ("services", "management", "users"):
            it = it.services
            it = {"management": it.room_management, "users": it.user_services}.get(noun, it)
        if not hasattr(it if isinstance(it, type) else type(it), call):
            raise Unknown(f"nobody knows the step '{noun}.{call}'")
        method = getattr(it, call)
        if not callable(method):
            if given:
                raise Unknown(f"{call} takes nothing, but {given}")
            if learnt is not None:
                self.names.know(learnt, method)
            # A port is a text, so that its placeholder can stand for it.
            return str(method) if noun == "server" and isinstance(method, int) and "port" in call else method
        # A struct goes where the method takes one, its fields where it is called with them.
        structs = [name for name, value in given.items() if isinstance(value, dict)]
        fields = {field: value for name in structs for field, value in given.pop(name).items()}
        made = {name for name, value in given.items() if hasattr(value, "__match_args__") or name in STRUCTS}
        positional = [given.pop(name) for name, value in list(given.items()) if name in made and not isinstance(value, str)]
        try:
            inspect.signature(method).bind(*positional, **given, **fields)
        except TypeError as error:
            raise Unknown(f"{noun}.{call}: {error}") from None
        outcome = method(*positional, **given, **fields)
        if call == "history_pager":
            self.pagers[learnt] = outcome
            return None
        if learnt is not None and inspect.iscoroutine(outcome):
            return self.learn(learnt, outcome)
        if learnt is not None:
            self.names.know(learnt, outcome)
        return outcome

    async def transfer(self, learnt: str | None, begin: Any, fields: dict[str, Any]) -> str:
        """A transfer from its beginning to its end."""
        transfer = begin(**fields)
        file = await transfer.finish()
        if learnt is not None:
            self.names.know(learnt, file.file_uri)
        return str(file.file_uri if transfer.is_upload else file.file_name)

    async def join_rooms(self, name: str, endpoint: pchat.Endpoint, rooms: dict[str, Any]) -> Json:
        """The sessions are named by their rooms and tell what happens from now on."""
        joined = await endpoint.join_rooms(**rooms)
        for session in joined.sessions:
            room = f"{name}.{session.properties.name}" if session.properties else name
            self.sessions[room] = session
            self.streams[room] = session.events()
        return {"sessions": joined.sessions, "failures": joined.failures, "endpoint": joined.endpoint}

    async def learn(self, name: str, operation: Coroutine[Any, Any, str]) -> str:
        value = await operation
        self.names.know(name, value)
        return value

    def make_server(self, name: str, settings: dict[str, Any] | None = None) -> None:
        server = testing.LocalServer(**(settings or {}))
        self.servers[name] = server
        for what in ("sip_tls_port", "sip_tcp_port", "ca_file", "data_folder"):
            self.names.know(f"{name}.{what}", str(getattr(server, what)))

    def make_endpoint(self, name: str, settings: dict[str, Any]) -> None:
        endpoint = pchat.Endpoint(**settings)
        self.endpoints[name] = endpoint
        self.streams[name] = endpoint.events()

    def make_session(self, name: str, on: str) -> None:
        session = pchat.Session(self.endpoints[on])
        self.sessions[name] = session
        self.streams[name] = session.events()

    def make_message_builder(self, name: str, settings: dict[str, Any] | None = None) -> None:
        self.builders[name] = pchat.MessageBuilder(**(settings or {}))

    async def cancel(self, on: str) -> Json:
        self.operations[on].cancel()
        return {"ok": None}

    async def finish(self, on: str) -> Json:
        task = self.operations[on]
        await asyncio.wait([task], timeout=LIMIT)
        if not task.done():
            return {"timeout": True}
        if task.cancelled():
            return {"cancelled": True}
        error = task.exception()
        if isinstance(error, pchat.PchatError):
            return {"error": error_json(error)}
        self.given = task.result()
        return {"ok": self.json(self.given)}

    async def write_file(self, path: str, text: str) -> Json:
        Path(path).write_text(text, encoding="utf-8")
        return {"ok": None}

    async def next_event(self, on: str, kind: str | None = None) -> Json:
        while True:
            try:
                event = await asyncio.wait_for(self.streams[on].__anext__(), LIMIT)
            except TimeoutError:
                return {"timeout": True}
            name = EVENTS.get(type(event), "unknown")
            if kind in (None, name):
                self.given = event
                return {"event": {name: self.json(event)}}

    async def close(self) -> None:
        for server in self.servers.values():
            server.set_silent(False) if server.connection_count else None
        for task in self.operations.values():
            task.cancel()
        await asyncio.gather(*self.operations.values(), return_exceptions=True)
        for endpoint in self.endpoints.values():
            await endpoint.terminate()
        for server in self.servers.values():
            server.stop()


def expanded(steps: list[dict[str, Json]], fragments: dict[str, Json]) -> list[dict[str, Json]]:
    out: list[dict[str, Json]] = []
    for step in steps:
        out += expanded(fragments[step["use"]], fragments) if "use" in step else [step]
    return out


async def run(name: str, steps: list[dict[str, Json]]) -> None:
    scenario = Scenario()
    for place, step in enumerate(steps, 1):
        result = await scenario.perform(step)
        line = {"result": result, "scenario": name, "step": place}
        print(json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")), flush=True)
        if "timeout" in result or "unknown" in result:
            break
    await scenario.close()


def main() -> None:
    documents = [json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:]]
    fragments = {name: steps for document in documents for name, steps in document.get("fragments", {}).items()}
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for scenario in (scenario for document in documents for scenario in document.get("scenarios", [])):
        if "python" in scenario.get("runners", ["python"]):
            # A loop of its own, and so a platform of its own.
            asyncio.run(run(scenario["name"], expanded(scenario["steps"], fragments)))
            gc.collect()


if __name__ == "__main__":
    main()
