// fengsui-engine RULES: the reference engine as a program of its own.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "twin/service/check.h"
#include "twin/service/options.h"
#include "twin/service/serve.h"
#include "twin/service/serve_mqtt.h"
#include "twin/service/storage_error.h"

namespace {

void serve_one_run(const fengsui::ServiceOptions& options, std::istream& input, std::ostream& output) {
  fengsui::Station station = fengsui::open_station(options);
  fengsui::serve(*station.service, input, output, [&] { station.write_metrics(false); });
  station.write_metrics(true);
}

}  // namespace

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
  std::string broker;
  program.add_option("--mqtt", broker, "Serve runs behind an MQTT broker instead, one after the other")
      ->type_name("URL");
  fengsui::CheckOptions check;
  fengsui::add_check_options(program, check);
  try {
    program.parse(argc, argv);
    if (check.asked) return fengsui::check_rules(options.rules, check, std::cout);
    std::ios::sync_with_stdio(false);
    if (broker.empty()) {
      serve_one_run(options, std::cin, std::cout);
      return 0;
    }
    fengsui::open_station(options);  // what is wrong with the options is wrong before the first run
    fengsui::serve_mqtt(
        "--mqtt", broker,
        [&](std::istream& input, std::ostream& output) { serve_one_run(options, input, output); },
        [](const std::string& words) { std::fprintf(stderr, "fengsui-engine: %s\n", words.c_str()); });
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
