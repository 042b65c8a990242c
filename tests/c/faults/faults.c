/* Faults on purpose, one for each argument: memcheck and the sanitizers have to see them in both halves of the program.
   run: hooks */
#include "hooks.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long number;

static void *write_number(void *unused) {
    for (int i = 0; i < 1000; i++) *(volatile long *)&number = number + 1;
    return unused;
}

int main(int argc, char **argv) {
    const char *fault = argc > 1 ? argv[1] : "";
    if (strcmp(fault, "use-after-free-in-c") == 0) {
        /* Two ways to the same memory, so that the compiler does not see it first. */
        volatile char *volatile memory = (volatile char *)malloc(64);
        volatile char *volatile same = memory;
        free((void *)memory);
        return same[0] == 1 ? 3 : 4;
    }
    if (strcmp(fault, "leak-in-c") == 0) {
        void *volatile memory = malloc(1000);
        memory = NULL;
        return memory == NULL ? 0 : 0;
    }
    if (strcmp(fault, "race-in-c") == 0) {
        pthread_t threads[2];
        for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, write_number, NULL);
        for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
        return 0;
    }
    if (strcmp(fault, "use-after-free-in-rust") == 0) {
        (void)pchat_test_use_after_free();
        return 0;
    }
    if (strcmp(fault, "leak-in-rust") == 0) {
        pchat_test_leak();
        return 0;
    }
    if (strcmp(fault, "race-in-rust") == 0) {
        pchat_test_race();
        return 0;
    }
    fprintf(stderr, "no such fault: %s\n", fault);
    return 2;
}
