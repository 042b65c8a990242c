/* A local server, its users and rooms, and endpoints that know the way to it. */
#ifndef PCHAT_TEST_LOCAL_H
#define PCHAT_TEST_LOCAL_H

#include "check.h"

static inline pchat_local_server_t *server_start(void) {
    pchat_local_server_settings_t settings;
    pchat_local_server_t *server = NULL;
    pchat_error_t *error = NULL;
    pchat_local_server_settings_init(&settings, sizeof settings);
    settings.authentication = PCHAT_AUTHENTICATION_NONE;
    settings.tls = false;
    CHECK_OK(pchat_local_server_start(&settings, &server, &error), error);
    return server;
}

static inline void user_address_(const char *user, char *address, size_t size) {
    snprintf(address, size, "%s@example.com", user);
}

static inline void server_add_user(pchat_local_server_t *server, const char *user) {
    char address[80];
    pchat_local_user_t settings;
    pchat_error_t *error = NULL;
    user_address_(user, address, sizeof address);
    pchat_local_user_init(&settings, sizeof settings);
    settings.address = address;
    settings.password = "correct horse";
    CHECK_OK(pchat_local_server_add_user(server, &settings, &error), error);
}

static inline void server_add_room(pchat_local_server_t *server, const char *name) {
    pchat_local_room_t settings;
    pchat_error_t *error = NULL;
    char *uri = NULL;
    pchat_local_room_init(&settings, sizeof settings);
    settings.name = name;
    CHECK_OK(pchat_local_server_add_room(server, &settings, &uri, &error), error);
    pchat_string_free(uri);
}

static inline pchat_endpoint_t *endpoint_at(pchat_local_server_t *server, pchat_platform_t *platform, const char *user) {
    char address[80];
    pchat_endpoint_settings_t settings;
    pchat_endpoint_t *endpoint = NULL;
    pchat_error_t *error = NULL;
    user_address_(user, address, sizeof address);
    pchat_endpoint_settings_init(&settings, sizeof settings);
    settings.user_uri = address;
    settings.server = "127.0.0.1";
    settings.has_port = true;
    CHECK_OK(pchat_local_server_sip_tcp_port(server, &settings.port, &error), error);
    settings.transport = PCHAT_TRANSPORT_TCP;
    settings.authentication = PCHAT_AUTHENTICATION_NONE;
    /* Files go over HTTPS all the same. */
    char *ca_file = NULL;
    CHECK_OK(pchat_local_server_ca_file(server, &ca_file, &error), error);
    settings.ca_file = ca_file;
    CHECK_OK(pchat_endpoint_new(platform, &settings, &endpoint, &error), error);
    pchat_string_free(ca_file);
    return endpoint;
}

#endif
