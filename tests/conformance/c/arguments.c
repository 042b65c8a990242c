/* See conformance.h. */
#include "conformance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *arguments_wrong;

static void wrong(const char *what, const char *field) {
    char *text = memory_take(strlen(what) + strlen(field) + 4);
    sprintf(text, "%s '%s'", what, field);
    if (!arguments_wrong) arguments_wrong = text;
}

static json_t *take(json_t *from, const char *field) {
    json_t *it = json_get(from, field);
    if (it) it->used = true;
    return it;
}

void arguments_finish(json_t *from) {
    static const char *const everywhere[] = {"do", "expect", "keep", "start", "note"};
    for (json_t *it = from->first; it; it = it->next) {
        for (size_t i = 0; i < sizeof everywhere / sizeof *everywhere; ++i)
            if (strcmp(it->key, everywhere[i]) == 0) it->used = true;
        if (!it->used) wrong("nobody knows the field", it->key);
    }
}

/* A struct in a step; an absent one has no fields. */
json_t *argument_structure(json_t *step, const char *field) {
    json_t *it = take(step, field);
    if (!it) return json_object();
    if (it->kind != JSON_OBJECT) wrong("no object in", field);
    return it;
}

const char *argument_optional_text(json_t *from, const char *field) {
    json_t *it = take(from, field);
    if (!it) return NULL;
    if (it->kind == JSON_TEXT) return placeholders_resolve(it->text);
    if (it->kind != JSON_OBJECT) return wrong("no text in", field), NULL;
    /* A long text: so many times the same. */
    const char *piece = argument_text(it, "repeat");
    int64_t times = argument_number(it, "times");
    arguments_finish(it);
    if (!piece) return NULL;
    char *text = memory_take(strlen(piece) * (size_t)times + 1);
    for (int64_t i = 0; i < times; ++i) memcpy(text + strlen(piece) * (size_t)i, piece, strlen(piece));
    return text;
}

const char *argument_text(json_t *from, const char *field) {
    const char *text = argument_optional_text(from, field);
    if (!text) wrong("there is no", field);
    return text;
}

/* A number, or a placeholder for one. */
static int64_t number(json_t *from, const char *field, int64_t otherwise) {
    json_t *it = take(from, field);
    if (!it) return otherwise;
    if (it->kind == JSON_NUMBER) return it->number;
    char *end = "no text";
    int64_t value = it->kind == JSON_TEXT ? strtoll(placeholders_resolve(it->text), &end, 10) : 0;
    if (*end) wrong("no number in", field);
    return value;
}

int64_t argument_number(json_t *from, const char *field) {
    if (!json_get(from, field)) wrong("there is no", field);
    return number(from, field, 0);
}

bool argument_flag(json_t *from, const char *field, bool otherwise) {
    json_t *it = take(from, field);
    if (!it) return otherwise;
    if (it->kind != JSON_BOOL) wrong("no bool in", field);
    return it->flag;
}

const char *const *argument_texts(json_t *from, const char *field, size_t *count) {
    json_t *it = take(from, field);
    *count = 0;
    if (!it) return NULL;
    for (json_t *item = it->first; item; item = item->next) ++*count;
    const char **list = memory_take((*count + 1) * sizeof *list);
    size_t at = 0;
    for (json_t *item = it->first; item; item = item->next) list[at++] = placeholders_resolve(item->text);
    return list;
}

int32_t argument_choice(json_t *from, const char *field, int32_t otherwise, const char *(*name)(int32_t)) {
    const char *wanted = argument_optional_text(from, field);
    if (!wanted) return otherwise;
    for (int32_t value = 0; value < 16; ++value)
        if (strcmp(result_name(name(value))->text, wanted) == 0) return value;
    wrong("no such value in", field);
    return otherwise;
}

