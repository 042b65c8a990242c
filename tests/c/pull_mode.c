/* A program with an event loop of its own: poll a descriptor, take events, dispatch them on the thread that it likes. */
#include "peers.h"
#include "probe.h"

#include <poll.h>

#define ENDPOINTS 30

static uint16_t closed, silent;

static bool readable(int descriptor, int timeout_ms) {
    struct pollfd polled = {descriptor, POLLIN, 0};
    int ready = poll(&polled, 1, timeout_ms);
    CHECK(ready >= 0);
    return ready == 1;
}

static void note_thread(pchat_endpoint_t *endpoint, const pchat_endpoint_state_changed_t *event, void *user_data) {
    probe_t *probe = (probe_t *)user_data;
    (void)endpoint;
    probe->thread = pthread_self();
    probe->status = event->state;
    counter_add(&probe->calls);
}

static void start(pchat_endpoint_t *endpoint, probe_t *probe) {
    probe_init(probe);
    pchat_completion_t completion = probe_completion(probe);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_establish(endpoint, &completion, NULL, NULL));
}

/* Events are told on this thread, in order, and only when they are dispatched. */
static void one_endpoint(void) {
    pchat_platform_t *platform = platform_of(true);
    pchat_endpoint_t *endpoint = endpoint_to(platform, closed);
    pchat_error_t *error = NULL;
    pchat_event_t *event = (pchat_event_t *)&error;
    int32_t descriptor = -1;
    probe_t callbacks_probe, probe;
    CHECK_OK(pchat_event_queue_descriptor(platform, &descriptor, &error), error);
    CHECK(!readable(descriptor, 0));
    CHECK_OK(pchat_event_queue_next(platform, 0, &event, &error), error);
    CHECK(event == NULL);

    probe_init(&callbacks_probe);
    pchat_endpoint_callbacks_t callbacks;
    pchat_endpoint_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.user_data = &callbacks_probe;
    callbacks.on_state_changed = note_thread;
    callbacks.destroy = probe_destroy;
    CHECK_OK(pchat_endpoint_add_callbacks(endpoint, &callbacks, NULL, &error), error);
    start(endpoint, &probe);

    int events = 0, completions = 0;
    while (completions == 0) {
        CHECK(readable(descriptor, PATIENCE_S * 1000));
        for (;;) {
            CHECK_OK(pchat_event_queue_next(platform, 0, &event, &error), error);
            if (event == NULL) break;
            int told = counter_value(&callbacks_probe.calls);
            if (pchat_event_kind(event) == PCHAT_EVENT_KIND_ENDPOINT_STATE_CHANGED) {
                const pchat_endpoint_state_changed_t *changed = pchat_event_endpoint_state_changed(event);
                CHECK(changed != NULL && pchat_event_endpoint(event) == endpoint);
                CHECK(pchat_event_session(event) == NULL && pchat_event_session_message_received(event) == NULL);
                /* Of one endpoint one event is out at a time. */
                pchat_event_t *next = (pchat_event_t *)&error;
                CHECK_OK(pchat_event_queue_next(platform, 0, &next, &error), error);
                CHECK(next == NULL);
                CHECK_OK(pchat_event_dispatch(event, &error), error);
                CHECK(counter_value(&callbacks_probe.calls) == told + 1);
                CHECK(callbacks_probe.status == changed->state);
                events++;
            } else {
                CHECK(pchat_event_kind(event) == PCHAT_EVENT_KIND_COMPLETION);
                CHECK(pchat_event_endpoint(event) == NULL && counter_value(&probe.calls) == 0);
                CHECK_OK(pchat_event_dispatch(event, &error), error);
                CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_UNREACHABLE);
                CHECK(pthread_equal(probe.thread, pthread_self()));
                completions++;
            }
            CHECK_ERROR(PCHAT_ERROR_CODE_INVALID_OPERATION, "dispatched", pchat_event_dispatch(event, &error), error);
            CHECK_STATUS(PCHAT_OK, pchat_event_free(event));
            CHECK_STATUS(PCHAT_ERROR_CODE_INVALID_HANDLE, pchat_event_free(event));
            CHECK(pchat_event_kind(event) == 0);
        }
    }
    CHECK(events == 2 && callbacks_probe.status == PCHAT_ENDPOINT_STATE_TERMINATED);
    CHECK(pthread_equal(callbacks_probe.thread, pthread_self()));
    CHECK(!readable(descriptor, 0));

    /* After the end the descriptor stays readable and the queue says that nothing will come. */
    CHECK_OK(pchat_platform_shut_down(platform, &error), error);
    CHECK(readable(descriptor, 0));
    CHECK_ERROR(PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN, "empty", pchat_event_queue_next(platform, PCHAT_WAIT_FOREVER, &event, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
}

/* A completion whose event is only freed comes all the same; so does one that nobody ever takes. */
static void not_dispatched(void) {
    pchat_platform_t *platform = platform_of(true);
    pchat_endpoint_t *endpoint = endpoint_to(platform, closed), *other = endpoint_to(platform, closed);
    pchat_event_t *event = NULL;
    pchat_error_t *error = NULL;
    probe_t probe, left;
    start(endpoint, &probe);
    do {
        CHECK_OK(pchat_event_queue_next(platform, PATIENCE_S * 1000, &event, &error), error);
        CHECK(event != NULL);
        CHECK_STATUS(PCHAT_OK, pchat_event_free(event));
    } while (counter_value(&probe.destroyed) == 0);
    CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_UNREACHABLE);

    start(other, &left);
    CHECK_OK(pchat_event_queue_next(platform, PATIENCE_S * 1000, &event, &error), error);
    CHECK(event != NULL);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(other));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    /* The event is the last that is left; with it everything ends. */
    CHECK_STATUS(PCHAT_OK, pchat_event_free(event));
    WAIT_FOR(&left.destroyed, 1);
    CHECK(counter_value(&left.calls) == 1);
    wait_for_threads();
}

