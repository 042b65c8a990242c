"""Writes tests that call every function of include/pchat.h in one wrong way: nobody can add a function and forget its test.

python3 tests/c/everywhere.py FOLDER        writes FOLDER/<test>.c
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import header
from header import Function, Parameter, Struct

# After these the objects are of no use to other calls.
ENDS = ("_shut_down", "_close_wait", "_terminate", "_terminate_wait", "_local_server_stop", "_event_dispatch")
# Where NULL has a meaning.
OPTIONAL = ("operation", "registration", "error", "completion", "callback", "server_code", "rtf")
# Starting one of these takes too long to do it for every possible size of its settings.
HEAVY = ("pchat_platform_start", "pchat_local_server_start")

TEXT = header.read()
FUNCTIONS = header.functions(TEXT)
STRUCTS = {struct.name: struct for struct in header.structs(TEXT)}
# `objects_t` in support/everywhere.h has one of each.
HANDLES = header.handles(TEXT)


def is_handle(parameter: Parameter) -> bool:
    return parameter.depth == 1 and handle_kind(parameter) in HANDLES


def handle_kind(parameter: Parameter) -> str:
    return parameter.base.removeprefix("pchat_").removesuffix("_t")


def options_of(parameter: Parameter) -> Struct | None:
    struct = STRUCTS.get(parameter.base)
    return struct if struct and struct.is_filled_by_program and parameter.type.startswith("const") else None


def is_value(parameter: Parameter) -> bool:
    """A struct that the library made."""
    return parameter.depth == 1 and parameter.base in STRUCTS


def is_text(parameter: Parameter) -> bool:
    return parameter.type == "const char *"


@dataclass
class Call:
    """One call with valid arguments, some of which are replaced."""

    function: Function
    replaced: dict[str, str] = field(default_factory=dict)
    # C statements between making the arguments and the call.
    before: list[str] = field(default_factory=list)
    # C statements after the call; `status` and `error` can be used.
    after: list[str] = field(default_factory=list)
    objects: str = "it"

    def text(self) -> str:
        before: list[str] = []
        after: list[str] = []
        arguments: list[str] = []
        for parameter in self.function.parameters:
            if parameter.name in self.replaced:
                arguments.append(self.replaced[parameter.name])
            else:
                arguments.append(self.argument(parameter, before, after))
        call = f"{self.function.name}({', '.join(arguments)})"
        label = f"{self.function.name}({', '.join(f'{k} {v}' for k, v in self.replaced.items())})"
        lines = ["{", f'    const char *label = "{quoted(label)}";', "    (void)label;", *before, *self.before]
        result = self.function.result
        if result == "void":
            lines.append(f"{call};")
        elif self.function.returns_status:
            lines += [f"pchat_status_t status = {call};", "(void)status;"]
        else:
            lines += [f"{result} status = {call};", "(void)status;"]
        lines += [*self.after, *after, "count_call();", "}"]
        return "\n        ".join(lines)

    def argument(self, parameter: Parameter, before: list[str], after: list[str]) -> str:
        name, base = parameter.name, parameter.base
        if not parameter.is_pointer:
            if name == "timeout_ms":
                # An operation comes to its own end; an empty queue would wait for the whole time.
                return "1" if "event_queue" in self.function.name else "PATIENCE_S * 1000"
            # Bytes have a size beside them: one each, so that NULL is wrong.
            return "1" if name == "count" or (name.endswith("_size") and name != "struct_size") else "0"
        if base == "pchat_error_t" and parameter.depth == 2:
            before.append("pchat_error_t *error = NULL;")
            after[:0] = ["check_error_given(label, status, error);", "pchat_error_free(error);"]
            return "&error"
        if parameter.depth == 2:
            before.append(f"{base} *{name} = NULL;")
            free = "pchat_string_free" if base == "char" else base.removesuffix("_t") + "_free"
            after += [f"if (status != PCHAT_OK) CHECK({name} == NULL);", f"{free}({name});"]
            return f"&{name}"
        if is_handle(parameter):
            kind = handle_kind(parameter)
            if kind == "platform" and "event_queue" in self.function.name:
                kind = "pull_platform"
            return f"{self.objects}.{kind}"
        if is_text(parameter):
            return '"some text"'
        if options_of(parameter):
            before += [f"{base} {name};", f"{base.removesuffix('_t')}_init(&{name}, sizeof {name});"]
            if base.endswith("_callbacks_t"):
                before += [f"{name}.user_data = given();", f"{name}.destroy = count_destroyed;"]
            return f"&{name}"
        if base == "pchat_log_callback_t":
            before.append(f"{base} {name} = {{ignore_line, given(), count_destroyed}};")
            return f"&{name}"
        if base.endswith("completion_t"):
            before.append(f"{base} {name} = {{NULL, given(), count_destroyed}};")
            return f"&{name}"
        if base in STRUCTS or base == "char":
            return "NULL"
        # A place for a number.
        before.append(f"{base} {name} = 0;")
        return f"&{name}"


def quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', "'")


def must_fail(code: str) -> str:
    return f'if (status != {code}) FAIL("%s: %d instead of {code}", label, (int)status);'


def fails() -> str:
    return 'if (status == PCHAT_OK) FAIL("%s succeeded", label);'


Maker = Callable[[Function], Iterator[Call]]


def null_everywhere(function: Function) -> Iterator[Call]:
    pointers = [parameter for parameter in function.parameters if parameter.is_pointer]
    frees = function.name.endswith("_free")
    if not pointers:
        return
    everything = {parameter.name: "NULL" for parameter in pointers}
    for number in ("0", "1", "(-1)"):
        scalars = {p.name: number for p in function.parameters if not p.is_pointer}
        call = Call(function, everything | scalars)
        if function.returns_status:
            first = pointers[0]
            if frees or function.name == "pchat_error_code" or (function.name == "pchat_log_set" and number != "(-1)"):
                call.after = [must_fail("PCHAT_OK")]
            elif is_handle(first):
                call.after = [
                    "if (status != PCHAT_ERROR_CODE_INVALID_HANDLE && status != PCHAT_ERROR_CODE_BAD_ARGUMENT"
                    " && status != PCHAT_ERROR_CODE_WOULD_DEADLOCK)"
                    ' FAIL("%s: %d", label, (int)status);'
                ]
            elif first.name != "error":
                call.after = [must_fail("PCHAT_ERROR_CODE_BAD_ARGUMENT")]
        elif function.result.endswith("*") and function.name != "pchat_error_message":
            call.after = ["CHECK(status == NULL);"]
        elif function.name == "pchat_error_message":
            call.after = ['CHECK(strcmp(status, "") == 0);']
        yield call
        if not scalars:
            break
    for parameter in pointers:
        if len(pointers) == 1 or frees:
            break
        call = Call(function, {parameter.name: "NULL"})
        required = parameter.name not in OPTIONAL and not options_of(parameter)
        if function.returns_status and required:
            call.after = [fails()]
        yield call


def use_after_free(function: Function) -> Iterator[Call]:
    for parameter in function.parameters:
        if not is_handle(parameter):
            continue
        kind = handle_kind(parameter)
        other = "it.session" if kind != "session" else "it.endpoint"
        wrong = [f"stale.{kind}", other, "&it", "(intptr_t)-1", "(intptr_t)1", "it." + kind + " ^ (1 << 7)"]
        for value in wrong:
            if "^" in value:
                value = f"(uintptr_t)it.{kind} ^ 128"
            call = Call(function, {parameter.name: f"({parameter.type})({value})"})
            if function.returns_status and function.name != "pchat_error_code":
                call.after = [must_fail("PCHAT_ERROR_CODE_INVALID_HANDLE")]
            elif function.result.endswith("*") and function.name != "pchat_error_message":
                call.after = ["CHECK(status == NULL);"]
            yield call


BAD_TEXT = '"caf\\xe9"'


def names(what: str) -> str:
    return (
        f'if (strstr(pchat_error_message(error), "{what}") == NULL || strstr(pchat_error_message(error), "UTF-8") == NULL)'
        ' FAIL("%s: %s", label, pchat_error_message(error));'
    )


def invalid_utf8(function: Function) -> Iterator[Call]:
    refused = must_fail("PCHAT_ERROR_CODE_BAD_ARGUMENT")
    for parameter in function.parameters:
        if is_text(parameter):
            yield Call(function, {parameter.name: BAD_TEXT}, after=[refused, names(parameter.name)])
        elif struct := options_of(parameter):
            for part in struct.fields:
                set_part = f"{parameter.name}.{part.name}"
                if is_text(part):
                    before = [f"{set_part} = {BAD_TEXT};"]
                elif part.type.startswith("const char *") and part.depth == 2:
                    before = [
                        f"static const char *const texts[] = {{{BAD_TEXT}}};",
                        f"{set_part} = texts;",
                        f"{set_part}_count = 1;",
                    ]
                else:
                    continue
                yield Call(function, before=before, after=[refused, names(part.name)])


def wrong_struct_size(function: Function) -> Iterator[Call]:
    bad = "PCHAT_ERROR_CODE_BAD_ARGUMENT"
    for parameter in function.parameters:
        if not (struct := options_of(parameter)):
            continue
        name, base = parameter.name, struct.name
        says = f'CHECK(strstr(pchat_error_message(error), "{base.removesuffix("_t")}") != NULL);'
        callbacks = base.endswith("_callbacks_t")
        # What lies in the program's memory, of exactly the size that the program says.
        copy = "unsigned char *memory = sized_copy(&full, sizeof full, {size});"
        full = [f"{base} full;", f"{base.removesuffix('_t')}_init(&full, sizeof full);"]
        user_data = ["full.user_data = given();", "full.destroy = count_destroyed;"] if callbacks else []
        argument = {name: f"(const {base} *)(const void *)memory"}
        free = ["free(memory);"]
        for size in ("0", "7", "65537", "SIZE_MAX"):
            # Nothing in it can be believed, `destroy` neither.
            before = [*full, "full.struct_size = " + size + ";", copy.format(size="sizeof full")]
            yield Call(function, argument, before=before, after=[must_fail(bad), says, *free])
        newer = [*full, *user_data, f"full.struct_size = sizeof full + {16};", copy.format(size="sizeof full + 16")]
        yield Call(function, argument, before=[*newer, "memory[sizeof full + 15] = 1;"], after=[must_fail(bad), says, *free])
        same = [
            'if (status != exact) FAIL("%s: %d instead of %d", label, (int)status, (int)exact);',
            *free,
        ]
        exact = exact_status(function, parameter, struct)
        yield Call(function, argument, before=[*exact, *newer], after=same)
        older = [*full, *user_data, "full.struct_size = size;", copy.format(size="size")]
        # A program that knows less of the struct: nothing behind its end is read, which the sanitizers watch.
        step = "sizeof full" if function.name in HEAVY else "1"
        loop = f"for (size_t size = sizeof(size_t); size <= sizeof({base}); size += {step.replace('full', f'({base})')})"
        counts = ["if (size < offsetof(" + base + ", destroy) + sizeof(void *)) given_number--;"] if callbacks else []
        yield Looped(function, argument, before=older, after=[*counts, *free], loop=loop)


def exact_status(function: Function, parameter: Parameter, struct: Struct) -> list[str]:
    """What the call says to a struct of the right size."""
    call = Call(function).text().replace("        ", " ")
    return ["pchat_status_t exact = 0;", call.replace("count_call();", "count_call(); exact = status;")]


@dataclass
class Looped(Call):
    loop: str = ""

    def text(self) -> str:
        return self.loop + " " + super().text()


def init_sizes() -> Iterator[str]:
    """Init functions write as much as the program knows, and not a byte more."""
    for struct in STRUCTS.values():
        if struct.is_filled_by_program:
            init = struct.name.removesuffix("_t") + "_init"
            yield f"check_init((init_t *){init}, sizeof({struct.name}));"


# May be written at once instead of with their init functions: 0 is the default of each field, or stands for it.
ZERO_IS_DEFAULT = ("platform_settings", "endpoint_settings", "outbound_message", "endpoint_callbacks", "session_callbacks")
STANDS_FOR_DEFAULT = ("transport",)


def zero_defaults() -> Iterator[str]:
    for name in ZERO_IS_DEFAULT:
        struct = STRUCTS[f"pchat_{name}_t"]
        yield f"{{ {struct.name} it; pchat_{name}_init(&it, sizeof it);"
        for part in struct.fields:
            if part.name not in ("struct_size", *STANDS_FOR_DEFAULT):
                yield f"CHECK(!it.{part.name});"
        yield "}"


def blocking_in_callback(function: Function) -> Iterator[Call]:
    if not function.waits:
        return
    call = Call(function, after=[must_fail("PCHAT_ERROR_CODE_WOULD_DEADLOCK")])
    call.replaced = {p.name: "10000" for p in function.parameters if p.name == "timeout_ms"}
    yield call


# Arguments that nothing is wrong with, so that the state is.
GUID = "11111111-2222-3333-4444-555555555555"
URIS = {
    "room_uri": f"ma-chan://example.com/{GUID}",
    "category_uri": f"ma-cat://example.com/{GUID}",
    "parent_category_uri": f"ma-cat://example.com/{GUID}",
    "user_uri": "sip:ann@example.com",
    "group_uri": f"ma-grp:{GUID}@u.g",
    "add_in_id": GUID,
}
FILLED = {
    "pchat_join_rooms_t": ("room_uris",),
    "pchat_history_query_t": ("room_uris", "search"),
    "pchat_role_change_t": ("room_uri", "principals"),
    "pchat_chat_room_settings_t": ("name", "parent_category_uri"),
    "pchat_chat_room_update_t": ("room_uri", "name"),
    "pchat_chat_room_summary_t": ("room_uri",),
    "pchat_user_search_t": ("email",),
    "pchat_outbound_message_t": ("text",),
}
LISTS = {"room_uris": URIS["room_uri"], "principals": URIS["user_uri"]}
# What does not depend on the state, or tells how something ended before.
SAME_IN_EVERY_STATE = {
    "pchat_endpoint_establish": "PCHAT_ERROR_CODE_INVALID_OPERATION",
    "pchat_endpoint_terminate": "PCHAT_OK",
    # The objects' transfer is one of a path.
    "pchat_file_transfer_content": "PCHAT_ERROR_CODE_INVALID_OPERATION",
    "pchat_file_transfer_finish": "transfer_end",
    "pchat_file_transfer_progress_after": "PCHAT_OK",
    "pchat_file_transfer_read": "PCHAT_ERROR_CODE_INVALID_OPERATION",
    "pchat_file_transfer_write": "PCHAT_ERROR_CODE_INVALID_OPERATION",
}


def is_operation(function: Function) -> bool:
    """It has a completion, or is the same and waits."""
    begun = function.name.removesuffix("_wait")
    return any(other.name == begun and completion_of(other) is not None for other in FUNCTIONS)


def completion_of(function: Function) -> Parameter | None:
    found = (parameter for parameter in function.parameters if parameter.base.endswith("completion_t"))
    return next(found, None)


def wrong_state(function: Function) -> Iterator[Call]:
    if not is_operation(function) or handle_kind(function.parameters[0]) == "platform":
        return
    call = Call(function)
    for parameter in function.parameters:
        if is_text(parameter) and parameter.name in URIS:
            call.replaced[parameter.name] = f'"{URIS[parameter.name]}"'
        elif struct := options_of(parameter):
            name = parameter.name
            for part in FILLED.get(struct.name, ()):
                # A session asks about its own room.
                if part == "room_uris" and "session" in function.name:
                    continue
                if part in LISTS:
                    call.before += [f'const char *const {part}[] = {{"{LISTS[part]}"}};']
                    call.before += [f"{name}.{part} = {part}, {name}.{part}_count = 1;"]
                else:
                    call.before.append(f'{name}.{part} = "{URIS.get(part, "some text")}";')
    same = SAME_IN_EVERY_STATE.get(function.name.removesuffix("_wait"), "expected")
    completion = completion_of(function)
    if completion is None:
        call.after.append(f"check_refused(label, {same}, status, error);")
    else:
        kind = completion.base.removeprefix("pchat_").removesuffix("_t")
        call.before += ["static probe_t probe;", "probe_init(&probe);"]
        call.before.append(f"{completion.base} watched = {{ended_{kind}, &probe, probe_destroy}};")
        call.replaced[completion.name] = "&watched"
        call.after.append(f"check_ended(label, {same}, status, error, &probe);")
    yield call


def completion_calls() -> Iterator[str]:
    """One for each type of completion: what it tells goes to a probe."""
    pattern = r"typedef struct pchat_(\w*completion)_t \{(?:(?!typedef).)*?\(\*call\)\(([^)]*)\);"
    for kind, parameters in re.findall(pattern, TEXT, re.S):
        result = "(void)result; " if "result" in parameters else ""
        one_line = " ".join(parameters.split())
        yield f"static void ended_{kind}({one_line}) {{ {result}probe_call(error, user_data); }}"


def wrong_state_main(maker: Maker, _: str) -> str:
    calls = "\n        ".join(call.text() for function in FUNCTIONS for call in maker(function))
    ended = "\n".join(completion_calls())
    return f"""
{ended}

