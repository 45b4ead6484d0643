// A run that is cut anywhere and goes on from its journal gives the answers and the alerts of one that is
// not.
#include "twin/service/engine_service.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/twin/service/small_run.h"
#include "twin/service/cap_folder.h"
#include "twin/service/message_file.h"
#include "twin/service/storage_error.h"

namespace fengsui {
namespace {

using testing::HasSubstr;

constexpr int run_length = 36;
const WallTime start{std::chrono::hours(24 * 365 * 50), std::chrono::hours(0)};

void add_outputs(EngineService& service, const Folder& folder) {
  const std::string words = FENGSUI_SOURCE_DIR "/data/cap/alerts.json";
  service.add(std::make_shared<MessageFile>(folder / "messages.jsonl", AlertStatus::exercise, start));
  service.add(std::make_shared<CapFolder>(folder / "cap", read_cap_words(text_of(words), words),
                                          AlertStatus::exercise, start));
}

// Everything the outputs hold, by file.
std::map<std::string, std::string> outputs_of(const Folder& folder) {
  std::map<std::string, std::string> found = {{"messages", text_of(folder / "messages.jsonl")}};
  for (const auto& entry : fs::directory_iterator(folder / "cap"))
    found[entry.path().filename().string()] = text_of(entry.path());
  return found;
}

struct Told {
  std::vector<std::string> answers;
  std::map<std::string, std::string> outputs;
};

Told undisturbed() {
  const Folder folder;
  const auto service = small_service();
  add_outputs(*service, folder);
  Told told;
  service->answer(small_hello, "test");
  for (const std::string& line : small_lines(run_length))
    told.answers.push_back(service->answer(line, "test"));
  told.outputs = outputs_of(folder);
  return told;
}

TEST(EngineService, TheRunOfTheseTestsHasSomethingToLose) {
  const Told told = undisturbed();
  std::string all;
  for (const std::string& answer : told.answers) all += answer;
  for (const char* event : {"raised", "returned", "shelved", "unshelved", "changed"})
    EXPECT_THAT(all, HasSubstr("\"event\":\"" + std::string(event) + "\""));
  EXPECT_GT(told.outputs.size(), 2u);
}

TEST(EngineService, ARunThatIsCutAnywhereIsTheRunThatIsNot) {
  const Told whole = undisturbed();
  const auto lines = small_lines(run_length);
  for (int cut = 0; cut <= run_length; cut += 1 + cut % 3) {
    const Folder folder;
    Told told;
    for (const auto& [from, to] : {std::pair(0, cut), std::pair(cut, run_length)}) {
      const auto service = small_service();
      add_outputs(*service, folder);
      service->remember(journal_in(folder / "j.db"), from);
      service->answer(small_hello, "test");
      for (int i = from; i < to; ++i) told.answers.push_back(service->answer(lines[i], "test"));
      // ended without finish(), as by a kill
    }
    EXPECT_EQ(told.answers, whole.answers) << cut;
    EXPECT_EQ(told.outputs = outputs_of(folder), whole.outputs) << cut;
  }
}

TEST(EngineService, WithoutAJournalTheCutWouldBeSeen) {
  const auto lines = small_lines(run_length);
  const auto whole = undisturbed().answers;
  const auto service = small_service();
  service->answer(small_hello, "test");
  std::vector<std::string> answers(whole.begin(), whole.begin() + 18);
  for (int i = 18; i < run_length; ++i) answers.push_back(service->answer(lines[i], "test"));
  EXPECT_NE(answers, whole);
}

TEST(EngineService, AnAnswerThatGotLostIsGivenAgainAndNothingIsHandledTwice) {
  const Folder folder;
  const auto lines = small_lines(12);
  const auto whole = undisturbed().answers;
  {
    const auto service = small_service();
    service->remember(journal_in(folder / "j.db"));
    service->answer(small_hello, "test");
    for (int i = 0; i < 8; ++i) service->answer(lines[i], "test");
  }
  const auto service = small_service();
  service->remember(journal_in(folder / "j.db"));
  const std::string ready = service->answer(small_hello, "test");
  EXPECT_EQ(service->answer(lines[7], "test"), whole[7]);  // found by its time and bytes
  EXPECT_EQ(service->answer(lines[8], "test"), whole[8]);
  EXPECT_EQ(service->figures().messages, 9);
  EXPECT_EQ(service->figures().replayed, 8);
  // a client that begins again hears everything again, in order
  EXPECT_EQ(service->answer(small_hello, "test"), ready);
  for (int i = 0; i < 12; ++i) EXPECT_EQ(service->answer(lines[i], "test"), whole[i]) << i;
  EXPECT_EQ(service->figures().messages, 12);
}

TEST(EngineService, APastThatDiffersIsRefused) {
  const Folder folder;
  const auto lines = small_lines(8);
  {
    const auto service = small_service();
    service->remember(journal_in(folder / "j.db"));
    service->answer(small_hello, "test");
    for (int i = 0; i < 8; ++i) service->answer(lines[i], "test");
    // two at the same time, and once more the same bytes
    for (int i = 0; i < 2; ++i) service->answer(R"({"advance_to":170000000})", "test");
  }
  const auto said = [&](const std::vector<std::string>& sent, std::optional<std::int64_t> answered = {}) {
    const auto service = small_service();
    return complaint([&] {
      service->remember(journal_in(folder / "j.db"), answered);
      for (const std::string& line : sent) service->answer(line, "test");
    });
  };
  EXPECT_EQ(said({small_hello, lines[7]}), "accepted");
  EXPECT_THAT(said({small_hello, R"({"advance_to":160000000})"}), HasSubstr("with other contents than in"));
  EXPECT_THAT(said({small_hello, lines[6], R"({"advance_to":160000000})"}),
              HasSubstr("message 8: found another line"));
  EXPECT_THAT(said({small_hello, lines[0] + " "}, 0), HasSubstr("message 1: found another line"));
  EXPECT_THAT(said({small_hello, R"({"advance_to":170000000})"}), HasSubstr("2 times"));
  EXPECT_EQ(said({small_hello, R"({"advance_to":170000000})"}, 9), "accepted");
  EXPECT_THAT(said({small_hello}, 11), HasSubstr("--answered: found 11, expected at most 10"));
  EXPECT_THAT(said({lines[0]}), HasSubstr("\"hello\" first"));
  std::string other_hello = small_hello;
  other_hello.replace(other_hello.find("41.5"), 4, "41.6");
  EXPECT_THAT(said({other_hello}), HasSubstr("hello: found"));
  // other rules, if only by a comment
  const std::string rules = text_of(shipped_rules) + "// more\n";
  EngineService service(engine::read_rules(rules, "other.json"), rules, "other.json");
  EXPECT_THAT(complaint([&] { service.remember(journal_in(folder / "j.db")); }),
              HasSubstr("expected those of other.json"));
}

TEST(EngineService, AProgramThatDecidesDifferentlyDoesNotGoOn) {
  const Folder folder;
  const auto lines = small_lines(3);
  const auto service = small_service();
  const std::string ready = service->answer(small_hello, "test");
  {
    // as another version of this program might have answered
    const auto journal = journal_in(folder / "j.db");
    journal->begin(text_of(shipped_rules), small_hello, ready);
    journal->append(Time{std::chrono::seconds(20)}, lines[0],
                    "{\"alarms\":[],\"warnings\":[],\"wake\":99000000}\n");
  }
  EXPECT_THAT(complaint([&] { small_service()->remember(journal_in(folder / "j.db")); }),
              HasSubstr("answers that this program would not give"));
}

// Fails once, at this message.
class Failing final : public Publisher {
 public:
  Failing(int at, std::vector<std::string>& told) : at_(at), told_(told) {}
  std::string name() const override { return "failing"; }
  void begin(const Directory&, const std::string&, bool) override {}
  void publish(const EngineOutput& output, bool fresh) override {
    if (--at_ == 0) throw StorageError("folder", "", "a full disk", "room");
    if (fresh && !(output.alarms.empty() && output.warnings.empty()))
      told_.push_back(json_lines::write_output(output));
  }

