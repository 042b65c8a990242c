/* A child process has none of the library's threads: what came from the parent is refused there, a platform of its own works, and the
   parent does not notice.
   run: not asan: its allocator stays locked in a child that was forked while another thread was inside it */
#include "peers.h"
#include "probe.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

static uint16_t closed, silent;

/* What a process can do with a platform of its own. */
static void use_a_platform(void) {
    pchat_platform_t *platform = platform_of(false);
    pchat_endpoint_t *endpoint = endpoint_to(platform, closed);
    probe_t probe;
    probe_init(&probe);
    pchat_completion_t completion = probe_completion(&probe);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_establish(endpoint, &completion, NULL, NULL));
    CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_UNREACHABLE);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
}

static void in_child(pchat_platform_t *platform, pchat_endpoint_t *endpoint, pchat_error_t *old, int generations);

static void fork_and_check(pchat_platform_t *platform, pchat_endpoint_t *endpoint, pchat_error_t *old, int generations) {
    volatile int *done = (volatile int *)mmap(NULL, sizeof *done, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK((void *)done != MAP_FAILED);
    fflush(NULL);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        /* Whatever hangs must not outlive the test. */
        alarm(PATIENCE_S);
        in_child(platform, endpoint, old, generations);
        fflush(NULL);
        *done = 1;
        /* No look for leaks here: what the parent's threads held is lost in the child. */
        kill(getpid(), SIGKILL);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    if (*done != 1 || !WIFSIGNALED(status)) FAIL("the child ended with %#x", (unsigned)status);
    munmap((void *)done, sizeof *done);
}

static void in_child(pchat_platform_t *platform, pchat_endpoint_t *endpoint, pchat_error_t *old, int generations) {
    pchat_error_t *error = NULL;
    pchat_endpoint_settings_t settings;
    pchat_endpoint_t *made = NULL;
    pchat_endpoint_state_t state = -1;
    CHECK(pchat_live_handles() == 0);
    CHECK(strcmp(pchat_version(), PCHAT_VERSION) == 0);
    pchat_endpoint_settings_init(&settings, sizeof settings);
    settings.user_uri = "ann@example.com";
    CHECK_ERROR(PCHAT_ERROR_CODE_FORKED_PROCESS, "forked", pchat_endpoint_new(platform, &settings, &made, &error), error);
    CHECK_ERROR(PCHAT_ERROR_CODE_FORKED_PROCESS, "new platform", pchat_endpoint_state(endpoint, &state, &error), error);
    CHECK_ERROR(PCHAT_ERROR_CODE_FORKED_PROCESS, "forked", pchat_platform_shut_down(platform, &error), error);
    CHECK_ERROR(PCHAT_ERROR_CODE_FORKED_PROCESS, "forked", pchat_endpoint_establish_wait(endpoint, 1000, &error), error);
    CHECK_ERROR(PCHAT_ERROR_CODE_FORKED_PROCESS, "forked", pchat_endpoint_close_wait(endpoint, 1000, &error), error);
    probe_t probe;
    probe_init(&probe);
    pchat_completion_t completion = probe_completion(&probe);
    CHECK_ERROR(PCHAT_ERROR_CODE_FORKED_PROCESS, "forked", pchat_endpoint_establish(endpoint, &completion, NULL, &error), error);
    CHECK_REFUSED(&probe);
    /* Freeing what is the parent's does nothing. */
    CHECK_STATUS(PCHAT_ERROR_CODE_FORKED_PROCESS, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_ERROR_CODE_FORKED_PROCESS, pchat_platform_free(platform));
    CHECK_STATUS(PCHAT_ERROR_CODE_FORKED_PROCESS, pchat_error_free(old));
    CHECK(strcmp(pchat_error_message(old), "") == 0);

    use_a_platform();
    if (generations > 1) {
        /* A child of the child, which has a platform that runs. */
        pchat_platform_t *own = platform_of(false);
        pchat_endpoint_t *running = endpoint_to(own, silent);
        CHECK_STATUS(PCHAT_OK, pchat_endpoint_establish(running, NULL, NULL, NULL));
        pchat_error_t *made_here = NULL;
        CHECK_STATUS(PCHAT_ERROR_CODE_BAD_ARGUMENT, pchat_operation_cancel(0, &made_here));
        fork_and_check(own, running, made_here, generations - 1);
        CHECK_STATUS(PCHAT_OK, pchat_error_free(made_here));
        CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(running));
        CHECK_STATUS(PCHAT_OK, pchat_platform_free(own));
    }
    CHECK(pchat_live_handles() == 0);
}

/* Forks while other threads are inside the library all the time: no lock of theirs may be found locked in the child. */
static volatile bool busy = true;

static void *keep_busy(void *user_data) {
    pchat_endpoint_t *endpoint = (pchat_endpoint_t *)user_data;
    while (__atomic_load_n(&busy, __ATOMIC_RELAXED)) {
        pchat_endpoint_state_t state;
        pchat_error_t *error = NULL;
        CHECK_STATUS(PCHAT_OK, pchat_endpoint_retain(endpoint));
        CHECK_STATUS(PCHAT_OK, pchat_endpoint_state(endpoint, &state, NULL));
        CHECK_STATUS(PCHAT_ERROR_CODE_BAD_ARGUMENT, pchat_operation_cancel(0, &error));
        CHECK_STATUS(PCHAT_OK, pchat_error_free(error));
        CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    }
    return NULL;
}

int main(void) {
    test_begin();
    int closed_peer = closed_port(&closed), silent_peer = silent_port(&silent);
    pchat_platform_t *platform = platform_of(false);
    pchat_endpoint_t *endpoint = endpoint_to(platform, silent);
    pchat_error_t *old = NULL;
    CHECK_STATUS(PCHAT_ERROR_CODE_BAD_ARGUMENT, pchat_operation_cancel(0, &old));
    probe_t probe;
    probe_init(&probe);
    pchat_completion_t completion = probe_completion(&probe);
    uint64_t number = 0;
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_establish(endpoint, &completion, &number, NULL));

    fork_and_check(platform, endpoint, old, 3);

    pthread_t threads[2];
    for (int i = 0; i < 2; i++) CHECK(pthread_create(&threads[i], NULL, keep_busy, endpoint) == 0);
    for (int i = 0; i < 10; i++) fork_and_check(platform, endpoint, old, 1);
    __atomic_store_n(&busy, false, __ATOMIC_RELAXED);
    for (int i = 0; i < 2; i++) CHECK(pthread_join(threads[i], NULL) == 0);

    /* The parent's operation still runs, and ends as it would have. */
    CHECK(counter_value(&probe.calls) == 0);
    CHECK_STATUS(PCHAT_OK, pchat_operation_cancel(number, NULL));
    CHECK_COMPLETED(&probe, PCHAT_ERROR_CODE_CANCELLED);
    CHECK_STATUS(PCHAT_OK, pchat_error_free(old));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    use_a_platform();
    close(closed_peer);
    close(silent_peer);
    return test_end();
}
