#include "twin/service/serve.h"

#include <istream>
#include <ostream>
#include <string>

#include "twin/service/storage_error.h"

namespace fengsui {

void serve(EngineService& service, std::istream& input, std::ostream& output,
           const std::function<void()>& answered) {
  const std::string sender = "standard input";
  for (std::string line; std::getline(input, line);) {
    output << service.answer(line, sender) << std::flush;
    if (!output)
      throw StorageError("standard output", "", "a closed channel", "somebody who reads the answers");
    if (answered) answered();
  }
  service.finish();
}

void serve(const engine::Rules& rules, std::istream& input, std::ostream& output) {
  EngineService service(rules);
  serve(service, input, output);
}

}  // namespace fengsui
