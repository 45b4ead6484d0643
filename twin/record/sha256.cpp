#include "twin/record/sha256.h"

#include <openssl/evp.h>

#include <stdexcept>

namespace fengsui {

namespace {

void require(bool done) {
  if (!done) throw std::runtime_error("SHA-256 failed in OpenSSL");
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  require(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
}

Sha256::Sha256(const Sha256& other) : context_(EVP_MD_CTX_new()) {
  require(context_ && EVP_MD_CTX_copy_ex(context_.get(), other.context_.get()) == 1);
}

void Sha256::add(std::span<const unsigned char> bytes) {
  require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

Sha256::Value Sha256::value() const {
  // OpenSSL ends the hash when it gives its value, so it is taken from a copy
  const Sha256 copy(*this);
  Value bytes{};
  require(EVP_DigestFinal_ex(copy.context_.get(), bytes.data(), nullptr) == 1);
  return bytes;
}

std::string hexadecimal(std::span<const unsigned char> bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) text.append({digits[byte >> 4], digits[byte & 15]});
  return text;
}

}  // namespace fengsui
