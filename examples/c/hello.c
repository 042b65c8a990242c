/* hello SERVER USER PASSWORD ROOM [CA-FILE]: joins a room, says hello, prints what is said until Ctrl-C. */
#include <pchat.h>
#include <stdio.h>

int main(int argc, char **argv) {
    if (argc < 5) return fputs("usage: hello SERVER USER PASSWORD ROOM [CA-FILE]\n", stderr), 2;
    pchat_platform_settings_t pull = {sizeof pull, .pull_events = true};
    pchat_endpoint_settings_t login = {
        sizeof login, .server = argv[1], .user_uri = argv[2], .password = argv[3], .ca_file = argv[5]};
    pchat_platform_t *platform = NULL;
    pchat_endpoint_t *endpoint = NULL;
    pchat_session_t *room = NULL;
    pchat_error_t *error = NULL;
    if (pchat_platform_start(&pull, &platform, &error) || pchat_endpoint_new(platform, &login, &endpoint, &error) ||
        pchat_endpoint_establish_wait(endpoint, 30000, &error) || pchat_session_new(endpoint, &room, &error) ||
        pchat_session_join_by_name_wait(room, argv[4], 30000, &error) ||
        pchat_session_send_text_wait(room, "hello", 30000, &error))
        return fprintf(stderr, "hello: %s\n", pchat_error_message(error)), 1;
    for (pchat_event_t *event; !pchat_event_queue_next(platform, PCHAT_WAIT_FOREVER, &event, &error);) {
        const pchat_chat_message_t *said = pchat_event_session_message_received(event);
        if (said) printf("%s: %s\n", said->author_name ? said->author_name : said->author_uri, said->content);
        pchat_event_free(event);
    }
}
