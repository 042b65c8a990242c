/* Checks, and waiting with a deadline, for the tests in this folder. Everything here is C11 and C++17. */
#ifndef PCHAT_TEST_CHECK_H
#define PCHAT_TEST_CHECK_H

#include <pchat.h>

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* How long a test waits for what must happen. The runner's own limit is longer. */
#define PATIENCE_S 60

/* An error of the test: the process ends at once, because threads of the library may be anywhere. */
#define FAIL(...)                                                    \
    do {                                                             \
        fprintf(stderr, "%s:%d: ", __FILE__, __LINE__);              \
        fprintf(stderr, __VA_ARGS__);                                \
        fputc('\n', stderr);                                         \
        fflush(NULL);                                                \
        _exit(1);                                                    \
    } while (0)

#define CHECK(condition)                                             \
    do {                                                             \
        if (!(condition)) FAIL("not so: %s", #condition);            \
    } while (0)

/* The call's status must be `expected`. */
#define CHECK_STATUS(expected, call)                                 \
    do {                                                             \
        pchat_status_t check_status_ = (call);                       \
        if (check_status_ != (expected))                             \
            FAIL("%s: %s (%d) instead of %s", #call, pchat_error_code_name(check_status_), (int)check_status_, #expected); \
    } while (0)

/* The call must succeed; `error` is a `pchat_error_t *` that it was given. */
#define CHECK_OK(call, error)                                        \
    do {                                                             \
        pchat_status_t check_status_ = (call);                       \
        if (check_status_ != PCHAT_OK)                               \
            FAIL("%s: %s: %s", #call, pchat_error_code_name(check_status_), pchat_error_message(error)); \
    } while (0)

/* The call must fail with `expected`, hand out an error with that code and with a message that contains `part`. */
#define CHECK_ERROR(expected, part, call, error)                     \
    do {                                                             \
        error = NULL;                                                \
        CHECK_STATUS(expected, call);                                \
        check_error_(__FILE__, __LINE__, #call, expected, part, error); \
        error = NULL;                                                \
    } while (0)

static inline void check_error_(const char *file, int line, const char *call, pchat_status_t expected, const char *part,
                                pchat_error_t *error) {
    if (error == NULL || pchat_error_code(error) != expected || strstr(pchat_error_message(error), part) == NULL) {
        fprintf(stderr, "%s:%d: %s: code %d instead of %d, or no '%s' in '%s'\n", file, line, call, (int)pchat_error_code(error),
                (int)expected, part, pchat_error_message(error));
        _exit(1);
    }
    pchat_error_free(error);
}

static inline struct timespec check_deadline_(void) {
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += PATIENCE_S;
    return end;
}

/* Counts something that other threads do, and waits for it. */
typedef struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int count;
} counter_t;

#define COUNTER_INIT {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0}

static inline void counter_init(counter_t *counter) {
    pthread_mutex_init(&counter->lock, NULL);
    pthread_cond_init(&counter->changed, NULL);
    counter->count = 0;
}

static inline void counter_add(counter_t *counter) {
    pthread_mutex_lock(&counter->lock);
    counter->count++;
    pthread_cond_broadcast(&counter->changed);
    pthread_mutex_unlock(&counter->lock);
}

static inline int counter_value(counter_t *counter) {
    pthread_mutex_lock(&counter->lock);
    int count = counter->count;
    pthread_mutex_unlock(&counter->lock);
    return count;
}

/* Waits until the count is at least `count`. False when patience ends first. */
static inline bool counter_reaches(counter_t *counter, int count) {
    struct timespec end = check_deadline_();
    int failed = 0;
    pthread_mutex_lock(&counter->lock);
    while (counter->count < count && failed == 0) failed = pthread_cond_timedwait(&counter->changed, &counter->lock, &end);
    bool reached = counter->count >= count;
    pthread_mutex_unlock(&counter->lock);
    return reached;
}

#define WAIT_FOR(counter, number)                                    \
    do {                                                             \
        if (!counter_reaches(counter, number))                       \
            FAIL("%s is %d and does not get to %d", #counter, counter_value(counter), (int)(number)); \
    } while (0)

static inline int thread_count(void) {
    DIR *tasks = opendir("/proc/self/task");
    CHECK(tasks != NULL);
    int count = 0;
    for (struct dirent *task = readdir(tasks); task != NULL; task = readdir(tasks))
        if (task->d_name[0] != '.') count++;
    closedir(tasks);
    return count;
}

/* ThreadSanitizer has a thread of its own. */
#ifdef __SANITIZE_THREAD__
#define OWN_THREADS 2
#else
#define OWN_THREADS 1
#endif

/* Call it first in main. */
static inline void test_begin(void) { CHECK(thread_count() <= OWN_THREADS && pchat_live_handles() == 0); }

/* Waits until every thread of the library has ended. What was freed inside a callback ends in the background, without an event. */
static inline void wait_for_threads(void) {
    struct timespec nap = {0, 1000000};
    for (int i = 0; thread_count() > OWN_THREADS; i++) {
        if (i > PATIENCE_S * 1000) FAIL("%d threads are still there", thread_count() - OWN_THREADS);
        nanosleep(&nap, NULL);
    }
}

/* Ends main: everything was freed and every thread has ended. */
static inline int test_end(void) {
    /* A callback that returns just now may hold the last handle. */
    wait_for_threads();
    if (pchat_live_handles() != 0) FAIL("%llu handles were not freed", (unsigned long long)pchat_live_handles());
    return 0;
}

#endif
