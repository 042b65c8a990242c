/* The deliberate defects of ffi/src/test_hooks.rs. */
#ifndef PCHAT_TEST_HOOKS_H
#define PCHAT_TEST_HOOKS_H

#include <pchat.h>

#ifdef __cplusplus
extern "C" {
#endif

pchat_status_t pchat_test_panic(pchat_error_t **error);
pchat_status_t pchat_test_panic_operation(pchat_endpoint_t *endpoint, const pchat_completion_t *completion, pchat_error_t **error);
pchat_status_t pchat_test_panic_wait(pchat_endpoint_t *endpoint, pchat_error_t **error);
uint8_t pchat_test_use_after_free(void);
void pchat_test_leak(void);
void pchat_test_race(void);

#ifdef __cplusplus
}
#endif

#endif
