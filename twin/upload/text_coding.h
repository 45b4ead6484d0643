// Bytes as text: Base64 (RFC 4648, with padding, without line breaks) and upper-case hexadecimal.
// The decoders take what the encoders give and nothing else.
#pragma once

#include <string>
#include <string_view>

namespace fengsui::upload {

std::string to_base64(std::string_view bytes);
std::string to_hexadecimal(std::string_view bytes);

// Throw InputError with the place of the first wrong character, counted from 1.
std::string from_base64(std::string_view text);
std::string from_hexadecimal(std::string_view text);

}  // namespace fengsui::upload
