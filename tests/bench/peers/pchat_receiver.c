/* Receives COUNT chat messages with libpchat, reads each text and its author in a C callback, and prints how long that took.
 * usage: pchat_receiver PORT COUNT [CA-FILE PASSWORD]      with a CA file: TLS, NTLM and signatures */
#define _POSIX_C_SOURCE 200809L
#include <pchat.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long wanted, received, bytes;
static double first, last;
static sem_t done;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void on_message(pchat_session_t *session, const pchat_chat_message_t *message, void *user_data) {
    (void)session, (void)user_data;
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
        sem_post(&done);
    }
}

int main(int argc, char **argv) {
    if (argc != 3 && argc != 5) return 2;
    wanted = atol(argv[2]);
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
    settings.port = (uint16_t)atoi(argv[1]);
    settings.transport = PCHAT_TRANSPORT_TCP;
    if (argc == 5) {
        settings.transport = PCHAT_TRANSPORT_TLS;
        settings.ca_file = argv[3];
        settings.password = argv[4];
    }
    pchat_session_callbacks_t callbacks;
    pchat_session_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.on_message_received = on_message;
    callbacks.on_state_changed = on_state;
    if (pchat_platform_start(NULL, &platform, &error) || pchat_endpoint_new(platform, &settings, &endpoint, &error) ||
        pchat_endpoint_establish_wait(endpoint, 30000, &error) || pchat_session_new(endpoint, &session, &error) ||
        pchat_session_add_callbacks(session, &callbacks, NULL, &error) ||
        pchat_session_join_wait(session, "ma-chan://example.com/11111111-2222-3333-4444-555555555555", 30000, &error) ||
        /* The stub takes the first post as the sign to begin; nothing of ours comes back. */
        pchat_session_send_text(session, "go", NULL, NULL, &error)) {
        fprintf(stderr, "pchat_receiver: %s\n", pchat_error_message(error));
        return 1;
    }
    sem_wait(&done);
    printf("{\"received\": %ld, \"bytes\": %ld, \"seconds\": %.9f}\n", received, bytes, last - first);
    return received == wanted ? 0 : 1;
}
