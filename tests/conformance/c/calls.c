/* See conformance.h. One step kind for each function of the API, and a few of the runner's own. */
#include "conformance.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Outcomes. */

json_t *outcome_refused(const pchat_error_t *error) {
    if (pchat_error_code(error) == PCHAT_ERROR_CODE_CANCELLED) return json_one("cancelled", json_bool(true));
    return json_one("error", result_error(error));
}

json_t *done(pchat_status_t status, pchat_error_t *error, json_t *result) {
    if (status == PCHAT_OK) return json_one("ok", result ? result : json_null());
    json_t *outcome = outcome_refused(error);
    pchat_error_free(error);
    return outcome;
}

json_t *text_and_free(char *text) {
    json_t *it = json_text(text);
    pchat_string_free(text);
    return it;
}

/* Events. */

static void on_endpoint_state(pchat_endpoint_t *endpoint, const pchat_endpoint_state_changed_t *event, void *object) {
    (void)endpoint;
    json_t *it = json_object();
    json_set(it, "state", result_name(pchat_endpoint_state_name(event->state)));
    json_set(it, "reason", result_error(event->reason));
    object_event(object, "StateChanged", it);
}

static void on_invitation(pchat_endpoint_t *endpoint, const pchat_chat_room_invitation_t *event, void *object) {
    (void)endpoint;
    object_event(object, "ChatRoomInvitationReceived", result_invitation(event));
}

static void on_session_state(pchat_session_t *session, const pchat_session_state_changed_t *event, void *object) {
    (void)session;
    json_t *it = json_object();
    json_set(it, "state", result_name(pchat_session_state_name(event->state)));
    json_set(it, "reason", result_error(event->reason));
    object_event(object, "StateChanged", it);
}

static void on_message(pchat_session_t *session, const pchat_chat_message_t *event, void *object) {
    (void)session;
    object_event(object, "MessageReceived", result_message(event));
}

static void on_attendance(pchat_session_t *session, const pchat_participant_attendance_changed_t *event, void *object) {
    (void)session;
    json_t *it = json_object();
    json_set(it, "room_uri", json_text(event->room_uri));
    json_set(it, "participant", result_participant(event->participant));
    json_set(it, "is_active", json_bool(event->is_active));
    object_event(object, "ParticipantAttendanceChanged", it);
}

static void on_privilege(pchat_session_t *session, const pchat_participant_privilege_changed_t *event, void *object) {
    (void)session;
    json_t *it = json_object();
    json_set(it, "room_uri", json_text(event->room_uri));
    json_set(it, "participant", result_participant(event->participant));
    object_event(object, "ParticipantPrivilegeChanged", it);
}

static void on_properties(pchat_session_t *session, const pchat_chat_room_properties_changed_t *event, void *object) {
    (void)session;
    json_t *it = json_object(), *changed = json_list();
    for (size_t i = 0; i < event->changed->count; ++i) json_append(changed, json_text(event->changed->items[i]));
    json_set(it, "room_uri", json_text(event->room_uri));
    json_set(it, "old_properties", result_properties(event->old_properties));
    json_set(it, "new_properties", result_properties(event->new_properties));
    json_set(it, "changed", changed);
    object_event(object, "ChatRoomPropertiesChanged", it);
}

/* What the session tells from now on goes to the object. */
static pchat_status_t listen_to_session(named_t *object, pchat_error_t **error) {
    pchat_session_callbacks_t callbacks;
    pchat_session_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.user_data = object;
    callbacks.on_state_changed = on_session_state;
    callbacks.on_message_received = on_message;
    callbacks.on_participant_attendance_changed = on_attendance;
    callbacks.on_participant_privilege_changed = on_privilege;
    callbacks.on_chat_room_properties_changed = on_properties;
    return pchat_session_add_callbacks(object->session, &callbacks, NULL, error);
}

/* Operations. */

static void ended(const pchat_error_t *error, void *operation) {
    operation_ended(operation, error ? outcome_refused(error) : json_one("ok", json_null()));
}