pchat_local_server_settings_t argument_server_settings(json_t *step) {
    json_t *from = argument_structure(step, "settings");
    pchat_local_server_settings_t it;
    pchat_local_server_settings_init(&it, sizeof it);
    const char *domain = argument_optional_text(from, "domain");
    if (domain) it.domain = domain;
    it.tls = argument_flag(from, "tls", it.tls);
    it.tcp = argument_flag(from, "tcp", it.tcp);
    it.tls_port = (uint16_t)number(from, "tls_port", it.tls_port);
    it.tcp_port = (uint16_t)number(from, "tcp_port", it.tcp_port);
    it.authentication = argument_choice(from, "authentication", it.authentication, pchat_authentication_name);
    it.session_expires_seconds = (uint32_t)number(from, "session_expires_seconds", 0);
    it.registration_expires_seconds = (uint32_t)number(from, "registration_expires_seconds", 0);
    it.message_size_limit = (uint32_t)number(from, "message_size_limit", 0);
    it.echo = argument_flag(from, "echo", it.echo);
    it.data_folder = argument_optional_text(from, "data_folder");
    it.file_service = argument_flag(from, "file_service", it.file_service);
    arguments_finish(from);
    return it;
}

pchat_local_user_t argument_user(json_t *step) {
    json_t *from = argument_structure(step, "user");
    pchat_local_user_t it;
    pchat_local_user_init(&it, sizeof it);
    it.address = argument_text(from, "address");
    it.password = argument_optional_text(from, "password");
    it.login = argument_optional_text(from, "login");
    it.display_name = argument_optional_text(from, "display_name");
    it.email = argument_optional_text(from, "email");
    it.first_name = argument_optional_text(from, "first_name");
    it.last_name = argument_optional_text(from, "last_name");
    it.company = argument_optional_text(from, "company");
    arguments_finish(from);
    return it;
}

pchat_local_group_t argument_group(json_t *step) {
    json_t *from = argument_structure(step, "group");
    pchat_local_group_t it;
    pchat_local_group_init(&it, sizeof it);
    it.name = argument_text(from, "name");
    it.email = argument_optional_text(from, "email");
    it.members = argument_texts(from, "members", &it.members_count);
    arguments_finish(from);
    return it;
}

pchat_local_add_in_t argument_add_in(json_t *step) {
    json_t *from = argument_structure(step, "add_in");
    pchat_local_add_in_t it;
    pchat_local_add_in_init(&it, sizeof it);
    it.name = argument_text(from, "name");
    it.url = argument_text(from, "url");
    arguments_finish(from);
    return it;
}

pchat_local_limits_t argument_limits(json_t *step) {
    json_t *from = argument_structure(step, "limits");
    pchat_local_limits_t it;
    pchat_local_limits_init(&it, sizeof it);
    it.message_size_limit = (uint32_t)number(from, "message_size_limit", 0);
    it.story_size_limit = (uint32_t)number(from, "story_size_limit", 0);
    it.search_limit = (uint32_t)number(from, "search_limit", 0);
    it.history_limit = (uint32_t)number(from, "history_limit", 0);
    it.default_history = (uint32_t)number(from, "default_history", 0);
    it.participant_update_limit = (uint32_t)number(from, "participant_update_limit", 0);
    it.max_file_kb = (uint32_t)number(from, "max_file_kb", 0);
    arguments_finish(from);
    return it;
}

pchat_local_category_t argument_category(json_t *step) {
    json_t *from = argument_structure(step, "category");
    pchat_local_category_t it;
    pchat_local_category_init(&it, sizeof it);
    it.name = argument_text(from, "name");
    it.description = argument_optional_text(from, "description");
    it.allowed = argument_texts(from, "allowed", &it.allowed_count);
    it.denied = argument_texts(from, "denied", &it.denied_count);
    it.creators = argument_texts(from, "creators", &it.creators_count);
    it.invitations = argument_flag(from, "invitations", it.invitations);
    it.file_upload = argument_flag(from, "file_upload", it.file_upload);
    it.history = argument_flag(from, "history", it.history);
    arguments_finish(from);
    return it;
}

