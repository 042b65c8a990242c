/* What the tests need that call every function of the header (written by everywhere.py). */
#ifndef PCHAT_TEST_EVERYWHERE_H
#define PCHAT_TEST_EVERYWHERE_H

#include "local.h"
#include "peers.h"
#include "probe.h"

/* One object of every kind. */
typedef struct {
    /* A port where nobody listens. */
    int peer;
    pchat_platform_t *platform;
    pchat_platform_t *pull_platform;
    pchat_endpoint_t *endpoint;
    pchat_session_t *session;
    pchat_services_t *services;
    pchat_room_management_t *room_management;
    pchat_user_services_t *user_services;
    pchat_history_pager_t *history_pager;
    pchat_joined_rooms_t *joined_rooms;
    pchat_message_builder_t *message_builder;
    pchat_file_transfer_t *file_transfer;
    pchat_local_server_t *local_server;
    pchat_error_t *error;
    pchat_event_t *event;
} objects_t;

static inline pchat_error_t *some_error(void) {
    pchat_error_t *error = NULL;
    CHECK_STATUS(PCHAT_ERROR_CODE_BAD_ARGUMENT, pchat_operation_cancel(0, &error));
    CHECK(error != NULL);
    return error;
}

/* What there is of rooms that nobody has: nobody joins one, and its history has one page. */
static inline void make_rooms(objects_t *it) {
    static const char *const rooms[] = {"ma-chan://example.com/11111111-2222-3333-4444-555555555555"};
    pchat_error_t *error = NULL;
    pchat_join_rooms_t join;
    pchat_join_rooms_init(&join, sizeof join);
    join.room_uris = rooms, join.room_uris_count = 1;
    CHECK_OK(pchat_endpoint_join_rooms_wait(it->endpoint, &join, PATIENCE_S * 1000, &it->joined_rooms, &error), error);
    pchat_history_query_t query;
    pchat_history_query_init(&query, sizeof query);
    query.room_uris = rooms, query.room_uris_count = 1;
    CHECK_OK(pchat_services_history_pager(it->services, &query, &it->history_pager, &error), error);
}

/* A transfer that is over: the file does not exist. */
static inline void make_transfer(objects_t *it) {
    pchat_error_t *error = NULL;
    pchat_session_t *joined = session_of(it->endpoint);
    server_add_room(it->local_server, "Files");
    CHECK_OK(pchat_session_join_by_name_wait(joined, "Files", PATIENCE_S * 1000, &error), error);
    pchat_file_upload_t upload;
    pchat_file_upload_init(&upload, sizeof upload);
    upload.path = "/does/not/exist";
    CHECK_OK(pchat_session_upload_file(joined, &upload, &it->file_transfer, &error), error);
    pchat_transferred_file_t *file = NULL;
    CHECK(pchat_file_transfer_finish_wait(it->file_transfer, PATIENCE_S * 1000, &file, NULL) != PCHAT_OK);
    CHECK_OK(pchat_session_leave_wait(joined, PATIENCE_S * 1000, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_session_free(joined));
}

static inline objects_t objects_make(void) {
    objects_t it;
    pchat_error_t *error = NULL;
    uint16_t port = 0;
    memset(&it, 0, sizeof it);
    it.peer = closed_port(&port);
    it.platform = platform_of(false);
    it.local_server = server_start();
    server_add_user(it.local_server, "ann");
    it.endpoint = endpoint_at(it.local_server, it.platform, "ann");
    CHECK_OK(pchat_endpoint_establish_wait(it.endpoint, PATIENCE_S * 1000, &error), error);
    it.session = session_of(it.endpoint);
    it.services = services_of(it.endpoint);
    CHECK_OK(pchat_services_room_management(it.services, &it.room_management, &error), error);
    CHECK_OK(pchat_services_user_services(it.services, &it.user_services, &error), error);
    pchat_message_builder_settings_t builder;
    pchat_message_builder_settings_init(&builder, sizeof builder);
    CHECK_OK(pchat_message_builder_new(&builder, &it.message_builder, &error), error);
    make_rooms(&it);
    make_transfer(&it);
    it.error = some_error();

    it.pull_platform = platform_of(true);
    pchat_endpoint_t *other = endpoint_to(it.pull_platform, port);
    CHECK_OK(pchat_endpoint_establish(other, NULL, NULL, &error), error);
    CHECK_OK(pchat_event_queue_next(it.pull_platform, PATIENCE_S * 1000, &it.event, &error), error);
    CHECK(it.event != NULL);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(other));
    return it;
}

/* Frees everything. The values stay, so that what is left are stale handles. */
static inline void objects_free(const objects_t *it) {
    CHECK_STATUS(PCHAT_OK, pchat_event_free(it->event));
    CHECK_STATUS(PCHAT_OK, pchat_error_free(it->error));
    CHECK_STATUS(PCHAT_OK, pchat_file_transfer_free(it->file_transfer));
    CHECK_STATUS(PCHAT_OK, pchat_history_pager_free(it->history_pager));
    CHECK_STATUS(PCHAT_OK, pchat_joined_rooms_free(it->joined_rooms));
    CHECK_STATUS(PCHAT_OK, pchat_message_builder_free(it->message_builder));
    CHECK_STATUS(PCHAT_OK, pchat_user_services_free(it->user_services));
    CHECK_STATUS(PCHAT_OK, pchat_room_management_free(it->room_management));
    CHECK_STATUS(PCHAT_OK, pchat_services_free(it->services));
    CHECK_STATUS(PCHAT_OK, pchat_session_free(it->session));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(it->endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(it->platform));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(it->pull_platform));
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(it->local_server));
    close(it->peer);
}

/* Every completion and registration that was given must be destroyed once. */
static int given_number;
static counter_t destroyed = COUNTER_INIT;

static inline void *given(void) {
    __atomic_fetch_add(&given_number, 1, __ATOMIC_RELAXED);
    return &destroyed;
}

static inline void count_destroyed(void *user_data) { counter_add((counter_t *)user_data); }

static inline void ignore_line(int32_t level, const char *target, const char *message, void *user_data) {
    (void)level, (void)target, (void)message, (void)user_data;
}

/* Errors are written exactly when something failed. */
static inline void check_error_given(const char *call, pchat_status_t status, const pchat_error_t *error) {
    if ((status != PCHAT_OK) != (error != NULL)) FAIL("%s: status %d with error '%s'", call, (int)status, pchat_error_message(error));
    if (error != NULL && pchat_error_code(error) != status) FAIL("%s: status %d, error %d", call, (int)status, (int)pchat_error_code(error));
    if (error != NULL && strlen(pchat_error_message(error)) < 10) FAIL("%s: '%s' says nothing", call, pchat_error_message(error));
}

static int calls;

/* Callbacks of different threads make calls, too. */
static inline void count_call(void) { __atomic_fetch_add(&calls, 1, __ATOMIC_RELAXED); }

/* The last line of every generated main. */
static inline int everywhere_end(void) {
    WAIT_FOR(&destroyed, given_number);
    wait_for_threads();
    CHECK(counter_value(&destroyed) == given_number);
    printf("%d calls\n", calls);
    return test_end();
}

#endif
