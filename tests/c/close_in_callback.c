/* Closing and waiting inside a callback would wait for that callback: it is refused. Outside it waits, and when it has returned no
   callback runs or will run. */
#include "peers.h"
#include "probe.h"

typedef struct {
    pchat_platform_t *platform;
    pchat_endpoint_t *endpoint;
    /* The callback has begun; it may go on; it has ended. */
    counter_t begun, go_on, ended;
    counter_t destroyed;
} objects_t;

static void *close_on_another_thread(void *user_data) {
    objects_t *it = (objects_t *)user_data;
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_close_wait(it->endpoint, PCHAT_WAIT_FOREVER, NULL));
    /* The callback was still running when this began to wait. */
    CHECK(counter_value(&it->ended) == 1);
    return NULL;
}

static void slow_callback(pchat_endpoint_t *endpoint, const pchat_endpoint_state_changed_t *event, void *user_data) {
    objects_t *it = (objects_t *)user_data;
    pchat_error_t *error = NULL;
    (void)event;
    CHECK_ERROR(PCHAT_ERROR_CODE_WOULD_DEADLOCK, "callback", pchat_endpoint_close_wait(endpoint, PCHAT_WAIT_FOREVER, &error), error);
    CHECK_ERROR(PCHAT_ERROR_CODE_WOULD_DEADLOCK, "callback", pchat_platform_shut_down(it->platform, &error), error);
    counter_add(&it->begun);
    WAIT_FOR(&it->go_on, 1);
    counter_add(&it->ended);
}

static void destroy(void *user_data) {
    objects_t *it = (objects_t *)user_data;
    CHECK(counter_value(&it->ended) == 1);
    counter_add(&it->destroyed);
}

int main(void) {
    test_begin();
    uint16_t port = 0;
    int peer = silent_port(&port);
    objects_t it;
    pchat_error_t *error = NULL;
    memset((void *)&it, 0, sizeof it);
    counter_init(&it.begun);
    counter_init(&it.go_on);
    counter_init(&it.ended);
    counter_init(&it.destroyed);
    it.platform = platform_of(false);
    it.endpoint = endpoint_to(it.platform, port);

    pchat_endpoint_callbacks_t callbacks;
    pchat_endpoint_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.user_data = &it;
    callbacks.on_state_changed = slow_callback;
    callbacks.destroy = destroy;
    CHECK_OK(pchat_endpoint_add_callbacks(it.endpoint, &callbacks, NULL, &error), error);
    probe_t probe;
    probe_init(&probe);
    pchat_completion_t completion = probe_completion(&probe);
    CHECK_OK(pchat_endpoint_establish(it.endpoint, &completion, NULL, &error), error);
    WAIT_FOR(&it.begun, 1);

    /* The time ends before the callback does. */
    CHECK_ERROR(PCHAT_ERROR_CODE_TIMED_OUT, "still running", pchat_endpoint_close_wait(it.endpoint, 10, &error), error);
    /* Nothing can be added or started any more. */
    CHECK_ERROR(PCHAT_ERROR_CODE_INVALID_OPERATION, "closed", pchat_endpoint_terminate(it.endpoint, NULL, NULL, &error), error);

    pthread_t closer;
    CHECK(pthread_create(&closer, NULL, close_on_another_thread, &it) == 0);
    counter_add(&it.go_on);
    CHECK(pthread_join(closer, NULL) == 0);
    /* The operation that ran was cancelled, and all of it is over. */
    CHECK(counter_value(&probe.destroyed) == 1);
    CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_CANCELLED);
    CHECK(counter_value(&it.destroyed) == 1);
    CHECK(counter_value(&it.begun) == 1);

    /* Again: nothing to wait for. */
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_close_wait(it.endpoint, 0, NULL));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(it.endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(it.platform));
    close(peer);
    return test_end();
}
