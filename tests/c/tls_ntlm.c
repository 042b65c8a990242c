/* The way that leads to a real server: TLS with a trusted authority, NTLM with a password, signed messages. And what is refused on it.
   run: not valgrind: memcheck takes what the ciphers' assembly writes for uninitialised */
#include "local.h"

static pchat_local_server_t *server;
static pchat_platform_t *platform;
static uint16_t port;

static pchat_endpoint_t *endpoint_with(const char *user, const char *password, const char *ca_file) {
    pchat_endpoint_settings_t settings;
    pchat_endpoint_t *endpoint = NULL;
    pchat_error_t *error = NULL;
    pchat_endpoint_settings_init(&settings, sizeof settings);
    settings.user_uri = user;
    settings.password = password;
    settings.server = "127.0.0.1";
    settings.has_port = true;
    settings.port = port;
    settings.transport = PCHAT_TRANSPORT_TLS;
    settings.ca_file = ca_file;
    CHECK_OK(pchat_endpoint_new(platform, &settings, &endpoint, &error), error);
    return endpoint;
}

static void refused(pchat_status_t expected, const char *part, const char *password, const char *ca_file) {
    pchat_error_t *error = NULL;
    pchat_endpoint_t *endpoint = endpoint_with("ann@example.com", password, ca_file);
    CHECK_ERROR(expected, part, pchat_endpoint_establish_wait(endpoint, PATIENCE_S * 1000, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
}

static void on_message(pchat_session_t *session, const pchat_chat_message_t *message, void *user_data) {
    (void)session;
    CHECK(strcmp(message->content, "signed and sealed") == 0);
    counter_add((counter_t *)user_data);
}

static pchat_session_t *join(pchat_endpoint_t *endpoint, counter_t *heard) {
    pchat_session_t *session = NULL;
    pchat_error_t *error = NULL;
    pchat_session_callbacks_t callbacks;
    pchat_session_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.on_message_received = on_message;
    callbacks.user_data = heard;
    CHECK_OK(pchat_endpoint_establish_wait(endpoint, PATIENCE_S * 1000, &error), error);
    CHECK_OK(pchat_session_new(endpoint, &session, &error), error);
    CHECK_OK(pchat_session_add_callbacks(session, &callbacks, NULL, &error), error);
    CHECK_OK(pchat_session_join_by_name_wait(session, "Lobby", PATIENCE_S * 1000, &error), error);
    return session;
}

int main(void) {
    test_begin();
    pchat_local_server_settings_t settings;
    pchat_error_t *error = NULL;
    char *ca_file = NULL;
    pchat_local_server_settings_init(&settings, sizeof settings);
    settings.tcp = false;
    CHECK_OK(pchat_local_server_start(&settings, &server, &error), error);
    CHECK_OK(pchat_local_server_sip_tls_port(server, &port, &error), error);
    CHECK_OK(pchat_local_server_ca_file(server, &ca_file, &error), error);
    server_add_user(server, "ann");
    server_add_user(server, "bob");
    server_add_room(server, "Lobby");
    CHECK_OK(pchat_platform_start(NULL, &platform, &error), error);

    refused(PCHAT_ERROR_CODE_CERTIFICATE_NOT_TRUSTED, "certificate", "correct horse", NULL);
    refused(PCHAT_ERROR_CODE_AUTHENTICATION_FAILED, "password", "wrong horse", ca_file);

    static counter_t ann_heard = COUNTER_INIT, bob_heard = COUNTER_INIT;
    pchat_endpoint_t *ann = endpoint_with("ann@example.com", "correct horse", ca_file);
    pchat_endpoint_t *bob = endpoint_with("bob@example.com", "correct horse", ca_file);
    pchat_session_t *ann_session = join(ann, &ann_heard), *bob_session = join(bob, &bob_heard);
    CHECK_OK(pchat_session_send_text_wait(ann_session, "signed and sealed", PATIENCE_S * 1000, &error), error);
    WAIT_FOR(&ann_heard, 1);
    WAIT_FOR(&bob_heard, 1);
    CHECK_OK(pchat_endpoint_terminate_wait(ann, PATIENCE_S * 1000, &error), error);
    CHECK_OK(pchat_endpoint_terminate_wait(bob, PATIENCE_S * 1000, &error), error);

    pchat_string_free(ca_file);
    CHECK_STATUS(PCHAT_OK, pchat_session_free(ann_session));
    CHECK_STATUS(PCHAT_OK, pchat_session_free(bob_session));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(ann));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(bob));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(server));
    return test_end();
}
