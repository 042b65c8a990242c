/* See conformance.h. Files on their way. */
#include "conformance.h"

#include <stdio.h>
#include <string.h>

static json_t *shown(const pchat_file_transfer_progress_t *from) {
    json_t *it = json_object();
    json_set(it, "state", result_name(pchat_file_transfer_state_name(from->state)));
    json_set(it, "percent", json_number(from->percent));
    json_set(it, "transferred_bytes", json_number((int64_t)from->transferred_bytes));
    if (from->has_total_bytes) json_set(it, "total_bytes", json_number((int64_t)from->total_bytes));
    return it;
}

/* A transfer that the program cancelled has failed with that code; it is not the waiting that was given up. */
static void ended_with_file(const pchat_error_t *error, const pchat_transferred_file_t *from, void *operation) {
    if (error) {
        operation_ended(operation, json_one("error", result_error(error)));
        return;
    }
    json_t *it = json_object();
    json_set(it, "file_uri", json_text(from->file_uri));
    json_set(it, "path", json_text(from->path));
    json_set(it, "file_name", json_text(from->file_name));
    json_set(it, "size", json_number((int64_t)from->size));
    operation_ended(operation, json_one("ok", it));
}

static void ended_with_progress(const pchat_error_t *error, const pchat_file_transfer_progress_t *from, void *operation) {
    operation_ended(operation, error ? outcome_refused(error) : json_one("ok", shown(from)));
}

static void on_progress(pchat_file_transfer_t *transfer, const pchat_file_transfer_progress_t *event, void *object) {
    (void)transfer;
    object_event(object, "ProgressChanged", shown(event));
}

/* Files of scenarios are texts. */
static json_t *content_text(const pchat_bytes_t *content) {
    if (!content) return json_null();
    char *text = memory_take(content->size + 1);
    memcpy(text, content->data, content->size);
    return json_text(text);
}

static void ended_with_bytes(const pchat_error_t *error, const pchat_bytes_t *content, void *operation) {
    if (error) {
        operation_ended(operation, json_one("error", result_error(error)));
        return;
    }
    operation_ended(operation, json_one("ok", content_text(content)));
}

static void ended_with_nothing(const pchat_error_t *error, void *operation) {
    operation_ended(operation, error ? json_one("error", result_error(error)) : json_one("ok", json_null()));
}

/* Keeps what was begun, and what it tells from now on. */
static json_t *keep(const char *name, pchat_status_t status, pchat_error_t *error, pchat_file_transfer_t *transfer) {
    if (status != PCHAT_OK) return done(status, error, NULL);
    named_t *object = object_new(A_TRANSFER, name);
    object->transfer = transfer;
    pchat_file_transfer_callbacks_t callbacks;
    pchat_file_transfer_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.user_data = object;
    callbacks.on_progress_changed = on_progress;
    status = pchat_file_transfer_add_callbacks(transfer, &callbacks, NULL, &error);
    return done(status, error, NULL);
}

json_t *begin_content_transfer(const char *call, json_t *step, named_t *session) {
    const char *name = argument_text(step, "transfer"), *file_name = NULL, *content = NULL;
    pchat_session_t *it = session->session;
    pchat_error_t *error = NULL;
    pchat_file_transfer_t *transfer = NULL;
    pchat_status_t status;
    if (strncmp(call, "upload", 6) == 0) {
        bool is_stream = strcmp(call, "upload_stream") == 0;
        uint64_t size = is_stream ? (uint64_t)argument_number(step, "size") : 0;
        file_name = argument_text(step, "file_name");
        if (!is_stream) content = argument_text(step, "content");
        if (arguments_wrong) return NULL;
        status = is_stream ? pchat_session_upload_stream(it, file_name, size, &transfer, &error)
                           : pchat_session_upload_bytes(it, file_name, (const uint8_t *)content, strlen(content), &transfer, &error);
    } else {
        pchat_content_download_t down = argument_content_download(step);
        if (arguments_wrong) return NULL;
        status = strcmp(call, "download_bytes") == 0 ? pchat_session_download_bytes(it, &down, &transfer, &error)
                                                     : pchat_session_download_stream(it, &down, &transfer, &error);
    }
    return keep(name, status, error, transfer);
}