pchat_local_category_change_t argument_category_change(json_t *step) {
    json_t *from = argument_structure(step, "change");
    pchat_local_category_change_t it;
    pchat_local_category_change_init(&it, sizeof it);
    it.category = argument_text(from, "category");
    it.name = argument_optional_text(from, "name");
    it.description = argument_optional_text(from, "description");
    it.has_allowed = json_get(from, "allowed") != NULL;
    it.allowed = argument_texts(from, "allowed", &it.allowed_count);
    it.has_denied = json_get(from, "denied") != NULL;
    it.denied = argument_texts(from, "denied", &it.denied_count);
    it.has_creators = json_get(from, "creators") != NULL;
    it.creators = argument_texts(from, "creators", &it.creators_count);
    it.has_invitations = json_get(from, "invitations") != NULL;
    it.invitations = argument_flag(from, "invitations", false);
    it.has_file_upload = json_get(from, "file_upload") != NULL;
    it.file_upload = argument_flag(from, "file_upload", false);
    it.has_history = json_get(from, "history") != NULL;
    it.history = argument_flag(from, "history", false);
    arguments_finish(from);
    return it;
}

pchat_local_room_t argument_room(json_t *step) {
    json_t *from = argument_structure(step, "room");
    pchat_local_room_t it;
    pchat_local_room_init(&it, sizeof it);
    it.name = argument_text(from, "name");
    it.category = argument_optional_text(from, "category");
    it.description = argument_optional_text(from, "description");
    it.topic = argument_optional_text(from, "topic");
    it.privacy = argument_choice(from, "privacy", it.privacy, pchat_chat_room_privacy_name);
    it.auditorium = argument_flag(from, "auditorium", it.auditorium);
    it.invitations = argument_flag(from, "invitations", it.invitations);
    it.add_in = argument_optional_text(from, "add_in");
    it.members = argument_texts(from, "members", &it.members_count);
    it.managers = argument_texts(from, "managers", &it.managers_count);
    it.presenters = argument_texts(from, "presenters", &it.presenters_count);
    arguments_finish(from);
    return it;
}

pchat_endpoint_settings_t argument_endpoint_settings(json_t *step) {
    json_t *from = argument_structure(step, "settings");
    pchat_endpoint_settings_t it;
    pchat_endpoint_settings_init(&it, sizeof it);
    const char *user_uri = argument_optional_text(from, "user_uri");
    /* A field that is not there is the empty text in the other languages, and NULL here means the same. */
    it.user_uri = user_uri ? user_uri : "";
    it.server = argument_optional_text(from, "server");
    it.has_port = json_get(from, "port") != NULL;
    it.port = (uint16_t)number(from, "port", 0);
    it.transport = argument_choice(from, "transport", it.transport, pchat_transport_name);
    it.authentication = argument_choice(from, "authentication", it.authentication, pchat_authentication_name);
    it.login = argument_optional_text(from, "login");
    it.password = argument_optional_text(from, "password");
    it.allow_ntlm_over_tcp = argument_flag(from, "allow_ntlm_over_tcp", it.allow_ntlm_over_tcp);
    it.ca_file = argument_optional_text(from, "ca_file");
    it.certificate_name = argument_optional_text(from, "certificate_name");
    it.danger_accept_any_certificate =
        argument_flag(from, "danger_accept_any_certificate", it.danger_accept_any_certificate);
    it.chat_server_uri = argument_optional_text(from, "chat_server_uri");
    it.endpoint_id = argument_optional_text(from, "endpoint_id");
    it.user_agent = argument_optional_text(from, "user_agent");
    it.connect_timeout_ms = (uint32_t)number(from, "connect_timeout_ms", 0);
    it.operation_timeout_ms = (uint32_t)number(from, "operation_timeout_ms", 0);
    it.event_capacity = (uint32_t)number(from, "event_capacity", 0);
    it.max_body_bytes = (uint32_t)number(from, "max_body_bytes", 0);
    arguments_finish(from);
    return it;
}

pchat_room_query_t argument_query(json_t *step) {
    json_t *from = argument_structure(step, "query");
    pchat_room_query_t it;
    pchat_room_query_init(&it, sizeof it);
    const char *criteria = argument_optional_text(from, "criteria");
    if (criteria) it.criteria = criteria;
    it.search_description = argument_flag(from, "search_description", it.search_description);
    it.match_all = argument_flag(from, "match_all", it.match_all);
    it.match_exact_phrase = argument_flag(from, "match_exact_phrase", it.match_exact_phrase);
    it.max_results = (int32_t)number(from, "max_results", it.max_results);
    arguments_finish(from);
    return it;
}

