/* chat SERVER USER PASSWORD ROOM [CA-FILE]: a chat in a terminal. Posts each line of the input and prints what is said. */
#include <pchat.h>
#include <stdio.h>
#include <string.h>

/* Runs on the library's callback thread, while main waits for input. */
static void on_message(pchat_session_t *room, const pchat_chat_message_t *message, void *user_data) {
    (void)room, (void)user_data;
    printf("%s: %s\n", message->author_name ? message->author_name : message->author_uri, message->content);
    fflush(stdout);
}

/* Until the input ends, or a line could not be posted. */
static void post_lines(pchat_session_t *room, pchat_error_t **error) {
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '\0' && pchat_session_send_text_wait(room, line, 30000, error)) return;
    }
}

int main(int argc, char **argv) {
    if (argc < 5) return fputs("usage: chat SERVER USER PASSWORD ROOM [CA-FILE]\n", stderr), 2;
    pchat_endpoint_settings_t login = {
        sizeof login, .server = argv[1], .user_uri = argv[2], .password = argv[3], .ca_file = argv[5]};
    pchat_session_callbacks_t callbacks = {sizeof callbacks, .on_message_received = on_message};
    pchat_platform_t *platform = NULL;
    pchat_endpoint_t *endpoint = NULL;
    pchat_session_t *room = NULL;
    pchat_error_t *error = NULL;

    if (!pchat_platform_start(NULL, &platform, &error) && !pchat_endpoint_new(platform, &login, &endpoint, &error) &&
        !pchat_endpoint_establish_wait(endpoint, 30000, &error) && !pchat_session_new(endpoint, &room, &error) &&
        !pchat_session_add_callbacks(room, &callbacks, NULL, &error) &&
        !pchat_session_join_by_name_wait(room, argv[4], 30000, &error)) {
        printf("in %s\n", argv[4]);
        fflush(stdout);
        post_lines(room, &error);
        pchat_endpoint_terminate_wait(endpoint, 5000, NULL);
    }

    int failed = error != NULL;
    if (failed) fprintf(stderr, "chat: %s\n", pchat_error_message(error));
    pchat_error_free(error), pchat_session_free(room), pchat_endpoint_free(endpoint), pchat_platform_free(platform);
    return failed;
}
