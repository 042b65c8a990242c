/* Loaded at run time, used, and unloaded, again and again, also while a platform lives: the library stays in the process, because its
   threads and handlers do.
   run: dlopen
   run: not tsan: the runtime must be in the program before the library is loaded, and gcc's is not the one that rustc needs */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <pchat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CHECK(condition)                                                              \
    do {                                                                              \
        if (!(condition)) {                                                           \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);   \
            _exit(1);                                                                 \
        }                                                                             \
    } while (0)

/* The functions of the library, by its own types. */
static __typeof__(&pchat_version) version;
static __typeof__(&pchat_live_handles) live_handles;
static __typeof__(&pchat_platform_start) platform_start;
static __typeof__(&pchat_platform_shut_down) platform_shut_down;
static __typeof__(&pchat_platform_free) platform_free;
static __typeof__(&pchat_endpoint_settings_init) endpoint_settings_init;
static __typeof__(&pchat_endpoint_new) endpoint_new;
static __typeof__(&pchat_endpoint_free) endpoint_free;
static __typeof__(&pchat_endpoint_establish) endpoint_establish;
static __typeof__(&pchat_endpoint_establish_wait) endpoint_establish_wait;

#define FIND(function)                                                                \
    do {                                                                              \
        void *found_ = dlsym(library, "pchat_" #function);                            \
        CHECK(found_ != NULL);                                                        \
        memcpy(&function, &found_, sizeof found_);                                    \
    } while (0)

static void *load(void) {
    const char *path = getenv("PCHAT_LIBRARY");
    CHECK(path != NULL);
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) fprintf(stderr, "%s\n", dlerror());
    CHECK(library != NULL);
    FIND(version);
    FIND(live_handles);
    FIND(platform_start);
    FIND(platform_shut_down);
    FIND(platform_free);
    FIND(endpoint_settings_init);
    FIND(endpoint_new);
    FIND(endpoint_free);
    FIND(endpoint_establish);
    FIND(endpoint_establish_wait);
    CHECK(strcmp(version(), PCHAT_VERSION) == 0);
    return library;
}

static pchat_endpoint_t *make_endpoint(pchat_platform_t *platform, uint16_t port) {
    pchat_endpoint_settings_t settings;
    pchat_endpoint_t *endpoint = NULL;
    endpoint_settings_init(&settings, sizeof settings);
    settings.user_uri = "ann@example.com";
    settings.server = "127.0.0.1";
    settings.has_port = true;
    settings.port = port;
    settings.transport = PCHAT_TRANSPORT_TCP;
    CHECK(endpoint_new(platform, &settings, &endpoint, NULL) == PCHAT_OK);
    return endpoint;
}

static int bound(uint16_t *port, bool listens) {
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int socket_ = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(socket_ >= 0 && bind(socket_, (struct sockaddr *)&address, sizeof address) == 0);
    CHECK(getsockname(socket_, (struct sockaddr *)&address, &length) == 0);
    CHECK(!listens || listen(socket_, 16) == 0);
    *port = ntohs(address.sin_port);
    return socket_;
}

int main(void) {
    uint16_t closed = 0, silent = 0;
    int closed_peer = bound(&closed, false), silent_peer = bound(&silent, true);
    pchat_platform_t *platform = NULL;

    /* Loaded and not used. */
    for (int i = 0; i < 20; i++) CHECK(dlclose(load()) == 0);

    for (int i = 0; i < 20; i++) {
        void *library = load();
        CHECK(platform_start(NULL, &platform, NULL) == PCHAT_OK);
        pchat_endpoint_t *endpoint = make_endpoint(platform, closed);
        CHECK(endpoint_establish_wait(endpoint, 60000, NULL) == PCHAT_ERROR_CODE_UNREACHABLE);
        CHECK(endpoint_free(endpoint) == PCHAT_OK);
        CHECK(platform_free(platform) == PCHAT_OK);
        CHECK(live_handles() == 0);
        CHECK(dlclose(library) == 0);
    }

    /* Unloaded while it works; what it is called after that is still there. */
    void *library = load();
    CHECK(platform_start(NULL, &platform, NULL) == PCHAT_OK);
    pchat_endpoint_t *endpoint = make_endpoint(platform, silent);
    CHECK(endpoint_establish(endpoint, NULL, NULL, NULL) == PCHAT_OK);
    CHECK(dlclose(library) == 0);
    CHECK(live_handles() == 2);
    library = load();
    CHECK(live_handles() == 2);
    CHECK(platform_shut_down(platform, NULL) == PCHAT_OK);
    CHECK(endpoint_free(endpoint) == PCHAT_OK);
    CHECK(platform_free(platform) == PCHAT_OK);
    CHECK(live_handles() == 0);
    CHECK(dlclose(library) == 0);
    close(closed_peer);
    close(silent_peer);
    return 0;
}
