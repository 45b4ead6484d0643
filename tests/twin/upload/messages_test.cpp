// The three posts as JSON: as published, there and back, and nothing else.
#include "twin/upload/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sim/base/error.h"
#include "tests/twin/upload/support.h"
#include "twin/conform/property.h"

namespace fengsui::upload {
namespace {

using testing::HasSubstr;
using Json = nlohmann::json;

// The post with its inner JSON changed by hand.
std::string with_inner(const Posting& posting, const std::function<void(Json&)>& change) {
  const Cipher cipher = example_cipher();
  Json inner = Json::parse(write_plain(posting)), outer = Json::parse(write_body(posting, cipher));
  change(inner);
  outer["data"] = cipher.seal(inner.dump());
  return outer.dump();
}

std::string error_of(Call call, const std::string& body) {
  try {
    read_body(call, body, example_cipher());
  } catch (const InputError& problem) {
    return problem.what();
  }
  return "no error";
}

TEST(Messages, AreWrittenAsPublished) {
  EXPECT_EQ(write_plain(example_events()),
            R"({"qybm":"012345678912","data":{"events":[{"ts":"2026-06-21 08:10:34",)"
            R"("oname":"0123456789120106001","avx":"126.8000","scd":4,"threshold":100,)"
            R"("content":"【演练】高高限报警"},{"ts":"2026-06-21 08:10:34","oname":"0123456789120106001",)"
            R"("avx":"90.2500","scd":0,"threshold":0.5,"content":"【演练】消警"}]}})");
  EXPECT_EQ(write_plain(example_video()),
            R"({"qybm":"012345678912","data":{"ts":"2026-06-21 08:10:34","videoCode":"01234567890123456789",)"
            R"("alarmType":"SJ02001","content":"【演练】疑似烟火"}})");
  const Json real_time = Json::parse(write_body(example_real_time(), example_cipher()));
  EXPECT_EQ(real_time["qybm"], "012345678912");
  EXPECT_EQ(real_time["wgbm"], "01234567891201");
  EXPECT_EQ(real_time.size(), 3u);
  EXPECT_FALSE(Json::parse(write_body(example_events(), example_cipher())).contains("wgbm"));
  EXPECT_EQ(Json::parse(write_body(example_video(), example_cipher()))["img"], "bm90IGEgSlBFRw==");
  EXPECT_EQ(path_of(Call::videos), "/api/videosData");
}

TEST(Messages, ComeBackAsTheyWere) {
  for (const Posting& posting :
       {Posting(example_real_time()), Posting(example_events()), Posting(example_video())})
    EXPECT_EQ(read_body(call_of(posting), write_body(posting, sm4_cipher()), sm4_cipher()), posting);

  const auto verdict = conform::judge([](const std::vector<std::int32_t>& hundredths, std::uint32_t seconds) {
    RealTimePost post{"990100000001", "99010000000101", {{"9901000000010101001", Second(), 0.0}}};
    for (const std::int32_t value : hundredths)
      post.values.push_back({"9901000000010101002", Second(std::chrono::seconds{seconds}), value / 100.0});
    const Posting posting = post;
    RC_ASSERT(read_body(Call::real_time, write_body(posting, example_cipher()), example_cipher()) == posting);
  });
  EXPECT_TRUE(verdict.holds) << verdict.text;
}

TEST(Messages, ValuesAreRounded) {
  RealTimePost post = example_real_time();
  post.values[0].value = -0.001;
  post.values[1].value = 1234567.005001;
  EXPECT_THAT(write_plain(post), HasSubstr(R"("val":"0.00")"));
  EXPECT_THAT(write_plain(post), HasSubstr(R"("val":"1234567.01")"));
}

TEST(Messages, TimesAreRealOnesInBeijing) {
  EXPECT_EQ(format_beijing(Second()), "1970-01-01 08:00:00");
  EXPECT_EQ(parse_beijing("2024-02-29 00:00:00"), Second(std::chrono::seconds{1709136000}));
  for (const char* bad :
       {"2023-02-29 00:00:00", "2024-13-01 00:00:00", "2024-01-01 24:00:00", "2024-01-01T00:00:00",
        "2024-01-01 00:00:0", "2024-1-01 000:00:00", "2024-01-01 00:00:60", ""})
    EXPECT_FALSE(parse_beijing(bad)) << bad;
}

TEST(Messages, ReadersAreStrict) {
  const auto real_time = [](const char* key, const Json& value) {
    return error_of(Call::real_time, with_inner(example_real_time(),
                                                [&](Json& inner) { inner["data"]["rts"][1][key] = value; }));
  };
  EXPECT_THAT(real_time("tnm", "0123456789120102"), HasSubstr("decrypted data: /data/rts/1/tnm"));
  EXPECT_THAT(real_time("tnm", "9993456789120102001"), HasSubstr("19 digits that begin with 01234567891201"));
  EXPECT_THAT(real_time("ts", "2026-06-31 08:10:34"), HasSubstr("/ts"));
  for (const char* bad : {"27.2", "27", "+27.20", "027.20", "1e3", "nan", " 27.20", "-0.00"})
    EXPECT_THAT(real_time("val", bad), HasSubstr("2 decimals")) << bad;
  EXPECT_THAT(real_time("val", 27.2), HasSubstr("/val"));
  EXPECT_THAT(real_time("quality", 0), HasSubstr("quality"));
  EXPECT_THAT(real_time("val", "-27.20"), "no error");

  const auto event = [](const char* key, const Json& value) {
    return error_of(Call::events, with_inner(example_events(),
                                             [&](Json& inner) { inner["data"]["events"][0][key] = value; }));
  };
  EXPECT_THAT(event("scd", 5), HasSubstr("/scd"));
  EXPECT_THAT(event("scd", "4"), HasSubstr("/scd"));
  EXPECT_THAT(event("avx", "126.80"), HasSubstr("4 decimals"));
  EXPECT_THAT(event("content", ""), HasSubstr("some words"));
  EXPECT_THAT(event("threshold", "100"), HasSubstr("/threshold"));

  EXPECT_THAT(error_of(Call::real_time,
                       with_inner(example_real_time(), [](Json& inner) { inner["qybm"] = "012345678913"; })),
              HasSubstr("as outside the encrypted part"));
  EXPECT_THAT(
      error_of(Call::real_time,
               with_inner(example_real_time(), [](Json& inner) { inner["data"]["rts"] = Json::array(); })),
      HasSubstr("at least one entry"));
}

TEST(Messages, EnvelopesAreChecked) {
  const Cipher cipher = example_cipher();
  const auto with = [&](const Posting& posting, const char* key, const Json& value) {
    Json outer = Json::parse(write_body(posting, cipher));
    outer[key] = value;
    return error_of(call_of(posting), outer.dump());
  };
  EXPECT_THAT(with(example_real_time(), "qybm", "12"), HasSubstr("12 digits"));
  EXPECT_THAT(with(example_real_time(), "wgbm", "99999999999901"),
              HasSubstr("14 digits that begin with 0123456"));
  EXPECT_THAT(with(example_real_time(), "data", 5), HasSubstr("/data"));
  EXPECT_THAT(with(example_events(), "wgbm", "01234567891201"), HasSubstr("wgbm"));
  EXPECT_THAT(with(example_video(), "img", ""), HasSubstr("at most 512000 bytes"));
  EXPECT_THAT(with(example_video(), "img", std::string(longest_image + 4, 'A')), HasSubstr("512004 bytes"));
  EXPECT_THAT(with(example_real_time(), "data", cipher.seal("no JSON")), HasSubstr("decrypted data"));
  EXPECT_THAT(with(example_real_time(), "data", cipher.seal("{} // sic")), HasSubstr("decrypted data"));
  EXPECT_THAT(error_of(Call::real_time, "{"), HasSubstr("body: line 1"));
  EXPECT_THAT(error_of(Call::real_time, "/* sic */ " + write_body(example_real_time(), cipher)),
              HasSubstr("body: found a comment"));
  // another call's post
  EXPECT_THAT(error_of(Call::events, write_body(example_real_time(), cipher)), HasSubstr("wgbm"));
}

}  // namespace
}  // namespace fengsui::upload
