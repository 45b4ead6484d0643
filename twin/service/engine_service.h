// The reference engine as a service of one run that answers lines of docs/engine-protocol.md.
//
// With a journal a run outlives the process: no answer is given that is not on the disk, and a new process
// rebuilds the engine by handling the stored messages again, which must give the stored answers. The order
// for each message is: decide, keep, publish, answer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/port/json_lines.h"
#include "twin/engine/reference_engine.h"
#include "twin/service/journal.h"
#include "twin/service/publisher.h"

namespace fengsui {

// What has been done so far, for metrics.
struct ServiceFigures {
  engine::ReadingCounts readings;
  std::int64_t messages = 0, replayed = 0;  // handled, and of these: after a start, from the journal
  std::int64_t journal_messages = 0, journal_bytes = 0;
  bool journal = false;
  std::optional<Time> last_advance;
};

class EngineService {
 public:
  // The text of the rules and the name of their file say which run this is.
  explicit EngineService(engine::Rules rules, std::string rules_text = {}, std::string rules_file = {});

  // Before the first line.
  void add(std::shared_ptr<Publisher> publisher) { publishers_.push_back(std::move(publisher)); }

  // Goes on with the run of this journal, or begins one in it. `answered`: how many answers the client has,
  // if it says so. Throws InputError when the journal is of other rules, when its settings differ, or when
  // this program decides differently from the one that wrote it.
  void remember(std::unique_ptr<Journal> journal, std::optional<std::int64_t> answered = {});

  // The answer to one line, with its end. Throws InputError naming `sender` for what the protocol does not
  // allow, and StorageError; after a StorageError every further call throws.
  std::string answer(std::string_view line, const std::string& sender);

  // After the last line: what was published is noted, too.
  void finish();

  ServiceFigures figures() const;

 private:
  std::string greet(std::string_view line, const std::string& sender);
  void begin(std::string_view hello);
  std::string advance(std::string_view line, const std::string& sender);
  std::string handle(std::string_view line, const json_lines::Input& message, const std::string& sender);
  std::int64_t find(std::string_view line, Time time, const std::string& sender);
  void publish(const EngineOutput& output, std::int64_t number);

  engine::Rules rules_;
  std::optional<engine::ReferenceEngine> engine_;  // from the hello on
  Directory directory_;
  EngineOutput output_;
  std::vector<std::shared_ptr<Publisher>> publishers_;
  std::unique_ptr<Journal> journal_;
  std::string rules_text_, rules_file_, ready_;
  std::optional<std::int64_t> answered_;  // what the client says
  std::optional<std::int64_t> next_;      // the number of the client's next message; unknown after a hello
  bool greeted_ = false, broken_ = false;
  Time now_ = Time::min();
  std::int64_t messages_ = 0, replayed_ = 0;
};

}  // namespace fengsui
