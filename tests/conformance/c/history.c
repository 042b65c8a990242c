/* See conformance.h. Queries of the history, and pagers over it. */
#include "conformance.h"

#include <string.h>

static pchat_history_query_t query(json_t *step) {
    json_t *from = argument_structure(step, "query");
    pchat_history_query_t it;
    pchat_history_query_init(&it, sizeof it);
    it.room_uris = argument_texts(from, "room_uris", &it.room_uris_count);
    it.search = argument_optional_text(from, "search");
    it.match_exact_phrase = argument_flag(from, "match_exact_phrase", it.match_exact_phrase);
    it.match_case = argument_flag(from, "match_case", it.match_case);
    it.authors = argument_texts(from, "authors", &it.authors_count);
    it.has_since = json_get(from, "since") != NULL;
    if (it.has_since) it.since = argument_number(from, "since");
    it.has_until = json_get(from, "until") != NULL;
    if (it.has_until) it.until = argument_number(from, "until");
    it.has_start_message_id = json_get(from, "start_message_id") != NULL;
    if (it.has_start_message_id) it.start_message_id = argument_number(from, "start_message_id");
    if (json_get(from, "limit")) it.limit = (uint32_t)argument_number(from, "limit");
    it.newest_first = argument_flag(from, "newest_first", it.newest_first);
    it.search_newest_first = argument_flag(from, "search_newest_first", it.search_newest_first);
    arguments_finish(from);
    return it;
}

static json_t *result_of(const pchat_history_result_t *from) {
    json_t *it = json_object(), *messages = json_list();
    json_set(it, "room_uri", json_text(from->room_uri));
    json_set(it, "room_name", json_text(from->room_name));
    for (size_t i = 0; i < from->messages->count; ++i) json_append(messages, result_message(from->messages->items[i]));
    json_set(it, "messages", messages);
    json_set(it, "search_results_count", json_number(from->search_results_count));
    json_set(it, "exceeded_server_limit", json_bool(from->exceeded_server_limit));
    return it;
}

static void ended_with_result(const pchat_error_t *error, const pchat_history_result_t *result, void *operation) {
    operation_ended(operation, error ? outcome_refused(error) : json_one("ok", result_of(result)));
}

static void ended_with_results(const pchat_error_t *error, const pchat_history_result_list_t *results, void *operation) {
    if (error) {
        operation_ended(operation, outcome_refused(error));
        return;
    }
    json_t *list = json_list();
    for (size_t i = 0; i < results->count; ++i) json_append(list, result_of(results->items[i]));
    operation_ended(operation, json_one("ok", list));
}

static void ended_with_page(const pchat_error_t *error, const pchat_chat_message_list_t *page, void *operation) {
    operation_ended(operation, error ? outcome_refused(error) : json_one("ok", result_messages(page)));
}

static json_t *keep(json_t *step, pchat_status_t status, pchat_error_t *error, pchat_history_pager_t *pager) {
    if (status == PCHAT_OK) object_new(A_PAGER, argument_text(step, "as"))->pager = pager;
    return done(status, error, NULL);
}

json_t *services_history(const char *call, json_t *step, named_t *object, named_t *operation) {
    pchat_history_query_t asked = query(step);
    const char *name = argument_optional_text(step, "as");
    if (arguments_wrong) return NULL;
    pchat_error_t *error = NULL;
    if (strcmp(call, "history_pager") == 0) {
        pchat_history_pager_t *pager = NULL;
        pchat_status_t status = pchat_services_history_pager(object->services, &asked, &pager, &error);
        return name ? keep(step, status, error, pager) : NULL;
    }
    pchat_history_result_list_completion_t completion = {.call = ended_with_results, .user_data = operation};
    pchat_status_t status =
        pchat_services_query_history(object->services, &asked, &completion, &operation->number, &error);
    operation_started(operation, status, error);
    return NULL;
}

json_t *session_history(const char *call, json_t *step, named_t *object, named_t *operation) {
    pchat_history_query_t asked = query(step);
    const char *name = argument_optional_text(step, "as");
    if (arguments_wrong) return NULL;
    pchat_error_t *error = NULL;
    if (strcmp(call, "history_pager") == 0) {
        pchat_history_pager_t *pager = NULL;
        pchat_status_t status = pchat_session_history_pager(object->session, &asked, &pager, &error);
        return name ? keep(step, status, error, pager) : NULL;
    }
    pchat_history_result_completion_t completion = {.call = ended_with_result, .user_data = operation};
    pchat_status_t status =
        pchat_session_query_history(object->session, &asked, &completion, &operation->number, &error);
    operation_started(operation, status, error);
    return NULL;
}

json_t *history_pager(const char *call, json_t *step, named_t *operation) {
    named_t *object = object_find(A_PAGER, argument_text(step, "on"));
    if (!object) return NULL;
    pchat_error_t *error = NULL;
    pchat_status_t status;
    if (strcmp(call, "next_page") == 0) {
        pchat_chat_message_list_completion_t completion = {.call = ended_with_page, .user_data = operation};
        status = pchat_history_pager_next_page(object->pager, &completion, &operation->number, &error);
        operation_started(operation, status, error);
        return NULL;
    }
    if (strcmp(call, "progress") == 0) {
        pchat_history_progress_t *from = NULL;
        status = pchat_history_pager_progress(object->pager, &from, &error);
        json_t *it = json_object();
        if (from) {
            json_set(it, "messages_read", json_number(from->messages_read));
            if (from->has_total) json_set(it, "total", json_number(from->total));
            json_set(it, "is_complete", json_bool(from->is_complete));
        }
        pchat_history_progress_free(from);
        return done(status, error, it);
    }
    if (strcmp(call, "room_uri") == 0) {
        char *uri = NULL;
        status = pchat_history_pager_room_uri(object->pager, &uri, &error);
        return done(status, error, text_and_free(uri));
    }
    return NULL;
}