/* What an operation of the state is refused with, and how the transfer of `objects_make` ended. */
static pchat_status_t expected, transfer_end;

static void check_code(const char *label, pchat_status_t same, pchat_status_t code, const char *message) {{
    /* Without the platform nothing is begun, whatever the state. */
    bool is_refused = code == PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN && code == expected;
    if (code != same && !is_refused) FAIL("%s: %s: %s", label, pchat_error_code_name(code), message);
    if (code == expected && strchr(message, ';') == NULL) FAIL("%s: '%s' does not say what to do", label, message);
}}

static void check_refused(const char *label, pchat_status_t same, pchat_status_t status, const pchat_error_t *error) {{
    check_code(label, same, status, pchat_error_message(error));
}}

static void check_ended(const char *label, pchat_status_t same, pchat_status_t status, const pchat_error_t *error,
                        probe_t *probe) {{
    if (status != PCHAT_OK) {{
        CHECK_REFUSED(probe);
        check_code(label, same, status, pchat_error_message(error));
    }} else {{
        CHECK_COMPLETED(probe, probe->status);
        check_code(label, same, probe->status, probe->message);
    }}
}}

static void every_operation(objects_t it) {{
        {calls}
}}

static void ended(pchat_endpoint_t *endpoint, const pchat_endpoint_state_changed_t *event, void *user_data) {{
    (void)endpoint;
    if (event->state == PCHAT_ENDPOINT_STATE_TERMINATED) counter_add((counter_t *)user_data);
}}