static void ended_with_rooms(const pchat_error_t *error, const pchat_chat_room_snapshot_list_t *rooms, void *operation) {
    operation_ended(operation, error ? outcome_refused(error) : json_one("ok", result_snapshots(rooms)));
}

static void ended_with_upload(const pchat_error_t *error, const pchat_transferred_file_t *file, void *operation) {
    operation_ended(operation, error ? outcome_refused(error) : json_one("ok", json_text(file->file_uri)));
}

static void ended_with_download(const pchat_error_t *error, const pchat_transferred_file_t *file, void *operation) {
    operation_ended(operation, error ? outcome_refused(error) : json_one("ok", json_text(file->file_name)));
}

static void ended_with_people(const pchat_error_t *error, const pchat_chat_room_participant_list_t *people, void *operation) {
    operation_ended(operation, error ? outcome_refused(error) : json_one("ok", result_participants(people)));
}

/* The outcome is kept; `name_joined_rooms` shows it. */
static void ended_with_joined_rooms(const pchat_error_t *error, pchat_joined_rooms_t *rooms, void *object) {
    named_t *operation = object;
    if (!error && pchat_joined_rooms_retain(rooms) == PCHAT_OK) operation->rooms = rooms;
    operation_ended(operation, error ? outcome_refused(error) : json_one("ok", json_null()));
}

static void ended_with_messages(const pchat_error_t *error, const pchat_chat_message_list_t *messages, void *operation) {
    operation_ended(operation, error ? outcome_refused(error) : json_one("ok", result_messages(messages)));
}

/* What could not even be started has ended. */
void operation_started(named_t *operation, pchat_status_t status, pchat_error_t *error) {
    operation->operation = true;
    if (status != PCHAT_OK) operation_ended(operation, done(status, error, NULL));
}

/* The sessions are named by their rooms and tell what happens from now on. */
static json_t *name_joined_rooms(named_t *operation) {
    pchat_joined_rooms_t *rooms = operation->rooms;
    operation->rooms = NULL;
    json_t *it = json_object(), *names = json_list(), *refused = json_list();
    pchat_session_list_t *sessions = NULL;
    pchat_joined_rooms_sessions(rooms, &sessions, NULL);
    for (size_t i = 0; sessions && i < sessions->count; ++i) {
        pchat_chat_room_properties_t *room = NULL;
        pchat_session_properties(sessions->items[i], &room, NULL);
        const char *room_name = room ? room->name : "";
        size_t size = strlen(operation->joined_as) + strlen(room_name) + 2;
        char *name = memory_take(size);
        snprintf(name, size, "%s.%s", operation->joined_as, room_name);
        pchat_chat_room_properties_free(room);
        named_t *object = object_new(A_SESSION, name);
        object->session = sessions->items[i];
        pchat_session_retain(object->session);
        listen_to_session(object, NULL);
        json_append(names, json_text(name));
    }
    pchat_session_list_free(sessions);
    pchat_room_not_joined_list_t *failures = NULL;
    pchat_joined_rooms_failures(rooms, &failures, NULL);
    for (size_t i = 0; failures && i < failures->count; ++i) {
        json_t *failure = json_object();
        json_set(failure, "room_uri", json_text(failures->items[i]->room_uri));
        json_set(failure, "reason", result_error(failures->items[i]->reason));
        json_append(refused, failure);
    }
    pchat_room_not_joined_list_free(failures);
    pchat_endpoint_t *owner = NULL;
    pchat_joined_rooms_endpoint(rooms, &owner, NULL);
    json_set(it, "endpoint", json_text(object_endpoint_name(owner)));
    pchat_endpoint_free(owner);
    json_set(it, "sessions", names);
    json_set(it, "failures", refused);
    pchat_joined_rooms_free(rooms);
    return json_one("ok", it);
}

static json_t *wait_for(named_t *operation) {
    json_t *outcome = operation_wait(operation);
    if (outcome && operation->rooms) outcome = operation->outcome = name_joined_rooms(operation);
    return outcome ? outcome : json_one("timeout", json_bool(true));
}

