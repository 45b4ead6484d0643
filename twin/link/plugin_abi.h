/* The C interface of an alarm engine in a shared library, version 1; plain C, to be copied.
 *
 * The library exports one function, fengsui_engine(), which returns this table. Messages are those of
 * docs/engine-protocol.md, one JSON object a call: text is the one contract for all ways to reach an engine,
 * so that it needs no second description and cannot differ between them. The library is loaded by a process
 * of its own, so that a crash in it or an endless loop ends the run as inconclusive and nothing else.
 */
#ifndef FENGSUI_PLUGIN_ABI_H
#define FENGSUI_PLUGIN_ABI_H

#include <stdint.h>

#define FENGSUI_ENGINE_ABI 1u

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fengsui_engine_api {
  uint32_t abi;  /* FENGSUI_ENGINE_ABI */
  uint32_t size; /* sizeof(fengsui_engine_api); later versions may add members at the end */

  /* A new engine, or NULL. */
  void* (*create)(void);

  /* The answer to one line (without its end), valid until the next call; NULL when there is none, see error.
   */
  const char* (*answer)(void* engine, const char* line);

  /* Why there was no answer. May be NULL. */
  const char* (*error)(void* engine);

  void (*destroy)(void* engine);
} fengsui_engine_api;

/* The one symbol that the library exports. */
const fengsui_engine_api* fengsui_engine(void);

#ifdef __cplusplus
}
#endif

#endif