int main(void) {{
    test_begin();
    pchat_error_t *error = NULL;
    for (int state = 0; state < 3; state++) {{
        objects_t it = objects_make();
        counter_t end = COUNTER_INIT;
        pchat_endpoint_callbacks_t callbacks;
        pchat_endpoint_callbacks_init(&callbacks, sizeof callbacks);
        callbacks.user_data = &end;
        callbacks.on_state_changed = ended;
        CHECK_OK(pchat_endpoint_add_callbacks(it.endpoint, &callbacks, NULL, &error), error);
        CHECK_OK(pchat_message_builder_append_plain_text(it.message_builder, "some text", &error), error);
        pchat_transferred_file_t *file = NULL;
        transfer_end = pchat_file_transfer_finish_wait(it.file_transfer, PATIENCE_S * 1000, &file, NULL);
        expected = PCHAT_ERROR_CODE_ENDPOINT_NOT_ESTABLISHED;
        switch (state) {{
        case 0: CHECK_OK(pchat_endpoint_terminate_wait(it.endpoint, PATIENCE_S * 1000, &error), error); break;
        case 1: CHECK_OK(pchat_local_server_disconnect_all(it.local_server, &error), error); break;
        default:
            expected = PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN;
            CHECK_OK(pchat_platform_shut_down(it.platform, &error), error);
        }}
        WAIT_FOR(&end, 1);
        every_operation(it);
        objects_free(&it);
    }}
    return everywhere_end();
}}
"""


PREAMBLE = {
    "wrong_struct_size": """
