/* Functions that wait end with their time: the operation is cancelled, the endpoint stays usable as far as its state allows. */
#include "peers.h"
#include "probe.h"

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(void) {
    test_begin();
    uint16_t silent = 0, closed = 0;
    int silent_peer = silent_port(&silent), closed_peer = closed_port(&closed);
    pchat_error_t *error = NULL;
    pchat_platform_t *platform = platform_of(false);

    static const uint32_t limits[] = {0, 1, 50};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        pchat_endpoint_t *endpoint = endpoint_to(platform, silent);
        double began = now();
        CHECK_ERROR(PCHAT_ERROR_CODE_TIMED_OUT, "cancelled", pchat_endpoint_establish_wait(endpoint, limits[i], &error), error);
        CHECK(now() - began >= limits[i] / 1000.0);
        /* Nothing of it runs any more, so closing has nothing to wait for but the cancelled operation. */
        CHECK_OK(pchat_endpoint_close_wait(endpoint, PATIENCE_S * 1000, &error), error);
        CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    }

    /* Without end: until the operation itself is over. */
    pchat_endpoint_t *endpoint = endpoint_to(platform, closed);
    CHECK_ERROR(PCHAT_ERROR_CODE_UNREACHABLE, "127.0.0.1", pchat_endpoint_establish_wait(endpoint, PCHAT_WAIT_FOREVER, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));

    /* An empty queue. */
    platform = platform_of(true);
    pchat_event_t *event = (pchat_event_t *)&error;
    double began = now();
    CHECK_OK(pchat_event_queue_next(platform, 30, &event, &error), error);
    CHECK(event == NULL && now() - began >= 0.03);
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    close(silent_peer);
    close(closed_peer);
    return test_end();
}
