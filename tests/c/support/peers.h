/* Servers of a kind, made of nothing but a socket: one that nobody listens on, and one that listens and never answers. They make
   operations fail at once, or run until somebody ends them. */
#ifndef PCHAT_TEST_PEERS_H
#define PCHAT_TEST_PEERS_H

#include "check.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* A socket with a port of its own on the loopback address. */
static inline int loopback_socket_(uint16_t *port) {
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(socket_ >= 0);
    CHECK(bind(socket_, (struct sockaddr *)&address, sizeof address) == 0);
    CHECK(getsockname(socket_, (struct sockaddr *)&address, &length) == 0);
    *port = ntohs(address.sin_port);
    return socket_;
}

/* Nobody listens on this port while the socket is open. */
static inline int closed_port(uint16_t *port) { return loopback_socket_(port); }

/* Connections to this port come about and stay silent while the socket is open. */
static inline int silent_port(uint16_t *port) {
    int socket_ = loopback_socket_(port);
    CHECK(listen(socket_, 4096) == 0);
    return socket_;
}

/* An endpoint without TLS and authentication. */
static inline pchat_endpoint_t *endpoint_to(pchat_platform_t *platform, uint16_t port) {
    pchat_endpoint_settings_t settings;
    pchat_endpoint_t *endpoint = NULL;
    pchat_error_t *error = NULL;
    pchat_endpoint_settings_init(&settings, sizeof settings);
    settings.user_uri = "ann@example.com";
    settings.server = "127.0.0.1";
    settings.has_port = true;
    settings.port = port;
    settings.transport = PCHAT_TRANSPORT_TCP;
    settings.authentication = PCHAT_AUTHENTICATION_NONE;
    CHECK_OK(pchat_endpoint_new(platform, &settings, &endpoint, &error), error);
    return endpoint;
}

static inline pchat_platform_t *platform_of(bool pull_events) {
    pchat_platform_settings_t settings;
    pchat_platform_t *platform = NULL;
    pchat_error_t *error = NULL;
    pchat_platform_settings_init(&settings, sizeof settings);
    settings.pull_events = pull_events;
    CHECK_OK(pchat_platform_start(&settings, &platform, &error), error);
    return platform;
}

static inline pchat_session_t *session_of(pchat_endpoint_t *endpoint) {
    pchat_session_t *session = NULL;
    pchat_error_t *error = NULL;
    CHECK_OK(pchat_session_new(endpoint, &session, &error), error);
    return session;
}

static inline pchat_services_t *services_of(pchat_endpoint_t *endpoint) {
    pchat_services_t *services = NULL;
    pchat_error_t *error = NULL;
    CHECK_OK(pchat_endpoint_services(endpoint, &services, &error), error);
    return services;
}

#endif
