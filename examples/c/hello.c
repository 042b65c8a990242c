/* hello SERVER USER PASSWORD ROOM [CA-FILE]: joins a room, says hello, prints what is said until Enter is pressed. */
#include <pchat.h>
#include <stdio.h>

static void on_message(pchat_session_t *session, const pchat_chat_message_t *message, void *user_data) {
    (void)session, (void)user_data;
    printf("%s: %s\n", message->author_name ? message->author_name : message->author_uri, message->content);
}

int main(int argc, char **argv) {
    if (argc < 5) return fputs("usage: hello SERVER USER PASSWORD ROOM [CA-FILE]\n", stderr), 2;
    pchat_platform_t *platform = NULL;
    pchat_endpoint_t *endpoint = NULL;
    pchat_session_t *session = NULL;
    pchat_error_t *error = NULL;
    pchat_endpoint_settings_t settings;
    pchat_endpoint_settings_init(&settings, sizeof settings);
    settings.server = argv[1], settings.user_uri = argv[2], settings.password = argv[3], settings.ca_file = argv[5];
    pchat_session_callbacks_t callbacks;
    pchat_session_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.on_message_received = on_message;

    if (pchat_platform_start(NULL, &platform, &error) || pchat_endpoint_new(platform, &settings, &endpoint, &error) ||
        pchat_endpoint_establish_wait(endpoint, 30000, &error) || pchat_session_new(endpoint, &session, &error) ||
        pchat_session_add_callbacks(session, &callbacks, NULL, &error) ||
        pchat_session_join_by_name_wait(session, argv[4], 30000, &error) ||
        pchat_session_send_text_wait(session, "hello", 30000, &error))
        fprintf(stderr, "hello: %s\n", pchat_error_message(error));
    else
        getchar();

    int failed = error != NULL;
    pchat_endpoint_terminate_wait(endpoint, 5000, NULL);
    pchat_error_free(error), pchat_session_free(session), pchat_endpoint_free(endpoint), pchat_platform_free(platform);
    return failed;
}
