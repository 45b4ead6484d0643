// fengsui-engine RULES: the reference engine as a program of its own.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "sim/base/error.h"
#include "twin/engine/rule_reader.h"
#include "twin/service/serve.h"
#include "twin/service/serve_mqtt.h"

namespace {

std::string text_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  // a folder opens, but cannot be read
  if (!stream || !(text << stream.rdbuf()))
    throw fengsui::InputError(file, "", "nothing that can be read",
                              "a rule file such as data/rules/aluminium.json");
  return text.str();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program{
      "Fengsui's reference engine as a program: it reads the messages of docs/engine-protocol.md as lines of "
      "JSON from standard input and answers on standard output.",
      "fengsui-engine"};
  program.footer(
      "Example:\n  fengsui run my.json --engine \"process:build/release/fengsui-engine "
      "data/rules/aluminium.json\"");
  std::string rules;
  program.add_option("RULES", rules, "Rule file")->required()->type_name("FILE");
  std::string broker;
  program.add_option("--mqtt", broker, "Serve runs behind an MQTT broker instead, one after the other")
      ->type_name("URL");
  try {
    program.parse(argc, argv);
    std::ios::sync_with_stdio(false);
    if (!broker.empty()) {
      const auto rule_set = fengsui::engine::read_rules(text_of(rules), rules);
      fengsui::serve_mqtt(
          "--mqtt", broker,
          [&](std::istream& input, std::ostream& output) { fengsui::serve(rule_set, input, output); },
          [](const std::string& words) { std::fprintf(stderr, "fengsui-engine: %s\n", words.c_str()); });
    }
    fengsui::serve(fengsui::engine::read_rules(text_of(rules), rules), std::cin, std::cout);
  } catch (const CLI::Success& asked_for_help) {
    return program.exit(asked_for_help);
  } catch (const CLI::ParseError& problem) {
    std::fprintf(stderr, "fengsui-engine: %s\nTry: fengsui-engine --help\n", problem.what());
    return 2;
  } catch (const fengsui::InputError& problem) {
    std::fprintf(stderr, "fengsui-engine: %s\n", problem.what());
    return 2;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "fengsui-engine: internal error: %s\n", problem.what());
    return 70;
  }
  return 0;
}