static unsigned char *sized_copy(const void *from, size_t known, size_t size) {
    unsigned char *memory = (unsigned char *)calloc(1, size);
    CHECK(memory != NULL);
    memcpy(memory, from, known < size ? known : size);
    return memory;
}

typedef void init_t(void *it, size_t struct_size);

static void check_init(init_t *init, size_t full) {
    init(NULL, full);
    for (size_t size = 0; size < full + 32; size++) {
        unsigned char *memory = (unsigned char *)malloc(size + 1);
        CHECK(memory != NULL);
        memset(memory, 0x5A, size + 1);
        init(memory, size);
        CHECK(memory[size] == 0x5A);
        if (size >= sizeof(size_t)) {
            size_t told;
            memcpy(&told, memory, sizeof told);
            CHECK(told == size);
            for (size_t i = full; i < size; i++) CHECK(memory[i] == 0);
        } else {
            for (size_t i = 0; i < size; i++) CHECK(memory[i] == 0x5A);
        }
        free(memory);
    }
}
""",
}


def plain_main(maker: Maker, test: str) -> str:
    shared: list[str] = []
    own: list[str] = []
    for function in FUNCTIONS:
        calls = [call.text() for call in maker(function)]
        ends = function.name.endswith(ENDS) and test in ("null_everywhere",)
        for text in calls:
            if ends:
                own.append(f"    {{\n        objects_t it = objects_make();\n        {text}\n        objects_free(&it);\n    }}")
            else:
                shared.append("        " + text)
    extra = "\n    ".join([*init_sizes(), *zero_defaults()]) if test == "wrong_struct_size" else ""
    stale = "static objects_t stale;\n" if test == "use_after_free" else ""
    make_stale = "    stale = objects_make();\n    objects_free(&stale);\n" if stale else ""
    return f"""
{stale}
int main(void) {{
    test_begin();
    {extra}
{make_stale}    {{
        objects_t it = objects_make();
{chr(10).join(shared)}
        objects_free(&it);
    }}
{chr(10).join(own)}
    return everywhere_end();
}}
"""


def callback_main(maker: Maker, _: str) -> str:
    calls = "\n        ".join(call.text() for function in FUNCTIONS for call in maker(function))
    return f"""
