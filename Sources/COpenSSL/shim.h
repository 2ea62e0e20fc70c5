// SHA-256 on Linux. On Apple systems the panels import CryptoKit instead.
#if !defined(__APPLE__)
#include <openssl/evp.h>
#endif
