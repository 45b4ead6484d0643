#include <cstddef>
#include <optional>
#include <string>

#include "sim/world.h"

namespace fengsui {

namespace {

// Counts what the rooms show of their states; spare capacity is not counted.
struct ByteCount {
  std::size_t bytes = 0;

  template <class T>
  void operator()(const T& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
      bytes += sizeof value;
    else
      add(value);
  }

 private:
  void add(Duration) { bytes += sizeof(Duration); }
  void add(Time) { bytes += sizeof(Time); }
  template <class Tag>
  void add(Id<Tag>) {
    bytes += sizeof(Id<Tag>);
  }
  void add(const std::string& text) { bytes += sizeof(std::string) + text.size(); }
  template <class T>
  void add(const std::optional<T>& value) {
    if (value) (*this)(*value);
  }
  void add(const std::vector<bool>& values) { bytes += sizeof(std::vector<bool>) + values.size() / 8; }
  template <class T>
  void add(const std::vector<T>& values) {
    bytes += sizeof(std::vector<T>);
    for (const T& value : values) (*this)(value);
  }
  template <class T>
  void add(const T& value) {
    visit(*this, value);
  }
};

}  // namespace

std::size_t world_bytes(const World& world) {
  ByteCount count;
  count(world.plant);
  count(world.sensing);
  count(world.network);
  count(world.workflow);
  return sizeof world + count.bytes + world.agenda.pending().size() * sizeof(Event);
}

}  // namespace fengsui
