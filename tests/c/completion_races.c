/* Success, cancelling, the time limit, the end of the endpoint, a lost connection and the platform's shutdown race for each operation:
   whatever wins, it completes once, and nothing comes after that. What races is chosen by a generator with a fixed seed. */
#include "local.h"
#include "peers.h"
#include "probe.h"

#define WAIT (PATIENCE_S * 1000)
#define SEED 20131001u
#define ROUNDS 36
#define OPERATIONS 24
#define ENDERS 2

static uint32_t random_state = SEED;

static uint32_t choose(uint32_t choices) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state % choices;
}

typedef enum { CANCELLING, TERMINATING, CLOSING, SHUTTING_DOWN, DISCONNECTING, WAYS_TO_END } way_t;

/* What a round has. */
static pchat_local_server_t *server;
static pchat_platform_t *platform;
static pchat_endpoint_t *endpoint;
static pchat_session_t *room, *other;
static pchat_services_t *services;
static probe_t probes[OPERATIONS];
/* 0: refused at once. Those of the first half are written before the others read them. */
static uint64_t numbers[OPERATIONS];
static pthread_barrier_t together;
/* How operations ended, by code. */
static int ends[256];

typedef struct {
    way_t way;
    uint32_t turns;
} ender_t;

static void *end(void *argument) {
    const ender_t *it = (const ender_t *)argument;
    pthread_barrier_wait(&together);
    for (volatile uint32_t turn = 0; turn < it->turns; turn++) {}
    switch (it->way) {
    case CANCELLING:
        for (int i = 0; i < OPERATIONS / 2; i++)
            if (numbers[i] != 0) CHECK_STATUS(PCHAT_OK, pchat_operation_cancel(numbers[i], NULL));
        break;
    case TERMINATING: pchat_endpoint_terminate_wait(endpoint, WAIT, NULL); break;
    case CLOSING: CHECK_STATUS(PCHAT_OK, pchat_endpoint_close_wait(endpoint, WAIT, NULL)); break;
    case SHUTTING_DOWN: CHECK_STATUS(PCHAT_OK, pchat_platform_shut_down(platform, NULL)); break;
    case DISCONNECTING: CHECK_STATUS(PCHAT_OK, pchat_local_server_disconnect_all(server, NULL)); break;
    case WAYS_TO_END: break;
    }
    return NULL;
}

static void with_messages(const pchat_error_t *error, const pchat_chat_message_list_t *result, void *user_data) {
    CHECK((error == NULL) == (result != NULL));
    probe_call(error, user_data);
}

static void with_rooms(const pchat_error_t *error, const pchat_chat_room_snapshot_list_t *result, void *user_data) {
    CHECK((error == NULL) == (result != NULL));
    probe_call(error, user_data);
}

static pchat_status_t start(int i, uint32_t what) {
    pchat_completion_t completion = probe_completion(&probes[i]);
    pchat_chat_message_list_completion_t messages = {with_messages, &probes[i], probe_destroy};
    pchat_chat_room_snapshot_list_completion_t rooms = {with_rooms, &probes[i], probe_destroy};
    pchat_room_query_t query;
    switch (what) {
    case 0: return pchat_session_send_text(room, "hello", &completion, &numbers[i], NULL);
    case 1: return pchat_session_recent_history(room, 3, &messages, &numbers[i], NULL);
    case 2:
        pchat_room_query_init(&query, sizeof query);
        return pchat_services_browse_by_criteria(services, &query, &rooms, &numbers[i], NULL);
    case 3: return pchat_session_join_by_name(other, "Attic", &completion, &numbers[i], NULL);
    default: return pchat_session_leave(other, &completion, &numbers[i], NULL);
    }
}

/* An operation may be refused at once when it comes after an end. */
static void note_start(int i, pchat_status_t status) {
    if (status == PCHAT_OK) return;
    if (status != PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN && status != PCHAT_ERROR_CODE_INVALID_OPERATION)
        FAIL("refused with %s", pchat_error_code_name(status));
    CHECK_REFUSED(&probes[i]);
    numbers[i] = 0;
}

