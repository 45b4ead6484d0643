// The encryption of the `data` field: DES-CBC or SM4-CBC with PKCS#7 padding, by OpenSSL.
//
//   plain text ─ encrypt ─ Base64 ─ upper-case hexadecimal ─→ `data`
//
// DES is weak; it is what the interface asks for. OpenSSL 3 keeps it in its legacy provider, which is loaded
// into a library context of its own, so that nothing else of this program may use it. Keys appear in no
// message, and what holds them is wiped at the end.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace fengsui::upload {

enum class CipherKind { des, sm4 };

// Of the key and of the initial vector [byte].
constexpr std::size_t block_bytes(CipherKind kind) { return kind == CipherKind::des ? 8 : 16; }

// Bytes that are wiped at the end.
class Secret {
 public:
  explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
  ~Secret();
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Keys and vectors as people write them: exactly 8 or 16 bytes of text, or "hex:" and their digits. `where`
// names the source. Throws InputError, which does not repeat the text.
Secret read_secret(std::string_view text, CipherKind kind, const std::string& where);

class Cipher {
 public:
  // Throws InputError when key or vector have the wrong length or OpenSSL does not offer the cipher.
  Cipher(CipherKind kind, const Secret& key, const Secret& initial_vector);
  ~Cipher();
  Cipher(Cipher&&) noexcept;
  Cipher& operator=(Cipher&&) noexcept;

  std::string encrypt(std::string_view plain) const;
  // Throws InputError when the length is no multiple of the block or the padding is wrong: usually the key.
  std::string decrypt(std::string_view secret) const;

  // The whole chain; opening throws InputError for the first step that fails.
  std::string seal(std::string_view plain) const;
  std::string open(std::string_view data) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fengsui::upload
