/* Threads join, post and leave at once, with endpoints of their own and with one between two of them, while notices of rooms that they
   have just left are still on their way: each message is heard once and in order by who stays, and nothing of a room after it was left. */
#include "local.h"
#include "peers.h"
#include "probe.h"

#define WAIT (PATIENCE_S * 1000)
#define WORKERS 6
#define STAYS 5
#define MESSAGES 4

static const char *const rooms[] = {"North", "South"};
static pchat_local_server_t *server;
static pchat_platform_t *platform;
static pthread_barrier_t together;

/* What one session hears. Events of a session come one at a time. */
typedef struct {
    counter_t messages, own, came, went, ended;
    /* The state that was told last. */
    int32_t state;
    /* The newest number that each worker had posted, so that a message twice, or one before another, is noticed. */
    int newest[WORKERS];
    /* Whose messages count as own; -1: everybody's do. */
    int worker;
} heard_t;

static void on_state(pchat_session_t *session, const pchat_session_state_changed_t *event, void *user_data) {
    (void)session;
    heard_t *heard = (heard_t *)user_data;
    if (event->reason != NULL) FAIL("%s", pchat_error_message(event->reason));
    heard->state = event->state;
}

static void on_message(pchat_session_t *session, const pchat_chat_message_t *message, void *user_data) {
    (void)session;
    heard_t *heard = (heard_t *)user_data;
    int worker = -1, number = -1;
    if (heard->state != PCHAT_SESSION_STATE_ESTABLISHED && heard->state != PCHAT_SESSION_STATE_TERMINATING)
        FAIL("'%s' in the state %s", message->content, pchat_session_state_name(heard->state));
    if (sscanf(message->content, "%d %d", &worker, &number) == 2) {
        CHECK(worker >= 0 && worker < WORKERS);
        /* Who stays hears all of them, who comes and goes some. */
        bool fits = heard->worker < 0 ? number == heard->newest[worker] + 1 : number > heard->newest[worker];
        if (!fits) FAIL("'%s' after %d", message->content, heard->newest[worker]);
        heard->newest[worker] = number;
        if (heard->worker == worker) counter_add(&heard->own);
    }
    counter_add(&heard->messages);
}

static void on_attendance(pchat_session_t *session, const pchat_participant_attendance_changed_t *event, void *user_data) {
    (void)session;
    heard_t *heard = (heard_t *)user_data;
    counter_add(event->is_active ? &heard->came : &heard->went);
}

static void on_end(void *user_data) { counter_add(&((heard_t *)user_data)->ended); }

static void listen_to(pchat_session_t *session, heard_t *heard, int worker) {
    pchat_session_callbacks_t callbacks;
    pchat_error_t *error = NULL;
    memset((void *)heard, 0, sizeof *heard);
    counter_init(&heard->messages);
    counter_init(&heard->own);
    counter_init(&heard->came);
    counter_init(&heard->went);
    counter_init(&heard->ended);
    heard->state = PCHAT_SESSION_STATE_IDLE;
    heard->worker = worker;
    for (int i = 0; i < WORKERS; i++) heard->newest[i] = -1;
    pchat_session_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.user_data = heard;
    callbacks.destroy = on_end;
    callbacks.on_state_changed = on_state;
    callbacks.on_message_received = on_message;
    callbacks.on_participant_attendance_changed = on_attendance;
    CHECK_OK(pchat_session_add_callbacks(session, &callbacks, NULL, &error), error);
}

typedef struct {
    int number;
    pchat_endpoint_t *endpoint;
    pthread_t thread;
    heard_t heard;
} worker_t;

