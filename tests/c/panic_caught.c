/* A defect inside the library is an error for the program, and the library goes on. What the panics print is of the tests' making.
   run: hooks */
#include "hooks.h"
#include "peers.h"
#include "probe.h"

int main(void) {
    test_begin();
    uint16_t port = 0;
    int peer = closed_port(&port);
    pchat_platform_t *platform = platform_of(false);
    pchat_endpoint_t *endpoint = endpoint_to(platform, port);
    pchat_error_t *error = NULL;

    CHECK_ERROR(PCHAT_ERROR_CODE_INTERNAL, "deliberate", pchat_test_panic(&error), error);
    CHECK_STATUS(PCHAT_ERROR_CODE_INTERNAL, pchat_test_panic(NULL));

    probe_t probe;
    probe_init(&probe);
    pchat_completion_t completion = probe_completion(&probe);
    CHECK_OK(pchat_test_panic_operation(endpoint, &completion, &error), error);
    CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_INTERNAL);
    CHECK_ERROR(PCHAT_ERROR_CODE_INTERNAL, "defect", pchat_test_panic_wait(endpoint, &error), error);

    /* The same objects still work. */
    CHECK_ERROR(PCHAT_ERROR_CODE_UNREACHABLE, "127.0.0.1", pchat_endpoint_establish_wait(endpoint, PATIENCE_S * 1000, &error), error);
    CHECK_OK(pchat_endpoint_close_wait(endpoint, PATIENCE_S * 1000, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_OK(pchat_platform_shut_down(platform, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    close(peer);
    return test_end();
}
