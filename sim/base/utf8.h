// UTF-8 text by character: what people count, compare and see cut short. Throws nothing.
#pragma once

#include <string>
#include <string_view>

namespace fengsui {

// Whether the bytes are UTF-8: no stray or overlong sequences, no surrogates, nothing above U+10FFFF.
bool valid_utf8(std::string_view text);

// The characters of `text`; each byte that is not UTF-8 becomes U+FFFD.
std::u32string code_points(std::string_view text);

// At most `characters` characters, the last replaced by "…" when more had to be left out.
std::string shortened(std::string_view text, std::size_t characters);

}  // namespace fengsui
