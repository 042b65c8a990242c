/* A system that gives no threads is an error that says so, and the next try may work. tokio leaks a runtime that it
   could not start.
   run: leaks
   run: not asan: it has its own pthread_create
   run: not tsan: it has its own pthread_create */
#include "check.h"

#include <dlfcn.h>

typedef int create_t(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

/* How many threads may still be started. */
static int allowed = INT32_MAX;

/* In place of the system's. */
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument) {
    create_t *real = NULL;
    void *found = dlsym(RTLD_NEXT, "pthread_create");
    memcpy(&real, &found, sizeof real);
    if (__atomic_fetch_sub(&allowed, 1, __ATOMIC_SEQ_CST) <= 0) return EAGAIN;
    return real(thread, attributes, run, argument);
}

static pchat_status_t start(int threads, pchat_platform_t **platform, pchat_error_t **error) {
    __atomic_store_n(&allowed, threads, __ATOMIC_SEQ_CST);
    pchat_status_t status = pchat_platform_start(NULL, platform, error);
    __atomic_store_n(&allowed, INT32_MAX, __ATOMIC_SEQ_CST);
    return status;
}

int main(void) {
    test_begin();
    pchat_platform_t *platform = NULL;
    pchat_error_t *error = NULL;
    int refused = 0;
    /* None at all; one that tells that there are threads, and then none; enough for the network and none for callbacks; … */
    for (int threads = 0; start(threads, &platform, &error) != PCHAT_OK; threads++) {
        CHECK(threads < 16 && platform == NULL);
        CHECK_STATUS(PCHAT_ERROR_CODE_IO, pchat_error_code(error));
        CHECK(strstr(pchat_error_message(error), "cannot start the") != NULL);
        pchat_error_free(error);
        error = NULL;
        refused++;
    }
    CHECK(refused >= 2);
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    return test_end();
}
