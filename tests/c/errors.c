/* What an error says: its code, a sentence with the thing that failed, and the server's own words. */
#include "local.h"
#include "peers.h"
#include "probe.h"

/* The whole of a refused sign-in: a server that answers every request with this status and these headers. */
typedef struct {
    int socket_;
    const char *status_and_headers;
} refuser_t;

/* Copies the value of the first header with this name. */
static void header_of(const char *request, const char *name, char *value, size_t size) {
    char wanted[32];
    snprintf(wanted, sizeof wanted, "\r\n%s:", name);
    const char *found = strstr(request, wanted);
    value[0] = 0;
    if (found == NULL) return;
    found += strlen(wanted);
    while (*found == ' ') found++;
    size_t length = strcspn(found, "\r");
    snprintf(value, size, "%.*s", (int)length, found);
}

static void *refuse(void *user_data) {
    refuser_t *refuser = (refuser_t *)user_data;
    static char request[65536], answer[8192], via[1024], from[1024], to[1024], call_id[1024], cseq[256];
    int connection = accept(refuser->socket_, NULL, NULL);
    CHECK(connection >= 0);
    size_t got = 0;
    for (;;) {
        ssize_t more = read(connection, request + got, sizeof request - 1 - got);
        if (more <= 0) break;
        got += (size_t)more;
        request[got] = 0;
        if (strstr(request, "\r\n\r\n") == NULL) continue;
        header_of(request, "Via", via, sizeof via);
        header_of(request, "From", from, sizeof from);
        header_of(request, "To", to, sizeof to);
        header_of(request, "Call-ID", call_id, sizeof call_id);
        header_of(request, "CSeq", cseq, sizeof cseq);
        int length = snprintf(answer, sizeof answer,
                              "SIP/2.0 %s\r\nVia: %s\r\nFrom: %s\r\nTo: %s;tag=x\r\nCall-ID: %s\r\nCSeq: %s\r\nContent-Length: 0\r\n\r\n",
                              refuser->status_and_headers, via, from, to, call_id, cseq);
        CHECK(write(connection, answer, (size_t)length) == length);
        got = 0;
    }
    close(connection);
    return NULL;
}

static pchat_error_t *sign_in_refused_with(pchat_platform_t *platform, const char *status_and_headers, pchat_status_t expected) {
    uint16_t port = 0;
    refuser_t refuser = {silent_port(&port), status_and_headers};
    pthread_t thread;
    pchat_error_t *error = NULL;
    CHECK(pthread_create(&thread, NULL, refuse, &refuser) == 0);
    pchat_endpoint_t *endpoint = endpoint_to(platform, port);
    CHECK_STATUS(expected, pchat_endpoint_establish_wait(endpoint, PATIENCE_S * 1000, &error));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK(pthread_join(thread, NULL) == 0);
    close(refuser.socket_);
    CHECK(error != NULL && pchat_error_code(error) == expected);
    return error;
}

int main(void) {
    test_begin();
    uint16_t port = 0;
    int peer = closed_port(&port);
    int32_t server_code = 12345;
    pchat_error_t *error = NULL;
    pchat_platform_t *platform = platform_of(false);

    /* NULL is the error that did not happen. */
    CHECK(pchat_error_code(NULL) == PCHAT_OK && strcmp(pchat_error_message(NULL), "") == 0);
    CHECK(pchat_error_sip_status(NULL) == 0 && pchat_error_diagnostics_id(NULL) == 0);
    CHECK(pchat_error_diagnostics_reason(NULL) == NULL && pchat_error_diagnostics_source(NULL) == NULL);
    CHECK(!pchat_error_server_code(NULL, &server_code) && server_code == 12345);
    CHECK(!pchat_error_server_code(NULL, NULL));
    CHECK(pchat_error_server_text(NULL) == NULL && pchat_error_retry_after_seconds(NULL) == 0);

    /* Nobody listens: the sentence says where. */
    char place[32];
    snprintf(place, sizeof place, "127.0.0.1:%d", port);
    pchat_endpoint_t *endpoint = endpoint_to(platform, port);
    CHECK_STATUS(PCHAT_ERROR_CODE_UNREACHABLE, pchat_endpoint_establish_wait(endpoint, PATIENCE_S * 1000, &error));
    if (strstr(pchat_error_message(error), place) == NULL) FAIL("no '%s' in '%s'", place, pchat_error_message(error));
    CHECK(pchat_error_sip_status(error) == 0 && pchat_error_diagnostics_reason(error) == NULL);
    CHECK(!pchat_error_server_code(error, &server_code) && server_code == 12345);
    CHECK_STATUS(PCHAT_OK, pchat_error_free(error));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));

    /* What the server says comes through. */
    error = sign_in_refused_with(platform,
                                 "403 Forbidden\r\nms-diagnostics: 4004;reason=\"The account is disabled\";source=\"pool1.example.com\"",
                                 PCHAT_ERROR_CODE_SIGN_IN_FORBIDDEN);
    CHECK(pchat_error_sip_status(error) == 403);
    CHECK(pchat_error_diagnostics_id(error) == 4004);
    CHECK(strcmp(pchat_error_diagnostics_reason(error), "The account is disabled") == 0);
    CHECK(strcmp(pchat_error_diagnostics_source(error), "pool1.example.com") == 0);
    CHECK_STATUS(PCHAT_OK, pchat_error_free(error));
    error = sign_in_refused_with(platform, "404 Not Found", PCHAT_ERROR_CODE_UNKNOWN_USER);
    CHECK(pchat_error_sip_status(error) == 404 && pchat_error_diagnostics_id(error) == 0);
    CHECK_STATUS(PCHAT_OK, pchat_error_free(error));
    error = sign_in_refused_with(platform, "503 Service Unavailable\r\nRetry-After: 120", PCHAT_ERROR_CODE_SIGN_IN_REFUSED);
    CHECK(pchat_error_sip_status(error) == 503 && pchat_error_retry_after_seconds(error) == 120);
    CHECK_STATUS(PCHAT_OK, pchat_error_free(error));

    /* The chat server's own answer. */
    pchat_local_server_t *server = server_start();
    server_add_user(server, "ann");
    endpoint = endpoint_at(server, platform, "ann");
    CHECK_OK(pchat_endpoint_establish_wait(endpoint, PATIENCE_S * 1000, &error), error);
    pchat_session_t *session = session_of(endpoint);
    error = NULL;
    CHECK_STATUS(PCHAT_ERROR_CODE_NO_SUCH_NODE,
                 pchat_session_join_wait(session, "ma-chan://example.com/00000000-0000-4000-8000-000000000000", PATIENCE_S * 1000, &error));
    CHECK(pchat_error_server_code(error, NULL));
    CHECK(pchat_error_server_code(error, &server_code) && server_code != 12345);
    CHECK_STATUS(PCHAT_OK, pchat_error_free(error));
    CHECK_STATUS(PCHAT_OK, pchat_session_free(session));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(server));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    close(peer);
    return test_end();
}
