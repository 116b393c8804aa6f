/* Stands in for Wine's mscms.dll, which lacks WcsCreateIccProfile: Qt's "windows" plugin asks it for each screen, and the process aborts.
   "There is no colour profile" is a lawful answer. Part of the Wine place only; build.py refuses to ship it. */
#include <windows.h>
#define X __declspec(dllexport)
X HANDLE WINAPI OpenColorProfileW(void *p, DWORD a, DWORD s, DWORD c) { SetLastError(ERROR_FILE_NOT_FOUND); return NULL; }
X HANDLE WINAPI WcsCreateIccProfile(HANDLE h, DWORD o) { SetLastError(ERROR_NOT_SUPPORTED); return NULL; }
X BOOL WINAPI CloseColorProfile(HANDLE h) { return TRUE; }
X BOOL WINAPI GetColorProfileFromHandle(HANDLE h, PBYTE b, PDWORD n) { SetLastError(ERROR_NOT_SUPPORTED); return FALSE; }