/* Closing one endpoint dispatches what waits for it, and leaves the others alone. */
static void close_one(void) {
    pchat_platform_t *platform = platform_of(true);
    pchat_endpoint_t *endpoint = endpoint_to(platform, silent), *other = endpoint_to(platform, silent);
    pchat_error_t *error = NULL;
    probe_t probe, others;
    start(endpoint, &probe);
    start(other, &others);
    CHECK_OK(pchat_endpoint_close_wait(endpoint, PATIENCE_S * 1000, &error), error);
    CHECK(counter_value(&probe.destroyed) == 1);
    CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_CANCELLED);
    CHECK(counter_value(&others.calls) == 0);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(other));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    CHECK_COMPLETED(&others, PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN);
}

static probe_t many[ENDPOINTS];

static void *drain(void *user_data) {
    pchat_platform_t *platform = (pchat_platform_t *)user_data;
    pchat_event_t *event = NULL;
    pchat_status_t status;
    while ((status = pchat_event_queue_next(platform, PCHAT_WAIT_FOREVER, &event, NULL)) == PCHAT_OK) {
        if (event == NULL) continue;
        CHECK_STATUS(PCHAT_OK, pchat_event_dispatch(event, NULL));
        CHECK_STATUS(PCHAT_OK, pchat_event_free(event));
    }
    CHECK(status == PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN);
    return NULL;
}

/* Several threads share the queue of many endpoints. */
static void many_endpoints(void) {
    pchat_platform_t *platform = platform_of(true);
    pchat_endpoint_t *endpoints[ENDPOINTS];
    pthread_t threads[3];
    for (int i = 0; i < 3; i++) CHECK(pthread_create(&threads[i], NULL, drain, platform) == 0);
    for (int i = 0; i < ENDPOINTS; i++) {
        endpoints[i] = endpoint_to(platform, closed);
        start(endpoints[i], &many[i]);
    }
    for (int i = 0; i < ENDPOINTS; i++) CHECK_COMPLETED(&many[i], PCHAT_ERROR_CODE_UNREACHABLE);
    CHECK_STATUS(PCHAT_OK, pchat_platform_shut_down(platform, NULL));
    for (int i = 0; i < 3; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    for (int i = 0; i < ENDPOINTS; i++) CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoints[i]));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
}

/* A platform that calls back itself has no queue for others. */
static void refused(void) {
    pchat_platform_t *platform = platform_of(false);
    pchat_error_t *error = NULL;
    pchat_event_t *event = NULL;
    int32_t descriptor = -1;
    CHECK_ERROR(PCHAT_ERROR_CODE_INVALID_OPERATION, "pull_events", pchat_event_queue_descriptor(platform, &descriptor, &error), error);
    CHECK_ERROR(PCHAT_ERROR_CODE_INVALID_OPERATION, "pull_events", pchat_event_queue_next(platform, 0, &event, &error), error);
    CHECK(descriptor == -1 && event == NULL);
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
}

int main(void) {
    test_begin();
    int closed_peer = closed_port(&closed), silent_peer = silent_port(&silent);
    one_endpoint();
    not_dispatched();
    close_one();
    many_endpoints();
    refused();
    close(closed_peer);
    close(silent_peer);
    return test_end();
}
