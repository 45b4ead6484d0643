#include "twin/cli/upload_key.h"

#include <cstdlib>
#include <vector>

#include "scenarios/files.h"
#include "sim/base/error.h"

namespace fengsui {

namespace {

using upload::Secret;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

}  // namespace

upload::Cipher make_cipher(upload::CipherKind kind, const std::optional<std::string>& key_file,
                           const upload::UploadSettings& settings) {
  const std::string& usual = kind == upload::CipherKind::des ? settings.des_vector : settings.sm4_vector;
  if (key_file) {
    const std::vector<std::string> lines = lines_of(read_file(*key_file));
    if (lines.empty() || lines.size() > 2)
      throw InputError(
          *key_file, "", std::to_string(lines.size()) + " lines",
          "the key in the first line and, if it is not the usual one, the initial vector in the second");
    const Secret key = upload::read_secret(lines[0], kind, *key_file + ": line 1");
    return {kind, key,
            lines.size() == 2 ? upload::read_secret(lines[1], kind, *key_file + ": line 2") : Secret(usual)};
  }
  const char* variable = std::getenv(upload_key_variable);
  if (!variable || !*variable)
    throw InputError(
        "--key-file", "", "no key",
        std::string("the file that holds it, or the key in the environment variable ") + upload_key_variable);
  return {kind, upload::read_secret(variable, kind, upload_key_variable), Secret(usual)};
}

}  // namespace fengsui
