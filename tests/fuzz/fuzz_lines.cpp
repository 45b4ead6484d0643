// Any bytes as a line of the engine protocol: a message that is read again as it is written, or an
// InputError.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "sim/base/error.h"
#include "sim/port/json_lines.h"

namespace {

using namespace fengsui;

Directory small_directory() {
  Directory directory;
  directory.enterprises.resize(2);
  directory.gateways = {{EnterpriseId(std::size_t{0}), {}}, {EnterpriseId(std::size_t{1}), {}}};
  directory.points.resize(3);
  return directory;
}

// Reads a message of any kind and writes it again.
std::string once_more(std::string_view line, const Directory& directory) {
  using namespace json_lines;
  switch (kind_of(line, "fuzz")) {
    case Kind::hello:
      return write_hello(read_hello(line, "fuzz"));
    case Kind::ready:
      return write_ready(read_ready(line, "fuzz", directory.points.size()));
    case Kind::input:
      return write_input(read_input(line, "fuzz", directory).view());
    case Kind::output:
      return write_output(read_output(line, "fuzz", directory));
    case Kind::question:
      return write_question();
    case Kind::presence:
      return write_presence();
  }
  return {};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const Directory directory = small_directory();
  try {
    const std::string first = once_more({reinterpret_cast<const char*>(bytes), size}, directory);
    if (once_more(first, directory) != first) std::abort();
  } catch (const InputError& error) {
    if (error.found.empty() || error.expected.empty()) std::abort();
  }
  return 0;
}
