/* The server goes away: every operation that runs ends, the endpoint and its sessions say so with the reason, and nothing hangs. */
#include "local.h"
#include "peers.h"
#include "probe.h"

#define WAIT (PATIENCE_S * 1000)
#define OPERATIONS 20

static counter_t endpoint_over = COUNTER_INIT, session_over = COUNTER_INIT;

static void on_endpoint(pchat_endpoint_t *endpoint, const pchat_endpoint_state_changed_t *event, void *user_data) {
    (void)endpoint, (void)user_data;
    if (event->state != PCHAT_ENDPOINT_STATE_TERMINATED) return;
    CHECK(event->reason != NULL && strlen(pchat_error_message(event->reason)) > 10);
    counter_add(&endpoint_over);
}

static void on_session(pchat_session_t *session, const pchat_session_state_changed_t *event, void *user_data) {
    (void)session, (void)user_data;
    if (event->state != PCHAT_SESSION_STATE_TERMINATED) return;
    CHECK(event->reason != NULL);
    /* What is kept lives on. */
    pchat_session_state_changed_t *kept = pchat_session_state_changed_copy(event);
    CHECK(kept != NULL && pchat_error_code(kept->reason) == pchat_error_code(event->reason));
    pchat_session_state_changed_free(kept);
    counter_add(&session_over);
}

int main(void) {
    test_begin();
    pchat_error_t *error = NULL;
    pchat_local_server_t *server = server_start();
    server_add_user(server, "ann");
    server_add_room(server, "Lobby");
    pchat_platform_t *platform = platform_of(false);
    pchat_endpoint_t *endpoint = endpoint_at(server, platform, "ann");
    pchat_endpoint_callbacks_t callbacks;
    pchat_endpoint_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.on_state_changed = on_endpoint;
    CHECK_OK(pchat_endpoint_add_callbacks(endpoint, &callbacks, NULL, &error), error);
    CHECK_OK(pchat_endpoint_establish_wait(endpoint, WAIT, &error), error);
    pchat_session_t *session = session_of(endpoint);
    pchat_session_callbacks_t session_callbacks;
    pchat_session_callbacks_init(&session_callbacks, sizeof session_callbacks);
    session_callbacks.on_state_changed = on_session;
    CHECK_OK(pchat_session_add_callbacks(session, &session_callbacks, NULL, &error), error);
    CHECK_OK(pchat_session_join_by_name_wait(session, "Lobby", WAIT, &error), error);

    static probe_t probes[OPERATIONS];
    for (int i = 0; i < OPERATIONS; i++) {
        probe_init(&probes[i]);
        pchat_completion_t completion = probe_completion(&probes[i]);
        CHECK_OK(pchat_session_send_text(session, "hello", &completion, NULL, &error), error);
        if (i == OPERATIONS / 2) CHECK_OK(pchat_local_server_disconnect_all(server, &error), error);
    }
    for (int i = 0; i < OPERATIONS; i++) {
        WAIT_FOR(&probes[i].destroyed, 1);
        CHECK(counter_value(&probes[i].calls) == 1);
    }
    WAIT_FOR(&endpoint_over, 1);
    WAIT_FOR(&session_over, 1);
    pchat_endpoint_state_t state = -1;
    CHECK_OK(pchat_endpoint_state(endpoint, &state, &error), error);
    CHECK(state == PCHAT_ENDPOINT_STATE_TERMINATED);
    CHECK(pchat_session_send_text_wait(session, "hello", WAIT, NULL) != PCHAT_OK);
    /* There is nothing left to say goodbye to. */
    CHECK_OK(pchat_endpoint_terminate_wait(endpoint, WAIT, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_session_free(session));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));

    /* A server that stops for good. */
    endpoint = endpoint_at(server, platform, "ann");
    CHECK_OK(pchat_endpoint_establish_wait(endpoint, WAIT, &error), error);
    CHECK_OK(pchat_local_server_stop(server, &error), error);
    CHECK_OK(pchat_endpoint_terminate_wait(endpoint, WAIT, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(server));
    return test_end();
}
