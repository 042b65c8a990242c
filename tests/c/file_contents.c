/* Files from and to memory, and chunk by chunk: by waiting, and by completions that begin the next chunk; what they tell of their progress.
   run: not valgrind: memcheck takes what the ciphers' assembly writes for uninitialised */
#include "local.h"
#include "peers.h"
#include "probe.h"

#define SIZE 3000001
#define CHUNK 131072
#define WAIT (PATIENCE_S * 1000)

static uint8_t content[SIZE];

static pchat_session_t *joined(pchat_local_server_t *server, pchat_platform_t *platform, pchat_endpoint_t **endpoint) {
    pchat_error_t *error = NULL;
    pchat_local_category_t category;
    pchat_local_category_init(&category, sizeof category);
    category.name = "Files", category.file_upload = true;
    char *uri = NULL;
    CHECK_OK(pchat_local_server_add_category(server, &category, &uri, &error), error);
    pchat_string_free(uri);
    pchat_local_room_t room;
    pchat_local_room_init(&room, sizeof room);
    room.name = "Papers", room.category = "Files";
    CHECK_OK(pchat_local_server_add_room(server, &room, &uri, &error), error);
    pchat_string_free(uri);
    server_add_user(server, "ann");
    *endpoint = endpoint_at(server, platform, "ann");
    CHECK_OK(pchat_endpoint_establish_wait(*endpoint, WAIT, &error), error);
    pchat_session_t *session = session_of(*endpoint);
    CHECK_OK(pchat_session_join_by_name_wait(session, "Papers", WAIT, &error), error);
    return session;
}

static size_t posted(pchat_session_t *session) {
    pchat_error_t *error = NULL;
    pchat_chat_message_list_t *messages = NULL;
    CHECK_OK(pchat_session_recent_history_wait(session, 50, WAIT, &messages, &error), error);
    size_t count = messages->count;
    pchat_chat_message_list_free(messages);
    return count;
}