/* After the platform's end everything is over. */
static void check_ends(void) {
    for (int i = 0; i < OPERATIONS; i++) {
        if (numbers[i] == 0) continue;
        CHECK(counter_value(&probes[i].destroyed) == 1);
        CHECK_COMPLETED(&probes[i], probes[i].status);
        switch (probes[i].status) {
        case PCHAT_OK:
        case PCHAT_ERROR_CODE_CANCELLED:
        case PCHAT_ERROR_CODE_TIMED_OUT:
        /* The time ended when the chat server was asked. */
        case PCHAT_ERROR_CODE_CHAT_SERVER_NOT_FOUND:
        case PCHAT_ERROR_CODE_CONNECTION_LOST:
        case PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN:
        case PCHAT_ERROR_CODE_ENDPOINT_NOT_ESTABLISHED:
        case PCHAT_ERROR_CODE_INVALID_FLOW_OF_OPERATIONS:
        case PCHAT_ERROR_CODE_SESSION_STATE: break;
        default: FAIL("%s: %s", pchat_error_code_name(probes[i].status), probes[i].message);
        }
        ends[probes[i].status]++;
    }
}

static void begin_round(ender_t *enders, pthread_t *threads) {
    for (int i = 0; i < OPERATIONS; i++) probe_init(&probes[i]);
    memset(numbers, 0, sizeof numbers);
    for (int i = 0; i < ENDERS; i++) {
        /* Every pair comes up, a way with itself, too. */
        enders[i].way = (way_t)choose(WAYS_TO_END);
        enders[i].turns = choose(1500000);
        CHECK(pthread_create(&threads[i], NULL, end, &enders[i]) == 0);
    }
}

static void finish_round(pthread_t *threads) {
    for (int i = 0; i < ENDERS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK_STATUS(PCHAT_OK, pchat_platform_shut_down(platform, NULL));
    check_ends();
}

/* Operations in a room and beside it. */
static void operations(const char *user) {
    ender_t enders[ENDERS];
    pthread_t threads[ENDERS];
    pchat_error_t *error = NULL;
    platform = platform_of(false);
    endpoint = endpoint_at(server, platform, user);
    CHECK_OK(pchat_endpoint_establish_wait(endpoint, WAIT, &error), error);
    room = session_of(endpoint), other = session_of(endpoint), services = services_of(endpoint);
    CHECK_OK(pchat_session_join_by_name_wait(room, "Lobby", WAIT, &error), error);
    begin_round(enders, threads);
    for (int i = 0; i < OPERATIONS; i++) {
        if (i == OPERATIONS / 2) pthread_barrier_wait(&together);
        note_start(i, start(i, choose(5)));
    }
    finish_round(threads);
    CHECK_STATUS(PCHAT_OK, pchat_services_free(services));
    CHECK_STATUS(PCHAT_OK, pchat_session_free(room));
    CHECK_STATUS(PCHAT_OK, pchat_session_free(other));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
}

/* Endpoints that sign in with next to no time for it. */
static void sign_ins(const char *user) {
    ender_t enders[ENDERS];
    pthread_t threads[ENDERS];
    pchat_endpoint_t *endpoints[OPERATIONS];
    char address[80];
    pchat_error_t *error = NULL;
    user_address_(user, address, sizeof address);
    platform = platform_of(false);
    for (int i = 0; i < OPERATIONS; i++) {
        pchat_endpoint_settings_t settings;
        pchat_endpoint_settings_init(&settings, sizeof settings);
        settings.user_uri = address;
        settings.server = "127.0.0.1";
        settings.has_port = true;
        CHECK_OK(pchat_local_server_sip_tcp_port(server, &settings.port, &error), error);
        settings.transport = PCHAT_TRANSPORT_TCP;
        settings.authentication = PCHAT_AUTHENTICATION_NONE;
        settings.operation_timeout_ms = choose(3) == 0 ? WAIT : 1 + choose(20);
        CHECK_OK(pchat_endpoint_new(platform, &settings, &endpoints[i], &error), error);
    }
    endpoint = endpoints[0];
    begin_round(enders, threads);
    for (int i = 0; i < OPERATIONS; i++) {
        if (i == OPERATIONS / 2) pthread_barrier_wait(&together);
        pchat_completion_t completion = probe_completion(&probes[i]);
        note_start(i, pchat_endpoint_establish(endpoints[i], &completion, &numbers[i], NULL));
    }
    finish_round(threads);
    for (int i = 0; i < OPERATIONS; i++) CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoints[i]));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
}

int main(void) {
    test_begin();
    CHECK(pthread_barrier_init(&together, NULL, ENDERS + 1) == 0);
    server = server_start();
    server_add_room(server, "Lobby");
    server_add_room(server, "Attic");
    for (int round = 0; round < ROUNDS; round++) {
        char user[16];
        snprintf(user, sizeof user, "user%d", round);
        server_add_user(server, user);
        if (round % 4 == 3) sign_ins(user);
        else operations(user);
    }
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(server));
    pthread_barrier_destroy(&together);
    for (int code = 0; code < 256; code++)
        if (ends[code] > 0) printf("%s %d\n", pchat_error_code_name(code), ends[code]);
    return test_end();
}