/* Steps of each kind. They give NULL for an operation, which `operation` stands for, and for what nobody knows. */

static json_t *own(const char *kind, json_t *step) {
    pchat_error_t *error = NULL;
    if (strcmp(kind, "platform.shut_down") == 0) {
        pchat_status_t status = pchat_platform_shut_down(platform, &error);
        return done(status, error, NULL);
    }
    if (strcmp(kind, "write_file") == 0) return write_file(step);
    const char *on = argument_text(step, "on");
    if (!on) return NULL;
    if (strcmp(kind, "cancel") == 0) {
        named_t *operation = object_find(AN_OPERATION, on);
        return operation ? done(pchat_operation_cancel(operation->number, &error), error, NULL) : NULL;
    }
    if (strcmp(kind, "finish") == 0) {
        named_t *operation = object_find(AN_OPERATION, on);
        return operation ? wait_for(operation) : NULL;
    }
    if (strcmp(kind, "next_event") == 0) {
        const char *wanted = argument_optional_text(step, "kind");
        named_t *object = object_find(AN_ENDPOINT, on);
        if (!object) arguments_wrong = NULL, object = object_find(A_SESSION, on);
        if (!object) arguments_wrong = NULL, object = object_find(A_TRANSFER, on);
        if (!object) return NULL;
        json_t *event = object_next_event(object, wanted);
        return event ? json_one("event", event) : json_one("timeout", json_bool(true));
    }
    return NULL;
}

static void know(const char *server, const char *what, const char *value) {
    char name[100];
    snprintf(name, sizeof name, "%s.%s", server, what);
    placeholders_know(name, value);
}

static json_t *server_start(json_t *step) {
    const char *name = argument_text(step, "as");
    pchat_local_server_settings_t settings = argument_server_settings(step);
    arguments_finish(step);
    if (arguments_wrong) return NULL;
    pchat_error_t *error = NULL;
    pchat_local_server_t *server = NULL;
    pchat_status_t status = pchat_local_server_start(&settings, &server, &error);
    if (status != PCHAT_OK) return done(status, error, NULL);
    object_new(A_SERVER, name)->server = server;
    uint16_t port = 0;
    char number[10], *text = NULL;
    pchat_local_server_sip_tls_port(server, &port, NULL);
    snprintf(number, sizeof number, "%u", port);
    know(name, "sip_tls_port", number);
    pchat_local_server_sip_tcp_port(server, &port, NULL);
    snprintf(number, sizeof number, "%u", port);
    know(name, "sip_tcp_port", number);
    pchat_local_server_ca_file(server, &text, NULL);
    know(name, "ca_file", text_and_free(text)->text);
    pchat_local_server_data_folder(server, &text, NULL);
    know(name, "data_folder", text_and_free(text)->text);
    return json_one("ok", json_null());
}

/* Gives a port as text, so that its placeholder can stand for it. */
static json_t *port_text(uint16_t port) {
    char text[10];
    snprintf(text, sizeof text, "%u", port);
    return json_text(text);
}

