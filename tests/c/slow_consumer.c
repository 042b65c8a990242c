/* A program that does not take its events slows its own connection and loses nothing: memory stays bounded by `event_capacity`, and when
   it goes on everything comes, in order. */
#include "local.h"
#include "peers.h"
#include "probe.h"

#define WAIT (PATIENCE_S * 1000)
#define MESSAGES 300

typedef struct {
    counter_t held, go_on, messages;
    int expected;
} slow_t;

static void on_message(pchat_session_t *session, const pchat_chat_message_t *message, void *user_data) {
    slow_t *slow = (slow_t *)user_data;
    char text[32];
    (void)session;
    if (slow->expected == 0) {
        counter_add(&slow->held);
        WAIT_FOR(&slow->go_on, 1);
    }
    snprintf(text, sizeof text, "message %d", slow->expected);
    if (strcmp(text, message->content) != 0) FAIL("'%s' instead of '%s'", message->content, text);
    slow->expected++;
    counter_add(&slow->messages);
}

int main(void) {
    test_begin();
    pchat_error_t *error = NULL;
    pchat_local_server_t *server = server_start();
    server_add_user(server, "ann");
    server_add_user(server, "bob");
    server_add_room(server, "Lobby");
    /* Two platforms: callbacks of one do not wait for callbacks of the other. */
    pchat_platform_t *platform = platform_of(false), *other = platform_of(false);

    char address[] = "ann@example.com";
    pchat_endpoint_settings_t settings;
    pchat_endpoint_t *slow_endpoint = NULL;
    pchat_endpoint_settings_init(&settings, sizeof settings);
    settings.user_uri = address;
    settings.server = "127.0.0.1";
    settings.has_port = true;
    CHECK_OK(pchat_local_server_sip_tcp_port(server, &settings.port, &error), error);
    settings.transport = PCHAT_TRANSPORT_TCP;
    settings.authentication = PCHAT_AUTHENTICATION_NONE;
    settings.event_capacity = 4;
    CHECK_OK(pchat_endpoint_new(platform, &settings, &slow_endpoint, &error), error);
    pchat_endpoint_t *endpoint = endpoint_at(server, other, "bob");
    CHECK_OK(pchat_endpoint_establish_wait(slow_endpoint, WAIT, &error), error);
    CHECK_OK(pchat_endpoint_establish_wait(endpoint, WAIT, &error), error);
    pchat_session_t *slow_session = session_of(slow_endpoint), *session = session_of(endpoint);

    slow_t slow;
    memset((void *)&slow, 0, sizeof slow);
    counter_init(&slow.held);
    counter_init(&slow.go_on);
    counter_init(&slow.messages);
    pchat_session_callbacks_t callbacks;
    pchat_session_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.user_data = &slow;
    callbacks.on_message_received = on_message;
    CHECK_OK(pchat_session_add_callbacks(slow_session, &callbacks, NULL, &error), error);
    CHECK_OK(pchat_session_join_by_name_wait(slow_session, "Lobby", WAIT, &error), error);
    CHECK_OK(pchat_session_join_by_name_wait(session, "Lobby", WAIT, &error), error);

    for (int i = 0; i < MESSAGES; i++) {
        char text[32];
        snprintf(text, sizeof text, "message %d", i);
        /* The other user is served at the usual speed meanwhile. */
        CHECK_OK(pchat_session_send_text_wait(session, text, WAIT, &error), error);
        if (i == 0) WAIT_FOR(&slow.held, 1);
    }
    CHECK(counter_value(&slow.messages) == 0);
    counter_add(&slow.go_on);
    WAIT_FOR(&slow.messages, MESSAGES);

    CHECK_STATUS(PCHAT_OK, pchat_session_free(slow_session));
    CHECK_STATUS(PCHAT_OK, pchat_session_free(session));
    CHECK_STATUS(PCHAT_OK, pchat_platform_shut_down(platform, NULL));
    CHECK_STATUS(PCHAT_OK, pchat_platform_shut_down(other, NULL));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(slow_endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(other));
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(server));
    return test_end();
}
