/* Cancelling: before the completion it ends the operation, after it nothing happens, and from every thread at once there is still one
   completion. */
#include "peers.h"
#include "probe.h"

#define THREADS 4

static uint64_t contended;
static pthread_barrier_t together;

static void *cancel_contended(void *unused) {
    pthread_barrier_wait(&together);
    CHECK_STATUS(PCHAT_OK, pchat_operation_cancel(contended, NULL));
    return unused;
}

static uint64_t own_number;

static void cancel_itself(const pchat_error_t *error, void *user_data) {
    CHECK_STATUS(PCHAT_OK, pchat_operation_cancel(own_number, NULL));
    probe_call(error, user_data);
}

int main(void) {
    test_begin();
    uint16_t silent = 0, closed = 0;
    int silent_peer = silent_port(&silent), closed_peer = closed_port(&closed);
    pchat_platform_t *platform = platform_of(false);
    pchat_error_t *error = NULL;
    probe_t probe;
    pchat_completion_t completion;
    uint64_t number = 0, last = 0;

    /* Before the completion. */
    pchat_endpoint_t *endpoint = endpoint_to(platform, silent);
    probe_init(&probe);
    completion = probe_completion(&probe);
    CHECK_OK(pchat_endpoint_establish(endpoint, &completion, &number, &error), error);
    CHECK(number != 0);
    CHECK(counter_value(&probe.calls) == 0);
    CHECK_OK(pchat_operation_cancel(number, &error), error);
    CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_CANCELLED);
    CHECK(strstr(probe.message, "cancelled") != NULL);
    CHECK(!pthread_equal(probe.thread, pthread_self()));

    /* After it, twice. */
    CHECK_OK(pchat_operation_cancel(number, &error), error);
    CHECK_OK(pchat_operation_cancel(number, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_OK(pchat_operation_cancel(number, &error), error);
    CHECK(counter_value(&probe.calls) == 1);

    /* A number that never was. */
    CHECK_ERROR(PCHAT_ERROR_CODE_BAD_ARGUMENT, "0", pchat_operation_cancel(0, &error), error);
    CHECK_ERROR(PCHAT_ERROR_CODE_BAD_ARGUMENT, "number", pchat_operation_cancel(number + 1000000, &error), error);
    CHECK_ERROR(PCHAT_ERROR_CODE_BAD_ARGUMENT, "number", pchat_operation_cancel(UINT64_MAX, &error), error);

    /* Numbers are not used again. */
    last = number;

    /* Inside the completion itself. */
    endpoint = endpoint_to(platform, closed);
    probe_init(&probe);
    completion = probe_completion(&probe);
    completion.call = cancel_itself;
    CHECK_OK(pchat_endpoint_establish(endpoint, &completion, &own_number, &error), error);
    CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_UNREACHABLE);
    CHECK(own_number > last);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));

    /* Against the end of the operation and against other threads. */
    CHECK(pthread_barrier_init(&together, NULL, THREADS) == 0);
    for (int round = 0; round < 40; round++) {
        pthread_t threads[THREADS];
        bool fails_by_itself = round % 2 == 0;
        endpoint = endpoint_to(platform, fails_by_itself ? closed : silent);
        probe_init(&probe);
        completion = probe_completion(&probe);
        CHECK_OK(pchat_endpoint_establish(endpoint, &completion, &contended, &error), error);
        for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, cancel_contended, NULL) == 0);
        for (int i = 0; i < THREADS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
        WAIT_FOR(&probe.destroyed, 1);
        if (probe.status != PCHAT_ERROR_CODE_CANCELLED && !(fails_by_itself && probe.status == PCHAT_ERROR_CODE_UNREACHABLE))
            FAIL("%s", pchat_error_code_name(probe.status));
        CHECK_COMPLETED(&probe, probe.status);
        CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    }
    pthread_barrier_destroy(&together);

    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    close(silent_peer);
    close(closed_peer);
    return test_end();
}
