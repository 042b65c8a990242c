/* What the local server waits for is refused inside a callback; what it knows is not. Freed there, it stops on another thread. */
#include "local.h"
#include "peers.h"
#include "probe.h"

static pchat_local_server_t *server;

#define REFUSED(call) CHECK_ERROR(PCHAT_ERROR_CODE_WOULD_DEADLOCK, "inside a callback", call, error)

static void in_completion(const pchat_error_t *unreachable, void *user_data) {
    pchat_local_server_t *another = NULL;
    pchat_error_t *error = NULL;
    char *text = NULL;
    uint16_t port = 0;
    uint32_t count = 0;
    int64_t id = 0;
    pchat_local_user_t user;
    pchat_local_category_t category;
    pchat_local_room_t room;
    (void)unreachable;
    pchat_local_user_init(&user, sizeof user);
    pchat_local_category_init(&category, sizeof category);
    pchat_local_room_init(&room, sizeof room);
    user.address = "ann@example.com";
    category.name = room.name = "New";
    REFUSED(pchat_local_server_start(NULL, &another, &error));
    REFUSED(pchat_local_server_add_user(server, &user, &error));
    REFUSED(pchat_local_server_add_category(server, &category, &text, &error));
    REFUSED(pchat_local_server_add_room(server, &room, &text, &error));
    REFUSED(pchat_local_server_set_room_disabled(server, "Lobby", true, &error));
    REFUSED(pchat_local_server_post(server, "Lobby", "ann@example.com", "hello", &id, &error));
    REFUSED(pchat_local_server_connection_count(server, &count, &error));
    REFUSED(pchat_local_server_disconnect_all(server, &error));
    REFUSED(pchat_local_server_set_silent(server, true, &error));
    REFUSED(pchat_local_server_stop(server, &error));
    CHECK_OK(pchat_local_server_sip_tcp_port(server, &port, &error), error);
    CHECK_OK(pchat_local_server_ca_file(server, &text, &error), error);
    CHECK(port != 0 && another == NULL);
    pchat_string_free(text);
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(server));
    counter_add((counter_t *)user_data);
}

int main(void) {
    test_begin();
    counter_t calls = COUNTER_INIT;
    uint16_t port = 0;
    int peer = closed_port(&port);
    server = server_start();
    pchat_platform_t *platform = platform_of(false);
    pchat_endpoint_t *endpoint = endpoint_to(platform, port);
    pchat_completion_t completion = {in_completion, &calls, NULL};
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_establish(endpoint, &completion, NULL, NULL));
    WAIT_FOR(&calls, 1);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    wait_for_threads();
    close(peer);
    return test_end();
}
