#include "twin/record/seal.h"

#include <charconv>
#include <fstream>
#include <vector>

#include "sim/base/error.h"
#include "twin/record/run_file.h"
#include "twin/record/sha256.h"

namespace fengsui {

namespace {

constexpr std::string_view magic = "fengsui run ";

// takes a number off the front of the text; false when there is none
template <class Number>
bool take_number(std::string_view& text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool take_words(std::string_view& text, std::string_view words) {
  if (!text.starts_with(words)) return false;
  text.remove_prefix(words.size());
  return true;
}

}  // namespace

std::string seal_text(const Seal& seal) {
  std::string text(magic);
  text += std::to_string(seal.version);
  text += seal.complete ? " complete, bytes " + std::to_string(seal.bytes) + ", sha256 " + seal.sha256
                        : std::string(" unfinished");
  text += '\n';
  text.resize(seal_size, '\0');
  return text;
}

Seal parse_seal(std::string_view bytes, const std::string& file) {
  const InputError foreign(file, "", "a file of another kind", "a run file written by fengsui");
  if (bytes.size() < seal_size || !take_words(bytes, magic)) throw foreign;
  Seal seal;
  if (!take_number(bytes, seal.version)) throw foreign;
  if (seal.version > run_file_version)
    throw InputError(file, "", "a run file of version " + std::to_string(seal.version),
                     "version " + std::to_string(run_file_version) + " or older: please use a newer fengsui");
  if (take_words(bytes, " unfinished\n")) return seal;
  const bool whole = take_words(bytes, " complete, bytes ") && take_number(bytes, seal.bytes) &&
                     take_words(bytes, ", sha256 ") && bytes.size() > 64 && bytes[64] == '\n';
  if (!whole) throw InputError(file, "", "a damaged first line", "an intact run file");
  seal.complete = true;
  seal.sha256 = bytes.substr(0, 64);
  return seal;
}

std::string sha256_of_file(const std::string& path, std::size_t offset) {
  std::ifstream input(path, std::ios::binary);
  input.seekg(static_cast<std::streamoff>(offset));
  Sha256 hash;
  std::vector<unsigned char> block(1 << 20);
  while (input) {
    input.read(reinterpret_cast<char*>(block.data()), static_cast<std::streamsize>(block.size()));
    hash.add(std::span(block).first(static_cast<std::size_t>(input.gcount())));
  }
  if (!input.eof()) throw InputError(path, "", "a file that cannot be read", "a readable run file");
  return hexadecimal(hash.value());
}

std::string sha256_of(std::span<const std::byte> bytes) {
  Sha256 hash;
  hash.add({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  return hexadecimal(hash.value());
}

}  // namespace fengsui
