/* The log: by level, on a thread of its own, replaced, ended, and free of secrets. */
#include "local.h"
#include "peers.h"
#include "probe.h"

typedef struct {
    counter_t lines, destroyed;
    int32_t worst_level;
    bool secret_seen;
    pthread_t thread;
} log_t;

#define PASSWORD "correct horse"

static void on_line(int32_t level, const char *target, const char *message, void *user_data) {
    log_t *log = (log_t *)user_data;
    CHECK(counter_value(&log->destroyed) == 0);
    CHECK(level >= PCHAT_LOG_LEVEL_ERROR && level <= PCHAT_LOG_LEVEL_TRACE);
    CHECK(strncmp(target, "pchat", 5) == 0);
    if (level > log->worst_level) log->worst_level = level;
    if (strstr(message, PASSWORD) != NULL) log->secret_seen = true;
    log->thread = pthread_self();
    counter_add(&log->lines);
}

static void on_destroy(void *user_data) { counter_add(&((log_t *)user_data)->destroyed); }

static pchat_log_callback_t logger(log_t *log) {
    memset((void *)log, 0, sizeof *log);
    counter_init(&log->lines);
    counter_init(&log->destroyed);
    pchat_log_callback_t callback = {on_line, log, on_destroy};
    return callback;
}

/* Something that the library has to say something about. */
static void make_noise(void) {
    pchat_error_t *error = NULL;
    pchat_local_server_t *server = server_start();
    server_add_user(server, "ann");
    pchat_platform_t *platform = platform_of(false);
    pchat_endpoint_t *endpoint = endpoint_at(server, platform, "ann");
    CHECK_OK(pchat_endpoint_establish_wait(endpoint, PATIENCE_S * 1000, &error), error);
    CHECK_OK(pchat_endpoint_terminate_wait(endpoint, PATIENCE_S * 1000, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(server));
}

int main(void) {
    test_begin();
    pchat_error_t *error = NULL;
    log_t everything, little, refused;
    pchat_log_callback_t callback;

    /* Ending what never began. */
    CHECK_OK(pchat_log_set(PCHAT_LOG_LEVEL_OFF, NULL, &error), error);

    callback = logger(&everything);
    CHECK_OK(pchat_log_set(PCHAT_LOG_LEVEL_TRACE, &callback, &error), error);
    make_noise();
    WAIT_FOR(&everything.lines, 1);

    /* Another one takes its place; the old one has got its last line when this returns. */
    callback = logger(&little);
    CHECK_OK(pchat_log_set(PCHAT_LOG_LEVEL_WARN, &callback, &error), error);
    CHECK(counter_value(&everything.destroyed) == 1);
    CHECK(everything.worst_level >= PCHAT_LOG_LEVEL_DEBUG);
    CHECK(!everything.secret_seen);
    CHECK(!pthread_equal(everything.thread, pthread_self()));
    int lines = counter_value(&everything.lines);
    make_noise();
    CHECK(counter_value(&everything.lines) == lines);

    /* A level that does not exist changes nothing, and its `destroy` comes. */
    for (int i = 0; i < 2; i++) {
        callback = logger(&refused);
        CHECK_ERROR(PCHAT_ERROR_CODE_BAD_ARGUMENT, "level", pchat_log_set(i == 0 ? -1 : 6, &callback, &error), error);
        CHECK(counter_value(&refused.destroyed) == 1);
    }
    CHECK(counter_value(&little.destroyed) == 0);

    CHECK_OK(pchat_log_set(PCHAT_LOG_LEVEL_TRACE, NULL, &error), error);
    CHECK(counter_value(&little.destroyed) == 1);
    CHECK(little.worst_level <= PCHAT_LOG_LEVEL_WARN);

    /* Level OFF with a function is an end, too. */
    callback = logger(&refused);
    CHECK_OK(pchat_log_set(PCHAT_LOG_LEVEL_OFF, &callback, &error), error);
    CHECK(counter_value(&refused.destroyed) == 1 && counter_value(&refused.lines) == 0);
    return test_end();
}
