// Signs in, finds a room, joins it, posts, waits for the message to come back, reads the history and leaves.
//
//     cc quickstart.c -o quickstart $(pkg-config --cflags --libs pchat)
//     ./quickstart SERVER PORT CA-FILE|--system-ca|--tcp USER PASSWORD|--no-auth ROOM [TEXT]

#define _POSIX_C_SOURCE 200809L

#include <pchat.h>

#include <errno.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// How long to wait for the server, in milliseconds.
#define PATIENCE 30000

// What the callbacks need.
typedef struct {
    const char *text; // what we post
    sem_t came_back;  // posted when it came back
} wanted_t;

// A message was posted to the room. Runs on the library's callback thread, one call at a time.
static void on_message(pchat_session_t *session, const pchat_chat_message_t *message, void *user_data)
{
    wanted_t *wanted = user_data;
    (void)session;
    printf("received: <%s> %s\n", message->author_uri, message->content);
    if (strcmp(message->content, wanted->text) == 0) {
        sem_post(&wanted->came_back);
    }
}

static void on_participant(pchat_session_t *session, const pchat_participant_attendance_changed_t *event,
                           void *user_data)
{
    (void)session;
    (void)user_data;
    printf("%s: %s\n", event->is_active ? "came" : "went", event->participant->uri);
}

// Says what failed and frees the error.
static int failed(const char *what, pchat_error_t *error)
{
    fprintf(stderr, "quickstart: %s: %s\n", what, pchat_error_message(error));
    if (pchat_error_diagnostics_reason(error) != NULL) {
        fprintf(stderr, "quickstart: the server says: %s\n", pchat_error_diagnostics_reason(error));
    }
    pchat_error_free(error);
    return 1;
}

static int wait_for(sem_t *semaphore)
{
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += PATIENCE / 1000;
    while (sem_timedwait(semaphore, &end) != 0) {
        if (errno != EINTR) {
            return 1;
        }
    }
    return 0;
}

// The URI of the room with this name, to be freed with free(); NULL when there is none.
static char *find_room(pchat_endpoint_t *endpoint, const char *name, pchat_error_t **error)
{
    pchat_services_t *services = NULL;
    pchat_chat_room_snapshot_list_t *rooms = NULL;
    pchat_room_query_t query;
    char *uri = NULL;

    pchat_room_query_init(&query, sizeof query);
    query.criteria = name;
    if (pchat_endpoint_services(endpoint, &services, error) == PCHAT_OK &&
        pchat_services_browse_by_criteria_wait(services, &query, PATIENCE, &rooms, error) == PCHAT_OK) {
        for (size_t i = 0; i < rooms->count; i++) {
            const pchat_chat_room_snapshot_t *room = rooms->items[i];
            printf("found: %s (%s)\n", room->name, room->description);
            if (uri == NULL && strcmp(room->name, name) == 0) {
                uri = strdup(room->room_uri);
            }
        }
    }
    pchat_chat_room_snapshot_list_free(rooms);
    pchat_services_free(services);
    return uri;
}

// Everything that is done in the room.
static int talk(pchat_session_t *session, const char *room_uri, const char *text)
{
    pchat_error_t *error = NULL;
    pchat_chat_message_list_t *history = NULL;
    pchat_session_callbacks_t callbacks;
    wanted_t wanted = {.text = text};
    int result = 0;

    sem_init(&wanted.came_back, 0, 0);
    pchat_session_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.on_message_received = on_message;
    callbacks.on_participant_attendance_changed = on_participant;
    callbacks.user_data = &wanted;

    if (pchat_session_add_callbacks(session, &callbacks, NULL, &error) ||
        pchat_session_join_wait(session, room_uri, PATIENCE, &error)) {
        result = failed("cannot join", error);
    } else {
        printf("joined: %s\n", room_uri);
        if (pchat_session_send_text_wait(session, text, PATIENCE, &error)) {
            result = failed("cannot post", error);
        } else if (wait_for(&wanted.came_back)) {
            fprintf(stderr, "quickstart: the message did not come back\n");
            result = 1;
        } else if (pchat_session_recent_history_wait(session, 10, PATIENCE, &history, &error)) {
            result = failed("cannot read the history", error);
        } else {
            for (size_t i = 0; i < history->count; i++) {
                printf("history: <%s> %s\n", history->items[i]->author_uri, history->items[i]->content);
            }
        }
        error = NULL;
        if (pchat_session_leave_wait(session, PATIENCE, &error)) {
            result = failed("cannot leave", error);
        } else {
            printf("left\n");
        }
    }
    pchat_chat_message_list_free(history);
    // `wanted` is ours: no callback may run when it goes away.
    pchat_session_close_wait(session, PCHAT_WAIT_FOREVER, NULL);
    sem_destroy(&wanted.came_back);
    return result;
}

int main(int argc, char **argv)
{
    if (argc < 7) {
        fprintf(stderr,
                "usage: %s SERVER PORT CA-FILE|--system-ca|--tcp USER PASSWORD|--no-auth ROOM [TEXT]\n", argv[0]);
        return 2;
    }
    const char *text = argc > 7 ? argv[7] : "hello from C";
    pchat_platform_t *platform = NULL;
    pchat_endpoint_t *endpoint = NULL;
    pchat_session_t *session = NULL;
    pchat_error_t *error = NULL;
    char *room_uri = NULL;
    int result = 0;

    pchat_endpoint_settings_t settings;
    pchat_endpoint_settings_init(&settings, sizeof settings);
    settings.server = argv[1];
    settings.has_port = true;
    settings.port = (uint16_t)strtoul(argv[2], NULL, 10);
    if (strcmp(argv[3], "--tcp") == 0) {
        settings.transport = PCHAT_TRANSPORT_TCP;
    } else if (strcmp(argv[3], "--system-ca") != 0) {
        settings.ca_file = argv[3];
    }
    settings.user_uri = argv[4];
    if (strcmp(argv[5], "--no-auth") == 0) {
        settings.authentication = PCHAT_AUTHENTICATION_NONE;
    } else {
        settings.password = argv[5];
    }

    if (pchat_platform_start(NULL, &platform, &error) ||
        pchat_endpoint_new(platform, &settings, &endpoint, &error) ||
        pchat_endpoint_establish_wait(endpoint, PATIENCE, &error)) {
        result = failed("cannot sign in", error);
    } else {
        printf("signed in: %s\n", argv[4]);
        room_uri = find_room(endpoint, argv[6], &error);
        if (error != NULL) {
            result = failed("cannot look for the room", error);
        } else if (room_uri == NULL) {
            fprintf(stderr, "quickstart: there is no room called %s\n", argv[6]);
            result = 1;
        } else if (pchat_session_new(endpoint, &session, &error)) {
            result = failed("cannot make a session", error);
        } else {
            result = talk(session, room_uri, text);
        }
        error = NULL;
        if (pchat_endpoint_terminate_wait(endpoint, PATIENCE, &error)) {
            result = failed("cannot sign out", error);
        } else {
            printf("signed out\n");
        }
    }
    free(room_uri);
    pchat_session_free(session);
    pchat_endpoint_free(endpoint);
    pchat_platform_free(platform);
    return result;
}
