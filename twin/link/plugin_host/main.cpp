// fengsui-plugin-host LIBRARY: gives an engine in a shared library the standard input and output of
// docs/engine-protocol.md. Started by --engine plugin:LIBRARY, so that the library runs in a process of its
// own.
#include <dlfcn.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

#include "twin/link/plugin_abi.h"

namespace {

[[noreturn]] void refuse(const std::string& library, const std::string& found, const std::string& expected) {
  throw std::runtime_error(library + ": found " + found + ", expected " + expected);
}

const fengsui_engine_api& load(const std::string& library) {
  void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!handle) refuse(library, dlerror(), "a shared library that can be loaded");
  // what dlsym finds is a function by the contract of the symbol's name
  const auto entry = reinterpret_cast<decltype(&fengsui_engine)>(dlsym(handle, "fengsui_engine"));
  if (!entry) refuse(library, "no symbol fengsui_engine", "an engine as in twin/link/plugin_abi.h");
  const fengsui_engine_api* api = entry();
  if (!api) refuse(library, "no table of functions", "an engine as in twin/link/plugin_abi.h");
  if (api->abi != FENGSUI_ENGINE_ABI)
    refuse(library, "interface version " + std::to_string(api->abi),
           "version " + std::to_string(FENGSUI_ENGINE_ABI));
  if (api->size < sizeof(fengsui_engine_api) || !api->create || !api->answer || !api->destroy)
    refuse(library, "an incomplete table of functions", "create, answer and destroy");
  return *api;
}

void serve(const std::string& library) {
  const fengsui_engine_api& api = load(library);
  const std::unique_ptr<void, void (*)(void*)> engine(api.create(), api.destroy);
  if (!engine) refuse(library, "no engine", "one from create()");
  for (std::string line; std::getline(std::cin, line);) {
    const char* answer = api.answer(engine.get(), line.c_str());
    if (!answer) {
      const char* error = api.error ? api.error(engine.get()) : nullptr;
      refuse(library, std::string("no answer") + (error ? std::string(": ") + error : ""), "a line of JSON");
    }
    std::cout << answer << std::endl;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "Usage: fengsui-plugin-host LIBRARY\n");
    return 2;
  }
  try {
    serve(argv[1]);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 2;
  }
  return 0;
}
