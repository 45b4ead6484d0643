#include "twin/upload/cipher.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/provider.h>

#include <stdexcept>

#include "sim/base/error.h"
#include "twin/upload/text_coding.h"

namespace fengsui::upload {

namespace {

template <auto free>
struct Free {
  template <class Thing>
  void operator()(Thing* thing) const {
    free(thing);
  }
};

using Library = std::unique_ptr<OSSL_LIB_CTX, Free<OSSL_LIB_CTX_free>>;
using Provider = std::unique_ptr<OSSL_PROVIDER, Free<OSSL_PROVIDER_unload>>;
using Algorithm = std::unique_ptr<EVP_CIPHER, Free<EVP_CIPHER_free>>;
using Context = std::unique_ptr<EVP_CIPHER_CTX, Free<EVP_CIPHER_CTX_free>>;

struct Wipe {
  std::string& text;
  ~Wipe() { OPENSSL_cleanse(text.data(), text.size()); }
};

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

const char* name_of(CipherKind kind) { return kind == CipherKind::des ? "DES-CBC" : "SM4-CBC"; }

Provider load(OSSL_LIB_CTX* library, const char* name) {
  Provider provider(OSSL_PROVIDER_load(library, name));
  if (!provider)
    throw InputError("OpenSSL", std::string("provider \"") + name + "\"", "that it cannot be loaded",
                     "a complete installation of OpenSSL 3 (Debian: libssl3; DES is in its legacy provider, "
                     "whose folder OPENSSL_MODULES names)");
  return provider;
}

}  // namespace

Secret::~Secret() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

Secret read_secret(std::string_view text, CipherKind kind, const std::string& where) {
  const std::size_t bytes = block_bytes(kind);
  const std::string expected = std::to_string(bytes) + " bytes of text, or \"hex:\" and " +
                               std::to_string(2 * bytes) + " digits, for " + name_of(kind);
  if (text.starts_with("hex:")) {
    std::string digits(text.substr(4));
    const Wipe wipe{digits};
    for (char& digit : digits)
      if (digit >= 'a' && digit <= 'f') digit = static_cast<char>(digit - 'a' + 'A');
    try {
      Secret secret(from_hexadecimal(digits));
      if (secret.bytes().size() == bytes) return secret;
    } catch (const InputError&) {
      // its words would show a character of the key
    }
    throw InputError(where, "", "\"hex:\" with other digits", expected);
  }
  if (text.size() != bytes) throw InputError(where, "", std::to_string(text.size()) + " bytes", expected);
  return Secret(std::string(text));
}

struct Cipher::Impl {
  CipherKind kind;
  Secret key, initial_vector;
  Library library{OSSL_LIB_CTX_new()};
  Provider standard, legacy;
  Algorithm algorithm;

  enum class Direction : int { decrypt = 0, encrypt = 1 };

  // The result, or false when the last block is not padded as it should be.
  bool run(Direction direction, std::string_view in, std::string& out) const {
    const Context context(EVP_CIPHER_CTX_new());
    out.resize(in.size() + block_bytes(kind));
    auto* const target = reinterpret_cast<unsigned char*>(out.data());
    int written = 0, last = 0;
    if (!context ||
        EVP_CipherInit_ex2(context.get(), algorithm.get(), bytes_of(key.bytes()),
                           bytes_of(initial_vector.bytes()), static_cast<int>(direction), nullptr) != 1 ||
        EVP_CipherUpdate(context.get(), target, &written, bytes_of(in), static_cast<int>(in.size())) != 1)
      throw std::runtime_error(std::string(name_of(kind)) + " failed in OpenSSL");
    if (EVP_CipherFinal_ex(context.get(), target + written, &last) != 1) return false;
    out.resize(static_cast<std::size_t>(written) + static_cast<std::size_t>(last));
    return true;
  }
};

Cipher::Cipher(CipherKind kind, const Secret& key, const Secret& initial_vector)
    : impl_(new Impl{kind, key, initial_vector, Library(OSSL_LIB_CTX_new()), {}, {}, {}}) {
  for (const Secret* secret : {&key, &initial_vector})
    if (secret->bytes().size() != block_bytes(kind))
      throw InputError(name_of(kind), secret == &key ? "key" : "initial vector",
                       std::to_string(secret->bytes().size()) + " bytes",
                       std::to_string(block_bytes(kind)) + " bytes");
  if (!impl_->library) throw std::runtime_error("no library context in OpenSSL");
  impl_->standard = load(impl_->library.get(), "default");
  if (kind == CipherKind::des) impl_->legacy = load(impl_->library.get(), "legacy");
  impl_->algorithm.reset(EVP_CIPHER_fetch(impl_->library.get(), name_of(kind), nullptr));
  if (!impl_->algorithm)
    throw InputError("OpenSSL", name_of(kind), "no such cipher", "an OpenSSL 3 that was built with it");
}

Cipher::~Cipher() = default;
Cipher::Cipher(Cipher&&) noexcept = default;
Cipher& Cipher::operator=(Cipher&&) noexcept = default;

std::string Cipher::encrypt(std::string_view plain) const {
  std::string secret;
  if (!impl_->run(Impl::Direction::encrypt, plain, secret))
    throw std::runtime_error(std::string(name_of(impl_->kind)) + " failed in OpenSSL");
  return secret;
}

std::string Cipher::decrypt(std::string_view secret) const {
  const std::size_t block = block_bytes(impl_->kind);
  if (secret.empty() || secret.size() % block != 0)
    throw InputError(name_of(impl_->kind), "", std::to_string(secret.size()) + " bytes",
                     "a multiple of " + std::to_string(block) + ", at least one block");
  std::string plain;
  if (!impl_->run(Impl::Direction::decrypt, secret, plain))
    throw InputError(name_of(impl_->kind), "the last block", "wrong padding",
                     "PKCS#7 padding: is this the right key?");
  return plain;
}

std::string Cipher::seal(std::string_view plain) const { return to_hexadecimal(to_base64(encrypt(plain))); }

std::string Cipher::open(std::string_view data) const { return decrypt(from_base64(from_hexadecimal(data))); }

}  // namespace fengsui::upload
