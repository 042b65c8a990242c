/* Freeing a handle twice is an error, and nothing else happens; of threads that free the same handle one succeeds. */
#include "local.h"
#include "peers.h"

#define THREADS 8

static pchat_endpoint_t *contended;
static pthread_barrier_t together;
static counter_t freed = COUNTER_INIT;

static void *free_contended(void *unused) {
    pthread_barrier_wait(&together);
    pchat_status_t status = pchat_endpoint_free(contended);
    if (status == PCHAT_OK) counter_add(&freed);
    else CHECK(status == PCHAT_ERROR_CODE_INVALID_HANDLE);
    return unused;
}

int main(void) {
    test_begin();
    uint16_t port = 0;
    int peer = closed_port(&port);
    pchat_error_t *error = NULL;

    CHECK_STATUS(PCHAT_OK, pchat_platform_free(NULL));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(NULL));
    CHECK_STATUS(PCHAT_OK, pchat_session_free(NULL));
    CHECK_STATUS(PCHAT_OK, pchat_services_free(NULL));
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(NULL));
    CHECK_STATUS(PCHAT_OK, pchat_event_free(NULL));
    CHECK_STATUS(PCHAT_OK, pchat_error_free(NULL));

    pchat_local_server_t *server = server_start();
    server_add_user(server, "ann");
    pchat_platform_t *platform = platform_of(false);
    pchat_endpoint_t *endpoint = endpoint_at(server, platform, "ann");
    CHECK_OK(pchat_endpoint_establish_wait(endpoint, PATIENCE_S * 1000, &error), error);
    pchat_session_t *session = session_of(endpoint);
    pchat_services_t *services = services_of(endpoint);

    /* Twice retained is three times freed, and no more. */
    CHECK_STATUS(PCHAT_OK, pchat_session_retain(session));
    CHECK_STATUS(PCHAT_OK, pchat_session_retain(session));
    for (int i = 0; i < 3; i++) CHECK_STATUS(PCHAT_OK, pchat_session_free(session));
    for (int i = 0; i < 3; i++) CHECK_STATUS(PCHAT_ERROR_CODE_INVALID_HANDLE, pchat_session_free(session));
    CHECK_STATUS(PCHAT_ERROR_CODE_INVALID_HANDLE, pchat_session_retain(session));

    CHECK_STATUS(PCHAT_OK, pchat_services_free(services));
    CHECK_STATUS(PCHAT_ERROR_CODE_INVALID_HANDLE, pchat_services_free(services));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_ERROR_CODE_INVALID_HANDLE, pchat_endpoint_free(endpoint));
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(server));
    CHECK_STATUS(PCHAT_ERROR_CODE_INVALID_HANDLE, pchat_local_server_free(server));

    /* A handle is not used again for another object. */
    pchat_endpoint_t *next = endpoint_to(platform, port);
    CHECK(next != endpoint);
    CHECK_STATUS(PCHAT_ERROR_CODE_INVALID_HANDLE, pchat_endpoint_free(endpoint));
    /* Nor is it one of another kind. */
    CHECK_STATUS(PCHAT_ERROR_CODE_INVALID_HANDLE, pchat_session_free((pchat_session_t *)next));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(next));

    CHECK_STATUS(PCHAT_ERROR_CODE_BAD_ARGUMENT, pchat_operation_cancel(0, &error));
    CHECK_STATUS(PCHAT_OK, pchat_error_free(error));
    CHECK_STATUS(PCHAT_ERROR_CODE_INVALID_HANDLE, pchat_error_free(error));

    CHECK(pthread_barrier_init(&together, NULL, THREADS) == 0);
    for (int round = 1; round <= 50; round++) {
        pthread_t threads[THREADS];
        contended = endpoint_to(platform, port);
        for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, free_contended, NULL) == 0);
        for (int i = 0; i < THREADS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
        CHECK(counter_value(&freed) == round);
    }
    pthread_barrier_destroy(&together);

    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    CHECK_STATUS(PCHAT_ERROR_CODE_INVALID_HANDLE, pchat_platform_free(platform));
    close(peer);
    return test_end();
}
