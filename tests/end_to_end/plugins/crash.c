/* An engine that crashes. */
#include <stdlib.h>

#include <stddef.h>

#include "twin/link/plugin_abi.h"

static int nothing;
static void* create(void) { return &nothing; }
static void destroy(void* engine) { (void)engine; }
static const char* answer(void* engine, const char* line) {
  (void)engine, (void)line;
  abort();
}

static const fengsui_engine_api api = {FENGSUI_ENGINE_ABI, sizeof(fengsui_engine_api), create, answer, NULL, destroy};
const fengsui_engine_api* fengsui_engine(void) { return &api; }