pchat_outbound_message_t argument_message(json_t *step) {
    json_t *from = argument_structure(step, "message");
    pchat_outbound_message_t it;
    pchat_outbound_message_init(&it, sizeof it);
    it.text = argument_text(from, "text");
    it.rtf = argument_optional_text(from, "rtf");
    it.story_title = argument_optional_text(from, "story_title");
    it.is_alert = argument_flag(from, "is_alert", it.is_alert);
    arguments_finish(from);
    return it;
}

pchat_message_builder_settings_t argument_builder_settings(json_t *step) {
    json_t *from = argument_structure(step, "settings");
    pchat_message_builder_settings_t it;
    pchat_message_builder_settings_init(&it, sizeof it);
    it.is_alert = argument_flag(from, "is_alert", it.is_alert);
    it.story_title = argument_optional_text(from, "story_title");
    arguments_finish(from);
    return it;
}

pchat_chat_emoticon_t argument_emoticon(json_t *step) { return argument_choice(step, "emoticon", 0, pchat_chat_emoticon_name); }

pchat_chat_room_summary_t argument_summary(json_t *step) {
    json_t *from = argument_structure(step, "room");
    pchat_chat_room_summary_t it;
    pchat_chat_room_summary_init(&it, sizeof it);
    const char *uri = argument_optional_text(from, "room_uri"), *name = argument_optional_text(from, "name"),
               *description = argument_optional_text(from, "description");
    it.room_uri = uri ? uri : "", it.name = name ? name : "", it.description = description ? description : "";
    /* A room that was kept: the library's own struct of it makes the summary. */
    pchat_chat_room_snapshot_t snapshot = {.room_uri = uri, .name = name, .description = description};
    pchat_chat_room_properties_t properties = {.room_uri = uri, .name = name, .description = description};
    pchat_chat_room_t room = {.room_uri = uri, .name = name, .description = description};
    bool is_kept = true;
    if (json_get(from, "can_chat"))
        it = pchat_chat_room_summary_of_chat_room_properties(&properties);
    else if (json_get(from, "is_disabled"))
        it = pchat_chat_room_summary_of_chat_room(&room);
    else if (json_get(from, "privacy"))
        it = pchat_chat_room_summary_of_chat_room_snapshot(&snapshot);
    else
        is_kept = false;
    for (json_t *field = from->first; is_kept && field; field = field->next) field->used = true;
    arguments_finish(from);
    return it;
}

pchat_file_upload_t argument_upload(json_t *step) {
    json_t *from = argument_structure(step, "upload");
    pchat_file_upload_t it;
    pchat_file_upload_init(&it, sizeof it);
    it.path = argument_text(from, "path"), it.file_name = argument_optional_text(from, "file_name");
    arguments_finish(from);
    return it;
}

pchat_content_download_t argument_content_download(json_t *step) {
    json_t *from = argument_structure(step, "download");
    pchat_content_download_t it;
    pchat_content_download_init(&it, sizeof it);
    it.file_uri = argument_text(from, "file_uri");
    it.has_max_bytes = json_get(from, "max_bytes") != NULL;
    if (it.has_max_bytes) it.max_bytes = (uint64_t)argument_number(from, "max_bytes");
    arguments_finish(from);
    return it;
}

pchat_file_download_t argument_download(json_t *step) {
    json_t *from = argument_structure(step, "download");
    pchat_file_download_t it;
    pchat_file_download_init(&it, sizeof it);
    it.file_uri = argument_text(from, "file_uri"), it.path = argument_text(from, "path");
    it.overwrite = argument_flag(from, "overwrite", false);
    if (json_get(from, "max_bytes")) it.max_bytes = (uint64_t)argument_number(from, "max_bytes");
    arguments_finish(from);
    return it;
}
