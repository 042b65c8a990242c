/** The version of this header; pchat_version() is that of the library. */
#define PCHAT_VERSION "@VERSION@"
/** Changes when programs have to be changed. */
#define PCHAT_VERSION_MAJOR @MAJOR@
/** Changes when something is added. */
#define PCHAT_VERSION_MINOR @MINOR@
/** Changes when something is repaired. */
#define PCHAT_VERSION_PATCH @PATCH@
/** The version as one number, to compare with pchat_version_number(). */
#define PCHAT_VERSION_NUMBER (PCHAT_VERSION_MAJOR * 1000000u + PCHAT_VERSION_MINOR * 1000u + PCHAT_VERSION_PATCH)
