/* Stands in for Windows' icuuc.dll, which Wine lacks and without which Qt6Core.dll (seen: 6.12) does not load.
   It offers no converters: Qt's own for UTF-8, UTF-16, Latin-1 stay. Part of the Wine place only; build.py refuses to ship it. */
#define X __declspec(dllexport)
enum { UNSUPPORTED = 4 };
static void fail(int *status) { if (status) *status = UNSUPPORTED; }

X void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
X void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
X void ucnv_cbFromUWriteUChars(void *a, void *b, int c, int d, int *s) { fail(s); }
X void ucnv_cbToUWriteUChars(void *a, void *b, int c, int d, int *s) { fail(s); }
X void ucnv_close(void *c) {}
X int ucnv_countAvailable(void) { return 0; }
X int ucnv_fromUCountPending(void *c, int *s) { fail(s); return 0; }
X void ucnv_fromUnicode(void *c, void *t, void *u, void *v, void *w, int *o, signed char f, int *s) { fail(s); }
X char *ucnv_getAvailableName(int n) { return 0; }
X void ucnv_getFromUCallBack(void *c, void **a, void **b) { if (a) *a = 0; if (b) *b = 0; }
X signed char ucnv_getMaxCharSize(void *c) { return 4; }
X char *ucnv_getName(void *c, int *s) { fail(s); return 0; }
X char *ucnv_getStandardName(void *n, void *t, int *s) { fail(s); return 0; }
X void ucnv_getToUCallBack(void *c, void **a, void **b) { if (a) *a = 0; if (b) *b = 0; }
X void *ucnv_open(void *n, int *s) { fail(s); return 0; }
X void ucnv_reset(void *c) {}
X void ucnv_setFromUCallBack(void *c, void *n, void *x, void **o, void **p, int *s) { fail(s); }
X void ucnv_setToUCallBack(void *c, void *n, void *x, void **o, void **p, int *s) { fail(s); }
X int ucnv_toUCountPending(void *c, int *s) { fail(s); return 0; }
X void ucnv_toUnicode(void *c, void *t, void *u, void *v, void *w, int *o, signed char f, int *s) { fail(s); }
