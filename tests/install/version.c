/* The smallest program: which libpchat is this? */
#include <pchat.h>
#include <stdio.h>

int main(void) {
    puts(pchat_version());
    return 0;
}
