// The one exception for everything that comes from outside: files, options, messages.
//
// It names the file, the place in it (line and column, JSON pointer, HDF5 path, option), what was
// found and what was expected, so that a person can mend it without reading code.
// Programmer errors are assertions, never this.
#pragma once

#include <stdexcept>
#include <string>

namespace fengsui {

class InputError : public std::runtime_error {
 public:
  InputError(std::string file_name, std::string place_in_file, std::string what_was_found,
             std::string what_was_expected)
      : std::runtime_error(sentence(file_name, place_in_file, what_was_found, what_was_expected)),
        file(std::move(file_name)),
        place(std::move(place_in_file)),
        found(std::move(what_was_found)),
        expected(std::move(what_was_expected)) {}

  std::string file, place, found, expected;

 private:
  static std::string sentence(const std::string& file, const std::string& place, const std::string& found,
                              const std::string& expected) {
    std::string text = file;
    if (!place.empty()) text += (text.empty() ? "" : ": ") + place;
    if (!found.empty()) text += (text.empty() ? "" : ": ") + std::string("found ") + found;
    if (!expected.empty()) text += (text.empty() ? "" : ", ") + std::string("expected ") + expected;
    return text;
  }
};

}  // namespace fengsui