json_t *begin_transfer(const char *call, json_t *step, named_t *session) {
    bool goes_up = strcmp(call, "upload_file") == 0;
    const char *name = argument_text(step, "transfer");
    pchat_file_upload_t up;
    pchat_file_download_t down;
    if (goes_up)
        up = argument_upload(step);
    else
        down = argument_download(step);
    if (arguments_wrong) return NULL;
    pchat_error_t *error = NULL;
    pchat_file_transfer_t *transfer = NULL;
    pchat_status_t status = goes_up ? pchat_session_upload_file(session->session, &up, &transfer, &error)
                                    : pchat_session_download_file(session->session, &down, &transfer, &error);
    return keep(name, status, error, transfer);
}

json_t *file_transfer(const char *call, json_t *step, named_t *operation) {
    named_t *object = object_find(A_TRANSFER, argument_text(step, "on"));
    const char *name = argument_optional_text(step, "as");
    if (!object) return NULL;
    pchat_file_transfer_t *it = object->transfer;
    pchat_error_t *error = NULL;
    pchat_status_t status;
    char *text = NULL;
    if (strcmp(call, "finish") == 0) {
        pchat_transferred_file_completion_t file = {.call = ended_with_file, .user_data = operation};
        status = pchat_file_transfer_finish(it, &file, &operation->number, &error);
        return operation_started(operation, status, error), NULL;
    }
    if (strcmp(call, "progress_after") == 0) {
        pchat_file_transfer_progress_completion_t progress = {.call = ended_with_progress, .user_data = operation};
        uint32_t percent = (uint32_t)argument_number(step, "percent");
        status = pchat_file_transfer_progress_after(it, percent, &progress, &operation->number, &error);
        return operation_started(operation, status, error), NULL;
    }
    if (strcmp(call, "write") == 0) {
        const char *chunk = argument_text(step, "chunk");
        if (!chunk) return NULL;
        pchat_completion_t nothing = {.call = ended_with_nothing, .user_data = operation};
        status = pchat_file_transfer_write(it, (const uint8_t *)chunk, strlen(chunk), &nothing, &operation->number, &error);
        return operation_started(operation, status, error), NULL;
    }
    if (strcmp(call, "read") == 0) {
        pchat_optional_bytes_completion_t bytes = {.call = ended_with_bytes, .user_data = operation};
        status = pchat_file_transfer_read(it, &bytes, &operation->number, &error);
        return operation_started(operation, status, error), NULL;
    }
    if (strcmp(call, "content") == 0) {
        pchat_bytes_completion_t bytes = {.call = ended_with_bytes, .user_data = operation};
        status = pchat_file_transfer_content(it, &bytes, &operation->number, &error);
        return operation_started(operation, status, error), NULL;
    }
    if (strcmp(call, "progress") == 0) {
        pchat_file_transfer_progress_t *progress = NULL;
        status = pchat_file_transfer_progress(it, &progress, &error);
        json_t *result = progress ? shown(progress) : NULL;
        pchat_file_transfer_progress_free(progress);
        return done(status, error, result);
    }
    if (strcmp(call, "cancel") == 0) return status = pchat_file_transfer_cancel(it, &error), done(status, error, NULL);
    if (strcmp(call, "resume") == 0) return status = pchat_file_transfer_resume(it, &error), done(status, error, NULL);
    if (strcmp(call, "is_upload") == 0) {
        bool is_upload = false;
        status = pchat_file_transfer_is_upload(it, &is_upload, &error);
        return done(status, error, json_bool(is_upload));
    }
    if (strcmp(call, "endpoint") == 0) {
        pchat_endpoint_t *owner = NULL;
        status = pchat_file_transfer_endpoint(it, &owner, &error);
        json_t *result = json_text(object_endpoint_name(owner));
        pchat_endpoint_free(owner);
        return done(status, error, result);
    }
    if (strcmp(call, "path") == 0)
        status = pchat_file_transfer_path(it, &text, &error);
    else if (strcmp(call, "file_name") == 0)
        status = pchat_file_transfer_file_name(it, &text, &error);
    else if (strcmp(call, "file_uri") == 0)
        status = pchat_file_transfer_file_uri(it, &text, &error);
    else
        return NULL;
    if (name && text) placeholders_know(name, text);
    return done(status, error, text_and_free(text));
}

json_t *write_file(json_t *step) {
    const char *path = argument_text(step, "path"), *text = argument_text(step, "text");
    if (arguments_wrong) return NULL;
    FILE *file = fopen(path, "wb");
    bool written = file && fwrite(text, 1, strlen(text), file) == strlen(text);
    if (file && fclose(file) != 0) written = false;
    if (!written) arguments_wrong = "the file cannot be written";
    return json_one("ok", json_null());
}
