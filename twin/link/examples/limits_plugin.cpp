// fengsui run SCENARIO --engine plugin:build/release/limits_plugin.so
#include "twin/link/examples/limits_engine.h"
#include "twin/link/plugin_abi.h"

namespace {

// What was last answered, kept until the next call.
struct Plugin {
  example::Conversation conversation;
  std::string answer, error;
};

const char* answer(void* engine, const char* line) {
  Plugin& plugin = *static_cast<Plugin*>(engine);
  // no exception may leave a C interface
  try {
    plugin.answer = plugin.conversation.answer(line, "limits example (plug-in)");
    return plugin.answer.c_str();
  } catch (const std::exception& problem) {
    plugin.error = problem.what();
    return nullptr;
  }
}

constexpr fengsui_engine_api api = {FENGSUI_ENGINE_ABI,
                                    sizeof(fengsui_engine_api),
                                    [] { return static_cast<void*>(new Plugin); },
                                    answer,
                                    [](void* engine) { return static_cast<Plugin*>(engine)->error.c_str(); },
                                    [](void* engine) { delete static_cast<Plugin*>(engine); }};

}  // namespace

extern "C" const fengsui_engine_api* fengsui_engine() { return &api; }