 private:
  int at_;
  std::vector<std::string>& told_;
};

TEST(EngineService, WhatCouldNotBePublishedIsNotAnsweredAndPublishedAfterwards) {
  const Folder folder;
  const auto lines = small_lines(12);
  const auto whole = undisturbed().answers;
  std::vector<std::string> expected;
  for (int i = 0; i < 8; ++i)
    if (whole[i].find("\"event\"") != std::string::npos) expected.push_back(whole[i]);
  ASSERT_GT(expected.size(), 2u);
  ASSERT_EQ(expected.back(), whole[7]) << "the one that fails has something to tell";
  std::vector<std::string> told;
  {
    const auto service = small_service();
    service->add(std::make_shared<Failing>(8, told));
    service->remember(journal_in(folder / "j.db"));
    service->answer(small_hello, "test");
    for (int i = 0; i < 7; ++i) service->answer(lines[i], "test");
    EXPECT_THROW(service->answer(lines[7], "test"), StorageError);
    EXPECT_THROW(service->answer(lines[7], "test"), StorageError) << "its state is nowhere kept any more";
  }
  const std::size_t before = told.size();
  EXPECT_EQ(before + 1, expected.size());
  const auto service = small_service();
  service->add(std::make_shared<Failing>(99, told));
  service->remember(journal_in(folder / "j.db"));
  service->answer(small_hello, "test");
  EXPECT_EQ(service->answer(lines[7], "test"), whole[7]);
  // the last one before the failure may be told again, with the same contents: it was not noted yet
  EXPECT_EQ(std::set(told.begin(), told.end()), std::set(expected.begin(), expected.end()));
  EXPECT_LE(told.size(), expected.size() + 1);
}

TEST(EngineService, AMessageFileOfAnotherRunIsNotGoneOnWith) {
  const Folder folder;
  std::ofstream(folder / "messages.jsonl") << "{\"number\":1,\"run\":\"another\"}\n";
  const auto said = [&](bool journal) {
    const auto service = small_service();
    add_outputs(*service, folder);
    return complaint([&] {
      if (journal) service->remember(journal_in(folder / "j.db"));
      service->answer(small_hello, "test");
    });
  };
  EXPECT_THAT(said(false), HasSubstr("holds messages already"));
  EXPECT_THAT(said(true), HasSubstr("no message of this run"));
}

TEST(EngineService, AHalfWrittenLineIsCutOff) {
  const Folder folder;
  std::ofstream(folder / "lines") << "whole\nha";
  LineFile file(folder / "lines");
  EXPECT_EQ(file.last_line(), "whole");
  file.append("next\n");
  EXPECT_EQ(text_of(folder / "lines"), "whole\nnext\n");
}

}  // namespace
}  // namespace fengsui
