/* Consumes chat messages in a C callback and prints what that took, as one line of JSON.
 *
 * usage: consumer WORK callback COUNT RECORDING PORT [CA-FILE PASSWORD]
 *
 * WORK is delivery (COUNT messages of a recording, without network), latency (COUNT single ones), receive (COUNT from the server) or slow
 * (the same, with a pause of 10 seconds after the first). With a CA file: TLS, NTLM and signatures. Recordings need a library with the
 * feature `bench` and WITH_RECORDING here. */
#define _POSIX_C_SOURCE 200809L
#include <pchat.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef WITH_RECORDING
/* ffi/src/bench.rs */
pchat_status_t pchat_bench_load(const char *path, pchat_error_t **error);
pchat_status_t pchat_bench_replay(pchat_session_t *session, size_t count, pchat_error_t **error);
#else
#define pchat_bench_load(path, error) ((void)(path), (void)(error), 1)
#define pchat_bench_replay(session, count, error) ((void)(session), (void)(count), (void)(error), 1)
#endif

enum { PAUSE_SECONDS = 10 };

static long wanted, received, bytes, stalled_kib;
static double first, last;
static int is_slow, is_latency;
static sem_t done;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void rest(time_t seconds, long nanoseconds) {
    nanosleep(&(struct timespec){.tv_sec = seconds, .tv_nsec = nanoseconds}, NULL);
}

/* A line of this process's status; VmHWM is the most since forget_peak. */
static long resident_kib(const char *field) {
    char line[256];
    long kib = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (strncmp(line, field, strlen(field)) == 0) kib = atol(line + strlen(field) + 1);
    if (status) fclose(status);
    return kib;
}

static void forget_peak(void) {
    FILE *clear = fopen("/proc/self/clear_refs", "w");
    if (clear) fputs("5", clear), fclose(clear);
}

static void on_message(pchat_session_t *session, const pchat_chat_message_t *message, void *user_data) {
    (void)session, (void)user_data;
    if (is_latency) {
        last = now();
        sem_post(&done);
        return;
    }
    if (is_slow && received == 0) {
        rest(PAUSE_SECONDS, 0);
        stalled_kib = resident_kib("VmHWM");
    }
    bytes += (long)(strlen(message->content) + strlen(message->author_uri));
    if (received++ == 0) first = now();
    if (received == wanted) {
        last = now();
        sem_post(&done);
    }
}

static void on_state(pchat_session_t *session, const pchat_session_state_changed_t *event, void *user_data) {
    (void)session, (void)user_data;
    if (event->reason) {
        fprintf(stderr, "the session ended after %ld messages: %s\n", received, pchat_error_message(event->reason));
        exit(1);
    }
}

static int measure_latency(pchat_session_t *session, pchat_error_t **error) {
    printf("{\"micros\": [");
    for (long n = 0; n < wanted; n++) {
        rest(0, 2000000);
        double began = now();
        if (pchat_bench_replay(session, 1, error)) return 1;
        sem_wait(&done);
        printf("%s%.3f", n ? "," : "", (last - began) * 1e6);
    }
    printf("]}\n");
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 6 && argc != 8) return fputs("usage: consumer WORK callback COUNT RECORDING PORT [CA-FILE PASSWORD]\n", stderr), 2;
    const char *work = argv[1];
    is_slow = strcmp(work, "slow") == 0;
    is_latency = strcmp(work, "latency") == 0;
    int is_replayed = is_latency || strcmp(work, "delivery") == 0;
    wanted = atol(argv[3]);
    sem_init(&done, 0, 0);
    pchat_platform_t *platform = NULL;
    pchat_endpoint_t *endpoint = NULL;
    pchat_session_t *session = NULL;
    pchat_error_t *error = NULL;
    pchat_endpoint_settings_t settings;
    pchat_endpoint_settings_init(&settings, sizeof settings);
    settings.user_uri = "ann@example.com";
    settings.server = "127.0.0.1";
    settings.has_port = true;
    settings.port = (uint16_t)atoi(argv[5]);
    settings.transport = PCHAT_TRANSPORT_TCP;
    if (argc == 8) {
        settings.transport = PCHAT_TRANSPORT_TLS;
        settings.ca_file = argv[6];
        settings.password = argv[7];
    }
    pchat_session_callbacks_t callbacks;
    pchat_session_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.on_message_received = on_message;
    callbacks.on_state_changed = on_state;
    int failed = pchat_platform_start(NULL, &platform, &error) || pchat_endpoint_new(platform, &settings, &endpoint, &error) ||
                 pchat_endpoint_establish_wait(endpoint, 30000, &error) || pchat_session_new(endpoint, &session, &error) ||
                 pchat_session_add_callbacks(session, &callbacks, NULL, &error) ||
                 pchat_session_join_wait(session, "ma-chan://example.com/11111111-2222-3333-4444-555555555555", 30000, &error) ||
                 (is_replayed && pchat_bench_load(argv[4], &error));
    long before_kib = 0;
    if (!failed && is_slow) {
        forget_peak();
        before_kib = resident_kib("VmRSS");
    }
    if (!failed && is_latency) {
        failed = measure_latency(session, &error);
    } else if (!failed) {
        /* The server takes the first post as the sign to begin; nothing of ours comes back. */
        failed = is_replayed ? pchat_bench_replay(session, (size_t)wanted, &error)
                             : pchat_session_send_text(session, "go", NULL, NULL, &error);
        if (!failed) sem_wait(&done);
        if (is_slow)
            printf("{\"received\": %ld, \"stalled_kib\": %ld, \"peak_kib\": %ld}\n", received, stalled_kib - before_kib,
                   resident_kib("VmHWM") - before_kib);
        else
            printf("{\"received\": %ld, \"bytes\": %ld, \"seconds\": %.9f}\n", received, bytes, last - first);
    }
    if (failed) fprintf(stderr, "consumer: %s\n", error ? pchat_error_message(error) : "it was built without recordings");
    fflush(stdout);
    /* The server does not say goodbye, so neither is one said to it. */
    _Exit(failed);
}
