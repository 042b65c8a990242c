/* Completions and callbacks that remember what happened to them. */
#ifndef PCHAT_TEST_PROBE_H
#define PCHAT_TEST_PROBE_H

#include "check.h"

/* What is known of one completion, or of one registration. */
typedef struct {
    counter_t calls;
    counter_t destroyed;
    /* Calls that came after `destroy`. */
    int late;
    /* Of the last call. */
    pchat_status_t status;
    char message[256];
    pthread_t thread;
} probe_t;

static inline void probe_init(probe_t *probe) {
    memset((void *)probe, 0, sizeof *probe);
    counter_init(&probe->calls);
    counter_init(&probe->destroyed);
    probe->status = -1;
}

static inline void probe_call(const pchat_error_t *error, void *user_data) {
    probe_t *probe = (probe_t *)user_data;
    if (counter_value(&probe->destroyed) > 0) probe->late++;
    probe->status = pchat_error_code(error);
    probe->thread = pthread_self();
    snprintf(probe->message, sizeof probe->message, "%s", pchat_error_message(error));
    counter_add(&probe->calls);
}

static inline void probe_destroy(void *user_data) {
    probe_t *probe = (probe_t *)user_data;
    counter_add(&probe->destroyed);
}

/* A completion that the probe watches. The probe must live until `destroyed` was counted. */
static inline pchat_completion_t probe_completion(probe_t *probe) {
    pchat_completion_t completion;
    completion.call = probe_call;
    completion.user_data = probe;
    completion.destroy = probe_destroy;
    return completion;
}

/* Waits for the end and checks that there was one call with this status and one `destroy` after it. */
#define CHECK_COMPLETED(probe, expected)                             \
    do {                                                             \
        WAIT_FOR(&(probe)->destroyed, 1);                            \
        if (counter_value(&(probe)->calls) != 1 || counter_value(&(probe)->destroyed) != 1 || (probe)->late != 0)              \
            FAIL("%s: %d calls, %d times destroyed, %d calls after that", #probe, counter_value(&(probe)->calls),              \
                 counter_value(&(probe)->destroyed), (probe)->late); \
        if ((probe)->status != (expected))                           \
            FAIL("%s: %s (%s) instead of %s", #probe, pchat_error_code_name((probe)->status), (probe)->message, #expected);    \
    } while (0)

/* Checks that the operation was refused: no call, one `destroy`, already done. */
#define CHECK_REFUSED(probe)                                         \
    do {                                                             \
        if (counter_value(&(probe)->calls) != 0 || counter_value(&(probe)->destroyed) != 1)                                    \
            FAIL("%s: %d calls, %d times destroyed", #probe, counter_value(&(probe)->calls), counter_value(&(probe)->destroyed)); \
    } while (0)

#endif