static json_t *server(const char *call, json_t *step) {
    if (strcmp(call, "start") == 0) return server_start(step);
    named_t *object = object_find(A_SERVER, argument_text(step, "on"));
    if (!object) return NULL;
    pchat_local_server_t *it = object->server;
    pchat_error_t *error = NULL;
    pchat_status_t status;
    char *text = NULL;
    uint16_t port = 0;
    if (strcmp(call, "sip_tls_port") == 0) {
        status = pchat_local_server_sip_tls_port(it, &port, &error);
        return done(status, error, port_text(port));
    }
    if (strcmp(call, "sip_tcp_port") == 0) {
        status = pchat_local_server_sip_tcp_port(it, &port, &error);
        return done(status, error, port_text(port));
    }
    if (strcmp(call, "ca_file") == 0) {
        status = pchat_local_server_ca_file(it, &text, &error);
        return done(status, error, text_and_free(text));
    }
    if (strcmp(call, "domain") == 0) {
        status = pchat_local_server_domain(it, &text, &error);
        return done(status, error, text_and_free(text));
    }
    if (strcmp(call, "data_folder") == 0) {
        status = pchat_local_server_data_folder(it, &text, &error);
        return done(status, error, text_and_free(text));
    }
    if (strcmp(call, "root_category_uri") == 0) {
        const char *name = argument_optional_text(step, "as");
        status = pchat_local_server_root_category_uri(it, &text, &error);
        if (status == PCHAT_OK && name) placeholders_know(name, text);
        return done(status, error, text_and_free(text));
    }
    if (strcmp(call, "connection_count") == 0) {
        uint32_t count = 0;
        status = pchat_local_server_connection_count(it, &count, &error);
        return done(status, error, json_number(count));
    }
    if (strcmp(call, "add_user") == 0) {
        pchat_local_user_t user = argument_user(step);
        if (arguments_wrong) return NULL;
        status = pchat_local_server_add_user(it, &user, &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "add_category") == 0 || strcmp(call, "add_room") == 0) {
        const char *name = argument_optional_text(step, "as");
        if (strcmp(call, "add_room") == 0) {
            pchat_local_room_t room = argument_room(step);
            if (arguments_wrong) return NULL;
            status = pchat_local_server_add_room(it, &room, &text, &error);
        } else {
            pchat_local_category_t category = argument_category(step);
            if (arguments_wrong) return NULL;
            status = pchat_local_server_add_category(it, &category, &text, &error);
        }
        if (status == PCHAT_OK && name) placeholders_know(name, text);
        return done(status, error, text_and_free(text));
    }
    if (strcmp(call, "change_category") == 0) {
        pchat_local_category_change_t change = argument_category_change(step);
        if (arguments_wrong) return NULL;
        status = pchat_local_server_change_category(it, &change, &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "move_room") == 0) {
        const char *room = argument_text(step, "room"), *category = argument_text(step, "category");
        status = pchat_local_server_move_room(it, room, category, &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "remove_category") == 0) {
        status = pchat_local_server_remove_category(it, argument_text(step, "category"), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "remove_room") == 0) {
        status = pchat_local_server_remove_room(it, argument_text(step, "room"), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "remove_group") == 0) {
        status = pchat_local_server_remove_group(it, argument_text(step, "group"), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "remove_add_in") == 0) {
        status = pchat_local_server_remove_add_in(it, argument_text(step, "add_in"), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "remove_user") == 0) {
        status = pchat_local_server_remove_user(it, argument_text(step, "address"), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "set_room_management_url") == 0) {
        status = pchat_local_server_set_room_management_url(it, argument_text(step, "url"), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "remove_message") == 0) {
        const char *room = argument_text(step, "room");
        status = pchat_local_server_remove_message(it, room, argument_number(step, "message_id"), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "replace_message") == 0) {
        const char *room = argument_text(step, "room"), *what = argument_text(step, "text");
        int64_t id = argument_number(step, "message_id");
        status = pchat_local_server_replace_message(it, room, id, what, &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "set_room_disabled") == 0) {
        const char *room = argument_text(step, "room");
        bool disabled = argument_flag(step, "disabled", true);
        status = pchat_local_server_set_room_disabled(it, room, disabled, &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "set_user_disabled") == 0) {
        const char *address = argument_text(step, "address");
        status = pchat_local_server_set_user_disabled(it, address, argument_flag(step, "disabled", true), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "set_role") == 0) {
        const char *room = argument_text(step, "room"), *who = argument_text(step, "principal");
        pchat_chat_room_role_t role = argument_choice(step, "role", 0, pchat_chat_room_role_name);
        status = pchat_local_server_set_role(it, room, role, who, argument_flag(step, "has", true), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "set_group_member") == 0) {
        const char *group = argument_text(step, "group"), *member = argument_text(step, "member");
        bool is_member = argument_flag(step, "is_member", true);
        status = pchat_local_server_set_group_member(it, group, member, is_member, &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "add_group") == 0 || strcmp(call, "add_add_in") == 0) {
        const char *name = argument_optional_text(step, "as");
        if (strcmp(call, "add_group") == 0) {
            pchat_local_group_t group = argument_group(step);
            if (arguments_wrong) return NULL;
            status = pchat_local_server_add_group(it, &group, &text, &error);
        } else {
            pchat_local_add_in_t add_in = argument_add_in(step);
            if (arguments_wrong) return NULL;
            status = pchat_local_server_add_add_in(it, &add_in, &text, &error);
        }
        if (status == PCHAT_OK && name) placeholders_know(name, text);
        return done(status, error, text_and_free(text));
    }
    if (strcmp(call, "set_limits") == 0) {
        pchat_local_limits_t limits = argument_limits(step);
        if (arguments_wrong) return NULL;
        status = pchat_local_server_set_limits(it, &limits, &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "post") == 0) {
        const char *room = argument_text(step, "room"), *author = argument_text(step, "author"),
                   *what = argument_text(step, "text");
        int64_t id = 0;
        status = pchat_local_server_post(it, room, author, what, &id, &error);
        return done(status, error, json_number(id));
    }
    if (strcmp(call, "disconnect_all") == 0) {
        status = pchat_local_server_disconnect_all(it, &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "set_silent") == 0) {
        status = pchat_local_server_set_silent(it, argument_flag(step, "silent", true), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "stop") == 0) {
        status = pchat_local_server_stop(it, &error);
        return done(status, error, NULL);
    }
    return NULL;
}