static objects_t it;
/* Callbacks that made every call, and operations that they began. */
static counter_t places = COUNTER_INIT, ended = COUNTER_INIT;

static void operation_ended(const pchat_error_t *error, const pchat_chat_room_snapshot_list_t *result, void *user_data) {{
    CHECK((error == NULL) == (result != NULL));
    (void)user_data;
    counter_add(&ended);
}}

static void wait_everywhere(void) {{
        {calls}
        /* What a callback does instead: it begins an operation, and goes on when that is over. */
        pchat_chat_room_snapshot_list_completion_t completion = {{operation_ended, NULL, NULL}};
        CHECK_STATUS(PCHAT_OK, pchat_services_browse_my_chat_rooms(it.services, 0, &completion, NULL, NULL));
        counter_add(&places);
}}

static void in_completion(const pchat_error_t *error, void *user_data) {{
    (void)error, (void)user_data;
    wait_everywhere();
}}

static void in_result(const pchat_error_t *error, const pchat_chat_message_list_t *result, void *user_data) {{
    (void)error, (void)result, (void)user_data;
    wait_everywhere();
}}

static void in_destroy(void *user_data) {{
    (void)user_data;
    wait_everywhere();
}}

static void in_event(pchat_endpoint_t *endpoint, const pchat_endpoint_state_changed_t *event, void *user_data) {{
    (void)endpoint, (void)event, (void)user_data;
    static int once;
    if (once++ == 0) wait_everywhere();
}}

