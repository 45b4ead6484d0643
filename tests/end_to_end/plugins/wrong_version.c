/* An engine of a later interface. */
#include <stddef.h>

#include "twin/link/plugin_abi.h"

static int nothing;
static void* create(void) { return &nothing; }
static void destroy(void* engine) { (void)engine; }
static const char* answer(void* engine, const char* line) {
  (void)engine, (void)line;
  return NULL;
}

static const fengsui_engine_api api = {2, sizeof(fengsui_engine_api), create, answer, NULL, destroy};
const fengsui_engine_api* fengsui_engine(void) { return &api; }
