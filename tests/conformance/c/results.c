/* See conformance.h. */
#include "conformance.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

json_t *result_name(const char *name) {
    json_t *it = json_text(name);
    char *to = it->text;
    bool first = true;
    for (; *name; ++name) {
        if (*name == ' ') {
            first = true;
        } else {
            *to++ = (char)(first ? toupper((unsigned char)*name) : *name);
            first = false;
        }
    }
    *to = 0;
    return it;
}

/* What is about now becomes <now> when the result is shown. */
json_t *result_time(int64_t micros) { return json_number(micros); }

static json_t *positive(int64_t number) { return number ? json_number(number) : json_null(); }

json_t *result_error(const pchat_error_t *error) {
    if (!error) return json_null();
    json_t *it = json_object();
    int32_t server_code;
    json_set(it, "code", result_name(pchat_error_code_name(pchat_error_code(error))));
    json_set(it, "message", json_text(pchat_error_message(error)));
    json_set(it, "sip_status", positive(pchat_error_sip_status(error)));
    json_set(it, "diagnostics_id", positive(pchat_error_diagnostics_id(error)));
    json_set(it, "diagnostics_reason", json_text(pchat_error_diagnostics_reason(error)));
    json_set(it, "diagnostics_source", json_text(pchat_error_diagnostics_source(error)));
    if (pchat_error_server_code(error, &server_code)) json_set(it, "server_code", json_number(server_code));
    json_set(it, "server_text", json_text(pchat_error_server_text(error)));
    json_set(it, "retry_after_seconds", positive(pchat_error_retry_after_seconds(error)));
    return it;
}

json_t *result_message(const pchat_chat_message_t *from) {
    json_t *it = json_object();
    if (from->has_message_id) json_set(it, "message_id", json_number(from->message_id));
    json_set(it, "author_uri", json_text(from->author_uri));
    json_set(it, "author_name", json_text(from->author_name));
    json_set(it, "timestamp", result_time(from->timestamp));
    json_set(it, "room_uri", json_text(from->room_uri));
    json_set(it, "room_name", json_text(from->room_name));
    json_set(it, "content", json_text(from->content));
    json_set(it, "rtf_content", json_text(from->rtf_content));
    json_set(it, "is_alert", json_bool(from->is_alert));
    return it;
}

json_t *result_participant(const pchat_chat_room_participant_t *from) {
    json_t *it = json_object();
    json_set(it, "uri", json_text(from->uri));
    json_set(it, "name", json_text(from->name));
    json_set(it, "is_manager", json_bool(from->is_manager));
    json_set(it, "is_presenter", json_bool(from->is_presenter));
    json_set(it, "guid", json_text(from->guid));
    return it;
}

json_t *result_properties(const pchat_chat_room_properties_t *from) {
    if (!from) return json_null();
    json_t *it = json_object();
    json_set(it, "room_uri", json_text(from->room_uri));
    json_set(it, "name", json_text(from->name));
    json_set(it, "description", json_text(from->description));
    json_set(it, "topic", json_text(from->topic));
    json_set(it, "parent_category_uri", json_text(from->parent_category_uri));
    json_set(it, "add_in", result_add_in(from->add_in));
    json_set(it, "is_auditorium", json_bool(from->is_auditorium));
    json_set(it, "is_file_post_allowed", json_bool(from->is_file_post_allowed));
    json_set(it, "is_invite", json_bool(from->is_invite));
    json_set(it, "is_logged", json_bool(from->is_logged));
    json_set(it, "visible_only_to_members", json_bool(from->visible_only_to_members));
    json_set(it, "can_chat", json_bool(from->can_chat));
    json_set(it, "can_manage", json_bool(from->can_manage));
    json_set(it, "is_roster_hidden", json_bool(from->is_roster_hidden));
    return it;
}

json_t *result_snapshot(const pchat_chat_room_snapshot_t *from) {
    json_t *it = json_object();
    json_set(it, "room_uri", json_text(from->room_uri));
    json_set(it, "name", json_text(from->name));
    json_set(it, "description", json_text(from->description));
    if (from->has_participant_count) json_set(it, "participant_count", json_number(from->participant_count));
    if (from->has_privacy) json_set(it, "privacy", result_name(pchat_chat_room_privacy_name(from->privacy)));
    return it;
}

json_t *result_configuration(const pchat_server_configuration_t *from) {
    json_t *it = json_object();
    json_set(it, "display_name", json_text(from->display_name));
    json_set(it, "message_size_limit", json_number(from->message_size_limit));
    json_set(it, "story_size_limit", json_number(from->story_size_limit));
    json_set(it, "search_limit", json_number(from->search_limit));
    json_set(it, "root_category_uri", json_text(from->root_category_uri));
    json_set(it, "room_management_url", json_text(from->room_management_url));
    json_set(it, "database_version", json_text(from->database_version));
    if (from->has_server_time) json_set(it, "server_time", result_time(from->server_time));
    json_set(it, "domain_name", json_text(from->domain_name));
    return it;
}

json_t *result_messages(const pchat_chat_message_list_t *list) {
    json_t *it = json_list();
    for (size_t i = 0; i < list->count; ++i) json_append(it, result_message(list->items[i]));
    return it;
}

json_t *result_participants(const pchat_chat_room_participant_list_t *list) {
    json_t *it = json_list();
    for (size_t i = 0; i < list->count; ++i) json_append(it, result_participant(list->items[i]));
    return it;
}

json_t *result_snapshots(const pchat_chat_room_snapshot_list_t *list) {
    json_t *it = json_list();
    for (size_t i = 0; i < list->count; ++i) json_append(it, result_snapshot(list->items[i]));
    return it;
}

static json_t *result_part(const pchat_message_part_t *from) {
    json_t *it = json_object();
    json_set(it, "kind", result_name(pchat_message_part_kind_name(from->kind)));
    json_set(it, "display_text", json_text(from->display_text));
    json_set(it, "raw_text", json_text(from->raw_text));
    json_set(it, "uri", json_text(from->uri));
    if (from->has_emoticon) json_set(it, "emoticon", result_name(pchat_chat_emoticon_name(from->emoticon)));
    json_set(it, "file_name", json_text(from->file_name));
    if (from->has_file_size) json_set(it, "file_size", json_number((int64_t)from->file_size));
    json_set(it, "file_size_estimate", json_text(from->file_size_estimate));
    return it;
}

json_t *result_parts(const pchat_message_part_list_t *list) {
    json_t *it = json_list();
    for (size_t i = 0; i < list->count; ++i) json_append(it, result_part(list->items[i]));
    return it;
}