static json_t *endpoint_new(json_t *step) {
    const char *name = argument_text(step, "as");
    pchat_endpoint_settings_t settings = argument_endpoint_settings(step);
    arguments_finish(step);
    if (arguments_wrong) return NULL;
    pchat_error_t *error = NULL;
    pchat_endpoint_t *endpoint = NULL;
    pchat_status_t status = pchat_endpoint_new(platform, &settings, &endpoint, &error);
    if (status != PCHAT_OK) return done(status, error, NULL);
    named_t *object = object_new(AN_ENDPOINT, name);
    object->endpoint = endpoint;
    pchat_endpoint_callbacks_t callbacks;
    pchat_endpoint_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.user_data = object;
    callbacks.on_state_changed = on_endpoint_state;
    callbacks.on_chat_room_invitation_received = on_invitation;
    status = pchat_endpoint_add_callbacks(endpoint, &callbacks, NULL, &error);
    if (status == PCHAT_OK) status = pchat_endpoint_services(endpoint, &object->services, &error);
    return done(status, error, NULL);
}

/* The name of a session that was handed out. */
static json_t *session_and_free(pchat_session_t *session) {
    if (!session) return json_null();
    json_t *name = json_text(object_session_name(session));
    pchat_session_free(session);
    return name;
}

static json_t *endpoint(const char *call, json_t *step, named_t *operation) {
    if (strcmp(call, "new") == 0) return endpoint_new(step);
    named_t *object = object_find(AN_ENDPOINT, argument_text(step, "on"));
    if (!object) return NULL;
    pchat_endpoint_t *it = object->endpoint;
    pchat_completion_t completion = {.call = ended, .user_data = operation};
    pchat_error_t *error = NULL;
    pchat_status_t status;
    pchat_session_t *session = NULL;
    if (strcmp(call, "establish") == 0) {
        status = pchat_endpoint_establish(it, &completion, &operation->number, &error);
        return operation_started(operation, status, error), NULL;
    }
    if (strcmp(call, "terminate") == 0) {
        status = pchat_endpoint_terminate(it, &completion, &operation->number, &error);
        return operation_started(operation, status, error), NULL;
    }
    if (strcmp(call, "join_rooms") == 0) {
        operation->joined_as = argument_text(step, "as");
        json_t *from = argument_structure(step, "rooms");
        pchat_join_rooms_t rooms;
        pchat_join_rooms_init(&rooms, sizeof rooms);
        rooms.room_uris = argument_texts(from, "room_uris", &rooms.room_uris_count);
        arguments_finish(from);
        if (arguments_wrong) return NULL;
        pchat_joined_rooms_completion_t joined = {.call = ended_with_joined_rooms, .user_data = operation};
        status = pchat_endpoint_join_rooms(it, &rooms, &joined, &operation->number, &error);
        return operation_started(operation, status, error), NULL;
    }
    if (strcmp(call, "state") == 0) {
        pchat_endpoint_state_t state = PCHAT_ENDPOINT_STATE_IDLE;
        status = pchat_endpoint_state(it, &state, &error);
        return done(status, error, result_name(pchat_endpoint_state_name(state)));
    }
    if (strcmp(call, "owner_uri") == 0) {
        char *uri = NULL;
        status = pchat_endpoint_owner_uri(it, &uri, &error);
        return done(status, error, text_and_free(uri));
    }
    if (strcmp(call, "active_sessions") == 0) {
        pchat_session_list_t *sessions = NULL;
        status = pchat_endpoint_active_sessions(it, &sessions, &error);
        json_t *names = json_list();
        for (size_t i = 0; sessions && i < sessions->count; ++i)
            json_append(names, json_text(object_session_name(sessions->items[i])));
        pchat_session_list_free(sessions);
        return done(status, error, names);
    }
    if (strcmp(call, "session_by_name") == 0) {
        status = pchat_endpoint_session_by_name(it, argument_text(step, "name"), &session, &error);
        return done(status, error, session_and_free(session));
    }
    if (strcmp(call, "session_by_uri") == 0) {
        status = pchat_endpoint_session_by_uri(it, argument_text(step, "uri"), &session, &error);
        return done(status, error, session_and_free(session));
    }
    return NULL;
}

