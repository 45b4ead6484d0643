// Any bytes as an official register: either a table or an InputError, never anything else.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "scenarios/register_reader.h"
#include "sim/base/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  try {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const fengsui::Register table = fengsui::read_register(text, "fuzz.csv");
    if (table.rows.empty() || table.districts().empty()) std::abort();
    for (const fengsui::RegisterRow& row : table.rows)
      if (row.name.empty() || !(row.capacity >= 0) || row.counts.size() != table.equipment.size())
        std::abort();
  } catch (const fengsui::InputError& error) {
    if (error.found.empty() || error.expected.empty()) std::abort();
  }
  return 0;
}
