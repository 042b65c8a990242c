/* Inside a callback everything may be freed, the object that calls and its platform included: what cannot end on that thread ends on
   another one. */
#include "peers.h"
#include "probe.h"

typedef struct {
    pchat_platform_t *platform;
    pchat_endpoint_t *endpoint;
    counter_t calls;
    counter_t destroyed;
} objects_t;

static void free_all(objects_t *it) {
    if (it->endpoint != NULL) {
        CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(it->endpoint));
        CHECK_STATUS(PCHAT_OK, pchat_platform_free(it->platform));
        CHECK_STATUS(PCHAT_ERROR_CODE_INVALID_HANDLE, pchat_endpoint_free(it->endpoint));
    }
    it->endpoint = NULL;
}

static void in_completion(const pchat_error_t *error, void *user_data) {
    objects_t *it = (objects_t *)user_data;
    free_all(it);
    /* What the callback was given stays good until it returns. */
    CHECK(pchat_error_code(error) == PCHAT_ERROR_CODE_UNREACHABLE);
    CHECK(strlen(pchat_error_message(error)) > 10);
    counter_add(&it->calls);
}

static void in_event(pchat_endpoint_t *endpoint, const pchat_endpoint_state_changed_t *event, void *user_data) {
    objects_t *it = (objects_t *)user_data;
    CHECK(endpoint == it->endpoint);
    free_all(it);
    CHECK(event->state == PCHAT_ENDPOINT_STATE_ESTABLISHING);
    counter_add(&it->calls);
}

static void in_destroy(void *user_data) {
    objects_t *it = (objects_t *)user_data;
    free_all(it);
    counter_add(&it->destroyed);
}

static void only_destroyed(void *user_data) { counter_add(&((objects_t *)user_data)->destroyed); }

static void make(objects_t *it, uint16_t port) {
    memset((void *)it, 0, sizeof *it);
    counter_init(&it->calls);
    counter_init(&it->destroyed);
    it->platform = platform_of(false);
    it->endpoint = endpoint_to(it->platform, port);
}

int main(void) {
    test_begin();
    uint16_t port = 0;
    int peer = closed_port(&port);
    objects_t it;
    pchat_completion_t completion;

    /* Inside the completion. */
    make(&it, port);
    completion.call = in_completion;
    completion.user_data = &it;
    completion.destroy = only_destroyed;
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_establish(it.endpoint, &completion, NULL, NULL));
    WAIT_FOR(&it.destroyed, 1);
    CHECK(counter_value(&it.calls) == 1);
    wait_for_threads();

    /* Inside `destroy`. */
    make(&it, port);
    completion.call = NULL;
    completion.destroy = in_destroy;
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_establish(it.endpoint, &completion, NULL, NULL));
    WAIT_FOR(&it.destroyed, 1);
    wait_for_threads();

    /* Inside an event of the object itself: no further event comes, and `destroy` does. */
    make(&it, port);
    pchat_endpoint_callbacks_t callbacks;
    pchat_endpoint_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.user_data = &it;
    callbacks.on_state_changed = in_event;
    callbacks.destroy = only_destroyed;
    probe_t probe;
    probe_init(&probe);
    pchat_completion_t watched = probe_completion(&probe);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_add_callbacks(it.endpoint, &callbacks, NULL, NULL));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_establish(it.endpoint, &watched, NULL, NULL));
    /* The operation that runs completes all the same. */
    WAIT_FOR(&probe.destroyed, 1);
    CHECK(counter_value(&probe.calls) == 1);
    WAIT_FOR(&it.destroyed, 1);
    wait_for_threads();
    CHECK(counter_value(&it.calls) == 1);
    CHECK(counter_value(&it.destroyed) == 1);

    close(peer);
    return test_end();
}
