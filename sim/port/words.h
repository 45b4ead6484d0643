// The words for what crosses to an engine and back: stable keys of files and wires, and what people read.
// The order is that of the enums; the keys are part of every written format: append, never rename.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "sim/port/messages.h"

namespace fengsui {

struct PortWord {
  std::string_view key, english, chinese;
};

// All words of one enum, by its numbers: words_for<AlarmCondition>()[2].key is "high".
template <class Enum>
std::span<const PortWord> words_for();

template <>
std::span<const PortWord> words_for<Quality>();
template <>
std::span<const PortWord> words_for<Colour>();
template <>
std::span<const PortWord> words_for<Act>();
template <>
std::span<const PortWord> words_for<AlarmAct>();
template <>
std::span<const PortWord> words_for<AlarmEvent>();
template <>
std::span<const PortWord> words_for<AlarmCondition>();
template <>
std::span<const PortWord> words_for<WarningEvent>();

template <class Enum>
const PortWord& word_of(Enum value) {
  return words_for<Enum>()[static_cast<std::size_t>(value)];
}

// The value that a key names; nothing for a word that is not one.
template <class Enum>
std::optional<Enum> named(std::string_view key) {
  const std::span<const PortWord> words = words_for<Enum>();
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].key == key) return static_cast<Enum>(i);
  return {};
}

}  // namespace fengsui
