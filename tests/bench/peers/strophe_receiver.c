/* Receives COUNT groupchat messages with libstrophe, reads each body and its author, and prints how long that took.
 * usage: strophe_receiver PORT COUNT */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strophe.h>
#include <time.h>

static long wanted, received, bytes;
static double first, last;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int on_message(xmpp_conn_t *conn, xmpp_stanza_t *stanza, void *user_data) {
    (void)user_data;
    const char *author = xmpp_stanza_get_from(stanza);
    char *body = xmpp_message_get_body(stanza);
    if (body && author) {
        bytes += (long)(strlen(body) + strlen(author));
        xmpp_free(xmpp_conn_get_context(conn), body);
        if (received++ == 0) first = now();
    }
    if (received == wanted) {
        last = now();
        xmpp_stop(xmpp_conn_get_context(conn));
    }
    return 1;
}

static void on_connection(xmpp_conn_t *conn, xmpp_conn_event_t event, int error, xmpp_stream_error_t *stream_error,
                          void *user_data) {
    (void)error, (void)stream_error;
    xmpp_ctx_t *context = user_data;
    if (event != XMPP_CONN_CONNECT) {
        xmpp_stop(context);
        return;
    }
    xmpp_handler_add(conn, on_message, NULL, "message", NULL, NULL);
    xmpp_stanza_t *presence = xmpp_presence_new(context);
    xmpp_send(conn, presence);
    xmpp_stanza_release(presence);
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    wanted = atol(argv[2]);
    xmpp_initialize();
    xmpp_ctx_t *context = xmpp_ctx_new(NULL, NULL);
    xmpp_conn_t *conn = xmpp_conn_new(context);
    xmpp_conn_set_flags(conn, XMPP_CONN_FLAG_DISABLE_TLS);
    xmpp_conn_set_jid(conn, "ann@localhost");
    xmpp_conn_set_pass(conn, "secret");
    if (xmpp_connect_client(conn, "127.0.0.1", (unsigned short)atoi(argv[1]), on_connection, context) != XMPP_EOK) return 1;
    xmpp_run(context);
    printf("{\"received\": %ld, \"bytes\": %ld, \"seconds\": %.9f}\n", received, bytes, last - first);
    xmpp_conn_release(conn);
    xmpp_ctx_free(context);
    xmpp_shutdown();
    return received == wanted ? 0 : 1;
}
