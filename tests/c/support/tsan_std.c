/* What ThreadSanitizer has to know of Rust's standard library, which is not built with it: the fast paths of its locks are inlined into
   instrumented code, the slow ones are calls, and a lock that was waited for looks like none. The linker puts these functions around
   the calls (--wrap); the names, which differ from one compiler to the next, come from the runner.

   All arguments are pointers or numbers, in registers, so a call is passed on as six of them. */
#include <stdint.h>

typedef uintptr_t word;
typedef word function(word, word, word, word, word, word);

extern void __tsan_acquire(void *address);
extern void __tsan_release(void *address);

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define REAL(name) JOIN(__real_, name)
#define WRAP(name) JOIN(__wrap_, name)
#define ARGUMENTS word a, word b, word c, word d, word e, word f
#define PASS a, b, c, d, e, f

/* The first argument is a lock, which the caller has when the call returns. */
#define LOCKS(name)                                  \
    extern function REAL(name);                      \
    function WRAP(name);                             \
    word WRAP(name)(ARGUMENTS) {                     \
        word result = REAL(name)(PASS);              \
        __tsan_acquire((void *)a);                   \
        return result;                               \
    }

/* The second argument is a lock, which the call lets go and takes again. */
#define WAITS(name)                                  \
    extern function REAL(name);                      \
    function WRAP(name);                             \
    word WRAP(name)(ARGUMENTS) {                     \
        __tsan_release((void *)b);                   \
        word result = REAL(name)(PASS);              \
        __tsan_acquire((void *)b);                   \
        return result;                               \
    }

/* The first argument is something that is done once; whoever returns sees what was done. */
#define ONCE(name)                                   \
    extern function REAL(name);                      \
    function WRAP(name);                             \
    word WRAP(name)(ARGUMENTS) {                     \
        word result = REAL(name)(PASS);              \
        __tsan_release((void *)a);                   \
        __tsan_acquire((void *)a);                   \
        return result;                               \
    }

LOCKS(MUTEX_LOCK)
LOCKS(RWLOCK_READ)
LOCKS(RWLOCK_WRITE)
WAITS(CONDVAR_WAIT)
WAITS(CONDVAR_WAIT_TIMEOUT)
ONCE(ONCE_CALL)
