/* Every operation that was started completes once, then `destroy` comes; one that was refused at once only gets `destroy`. */
#include "peers.h"
#include "probe.h"

static pchat_platform_t *platform;
static uint16_t silent, closed;

static void start(pchat_endpoint_t *endpoint, probe_t *probe) {
    pchat_error_t *error = NULL;
    probe_init(probe);
    pchat_completion_t completion = probe_completion(probe);
    CHECK_OK(pchat_endpoint_establish(endpoint, &completion, NULL, &error), error);
}

static void success_and_failure(void) {
    probe_t probe;
    pchat_error_t *error = NULL;
    pchat_endpoint_t *endpoint = endpoint_to(platform, closed);
    start(endpoint, &probe);
    CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_UNREACHABLE);
    /* An endpoint that is over is terminated at once: a success. */
    probe_init(&probe);
    pchat_completion_t completion = probe_completion(&probe);
    CHECK_OK(pchat_endpoint_terminate(endpoint, &completion, NULL, &error), error);
    CHECK_COMPLETED(&probe, PCHAT_OK);
    /* A state that does not allow it is told by the completion as well. */
    start(endpoint, &probe);
    CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_INVALID_OPERATION);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
}

static void own_time_limit(void) {
    probe_t probe;
    pchat_endpoint_settings_t settings;
    pchat_endpoint_t *endpoint = NULL;
    pchat_error_t *error = NULL;
    pchat_endpoint_settings_init(&settings, sizeof settings);
    settings.user_uri = "ann@example.com";
    settings.server = "127.0.0.1";
    settings.has_port = true;
    settings.port = silent;
    settings.transport = PCHAT_TRANSPORT_TCP;
    settings.authentication = PCHAT_AUTHENTICATION_NONE;
    settings.operation_timeout_ms = 50;
    CHECK_OK(pchat_endpoint_new(platform, &settings, &endpoint, &error), error);
    start(endpoint, &probe);
    CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_TIMED_OUT);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
}

static void refused_at_once(void) {
    probe_t probe;
    pchat_error_t *error = NULL;
    pchat_endpoint_t *endpoint = endpoint_to(platform, closed);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    probe_init(&probe);
    pchat_completion_t completion = probe_completion(&probe);
    uint64_t number = 77;
    CHECK_ERROR(PCHAT_ERROR_CODE_INVALID_HANDLE, "endpoint", pchat_endpoint_establish(endpoint, &completion, &number, &error), error);
    CHECK_REFUSED(&probe);
    CHECK(number == 77);
}

static void freed_meanwhile(void) {
    /* The operation goes on without the program's handle, until the platform ends it. */
    pchat_platform_t *own = platform_of(false);
    pchat_endpoint_t *endpoint = endpoint_to(own, silent);
    probe_t probe;
    start(endpoint, &probe);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK(counter_value(&probe.calls) == 0);
    CHECK_STATUS(PCHAT_OK, pchat_platform_shut_down(own, NULL));
    CHECK(counter_value(&probe.destroyed) == 1);
    CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN);
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(own));
}

static void shut_down_with_many(bool pull_events) {
    enum { MANY = 60 };
    static probe_t probes[MANY];
    pchat_platform_t *own = platform_of(pull_events);
    pchat_endpoint_t *endpoints[MANY];
    for (int i = 0; i < MANY; i++) {
        endpoints[i] = endpoint_to(own, i % 3 == 0 ? closed : silent);
        start(endpoints[i], &probes[i]);
    }
    CHECK_STATUS(PCHAT_OK, pchat_platform_shut_down(own, NULL));
    for (int i = 0; i < MANY; i++) {
        if (i % 3 != 0) CHECK_COMPLETED(&probes[i], PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN);
        else CHECK(counter_value(&probes[i].calls) == 1 && counter_value(&probes[i].destroyed) == 1);
        CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoints[i]));
    }
    /* Nothing starts on it any more. */
    CHECK_STATUS(PCHAT_OK, pchat_platform_shut_down(own, NULL));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(own));
}

static void too_many(void) {
    enum { LIMIT = 1024 };
    static probe_t probes[LIMIT + 1];
    pchat_error_t *error = NULL;
    pchat_endpoint_t *endpoint = endpoint_to(platform, silent);
    start(endpoint, &probes[0]);
    /* One endpoint has so many operations and no more; the bound protects the queue of completions. */
    int started = 1;
    for (; started <= LIMIT; started++) {
        probe_init(&probes[started]);
        pchat_completion_t completion = probe_completion(&probes[started]);
        pchat_status_t status = pchat_endpoint_terminate(endpoint, &completion, NULL, &error);
        if (status != PCHAT_OK) {
            CHECK(status == PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS);
            CHECK_REFUSED(&probes[started]);
            pchat_error_free(error);
            error = NULL;
            break;
        }
    }
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_close_wait(endpoint, PATIENCE_S * 1000, NULL));
    for (int i = 0; i < started; i++) CHECK(counter_value(&probes[i].calls) == 1 && counter_value(&probes[i].destroyed) == 1);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
}

int main(void) {
    test_begin();
    int silent_peer = silent_port(&silent), closed_peer = closed_port(&closed);
    platform = platform_of(false);
    success_and_failure();
    own_time_limit();
    refused_at_once();
    freed_meanwhile();
    shut_down_with_many(false);
    shut_down_with_many(true);
    too_many();
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    close(silent_peer);
    close(closed_peer);
    return test_end();
}
