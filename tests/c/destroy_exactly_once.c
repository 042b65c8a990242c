/* `destroy` of a registration runs once, after the last call, on every path: removed, freed, closed, shut down, and when it could not
   be added. */
#include "peers.h"
#include "probe.h"

static pchat_platform_t *platform;
static uint16_t closed;

static void on_state_changed(pchat_endpoint_t *endpoint, const pchat_endpoint_state_changed_t *event, void *user_data) {
    (void)endpoint, (void)event;
    probe_t *probe = (probe_t *)user_data;
    if (counter_value(&probe->destroyed) > 0) probe->late++;
    counter_add(&probe->calls);
}

static pchat_endpoint_callbacks_t watched(probe_t *probe) {
    pchat_endpoint_callbacks_t callbacks;
    probe_init(probe);
    pchat_endpoint_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.user_data = probe;
    callbacks.destroy = probe_destroy;
    callbacks.on_state_changed = on_state_changed;
    return callbacks;
}

#define CHECK_GONE(probe)                                                                        \
    do {                                                                                         \
        WAIT_FOR(&(probe)->destroyed, 1);                                                        \
        CHECK(counter_value(&(probe)->destroyed) == 1 && (probe)->late == 0);                    \
    } while (0)

int main(void) {
    test_begin();
    int peer = closed_port(&closed);
    platform = platform_of(false);
    pchat_error_t *error = NULL;
    probe_t a, b, c;
    pchat_endpoint_callbacks_t callbacks;
    uint64_t first = 0, second = 0;

    /* Removed, once. */
    pchat_endpoint_t *endpoint = endpoint_to(platform, closed);
    callbacks = watched(&a);
    CHECK_OK(pchat_endpoint_add_callbacks(endpoint, &callbacks, &first, &error), error);
    callbacks = watched(&b);
    CHECK_OK(pchat_endpoint_add_callbacks(endpoint, &callbacks, &second, &error), error);
    CHECK(first != second);
    CHECK_OK(pchat_endpoint_remove_callbacks(endpoint, first, &error), error);
    CHECK(counter_value(&a.destroyed) == 1);
    CHECK_ERROR(PCHAT_ERROR_CODE_BAD_ARGUMENT, "registration", pchat_endpoint_remove_callbacks(endpoint, first, &error), error);
    CHECK(counter_value(&a.destroyed) == 1 && counter_value(&b.destroyed) == 0);

    /* Freed with the object, after the events that it saw. */
    CHECK_STATUS(PCHAT_ERROR_CODE_UNREACHABLE, pchat_endpoint_establish_wait(endpoint, PATIENCE_S * 1000, NULL));
    WAIT_FOR(&b.calls, 2);
    CHECK(counter_value(&a.calls) == 0);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_GONE(&b);

    /* Closed; added after the close. */
    endpoint = endpoint_to(platform, closed);
    callbacks = watched(&a);
    CHECK_OK(pchat_endpoint_add_callbacks(endpoint, &callbacks, NULL, &error), error);
    CHECK_OK(pchat_endpoint_close_wait(endpoint, PATIENCE_S * 1000, &error), error);
    CHECK(counter_value(&a.destroyed) == 1);
    callbacks = watched(&b);
    CHECK_ERROR(PCHAT_ERROR_CODE_INVALID_OPERATION, "closed", pchat_endpoint_add_callbacks(endpoint, &callbacks, NULL, &error), error);
    CHECK(counter_value(&b.destroyed) == 1);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));

    /* A stale handle, NULL, and a struct with something that this version does not know. */
    callbacks = watched(&a);
    CHECK_ERROR(PCHAT_ERROR_CODE_INVALID_HANDLE, "freed", pchat_endpoint_add_callbacks(endpoint, &callbacks, NULL, &error), error);
    CHECK(counter_value(&a.destroyed) == 1);
    callbacks = watched(&b);
    CHECK_STATUS(PCHAT_ERROR_CODE_INVALID_HANDLE, pchat_endpoint_add_callbacks(NULL, &callbacks, NULL, NULL));
    CHECK(counter_value(&b.destroyed) == 1);
    endpoint = endpoint_to(platform, closed);
    struct {
        pchat_endpoint_callbacks_t known;
        uint64_t unknown;
    } newer;
    memset((void *)&newer, 0, sizeof newer);
    newer.known = watched(&c);
    newer.known.struct_size = sizeof newer;
    newer.unknown = 1;
    CHECK_ERROR(PCHAT_ERROR_CODE_BAD_ARGUMENT, "newer", pchat_endpoint_add_callbacks(endpoint, &newer.known, NULL, &error), error);
    CHECK(counter_value(&c.destroyed) == 1);
    /* The same with an empty end is what it always was. */
    newer.known = watched(&c);
    newer.known.struct_size = sizeof newer;
    newer.unknown = 0;
    CHECK_OK(pchat_endpoint_add_callbacks(endpoint, &newer.known, NULL, &error), error);
    CHECK(counter_value(&c.destroyed) == 0);

    /* Shutting the platform down tells the last events; the registration stays until its object goes. */
    CHECK_OK(pchat_platform_shut_down(platform, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_GONE(&c);

    /* A completion on a platform that is shut down. */
    endpoint = NULL;
    pchat_platform_t *other = platform_of(false);
    pchat_endpoint_t *left = endpoint_to(other, closed);
    CHECK_OK(pchat_platform_shut_down(other, &error), error);
    probe_init(&a);
    pchat_completion_t completion = probe_completion(&a);
    CHECK_ERROR(PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN, "shut down", pchat_endpoint_establish(left, &completion, NULL, &error), error);
    CHECK_REFUSED(&a);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(left));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(other));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    close(peer);
    return test_end();
}
