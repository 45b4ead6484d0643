#include "twin/cli/upload_key.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "scenarios/files.h"
#include "sim/base/error.h"

namespace fengsui {

namespace {

using upload::Secret;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

upload::Cipher make_cipher(upload::CipherKind kind, const std::optional<std::string>& key_file,
                           const upload::UploadSettings& settings) {
  const std::string& usual = kind == upload::CipherKind::des ? settings.des_vector : settings.sm4_vector;
  if (key_file) {
    const Secret text(read_file(*key_file));
    const std::vector<std::string_view> lines = lines_of(text.bytes());
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
