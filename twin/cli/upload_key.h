// The key of an upload: from a file or from the environment, never from the command line, where everybody on
// the computer could read it.
#pragma once

#include <optional>
#include <string>

#include "twin/upload/cipher.h"
#include "twin/upload/settings.h"

namespace fengsui {

inline constexpr const char* upload_key_variable = "FENGSUI_UPLOAD_KEY";

// The file's first line is the key and its second, if there is one, the initial vector; without a file the
// variable is the key. Throws InputError, which shows neither.
upload::Cipher make_cipher(upload::CipherKind kind, const std::optional<std::string>& key_file,
                           const upload::UploadSettings& settings);

}  // namespace fengsui
