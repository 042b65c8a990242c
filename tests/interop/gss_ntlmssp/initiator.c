/*
 * An NTLM client that nobody here wrote, driven over pipes: GSS-API with the gss-ntlmssp mechanism as initiator in
 * datagram mode, the way SIP uses NTLM.
 *
 *   initiator NAME PASSWORD      NAME is DOMAIN\user, user@domain or user
 *
 * Reads one command a line, answers each with one line of hexadecimal digits or a word:
 *
 *   answer CHALLENGE             the AUTHENTICATE message for this CHALLENGE message
 *   sign TEXT                    the signature of the text
 *   verify TEXT SIGNATURE        "ok" or "bad"
 *
 * Any failure of the library is told on stderr and ends the program with status 1.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gssapi/gssapi.h>
#include <gssapi/gssapi_ext.h>

/* The mechanism's public identifiers (gssapi_ntlmssp.h), repeated because Debian has them in a package of their own. */
static gss_OID_desc mechanism = {10, "\x2b\x06\x01\x04\x01\x82\x37\x02\x02\x0a"};
static gss_OID_desc set_sequence_number = {11, "\x2b\x06\x01\x04\x01\xb7\x7d\x85\x0f\x01\x01"};
#define DATAGRAM_FLAG 0x10000

/* Every message of SIP is signed with this number. */
static uint32_t sequence_number = 100;

enum { LONGEST = 64 * 1024 };

static void check(OM_uint32 major, OM_uint32 minor, const char *what) {
    OM_uint32 ignored, more = 0;
    gss_buffer_desc text;

    if (!GSS_ERROR(major))
        return;
    fprintf(stderr, "%s failed: %#x/%u", what, (unsigned)major, (unsigned)minor);
    if (gss_display_status(&ignored, minor, GSS_C_MECH_CODE, &mechanism, &more, &text) == GSS_S_COMPLETE)
        fprintf(stderr, ": %.*s", (int)text.length, (const char *)text.value);
    fprintf(stderr, "\n");
    exit(1);
}

static void die(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static int digit(char c) {
    const char *digits = "0123456789abcdef";
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* Turns lower-case digits into bytes in place. */
static gss_buffer_desc from_hex(char *text) {
    gss_buffer_desc bytes = {0, text};

    for (; text[0]; text += 2) {
        int high = digit(text[0]), low = high < 0 ? -1 : digit(text[1]);
        if (low < 0)
            die("an argument is not hexadecimal");
        ((char *)bytes.value)[bytes.length++] = (char)(high << 4 | low);
    }
    return bytes;
}

static void print_hex(const gss_buffer_desc *bytes) {
    for (size_t i = 0; i < bytes->length; i++)
        printf("%02x", ((const unsigned char *)bytes->value)[i]);
    printf("\n");
}

static gss_cred_id_t acquire(const char *name, const char *password) {
    OM_uint32 minor, major;
    gss_buffer_desc text = {strlen(name), (void *)name}, secret = {strlen(password), (void *)password};
    gss_OID_set_desc mechanisms = {1, &mechanism};
    gss_name_t imported = GSS_C_NO_NAME;
    gss_cred_id_t credentials = GSS_C_NO_CREDENTIAL;

    major = gss_import_name(&minor, &text, GSS_C_NT_USER_NAME, &imported);
    check(major, minor, "gss_import_name of the user");
    major = gss_acquire_cred_with_password(&minor, imported, &secret, GSS_C_INDEFINITE, &mechanisms, GSS_C_INITIATE,
                                           &credentials, NULL, NULL);
    check(major, minor, "gss_acquire_cred_with_password");
    gss_release_name(&minor, &imported);
    return credentials;
}

static void answer(gss_cred_id_t credentials, gss_ctx_id_t *context, char *challenge) {
    OM_uint32 minor, major;
    gss_buffer_desc token = from_hex(challenge), out = GSS_C_EMPTY_BUFFER, text = {8, "sip@fe01"};
    gss_name_t target = GSS_C_NO_NAME;

    major = gss_import_name(&minor, &text, GSS_C_NT_HOSTBASED_SERVICE, &target);
    check(major, minor, "gss_import_name of the server");
    if (*context != GSS_C_NO_CONTEXT)
        gss_delete_sec_context(&minor, context, GSS_C_NO_BUFFER);
    major = gss_init_sec_context(&minor, credentials, context, target, &mechanism, GSS_C_INTEG_FLAG | DATAGRAM_FLAG, 0,
                                 GSS_C_NO_CHANNEL_BINDINGS, &token, NULL, &out, NULL, NULL);
    check(major, minor, "gss_init_sec_context");
    if (major != GSS_S_COMPLETE)
        die("gss_init_sec_context wants another leg");
    print_hex(&out);
    gss_release_buffer(&minor, &out);
    gss_release_name(&minor, &target);
}

/* The mechanism counts up with every message: put the number back before each. */
static void set_number(gss_ctx_id_t *context) {
    OM_uint32 minor, major;
    gss_buffer_desc number = {sizeof sequence_number, &sequence_number};

    major = gss_set_sec_context_option(&minor, context, &set_sequence_number, &number);
    check(major, minor, "gss_set_sec_context_option");
}

static void sign(gss_ctx_id_t *context, char *text) {
    OM_uint32 minor, major;
    gss_buffer_desc message = from_hex(text), signature = GSS_C_EMPTY_BUFFER;

    set_number(context);
    major = gss_get_mic(&minor, *context, GSS_C_QOP_DEFAULT, &message, &signature);
    check(major, minor, "gss_get_mic");
    print_hex(&signature);
    gss_release_buffer(&minor, &signature);
}

static void verify(gss_ctx_id_t *context, char *text, char *digits) {
    OM_uint32 minor;
    gss_buffer_desc message = from_hex(text), signature = from_hex(digits);

    set_number(context);
    puts(gss_verify_mic(&minor, *context, &message, &signature, NULL) == GSS_S_COMPLETE ? "ok" : "bad");
}

int main(int count, char **arguments) {
    static char line[LONGEST];
    gss_ctx_id_t context = GSS_C_NO_CONTEXT;
    gss_cred_id_t credentials;

    if (count != 3)
        die("usage: initiator NAME PASSWORD");
    setvbuf(stdout, NULL, _IOLBF, 0);
    credentials = acquire(arguments[1], arguments[2]);
    while (fgets(line, sizeof line, stdin)) {
        char *command = strtok(line, " \n"), *first = strtok(NULL, " \n"), *second = strtok(NULL, " \n");

        if (command && first && strcmp(command, "answer") == 0)
            answer(credentials, &context, first);
        else if (command && first && strcmp(command, "sign") == 0)
            sign(&context, first);
        else if (command && first && second && strcmp(command, "verify") == 0)
            verify(&context, first, second);
        else
            die("unknown command");
    }
    return 0;
}
