// The hash of a world: equal hashes at equal times prove that two worlds have the same future.
//
// Every room offers `visit(archive, state)`, which names the fields that matter to the future;
// this archive feeds them to XXH3 in that order. Not cryptographic: the record has a SHA-256 of its own.
#pragma once

#include <xxhash.h>

#include <cassert>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/base/id.h"
#include "sim/base/time.h"

namespace fengsui {

class StateHash {
 public:
  StateHash() : state_(XXH3_createState(), XXH3_freeState) {
    assert(state_);
    XXH3_64bits_reset(state_.get());
  }

  template <class T>
  void operator()(const T& value) {
    if constexpr (std::is_floating_point_v<T>) {
      // the two zeros are equal numbers with different bytes
      const T canonical = value == T{0} ? T{0} : value;
      bytes(&canonical, sizeof canonical);
    } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      bytes(&value, sizeof value);
    } else {
      visit_structure(value);
    }
  }

  std::uint64_t digest() const { return XXH3_64bits_digest(state_.get()); }

 private:
  void bytes(const void* data, std::size_t size) { XXH3_64bits_update(state_.get(), data, size); }

  void visit_structure(Duration duration) { (*this)(duration.count()); }
  void visit_structure(Time time) { (*this)(time.time_since_epoch().count()); }
  template <class Tag>
  void visit_structure(Id<Tag> id) {
    (*this)(id.index);
  }
  void visit_structure(const std::string& text) {
    (*this)(text.size());
    bytes(text.data(), text.size());
  }
  template <class T>
  void visit_structure(const std::optional<T>& value) {
    (*this)(value.has_value());
    if (value) (*this)(*value);
  }
  void visit_structure(const std::vector<bool>& values) {
    (*this)(values.size());
    for (const bool value : values) (*this)(value);
  }
  template <class T>
  void visit_structure(const std::vector<T>& values) {
    (*this)(values.size());
    for (const T& value : values) (*this)(value);
  }
  template <class T>
  void visit_structure(const T& value) {
    visit(*this, value);
  }

  std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state_;
};

}  // namespace fengsui