static json_t *services(const char *call, json_t *step, named_t *operation) {
    named_t *object = object_find(AN_ENDPOINT, argument_text(step, "on"));
    if (!object) return NULL;
    pchat_services_t *it = object->services;
    pchat_chat_room_snapshot_list_completion_t rooms = {.call = ended_with_rooms, .user_data = operation};
    pchat_error_t *error = NULL;
    pchat_status_t status;
    if (strcmp(call, "server_configuration") == 0) {
        pchat_server_configuration_t *configuration = NULL;
        status = pchat_services_server_configuration(it, &configuration, &error);
        json_t *result = configuration ? result_configuration(configuration) : NULL;
        pchat_server_configuration_free(configuration);
        return done(status, error, result);
    }
    if (strcmp(call, "browse_by_criteria") == 0) {
        pchat_room_query_t query = argument_query(step);
        if (arguments_wrong) return NULL;
        status = pchat_services_browse_by_criteria(it, &query, &rooms, &operation->number, &error);
    } else if (strcmp(call, "browse_my_chat_rooms") == 0) {
        uint32_t most = (uint32_t)argument_number(step, "max_results");
        status = pchat_services_browse_my_chat_rooms(it, most, &rooms, &operation->number, &error);
    } else if (strcmp(call, "browse_chat_rooms_i_manage") == 0) {
        uint32_t most = (uint32_t)argument_number(step, "max_results");
        status = pchat_services_browse_chat_rooms_i_manage(it, most, &rooms, &operation->number, &error);
    } else if (strcmp(call, "query_history") == 0 || strcmp(call, "history_pager") == 0) {
        return services_history(call, step, object, operation);
    } else {
        more_services(call, step, object, operation);
        return NULL;
    }
    return operation_started(operation, status, error), NULL;
}

static json_t *session_new(json_t *step) {
    const char *name = argument_text(step, "as");
    named_t *owner = object_find(AN_ENDPOINT, argument_text(step, "on"));
    arguments_finish(step);
    if (arguments_wrong) return NULL;
    pchat_error_t *error = NULL;
    pchat_session_t *session = NULL;
    pchat_status_t status = pchat_session_new(owner->endpoint, &session, &error);
    if (status != PCHAT_OK) return done(status, error, NULL);
    named_t *object = object_new(A_SESSION, name);
    object->session = session;
    return done(listen_to_session(object, &error), error, NULL);
}

