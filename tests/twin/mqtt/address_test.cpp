// URLs of brokers: what they mean, what is refused, and that no password is ever shown.
#include "twin/mqtt/address.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "sim/base/error.h"

namespace fengsui::mqtt {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string refusal(const std::string& url) {
  try {
    read_address("--engine", url, {});
  } catch (const InputError& error) {
    return error.what();
  }
  ADD_FAILURE() << url << " was taken";
  return {};
}

TEST(Address, DefaultsAndEveryPart) {
  const Address plain = read_address("", "mqtt://broker.example/city/drill", {});
  EXPECT_FALSE(plain.secure);
  EXPECT_EQ(plain.host, "broker.example");
  EXPECT_EQ(plain.port, 1883);
  EXPECT_EQ(plain.to_engine(), "city/drill/to_engine");
  EXPECT_EQ(plain.from_engine(), "city/drill/from_engine");
  EXPECT_EQ(plain.quality, 0);
  EXPECT_TRUE(plain.user.empty() && plain.password.empty() && plain.ca_file.empty());

  const std::string file = testing::TempDir() + "/a certificate.pem";
  std::ofstream(file) << "x";
  const Address full =
      read_address("",
                   "mqtts://twin:s%2Fe%40cret@[::1]:9/%E6%BC%94%E7%BB%83?qos=1&ca=" + testing::TempDir() +
                       "/a%20certificate.pem",
                   {});
  EXPECT_TRUE(full.secure);
  EXPECT_EQ(full.host, "::1");
  EXPECT_EQ(full.port, 9);
  EXPECT_EQ(full.user, "twin");
  EXPECT_EQ(full.password, "s/e@cret");
  EXPECT_EQ(full.topic, "演练");
  EXPECT_EQ(full.quality, 1);
  EXPECT_EQ(full.ca_file, file);
  EXPECT_EQ(full.shown(), "mqtts://twin@[::1]:9/演练");
  EXPECT_EQ(read_address("", "mqtts://h/t", {}).port, 8883);
}

TEST(Address, APasswordMayComeFromElsewhere) {
  EXPECT_EQ(read_address("", "mqtt://twin@h/t", "hidden").password, "hidden");
  EXPECT_EQ(read_address("", "mqtt://twin:own@h/t", "hidden").password, "own");
  // it belongs to a user
  EXPECT_EQ(read_address("", "mqtt://h/t", "hidden").password, "");
}

TEST(Address, WhatIsRefusedIsNamed) {
  EXPECT_THAT(refusal("http://h/t"), HasSubstr("another kind of address"));
  EXPECT_THAT(refusal("mqtt://h"), HasSubstr("as topic"));
  EXPECT_THAT(refusal("mqtt://h/"), HasSubstr("as topic"));
  EXPECT_THAT(refusal("mqtt://h/a/"), HasSubstr("as topic"));
  EXPECT_THAT(refusal("mqtt://h/a+b"), HasSubstr("\"a+b\" as topic"));
  EXPECT_THAT(refusal("mqtt://h/a%23"), HasSubstr("as topic"));
  EXPECT_THAT(refusal("mqtt://h/a#b"), HasSubstr("\"#\""));
  EXPECT_THAT(refusal("mqtt://h/%00"), HasSubstr("decode"));
  EXPECT_THAT(refusal("mqtt://h/%FF"), HasSubstr("as topic"));
  EXPECT_THAT(refusal("mqtt://h:0/t"), HasSubstr("ort"));
  EXPECT_THAT(refusal("mqtt://h:70000/t"), HasSubstr("ort"));
  EXPECT_THAT(refusal("mqtt://:x@h/t"), HasSubstr("a password without a user"));
  EXPECT_THAT(refusal("mqtt://h/t?qos=2"), HasSubstr("qos=2"));
  EXPECT_THAT(refusal("mqtt://h/t?quiet=1"), HasSubstr("quiet=1"));
  // without encryption there is nothing to be trusted
  EXPECT_THAT(refusal("mqtt://h/t?ca=/dev/null"), HasSubstr("with mqtts"));
  EXPECT_THAT(refusal("mqtts://h/t?ca=/no/such/file"), HasSubstr("no file \"/no/such/file\""));
  EXPECT_THAT(refusal("mqtt:///t"), HasSubstr("--engine"));
  EXPECT_THAT(refusal("//h/t"), HasSubstr("mqtt[s]://"));
}

TEST(Address, NoMistakeShowsThePassword) {
  for (const std::string url :
       {"mqtt://twin:secret@h", "mqtt://twin:secret@h/a+", "mqtt://twin:secret@h:99999/t",
        "mqtts://twin:secret@h/t?ca=x", "mqtt://twin:secret@h/t?x=1", "http://twin:secret@h/t",
        "mqtt:twin:secret@h", "twin:secret@h", "mqtt://:secret@h/t",
        // letters that end a host
        "mqtt://twin:1/secret@h/t", "mqtt://twin:1?secret@h/t", "mqtt://twin:1#secret@h/t",
        "mqtt://twin:sec@secret@h/t", "mqtt://twin:1/t?x=secret@h/t", "mqtt://twin:sec ret@h/t"}) {
    EXPECT_THAT(refusal(url), Not(HasSubstr("secret"))) << url;
    EXPECT_THAT(without_password("mqtt:" + url), Not(HasSubstr("secret"))) << url;
  }
  EXPECT_EQ(without_password("mqtt://twin:x@h:1/t"), "mqtt://twin@h:1/t");
  EXPECT_EQ(without_password("mqtt://twin@h:1/t"), "mqtt://twin@h:1/t");
  EXPECT_EQ(without_password("mqtt://h:1/t"), "mqtt://h:1/t");
}

}  // namespace
}  // namespace fengsui::mqtt
