// A running SHA-256 (FIPS 180-4) by OpenSSL.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX

namespace fengsui {

class Sha256 {
 public:
  using Value = std::array<unsigned char, 32>;

  Sha256();
  Sha256(const Sha256& other);
  void add(std::span<const unsigned char> bytes);
  // Of everything added so far; more can be added afterwards.
  Value value() const;

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

std::string hexadecimal(std::span<const unsigned char> bytes);

}  // namespace fengsui
