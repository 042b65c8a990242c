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
    if (status == PCHAT_OK) object_new(A_TRANSFER, name)->transfer = transfer;
    return done(status, error, NULL);
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
