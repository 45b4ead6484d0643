// fengsui-engine RULES: the reference engine as a program of its own.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "twin/service/options.h"
#include "twin/service/serve.h"
#include "twin/service/storage_error.h"

int main(int argc, char** argv) {
  CLI::App program{
      "Fengsui's reference engine as a program: it reads the messages of docs/engine-protocol.md as lines of "
      "JSON from standard input and answers on standard output. docs/engine-service.md is about running it.",
      "fengsui-engine"};
  program.footer(
      "Example:\n  fengsui run my.json --engine \"process:build/release/fengsui-engine "
      "data/rules/aluminium.json\"");
  fengsui::ServiceOptions options;
  fengsui::add_service_options(program, options);
  try {
    program.parse(argc, argv);
    std::ios::sync_with_stdio(false);
    fengsui::Station station = fengsui::open_station(options);
    fengsui::serve(*station.service, std::cin, std::cout, [&] { station.write_metrics(false); });
    station.write_metrics(true);
  } catch (const CLI::Success& asked_for_help) {
    return program.exit(asked_for_help);
  } catch (const CLI::ParseError& problem) {
    std::fprintf(stderr, "fengsui-engine: %s\nTry: fengsui-engine --help\n", problem.what());
    return 2;
  } catch (const fengsui::StorageError& problem) {
    std::fprintf(stderr, "fengsui-engine: %s\n", problem.what());
    return 74;
  } catch (const fengsui::InputError& problem) {
    std::fprintf(stderr, "fengsui-engine: %s\n", problem.what());
    return 2;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "fengsui-engine: internal error: %s\n", problem.what());
    return 70;
  }
  return 0;
}
