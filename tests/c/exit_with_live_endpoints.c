/* A program may just end, in every way a program ends, while endpoints live, operations run and callbacks are called.
   run: leaks */
#include "peers.h"
#include "probe.h"

#include <sys/wait.h>

static uint16_t closed, silent;
static counter_t begun = COUNTER_INIT;

static void exit_in_callback(const pchat_error_t *error, void *user_data) {
    (void)error, (void)user_data;
    exit(42);
}

static void quick_exit_in_callback(const pchat_error_t *error, void *user_data) {
    (void)error, (void)user_data;
    quick_exit(42);
}

/* A callback that is called until the process has ended. */
static void again(const pchat_error_t *error, void *user_data) {
    (void)error;
    counter_add(&begun);
    pchat_completion_t completion = {again, user_data, NULL};
    pchat_endpoint_establish((pchat_endpoint_t *)user_data, &completion, NULL, NULL);
}

static void *endless_state(void *user_data) {
    pchat_endpoint_state_t state;
    while (pchat_endpoint_state((pchat_endpoint_t *)user_data, &state, NULL) == PCHAT_OK) counter_add(&begun);
    return NULL;
}

static void never_called(void) {}

static int live(const char *how) {
    alarm(PATIENCE_S);
    atexit(never_called);
    pchat_platform_t *platform = platform_of(false);
    pchat_endpoint_t *waiting = endpoint_to(platform, silent), *endpoint = endpoint_to(platform, closed);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_establish(waiting, NULL, NULL, NULL));
    if (strcmp(how, "exit in callback") == 0 || strcmp(how, "quick_exit in callback") == 0) {
        pchat_completion_t completion = {how[0] == 'q' ? quick_exit_in_callback : exit_in_callback, NULL, NULL};
        CHECK_STATUS(PCHAT_OK, pchat_endpoint_establish(endpoint, &completion, NULL, NULL));
        for (;;) pause();
    }
    pchat_completion_t completion = {again, endpoint, NULL};
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_establish(endpoint, &completion, NULL, NULL));
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, endless_state, endpoint) == 0);
    WAIT_FOR(&begun, 20);
    if (strcmp(how, "exit") == 0) exit(42);
    if (strcmp(how, "_exit") == 0) _exit(42);
    if (strcmp(how, "quick_exit") == 0) quick_exit(42);
    /* The main thread ends before the process: another thread ends that. */
    if (strcmp(how, "exit on another thread") == 0) {
        pchat_completion_t last = {exit_in_callback, NULL, NULL};
        CHECK_STATUS(PCHAT_OK, pchat_endpoint_terminate(endpoint, &last, NULL, NULL));
        pthread_exit(NULL);
    }
    return 42;
}

int main(void) {
    static const char *const ways[] = {"exit",  "_exit", "quick_exit", "return", "exit in callback", "quick_exit in callback",
                                       "exit on another thread"};
    int closed_peer = closed_port(&closed), silent_peer = silent_port(&silent);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        for (int round = 0; round < 2; round++) {
            fflush(NULL);
            pid_t child = fork();
            CHECK(child >= 0);
            if (child == 0) return live(ways[i]);
            int status = 0;
            CHECK(waitpid(child, &status, 0) == child);
            if (!WIFEXITED(status) || WEXITSTATUS(status) != 42) FAIL("%s: the process ended with %#x", ways[i], (unsigned)status);
        }
    }
    close(closed_peer);
    close(silent_peer);
    return 0;
}