static void in_state(pchat_session_t *session, const pchat_session_state_changed_t *event, void *user_data) {{
    (void)session, (void)user_data;
    if (event->state == PCHAT_SESSION_STATE_ESTABLISHED) wait_everywhere();
}}

static void in_message(pchat_session_t *session, const pchat_chat_message_t *event, void *user_data) {{
    (void)session, (void)event, (void)user_data;
    wait_everywhere();
}}

static void in_log(int32_t level, const char *target, const char *message, void *user_data) {{
    (void)level, (void)target, (void)message, (void)user_data;
    static int once;
    if (once++ == 0) wait_everywhere();
}}

/* Inside the callbacks of a platform whose events the program takes. */
static void dispatched(void) {{
    pchat_error_t *error = NULL;
    pchat_endpoint_t *endpoint = endpoint_at(it.local_server, it.pull_platform, "nobody");
    pchat_completion_t completion = {{in_completion, NULL, in_destroy}};
    CHECK_OK(pchat_endpoint_terminate(endpoint, &completion, NULL, &error), error);
    int before = counter_value(&places);
    while (counter_value(&places) < before + 2) {{
        pchat_event_t *event = NULL;
        CHECK_OK(pchat_event_queue_next(it.pull_platform, PATIENCE_S * 1000, &event, &error), error);
        CHECK_OK(pchat_event_dispatch(event, &error), error);
        CHECK_STATUS(PCHAT_OK, pchat_event_free(event));
    }}
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
}}

