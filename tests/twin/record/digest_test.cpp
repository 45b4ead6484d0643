#include "twin/record/digest.h"

#include <gtest/gtest.h>

#include "tests/twin/record/sample_record.h"

namespace fengsui {
namespace {

// SHA-256 of nothing, FIPS 180-4
TEST(Digest, OfAnEmptyColumnIsTheDigestOfNothing) {
  const RunDigest empty;
  EXPECT_EQ(empty.of(Ingredient::log), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

// known bytes: one log entry is 8 + 2 + 4 + 4 + 4 + 8 bytes, little endian, without the reserved field
TEST(Digest, HashesCanonicalBytesWithoutPadding) {
  RunDigest digest;
  const Log log = {{Time{Duration{1}}, LogKind::accident, 77, 2, 3, 4, 1.0}};
  digest.add(log);
  // printf '\x01\0\0\0\0\0\0\0\x71\0\x02\0\0\0\x03\0\0\0\x04\0\0\0\0\0\0\0\0\0\xf0\x3f' | sha256sum
  EXPECT_EQ(digest.of(Ingredient::log), "99301ae18f77b7fa91797e76fb8e6afbc27907c25a90fd4a7690202ed0e2582d");
}

TEST(Digest, DoesNotDependOnHowEntriesAreBatched) {
  const Record record = sample::leak_record();
  RunDigest one_by_one;
  for (const LogEntry& entry : record.log) one_by_one.add({&entry, 1});
  for (const SegmentEntry& entry : record.segments) one_by_one.add({&entry, 1});
  for (const ReadingEntry& entry : record.readings) one_by_one.add({&entry, 1});
  for (const Alarm& entry : record.alarms) one_by_one.add({&entry, 1});
  for (const Warning& entry : record.warnings) one_by_one.add({&entry, 1});
  EXPECT_EQ(one_by_one.total(), digest(record).total());
}

TEST(Digest, CanBeAskedAndContinued) {
  const Record record = sample::leak_record();
  RunDigest asked;
  asked.add(std::span(record.log).first(3));
  const std::string before = asked.total();
  asked.add(std::span(record.log).subspan(3));
  EXPECT_NE(before, asked.total());
  EXPECT_EQ(asked.of(Ingredient::log), digest(record).of(Ingredient::log));
}

TEST(Digest, ChangesWithEverySingleField) {
  const Record record = sample::leak_record();
  const std::string before = digest(record).total();
  const auto changed = [&](auto change) {
    Record copy = record;
    change(copy);
    return digest(copy).total() != before;
  };
  EXPECT_TRUE(changed([](Record& r) { r.log[5].detail ^= 1; }));
  EXPECT_TRUE(changed([](Record& r) { r.log[5].value = -0.0; }));  // bits, not values
  EXPECT_TRUE(changed([](Record& r) { r.segments[0].segment.target = 1.0; }));
  EXPECT_TRUE(changed([](Record& r) { r.readings[9].received += Duration{1}; }));
  EXPECT_TRUE(changed([](Record& r) { r.alarms[0].priority = 2; }));
  EXPECT_TRUE(changed([](Record& r) { r.warnings[0].reason += "!"; }));
  EXPECT_TRUE(changed([](Record& r) { r.warnings[0].because.push_back(AlarmId(8)); }));
  EXPECT_TRUE(changed([](Record& r) { std::swap(r.log[1], r.log[2]); }));
  EXPECT_FALSE(changed([](Record& r) { r.log[5].reserved = 1; }));  // no meaning, no digest
}

TEST(Digest, TextCannotMoveBetweenNeighbours) {
  Record left = sample::leak_record(), right = left;
  left.warnings[0].reason = "ab";
  left.warnings[1].reason = "c";
  right.warnings[0].reason = "a";
  right.warnings[1].reason = "bc";
  EXPECT_NE(digest(left).total(), digest(right).total());
}

TEST(Digest, FingerprintSaysWhichIngredientDiffers) {
  const Record record = sample::leak_record();
  Record other = record;
  other.alarms[0].value += 1.0;
  const std::string a = digest(record).fingerprint(), b = digest(other).fingerprint();
  EXPECT_TRUE(a.ends_with("/lsraw"));
  EXPECT_EQ(a.size(), 5u * 4 + 4 + 6);
  EXPECT_EQ(a.substr(0, 14), b.substr(0, 14));  // log, segments, readings
  EXPECT_NE(a.substr(15, 4), b.substr(15, 4));  // alarms
  EXPECT_EQ(digest(record).fingerprint("aw"), digest(record).fingerprint("aw"));
  EXPECT_EQ(digest(record).fingerprint("ls"), digest(other).fingerprint("ls"));
}

}  // namespace
}  // namespace fengsui