static json_t *session(const char *call, json_t *step, named_t *operation) {
    if (strcmp(call, "new") == 0) return session_new(step);
    named_t *object = object_find(A_SESSION, argument_text(step, "on"));
    if (!object) return NULL;
    pchat_session_t *it = object->session;
    pchat_completion_t completion = {.call = ended, .user_data = operation};
    pchat_error_t *error = NULL;
    pchat_status_t status;
    if (strcmp(call, "state") == 0) {
        pchat_session_state_t state = PCHAT_SESSION_STATE_IDLE;
        status = pchat_session_state(it, &state, &error);
        return done(status, error, result_name(pchat_session_state_name(state)));
    }
    if (strcmp(call, "properties") == 0) {
        pchat_chat_room_properties_t *properties = NULL;
        status = pchat_session_properties(it, &properties, &error);
        json_t *result = result_properties(properties);
        pchat_chat_room_properties_free(properties);
        return done(status, error, result);
    }
    if (strcmp(call, "participants") == 0) {
        pchat_chat_room_participant_list_t *participants = NULL;
        status = pchat_session_participants(it, &participants, &error);
        json_t *result = participants ? result_participants(participants) : NULL;
        pchat_chat_room_participant_list_free(participants);
        return done(status, error, result);
    }
    if (strcmp(call, "endpoint") == 0) {
        pchat_endpoint_t *owner = NULL;
        status = pchat_session_endpoint(it, &owner, &error);
        json_t *result = json_text(object_endpoint_name(owner));
        pchat_endpoint_free(owner);
        return done(status, error, result);
    }
    if (strcmp(call, "query_history") == 0 || strcmp(call, "history_pager") == 0)
        return session_history(call, step, object, operation);
    if (strstr(call, "load_bytes") || strstr(call, "load_stream")) return begin_content_transfer(call, step, object);
    if (strstr(call, "load_file") && json_get(step, "transfer")) return begin_transfer(call, step, object);
    if (strcmp(call, "join") == 0) {
        status = pchat_session_join(it, argument_text(step, "room_uri"), &completion, &operation->number, &error);
    } else if (strcmp(call, "join_by_name") == 0) {
        status = pchat_session_join_by_name(it, argument_text(step, "name"), &completion, &operation->number, &error);
    } else if (strcmp(call, "join_room") == 0) {
        pchat_chat_room_summary_t room = argument_summary(step);
        status = pchat_session_join_room(it, &room, &completion, &operation->number, &error);
    } else if (strcmp(call, "leave") == 0) {
        status = pchat_session_leave(it, &completion, &operation->number, &error);
    } else if (strcmp(call, "send") == 0) {
        pchat_outbound_message_t message = argument_message(step);
        status = pchat_session_send(it, &message, &completion, &operation->number, &error);
    } else if (strcmp(call, "send_text") == 0) {
        status = pchat_session_send_text(it, argument_text(step, "text"), &completion, &operation->number, &error);
    } else if (strcmp(call, "send_alert") == 0) {
        status = pchat_session_send_alert(it, argument_text(step, "text"), &completion, &operation->number, &error);
    } else if (strcmp(call, "send_story") == 0) {
        const char *title = argument_text(step, "title"), *text = argument_text(step, "text");
        status = pchat_session_send_story(it, title, text, &completion, &operation->number, &error);
    } else if (strcmp(call, "send_built") == 0) {
        named_t *message = object_find(A_BUILDER, argument_text(step, "message"));
        if (!message) return NULL;
        status = pchat_session_send_built(it, message->builder, &completion, &operation->number, &error);
    } else if (strcmp(call, "upload_file") == 0) {
        pchat_file_upload_t upload = argument_upload(step);
        argument_optional_text(step, "as");
        pchat_transferred_file_completion_t file = {.call = ended_with_upload, .user_data = operation};
        status = pchat_session_upload_file(it, &upload, &operation->transfer, &error);
        if (status == PCHAT_OK) status = pchat_file_transfer_finish(operation->transfer, &file, &operation->number, &error);
    } else if (strcmp(call, "download_file") == 0) {
        pchat_file_download_t download = argument_download(step);
        pchat_transferred_file_completion_t file = {.call = ended_with_download, .user_data = operation};
        status = pchat_session_download_file(it, &download, &operation->transfer, &error);
        if (status == PCHAT_OK) status = pchat_file_transfer_finish(operation->transfer, &file, &operation->number, &error);
    } else if (strcmp(call, "hidden_participants") == 0) {
        pchat_chat_room_participant_list_completion_t people = {.call = ended_with_people, .user_data = operation};
        status = pchat_session_hidden_participants(it, &people, &operation->number, &error);
    } else if (strcmp(call, "recent_history") == 0) {
        pchat_chat_message_list_completion_t messages = {.call = ended_with_messages, .user_data = operation};
        uint32_t count = (uint32_t)argument_number(step, "count");
        status = pchat_session_recent_history(it, count, &messages, &operation->number, &error);
    } else {
        return NULL;
    }
    return operation_started(operation, status, error), NULL;
}

