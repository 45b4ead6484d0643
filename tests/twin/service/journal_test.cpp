// What is written comes back, whole or not at all; a file that is not ours to use is refused in words.
#include "twin/service/journal.h"

#include <gmock/gmock.h>

#include "tests/twin/service/small_run.h"
#include "twin/service/storage_error.h"

namespace fengsui {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Time at(long seconds) { return Time{std::chrono::seconds(seconds)}; }

void fill(const fs::path& file, int messages = 3) {
  Journal journal(file.string(), Survives::crash);
  journal.begin("rules", "hello", "ready");
  for (int i = 1; i <= messages; ++i)
    journal.append(at(i), "line " + std::to_string(i), "answer " + std::to_string(i) + "\n");
}

std::vector<std::string> contents(const fs::path& file) {
  Journal journal(file.string(), Survives::crash);
  std::vector<std::string> found;
  journal.replay(
      [&](const JournalMessage& message) { found.push_back(message.line + "=" + message.answer); });
  return found;
}

TEST(Journal, GivesBackWhatWasAppended) {
  const Folder folder;
  fill(folder / "j.db");
  EXPECT_THAT(contents(folder / "j.db"),
              ElementsAre("line 1=answer 1\n", "line 2=answer 2\n", "line 3=answer 3\n"));
  Journal journal((folder / "j.db").string());
  journal.replay([](const JournalMessage&) {});
  EXPECT_EQ(journal.messages(), 3);
  EXPECT_EQ(journal.last_time(), at(3));
  EXPECT_EQ(journal.setting("hello"), "hello");
  EXPECT_EQ(journal.setting("nothing"), std::nullopt);
  EXPECT_EQ(journal.answer_of(2, "line 2"), "answer 2\n");
  EXPECT_THAT(complaint([&] { journal.answer_of(2, "line 3"); }), HasSubstr("message 2"));
  EXPECT_THAT(journal.numbers_of(at(3), "line 3"), ElementsAre(3));
  EXPECT_TRUE(journal.numbers_of(at(2), "line 3").empty());
  EXPECT_GT(journal.bytes(), 4096);
}

TEST(Journal, NotesWhatWasPublishedWithTheNextMessageOrAtTheEnd) {
  const Folder folder;
  fill(folder / "j.db");
  {
    Journal journal((folder / "j.db").string(), Survives::crash);
    journal.replay([](const JournalMessage&) {});
    journal.note_published("cap", 2);
    journal.append(at(4), "line 4", "answer 4\n");
    journal.note_published("cap", 4);  // lost with the process
  }
  {
    Journal journal((folder / "j.db").string(), Survives::crash);
    EXPECT_EQ(journal.published("cap"), 2);
    EXPECT_EQ(journal.published("messages"), 0);
    journal.note_published("messages", 4);
    journal.flush();
  }
  EXPECT_EQ(Journal((folder / "j.db").string()).published("messages"), 4);
}

TEST(Journal, SettingsMustStayTheSame) {
  const Folder folder;
  fill(folder / "j.db");
  Journal journal((folder / "j.db").string());
  journal.agree("status", "test");
  journal.agree("status", "test");
  EXPECT_THAT(complaint([&] { journal.agree("status", "exercise"); }),
              HasSubstr("status: found test, expected exercise"));
}

TEST(Journal, AFileThatIsNotOursIsRefusedAndLeftAsItIs) {
  const Folder folder;
  const auto said = [&](const std::string& name) {
    return complaint([&] { Journal journal((folder / name).string()); });
  };
  std::ofstream(folder / "text.db")
      << "this is a text, and long enough to be no header of anything else at all, "
         "which must have a hundred bytes";
  EXPECT_THAT(said("text.db"), HasSubstr("a file of another kind"));
  Database((folder / "other.db").string()).run("CREATE TABLE theirs (a)");
  const std::string before = text_of(folder / "other.db");
  EXPECT_THAT(said("other.db"), HasSubstr("a database of another program"));
  EXPECT_EQ(text_of(folder / "other.db"), before);
  fill(folder / "newer.db");
  Database((folder / "newer.db").string()).run("PRAGMA user_version = 2");
  EXPECT_THAT(said("newer.db"), HasSubstr("found a journal of version 2, expected version 1"));
  EXPECT_THAT(said("no folder/j.db"), HasSubstr("a folder that exists and may be written"));
  EXPECT_THROW(Journal("/proc/fengsui_journal.db"), StorageError);
  EXPECT_THROW(Journal(fs::temp_directory_path().string()), StorageError);
  std::ofstream(folder / "empty.db").close();
  EXPECT_EQ(said("empty.db"), "accepted");
}

TEST(Journal, IsOfOneProcessAtATime) {
  const Folder folder;
  fill(folder / "j.db");
  const Journal journal((folder / "j.db").string());
  EXPECT_THAT(complaint([&] { Journal second((folder / "j.db").string()); }), HasSubstr("another process"));
}

TEST(Journal, AFullDiskIsAnErrorAndWhatWasKeptStays) {
  const Folder folder;
  Database database((folder / "full.db").string());
  database.run("CREATE TABLE t (a); PRAGMA max_page_count = 8");
  const std::string much(3000, 'x');
  int kept = 0;
  std::string said;
  try {
    for (; kept < 100; ++kept) database.prepare("INSERT INTO t VALUES (?)").bind(1, much).run();
  } catch (const StorageError& error) {
    said = error.what();
  }
  EXPECT_THAT(said, HasSubstr("full disk"));
  EXPECT_GT(kept, 2);
  EXPECT_EQ(database.integer_of("SELECT count(*) FROM t"), kept);
}

TEST(Journal, AChangedOrMissingMessageIsSeen) {
  const Folder folder;
  const auto after = [&](const char* sql) {
    fs::remove(folder / "j.db");
    fill(folder / "j.db");
    Database((folder / "j.db").string()).run(sql);
    return complaint([&] { contents(folder / "j.db"); });
  };
  EXPECT_EQ(after("SELECT 1"), "accepted");
  EXPECT_THAT(after("UPDATE message SET line = 'line 9' WHERE number = 2"),
              HasSubstr("message 2: found one that was changed"));
  EXPECT_THAT(after("UPDATE message SET answer = '' WHERE number = 1"), HasSubstr("message 1"));
  EXPECT_THAT(after("UPDATE message SET advance_to = 5 WHERE number = 3"), HasSubstr("message 3"));
  EXPECT_THAT(after("DELETE FROM message WHERE number = 2"), HasSubstr("message 2"));
  EXPECT_THAT(after("UPDATE settings SET value = 'other' WHERE name = 'rules'"), HasSubstr("message 1"));
}

TEST(Journal, NoDamagedByteIsTakenForAnotherContent) {
  const Folder folder;
  fill(folder / "good.db", 40);
  const std::string good = text_of(folder / "good.db");
  const auto expected = contents(folder / "good.db");
  int refused = 0;
  for (std::size_t i = 0; i < 150; ++i) {
    std::string bad = good;
    bad[i < 100 ? i : i * 7919 % good.size()] ^= 0x41;
    std::ofstream(folder / "bad.db", std::ios::binary) << bad;
    std::error_code none;
    fs::remove(folder / "bad.db-wal", none);
    try {
      EXPECT_EQ(contents(folder / "bad.db"), expected) << i;
    } catch (const InputError&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 50);
}

}  // namespace
}  // namespace fengsui
