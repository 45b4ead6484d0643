// Known answers of both ciphers and of the whole chain, and what must be refused.
#include "twin/upload/cipher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/error.h"
#include "tests/twin/upload/support.h"
#include "twin/conform/property.h"
#include "twin/upload/text_coding.h"

namespace fengsui::upload {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

template <class Act>
std::string error_of(Act act) {
  try {
    act();
  } catch (const InputError& problem) {
    return problem.what();
  }
  return "no error";
}

Cipher of_hexadecimal(CipherKind kind, const std::string& key, const std::string& vector) {
  return {kind, Secret(from_hexadecimal(key)), Secret(from_hexadecimal(vector))};
}

// FIPS PUB 81, table C1; the padding of the interface adds a block of its own
TEST(Cipher, DesGivesTheAnswerOfFips81) {
  const auto encrypted = [](const std::string& vector) {
    return to_hexadecimal(
        of_hexadecimal(CipherKind::des, "0123456789ABCDEF", vector).encrypt("Now is the time for all "));
  };
  const std::string answer = "E5C7CDDE872BF27C43E934008C389C0F683788499A7C05F6";
  EXPECT_THAT(encrypted("1234567890ABCDEF"), StartsWith(answer));
  EXPECT_EQ(encrypted("1234567890ABCDEF").size(), answer.size() + 16);
  EXPECT_THAT(encrypted("1234567890ABCDEE"), Not(StartsWith(answer.substr(0, 16))));
}

// GB/T 32907-2016, appendix A, example 1: one block; with an initial vector of zeros CBC begins with it
TEST(Cipher, Sm4GivesTheAnswerOfTheStandard) {
  const std::string key = "0123456789ABCDEFFEDCBA9876543210", zeros(32, '0');
  const std::string block = from_hexadecimal(key);
  EXPECT_THAT(to_hexadecimal(of_hexadecimal(CipherKind::sm4, key, zeros).encrypt(block)),
              StartsWith("681EDF34D206965E86B3E94F536E4246"));
  EXPECT_THAT(to_hexadecimal(of_hexadecimal(CipherKind::sm4, zeros, zeros).encrypt(block)),
              Not(StartsWith("681EDF34D206965E86B3E94F536E4246")));
}

// computed with the programs openssl, base64 and xxd
TEST(Cipher, TheChainGivesWhatOtherProgramsGive) {
  const std::string plain = write_plain(example_real_time());
  ASSERT_EQ(plain, R"({"qybm":"012345678912","data":{"rts":[)"
                   R"({"tnm":"0123456789120101001","ts":"2026-06-21 08:10:34","val":"27.20"},)"
                   R"({"tnm":"0123456789120102001","ts":"2026-06-21 08:10:34","val":"50.54"}]}})");
  EXPECT_EQ(
      example_cipher().seal(plain),
      "654933705067552B484C337133546F4A6B32375676323966444378396D707159756C684744756E7A46502B4D473834792F61"
      "4D5930436E4968703537656C626D3436384F384A5067727769657336316F6D7734793751726E3139676A6D2B466E64795344"
      "2F4B2F6C31524E73734B433859366B756F3038684C527A752B32506143576944586B326E414F75326861386F6F7538786F79"
      "474A6549446C3453384630386639537551594D324C6E476151457357682B64526733744B6258456270792B6F3341486E524E"
      "3536377878466A6575643873614974516D417144356D6D726F6F5849494179544879724346564761762B6A4656773D3D");
  EXPECT_EQ(
      sm4_cipher().seal(plain),
      "42714A4C6E524A636C716A75476B59527A6979376C703246776F554E66686E4A39772F5A4B7A43597A4B46494B765941676F"
      "2F597435692F64504556586D366D6667396351574B2B36565574496F4B6A5178324C4A666347445A3945676E50586B334854"
      "3766424F326E76447978664A567756704456586B376530717373764C424A2B55386B5768456A4B79694C2B76345534567A58"
      "7A4E2B717175627949685337655A683547777554632F4765374975527743334343656A77776D74425158494F426262394969"
      "356637354667556179564B5139473878625161746F694F69486248747678422B4D4831356B676379692F315748564A657967"
      "5544326E3370");
  EXPECT_EQ(example_cipher().open(example_cipher().seal(plain)), plain);
}

TEST(Cipher, WhateverIsSealedOpensAgain) {
  const auto verdict = conform::judge([](const std::vector<char>& letters, bool sm4) {
    const std::string plain(letters.begin(), letters.end());
    const Cipher cipher = sm4 ? sm4_cipher() : example_cipher();
    RC_ASSERT(cipher.open(cipher.seal(plain)) == plain);
    RC_ASSERT(from_base64(to_base64(plain)) == plain);
    RC_ASSERT(from_hexadecimal(to_hexadecimal(plain)) == plain);
  });
  EXPECT_TRUE(verdict.holds) << verdict.text;
}

TEST(Cipher, TheWrongKeyIsSeen) {
  // by chance one wrong key in 256 finds what looks like padding; not these
  const std::string sealed = example_cipher().seal(write_plain(example_real_time()));
  for (const char* key : {"87654321", "wrongkey"})
    EXPECT_THAT(error_of([&] { example_cipher(key).open(sealed); }), HasSubstr("right key")) << key;
}

TEST(Cipher, EachStepOfOpeningIsStrict) {
  const Cipher cipher = example_cipher();
  const auto said = [&](const std::string& data) { return error_of([&] { cipher.open(data); }); };
  EXPECT_EQ(said("616"), "hexadecimal: found 3 digits, expected an even number of digits");
  EXPECT_EQ(said("6g"), "hexadecimal: character 2: found \"g\", expected 0 to 9 or A to F");
  EXPECT_EQ(said("6a"), "hexadecimal: character 2: found \"a\", expected 0 to 9 or A to F");
  EXPECT_EQ(said("616161"), "Base64: found 3 characters, expected a multiple of 4");
  EXPECT_THAT(said(to_hexadecimal("QUJ$")), HasSubstr("Base64: character 4: found \"$\""));
  EXPECT_THAT(said(to_hexadecimal("QQ==QUJD")), HasSubstr("Base64: character 3: found \"=\""));
  EXPECT_THAT(said(to_hexadecimal("QR==")), HasSubstr("bits behind the last byte"));
  EXPECT_THAT(said(to_hexadecimal("QUJDRA==")),
              HasSubstr("DES-CBC: found 4 bytes, expected a multiple of 8"));
  EXPECT_THAT(said(""), HasSubstr("DES-CBC: found 0 bytes"));
  EXPECT_THAT(said(to_hexadecimal(to_base64(std::string(8, 'x')))), HasSubstr("wrong padding"));
}

TEST(Cipher, Base64GivesTheAnswersOfRfc4648) {
  const std::pair<const char*, const char*> answers[] = {
      {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : answers) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
}

TEST(Cipher, KeysAreReadAndNeverShown) {
  EXPECT_EQ(read_secret("ab23dcef", CipherKind::des, "key.txt").bytes(), "ab23dcef");
  EXPECT_EQ(read_secret("hex:6162323364636566", CipherKind::des, "key.txt").bytes(), "ab23dcef");
  EXPECT_EQ(read_secret("hex:6A6b323364636566", CipherKind::des, "key.txt").bytes(), "jk23dcef");
  for (const char* bad : {"short", "toolongkey", "hex:61623233", "hex:616232336463656Z", "hex:zz"}) {
    const std::string words = error_of([&] { read_secret(bad, CipherKind::des, "key.txt"); });
    EXPECT_THAT(words, HasSubstr("key.txt"));
    EXPECT_THAT(words, HasSubstr("8 bytes of text"));
    EXPECT_THAT(words, Not(HasSubstr(bad)));
  }
  EXPECT_THAT(error_of([] { Cipher(CipherKind::sm4, Secret("ab23dcef"), Secret("1234567812345678")); }),
              HasSubstr("SM4-CBC: key: found 8 bytes, expected 16 bytes"));
}

}  // namespace
}  // namespace fengsui::upload