static void of_services(const char *kind, json_t *step, named_t *operation) {
    named_t *object = object_find(AN_ENDPOINT, argument_text(step, "on"));
    if (!object) return;
    if (strncmp(kind, "users.", 6) == 0)
        users(kind + 6, step, object, operation);
    else
        management(kind + 11, step, object, operation);
}

/* The URI that an operation gave gets the name that the step has for it. */
static void learn(json_t *step, json_t *result) {
    const char *name = argument_optional_text(step, "as");
    json_t *uri = json_get(result, "ok");
    if (name && uri && uri->kind == JSON_TEXT) placeholders_know(name, uri->text);
}

static json_t *unknown(const char *why) { return json_one("unknown", json_text(why)); }

json_t *perform(json_t *step) {
    arguments_wrong = NULL;
    placeholders_with_kept(step);
    const char *kind = argument_text(step, "do");
    const char *name = argument_optional_text(step, "start");
    if (!kind) return unknown("a step has no 'do'");
    named_t *operation = object_new(AN_OPERATION, name ? name : "");
    json_t *result = NULL;
    if (strncmp(kind, "server.", 7) == 0)
        result = server(kind + 7, step);
    else if (strncmp(kind, "endpoint.", 9) == 0)
        result = endpoint(kind + 9, step, operation);
    else if (strncmp(kind, "services.", 9) == 0)
        result = services(kind + 9, step, operation);
    else if (strncmp(kind, "session.", 8) == 0)
        result = session(kind + 8, step, operation);
    else if (strncmp(kind, "management.", 11) == 0 || strncmp(kind, "users.", 6) == 0)
        of_services(kind, step, operation);
    else if (strncmp(kind, "history_pager.", 14) == 0)
        result = history_pager(kind + 14, step, operation);
    else if (strncmp(kind, "file_transfer.", 14) == 0)
        result = file_transfer(kind + 14, step, operation);
    else if (strncmp(kind, "message_builder.", 16) == 0)
        result = message_builder(kind + 16, step);
    else
        result = own(kind, step);
    arguments_finish(step);
    if (arguments_wrong) return unknown(arguments_wrong);
    if (!result && !operation->operation) return unknown("nobody knows this step");
    if (result && name) return unknown("this ends at once and cannot be started");
    if (!result) {
        result = name ? json_one("started", json_bool(true)) : wait_for(operation);
        learn(step, result);
    }
    if (!placeholders_keep(json_get(step, "keep"), result)) return unknown("the result does not have what is to be kept");
    placeholders_times(result);
    json_map_texts(result, placeholders_apply);
    return result;
}
