// SHA-256 on Linux. On Apple systems the studies import CryptoKit instead.
#if !defined(__APPLE__)
#include <openssl/sha.h>
#endif