int main(void) {{
    test_begin();
    it = objects_make();
    pchat_error_t *error = NULL;
    pchat_log_callback_t log = {{in_log, NULL, in_destroy}};
    CHECK_OK(pchat_log_set(PCHAT_LOG_LEVEL_TRACE, &log, &error), error);
    pchat_endpoint_callbacks_t callbacks;
    pchat_endpoint_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.on_state_changed = in_event;
    CHECK_OK(pchat_endpoint_add_callbacks(it.endpoint, &callbacks, NULL, &error), error);
    pchat_session_callbacks_t heard;
    uint64_t registration = 0;
    pchat_session_callbacks_init(&heard, sizeof heard);
    heard.on_state_changed = in_state;
    heard.on_message_received = in_message;
    heard.destroy = in_destroy;
    CHECK_OK(pchat_session_add_callbacks(it.session, &heard, &registration, &error), error);
    /* The log; the session's state and its message; the end of its registration; a completion with a result. */
    CHECK_OK(pchat_session_join_by_name_wait(it.session, "Files", PATIENCE_S * 1000, &error), error);
    CHECK_OK(pchat_session_send_text_wait(it.session, "hello", PATIENCE_S * 1000, &error), error);
    WAIT_FOR(&places, 3);
    CHECK_OK(pchat_session_remove_callbacks(it.session, registration, &error), error);
    pchat_chat_message_list_completion_t messages = {{in_result, NULL, in_destroy}};
    CHECK_OK(pchat_session_recent_history(it.session, 1, &messages, NULL, &error), error);
    WAIT_FOR(&places, 6);
    dispatched();
    WAIT_FOR(&places, 8);
    /* A completion without a result, its destroy, and the endpoint's event. */
    pchat_completion_t completion = {{in_completion, NULL, in_destroy}};
    CHECK_OK(pchat_endpoint_terminate(it.endpoint, &completion, NULL, &error), error);
    WAIT_FOR(&places, 11);
    CHECK_STATUS(PCHAT_OK, pchat_log_set(PCHAT_LOG_LEVEL_OFF, NULL, NULL));
    WAIT_FOR(&places, 12);
    WAIT_FOR(&ended, 12);
    objects_free(&it);
    return everywhere_end();
}}
"""


TESTS: dict[str, tuple[Maker, Callable[[Maker, str], str]]] = {
    "null_everywhere": (null_everywhere, plain_main),
    "use_after_free": (use_after_free, plain_main),
    "invalid_utf8": (invalid_utf8, plain_main),
    "wrong_struct_size": (wrong_struct_size, plain_main),
    "blocking_in_callback": (blocking_in_callback, callback_main),
    "wrong_state": (wrong_state, wrong_state_main),
}


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.c"):
        if old.stem not in TESTS:
            old.unlink()
    for test, (maker, write) in TESTS.items():
        text = f'/* Written by tests/c/everywhere.py. */\n#include "everywhere.h"\n{PREAMBLE.get(test, "")}{write(maker, test)}'
        path = folder / f"{test}.c"
        # An unchanged file keeps its date, and is not compiled again.
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