static void *work(void *argument) {
    worker_t *it = (worker_t *)argument;
    /* Two workers of one endpoint are in rooms of their own: an endpoint is in a room once. */
    const char *room = rooms[it->number % 2];
    pchat_error_t *error = NULL;
    pchat_session_t *session = session_of(it->endpoint);
    listen_to(session, &it->heard, it->number);
    int posted = 0;
    pthread_barrier_wait(&together);
    for (int stay = 0; stay < STAYS; stay++) {
        char text[32];
        CHECK_OK(pchat_session_join_by_name_wait(session, room, WAIT, &error), error);
        int before = counter_value(&it->heard.own);
        for (int i = 0; i < MESSAGES; i++) {
            snprintf(text, sizeof text, "%d %d", it->number, posted++);
            CHECK_OK(pchat_session_send_text_wait(session, text, WAIT, &error), error);
        }
        /* Every other time it goes while messages are still on their way. */
        if (stay % 2 == 0) WAIT_FOR(&it->heard.own, before + MESSAGES);
        CHECK_OK(pchat_session_leave_wait(session, WAIT, &error), error);
    }
    CHECK_STATUS(PCHAT_OK, pchat_session_free(session));
    return NULL;
}

int main(void) {
    test_begin();
    pchat_error_t *error = NULL;
    server = server_start();
    platform = platform_of(false);
    CHECK(pthread_barrier_init(&together, NULL, WORKERS) == 0);
    for (int i = 0; i < 2; i++) server_add_room(server, rooms[i]);

    /* Somebody who is there from the beginning to the end. */
    server_add_user(server, "watcher");
    pchat_endpoint_t *watcher = endpoint_at(server, platform, "watcher");
    CHECK_OK(pchat_endpoint_establish_wait(watcher, WAIT, &error), error);
    pchat_session_t *watching[2];
    static heard_t heard[2];
    for (int i = 0; i < 2; i++) {
        watching[i] = session_of(watcher);
        listen_to(watching[i], &heard[i], -1);
        CHECK_OK(pchat_session_join_by_name_wait(watching[i], rooms[i], WAIT, &error), error);
    }

    static worker_t workers[WORKERS];
    pchat_endpoint_t *endpoints[WORKERS];
    int endpoint_count = 0;
    for (int i = 0; i < WORKERS; i++) {
        char user[16];
        /* The first two have one between them. */
        if (i != 1) {
            snprintf(user, sizeof user, "worker%d", i);
            server_add_user(server, user);
            endpoints[endpoint_count] = endpoint_at(server, platform, user);
            CHECK_OK(pchat_endpoint_establish_wait(endpoints[endpoint_count++], WAIT, &error), error);
        }
        workers[i].number = i;
        workers[i].endpoint = endpoints[endpoint_count - 1];
    }
    for (int i = 0; i < WORKERS; i++) CHECK(pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0);
    for (int i = 0; i < WORKERS; i++) CHECK(pthread_join(workers[i].thread, NULL) == 0);

    /* A last word: what came before it was heard before it. */
    int posts = WORKERS / 2 * STAYS * MESSAGES;
    for (int i = 0; i < 2; i++) {
        CHECK_OK(pchat_session_send_text_wait(watching[i], "the end", WAIT, &error), error);
        WAIT_FOR(&heard[i].messages, posts + 1);
        CHECK(counter_value(&heard[i].messages) == posts + 1);
        WAIT_FOR(&heard[i].went, WORKERS / 2 * STAYS);
        CHECK(counter_value(&heard[i].came) == WORKERS / 2 * STAYS);
        CHECK(counter_value(&heard[i].went) == WORKERS / 2 * STAYS);
        pchat_chat_room_participant_list_t *there = NULL;
        CHECK_OK(pchat_session_participants(watching[i], &there, &error), error);
        CHECK(there->count == 1 && strcmp(there->items[0]->uri, "sip:watcher@example.com") == 0);
        pchat_chat_room_participant_list_free(there);
        /* The server has them, too, each once. */
        pchat_chat_message_list_t *history = NULL;
        CHECK_OK(pchat_session_recent_history_wait(watching[i], 2 * (uint32_t)posts, WAIT, &history, &error), error);
        CHECK(history->count == (size_t)posts + 1);
        pchat_chat_message_list_free(history);
        CHECK_STATUS(PCHAT_OK, pchat_session_free(watching[i]));
    }
    for (int i = 0; i < endpoint_count; i++) {
        CHECK_OK(pchat_endpoint_terminate_wait(endpoints[i], WAIT, &error), error);
        CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoints[i]));
    }
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(watcher));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    for (int i = 0; i < WORKERS; i++) CHECK(counter_value(&workers[i].heard.ended) == 1);
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(server));
    pthread_barrier_destroy(&together);
    return test_end();
}
