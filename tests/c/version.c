/* Header and library agree on the version, and numbers have names. */
#include "check.h"

int main(void) {
    char text[32];
    test_begin();
    CHECK(strcmp(pchat_version(), PCHAT_VERSION) == 0);
    CHECK(pchat_version_number() == PCHAT_VERSION_NUMBER);
    snprintf(text, sizeof text, "%d.%d.%d", PCHAT_VERSION_MAJOR, PCHAT_VERSION_MINOR, PCHAT_VERSION_PATCH);
    CHECK(strcmp(text, PCHAT_VERSION) == 0);
    CHECK(PCHAT_VERSION_NUMBER == PCHAT_VERSION_MAJOR * 1000000 + PCHAT_VERSION_MINOR * 1000 + PCHAT_VERSION_PATCH);

    CHECK(strcmp(pchat_error_code_name(PCHAT_ERROR_CODE_BAD_ARGUMENT), "bad argument") == 0);
    CHECK(strcmp(pchat_endpoint_state_name(PCHAT_ENDPOINT_STATE_ESTABLISHED), "established") == 0);
    CHECK(strcmp(pchat_transport_name(PCHAT_TRANSPORT_TLS), "tls") == 0);
    CHECK(strcmp(pchat_transport_name(-1), "unknown") == 0);
    CHECK(strcmp(pchat_error_code_name(INT32_MAX), "unknown") == 0);
    CHECK(strcmp(pchat_session_state_name(INT32_MIN), "unknown") == 0);
    return test_end();
}