/* The URI of what was uploaded; freed by the caller. */
static char *finished(pchat_file_transfer_t *transfer, size_t size) {
    pchat_error_t *error = NULL;
    pchat_transferred_file_t *file = NULL;
    char *uri = NULL;
    CHECK_OK(pchat_file_transfer_finish_wait(transfer, WAIT, &file, &error), error);
    CHECK(file->size == size && strcmp(file->path, "") == 0);
    pchat_transferred_file_free(file);
    CHECK_OK(pchat_file_transfer_file_uri(transfer, &uri, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_file_transfer_free(transfer));
    return uri;
}

static char *upload_bytes(pchat_session_t *session, size_t size) {
    pchat_error_t *error = NULL;
    pchat_file_transfer_t *transfer = NULL;
    CHECK_OK(pchat_session_upload_bytes(session, "a.bin", size > 0 ? content : NULL, size, &transfer, &error), error);
    return finished(transfer, size);
}

static char *upload_stream(pchat_session_t *session, size_t size, size_t chunk) {
    pchat_error_t *error = NULL;
    pchat_file_transfer_t *transfer = NULL;
    CHECK_OK(pchat_session_upload_stream(session, "a.bin", size, &transfer, &error), error);
    for (size_t at = 0; at < size; at += chunk) {
        size_t left = size - at < chunk ? size - at : chunk;
        uint8_t *copy = (uint8_t *)malloc(left);
        memcpy(copy, content + at, left);
        CHECK_OK(pchat_file_transfer_write_wait(transfer, copy, left, WAIT, &error), error);
        /* The library has its own. */
        memset(copy, 0, left);
        free(copy);
    }
    return finished(transfer, size);
}

static pchat_file_transfer_t *download(pchat_session_t *session, const char *uri, bool stream) {
    pchat_error_t *error = NULL;
    pchat_file_transfer_t *transfer = NULL;
    pchat_content_download_t settings;
    pchat_content_download_init(&settings, sizeof settings);
    settings.file_uri = uri;
    if (stream)
        CHECK_OK(pchat_session_download_stream(session, &settings, &transfer, &error), error);
    else
        CHECK_OK(pchat_session_download_bytes(session, &settings, &transfer, &error), error);
    return transfer;
}

static void into_memory(pchat_session_t *session, const char *uri, size_t size) {
    pchat_error_t *error = NULL;
    pchat_file_transfer_t *transfer = download(session, uri, false);
    pchat_bytes_t *bytes = NULL;
    CHECK_OK(pchat_file_transfer_content_wait(transfer, WAIT, &bytes, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_file_transfer_free(transfer));
    pchat_bytes_t *copy = pchat_bytes_copy(bytes);
    CHECK(bytes->size == size && memcmp(bytes->data, content, size) == 0);
    pchat_bytes_free(bytes);
    CHECK(copy->size == size && memcmp(copy->data, content, size) == 0);
    pchat_bytes_free(copy);
}

static void by_waiting(pchat_session_t *session, const char *uri, size_t size) {
    pchat_error_t *error = NULL;
    pchat_file_transfer_t *transfer = download(session, uri, true);
    pchat_bytes_t *chunk = NULL;
    size_t at = 0;
    for (;;) {
        CHECK_OK(pchat_file_transfer_read_wait(transfer, WAIT, &chunk, &error), error);
        if (chunk == NULL) break;
        CHECK(chunk->size > 0 && at + chunk->size <= size && memcmp(chunk->data, content + at, chunk->size) == 0);
        at += chunk->size;
        pchat_bytes_free(chunk);
    }
    CHECK(at == size);
    pchat_string_free(finished(transfer, size));
}

/* A program without threads of its own: each completion begins the next chunk. */
typedef struct {
    pchat_file_transfer_t *transfer;
    size_t at, size;
    counter_t done;
} chain_t;

static void next_read(chain_t *chain);
static void next_write(chain_t *chain);

static void was_read(const pchat_error_t *error, const pchat_bytes_t *chunk, void *user_data) {
    chain_t *chain = (chain_t *)user_data;
    if (error != NULL) FAIL("%s", pchat_error_message(error));
    if (chunk == NULL) {
        counter_add(&chain->done);
        return;
    }
    CHECK(chain->at + chunk->size <= chain->size && memcmp(chunk->data, content + chain->at, chunk->size) == 0);
    chain->at += chunk->size;
    next_read(chain);
}

static void next_read(chain_t *chain) {
    pchat_error_t *error = NULL;
    pchat_optional_bytes_completion_t completion = {was_read, chain, NULL};
    CHECK_OK(pchat_file_transfer_read(chain->transfer, &completion, NULL, &error), error);
}

static void was_written(const pchat_error_t *error, void *user_data) {
    if (error != NULL) FAIL("%s", pchat_error_message(error));
    next_write((chain_t *)user_data);
}

static void next_write(chain_t *chain) {
    pchat_error_t *error = NULL;
    pchat_completion_t completion = {was_written, chain, NULL};
    size_t left = chain->size - chain->at;
    if (left == 0) {
        counter_add(&chain->done);
        return;
    }
    size_t size = left < 100003 ? left : 100003;
    const uint8_t *from = content + chain->at;
    chain->at += size;
    CHECK_OK(pchat_file_transfer_write(chain->transfer, from, size, &completion, NULL, &error), error);
}

static void by_completions(pchat_session_t *session) {
    pchat_error_t *error = NULL;
    chain_t up = {NULL, 0, SIZE, COUNTER_INIT}, down = {NULL, 0, SIZE, COUNTER_INIT};
    CHECK_OK(pchat_session_upload_stream(session, "a.bin", SIZE, &up.transfer, &error), error);
    next_write(&up);
    WAIT_FOR(&up.done, 1);
    char *uri = finished(up.transfer, SIZE);
    down.transfer = download(session, uri, true);
    next_read(&down);
    WAIT_FOR(&down.done, 1);
    CHECK(down.at == SIZE);
    pchat_string_free(finished(down.transfer, SIZE));
    pchat_string_free(uri);
}

typedef struct {
    uint32_t percent;
    counter_t told, over, destroyed;
    pchat_file_transfer_state_t state;
} progress_t;

static void on_progress(pchat_file_transfer_t *transfer, const pchat_file_transfer_progress_t *event, void *user_data) {
    progress_t *it = (progress_t *)user_data;
    CHECK(transfer != NULL && event->percent >= it->percent && counter_value(&it->over) == 0);
    CHECK(!event->has_total_bytes || event->transferred_bytes <= event->total_bytes);
    it->percent = event->percent, it->state = event->state;
    counter_add(&it->told);
    if (event->state != PCHAT_FILE_TRANSFER_STATE_RUNNING) counter_add(&it->over);
}

static void on_destroy(void *user_data) { counter_add(&((progress_t *)user_data)->destroyed); }

static void progress_is_told(pchat_session_t *session) {
    pchat_error_t *error = NULL;
    pchat_file_transfer_t *transfer = NULL;
    pchat_file_transfer_callbacks_t callbacks;
    progress_t whole = {0, COUNTER_INIT, COUNTER_INIT, COUNTER_INIT, 0};
    progress_t cancelled = {0, COUNTER_INIT, COUNTER_INIT, COUNTER_INIT, 0};
    pchat_file_transfer_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.user_data = &whole, callbacks.destroy = on_destroy, callbacks.on_progress_changed = on_progress;
    CHECK_OK(pchat_session_upload_stream(session, "a.bin", SIZE, &transfer, &error), error);
    CHECK_OK(pchat_file_transfer_add_callbacks(transfer, &callbacks, NULL, &error), error);
    CHECK_OK(pchat_file_transfer_write_wait(transfer, content, SIZE, WAIT, &error), error);
    pchat_transferred_file_t *file = NULL;
    CHECK_OK(pchat_file_transfer_finish_wait(transfer, WAIT, &file, &error), error);
    pchat_transferred_file_free(file);
    WAIT_FOR(&whole.over, 1);
    CHECK(whole.state == PCHAT_FILE_TRANSFER_STATE_COMPLETED && whole.percent == 100 && counter_value(&whole.told) >= 2);
    CHECK_STATUS(PCHAT_OK, pchat_file_transfer_free(transfer));
    WAIT_FOR(&whole.destroyed, 1);

    callbacks.user_data = &cancelled;
    CHECK_OK(pchat_session_upload_stream(session, "a.bin", SIZE, &transfer, &error), error);
    CHECK_OK(pchat_file_transfer_add_callbacks(transfer, &callbacks, NULL, &error), error);
    CHECK_OK(pchat_file_transfer_write_wait(transfer, content, SIZE / 2, WAIT, &error), error);
    CHECK_OK(pchat_file_transfer_cancel(transfer, &error), error);
    WAIT_FOR(&cancelled.over, 1);
    CHECK(cancelled.state == PCHAT_FILE_TRANSFER_STATE_CANCELLED && cancelled.percent < 100);
    CHECK_ERROR(PCHAT_ERROR_CODE_CANCELLED, "cancelled", pchat_file_transfer_write_wait(transfer, content, 1, WAIT, &error), error);
    CHECK_OK(pchat_file_transfer_close_wait(transfer, WAIT, &error), error);
    WAIT_FOR(&cancelled.destroyed, 1);
    CHECK_STATUS(PCHAT_OK, pchat_file_transfer_free(transfer));
}

int main(void) {
    test_begin();
    static const size_t sizes[] = {0, 1, CHUNK, SIZE};
    pchat_platform_t *platform = platform_of(false);
    pchat_local_server_t *server = server_start();
    pchat_endpoint_t *endpoint = NULL;
    pchat_error_t *error = NULL;
    for (size_t i = 0; i < SIZE; i++) content[i] = (uint8_t)(i * 2654435761u >> 11);
    pchat_session_t *session = joined(server, platform, &endpoint);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char *one = upload_bytes(session, sizes[i]), *other = upload_stream(session, sizes[i], i == 2 ? CHUNK : 77777);
        into_memory(session, other, sizes[i]);
        by_waiting(session, one, sizes[i]);
        pchat_string_free(one), pchat_string_free(other);
    }
    CHECK(posted(session) == 8);
    by_completions(session);
    progress_is_told(session);
    CHECK(posted(session) == 10);

    /* One that is freed in the middle is cancelled: its link is never posted. */
    pchat_file_transfer_t *dropped = NULL;
    CHECK_OK(pchat_session_upload_stream(session, "a.bin", 10, &dropped, &error), error);
    CHECK_OK(pchat_file_transfer_write_wait(dropped, content, 10, WAIT, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_file_transfer_free(dropped));
    CHECK(posted(session) == 10);

    CHECK_STATUS(PCHAT_OK, pchat_session_free(session));
    CHECK_OK(pchat_endpoint_terminate_wait(endpoint, WAIT, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(server));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    return test_end();
}
