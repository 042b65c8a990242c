/* Eight threads register, remove, start, cancel, free and close, while the library calls them: nothing is called after its `destroy`,
   and everything is destroyed once. */
#include "peers.h"
#include "probe.h"

#define THREADS 8
#define ROUNDS 25

/* One endpoint that all threads of a round fight over. */
typedef struct {
    pchat_platform_t *platform;
    pchat_endpoint_t *endpoint;
    uint64_t operation;
} prey_t;

static prey_t prey;
static pthread_barrier_t barrier;
static counter_t given = COUNTER_INIT;
static counter_t gone = COUNTER_INIT;

/* What a callback gets as user data: freed by `destroy`, so that a sanitizer sees a call that comes too late. */
typedef struct {
    int calls;
} ticket_t;

static void *new_ticket(void) {
    counter_add(&given);
    return calloc(1, sizeof(ticket_t));
}

static void destroy_ticket(void *user_data) {
    free(user_data);
    counter_add(&gone);
}

static void on_completion(const pchat_error_t *error, void *user_data) {
    (void)pchat_error_message(error);
    ((ticket_t *)user_data)->calls++;
}

static void on_state_changed(pchat_endpoint_t *endpoint, const pchat_endpoint_state_changed_t *event, void *user_data) {
    pchat_endpoint_state_t state;
    (void)event;
    ((ticket_t *)user_data)->calls++;
    pchat_endpoint_state(endpoint, &state, NULL);
}

static void add(uint64_t *registration) {
    pchat_endpoint_callbacks_t callbacks;
    pchat_endpoint_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.user_data = new_ticket();
    callbacks.destroy = destroy_ticket;
    callbacks.on_state_changed = on_state_changed;
    pchat_endpoint_add_callbacks(prey.endpoint, &callbacks, registration, NULL);
}

static void start(uint64_t *operation) {
    pchat_completion_t completion = {on_completion, new_ticket(), destroy_ticket};
    pchat_endpoint_establish(prey.endpoint, &completion, operation, NULL);
}

static void *fight(void *user_data) {
    int role = (int)(intptr_t)user_data;
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t registration = 0, operation = 0;
        pthread_barrier_wait(&barrier);
        switch (role) {
        case 0:
            add(NULL);
            start(&operation);
            pchat_endpoint_terminate(prey.endpoint, NULL, NULL, NULL);
            break;
        case 1:
        case 2:
            add(&registration);
            start(NULL);
            pchat_endpoint_remove_callbacks(prey.endpoint, registration, NULL);
            break;
        case 3:
            start(&operation);
            if (operation != 0) CHECK_STATUS(PCHAT_OK, pchat_operation_cancel(operation, NULL));
            break;
        case 4:
            for (int i = 0; i < 20; i++) pchat_operation_cancel((uint64_t)i + 1, NULL);
            pchat_endpoint_establish_wait(prey.endpoint, 1, NULL);
            break;
        case 5:
            /* The only one that holds a reference of its own for sure. */
            if (round % 2 == 0) pchat_endpoint_close_wait(prey.endpoint, round % 4 == 0 ? 0 : 5000, NULL);
            else add(NULL);
            break;
        case 6:
            if (pchat_endpoint_retain(prey.endpoint) == PCHAT_OK) CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(prey.endpoint));
            if (round % 3 == 0) pchat_platform_shut_down(prey.platform, NULL);
            break;
        default:
            pchat_platform_free(prey.platform);
            pchat_endpoint_free(prey.endpoint);
            break;
        }
        pthread_barrier_wait(&barrier);
    }
    return NULL;
}

int main(void) {
    test_begin();
    uint16_t closed = 0, silent = 0;
    int closed_peer = closed_port(&closed), silent_peer = silent_port(&silent);
    pthread_t threads[THREADS];
    CHECK(pthread_barrier_init(&barrier, NULL, THREADS + 1) == 0);
    for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, fight, (void *)(intptr_t)i) == 0);
    for (int round = 0; round < ROUNDS; round++) {
        prey.platform = platform_of(false);
        prey.endpoint = endpoint_to(prey.platform, round % 2 == 0 ? closed : silent);
        pthread_barrier_wait(&barrier);
        pthread_barrier_wait(&barrier);
    }
    for (int i = 0; i < THREADS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    pthread_barrier_destroy(&barrier);
    WAIT_FOR(&gone, counter_value(&given));
    wait_for_threads();
    CHECK(counter_value(&gone) == counter_value(&given));
    close(closed_peer);
    close(silent_peer);
    return test_end();
}
