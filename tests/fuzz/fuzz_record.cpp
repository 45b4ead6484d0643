// Fuzzes the reader of run files: a good file is patched, its checksum is made to fit, and it is read from
// memory. Each four bytes of input are one patch: where (24 bits, modulo the file's size) and the byte to put
// there. The file may be refused with InputError; anything else is a bug.
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>

#include "sim/base/error.h"
#include "tests/twin/record/sample_record.h"
#include "twin/record/describe.h"
#include "twin/record/run_file.h"
#include "twin/record/seal.h"

namespace {

using namespace fengsui;

std::string good_file() {
  const auto path =
      std::filesystem::temp_directory_path() / ("fuzz_record_" + std::to_string(::getpid()) + ".h5");
  Record record = sample::leak_record();
  record.readings.resize(20);
  write_run(path, record, Overwrite::allow);
  std::ifstream input(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(input), {}};
  std::filesystem::remove(path);
  return bytes;
}

}  // namespace

// HDF5 forgets some memory of its own when it refuses a damaged file
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libhdf5"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string good = good_file();
  std::string bytes = good;
  for (std::size_t i = 0; i + 4 <= size; i += 4) {
    const std::size_t place = data[i] | data[i + 1] << 8 | data[i + 2] << 16;
    bytes[place % bytes.size()] = static_cast<char>(data[i + 3]);
  }
  // a first line that was not patched is made to fit the rest
  if (bytes.starts_with(std::string_view(good).substr(0, seal_size))) {
    Seal seal{run_file_version, true, bytes.size() - seal_size, {}};
    seal.sha256 = sha256_of(std::as_bytes(std::span(bytes)).subspan(seal_size));
    bytes.replace(0, seal_size, seal_text(seal));
  }
  try {
    const Record record = read_run_image(std::as_bytes(std::span(bytes)), "fuzzed.h5");
    for (const LogEntry& entry : record.log) describe_entry(record, entry, Language::chinese);
  } catch (const InputError&) {
  }
  return 0;
}
