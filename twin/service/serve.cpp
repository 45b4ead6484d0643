#include "twin/service/serve.h"

#include <istream>
#include <ostream>
#include <string>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "sim/port/json_lines.h"
#include "twin/engine/reference_engine.h"

namespace fengsui {

void serve(const engine::Rules& rules, std::istream& input, std::ostream& output) {
  using json_lines::Kind;
  const std::string sender = "standard input";
  engine::ReferenceEngine engine(rules);
  Directory directory;
  bool begun = false;
  Time now = Time::min();
  EngineOutput answer;
  for (std::string line; std::getline(input, line);) {
    switch (json_lines::kind_of(line, sender)) {
      case Kind::hello:
        directory = json_lines::read_hello(line, sender);
        output << json_lines::write_ready({"fengsui-engine", engine.begin(directory, scenario_start)});
        begun = true;
        break;
      case Kind::input: {
        if (!begun) throw InputError(sender, "/advance_to", "an advance", "\"hello\" first");
        const json_lines::Input message = json_lines::read_input(line, sender, directory);
        if (message.now < now)
          throw InputError(sender, "/advance_to", format_duration(message.now - scenario_start),
                           "a time not before " + format_duration(now - scenario_start));
        now = message.now;
        engine.exchange(message.view(), answer);
        output << json_lines::write_output(answer);
        break;
      }
      case Kind::question:
        output << json_lines::write_presence();
        break;
      case Kind::ready:
      case Kind::output:
      case Kind::presence:
        throw InputError(sender, "", "a message of an engine",
                         "\"hello\", \"advance_to\" or \"are_you_there\"");
    }
    output.flush();
  }
}

}  // namespace fengsui
