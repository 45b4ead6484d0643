#include "twin/service/engine_service.h"

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/record/sha256.h"
#include "twin/service/storage_error.h"

namespace fengsui {

namespace {

std::string digest_of(std::string_view text) {
  Sha256 hash;
  hash.add({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
  return hexadecimal(hash.value());
}

std::string shown(Time time) { return format_duration(time - scenario_start); }

}  // namespace

EngineService::EngineService(engine::Rules rules, std::string rules_text, std::string rules_file)
    : rules_(std::move(rules)), rules_text_(std::move(rules_text)), rules_file_(std::move(rules_file)) {}

void EngineService::begin(std::string_view hello) {
  directory_ = json_lines::read_hello(hello, "the hello");
  engine_.emplace(rules_);
  ready_ = json_lines::write_ready({"fengsui-engine", engine_->begin(directory_, scenario_start)});
  now_ = Time::min();
  messages_ = 0;
  const std::string run = digest_of(digest_of(rules_text_) + digest_of(hello)).substr(0, 12);
  for (const auto& publisher : publishers_) publisher->begin(directory_, run, journal_ != nullptr);
}

void EngineService::remember(std::unique_ptr<Journal> journal, std::optional<std::int64_t> answered) {
  journal_ = std::move(journal);
  answered_ = answered;
  const auto rules = journal_->setting("rules");
  if (rules && *rules != rules_text_)
    throw InputError(journal_->file(), "rules",
                     "a journal of rules with SHA-256 " + digest_of(*rules).substr(0, 16) + "…",
                     "those of " + rules_file_ + ", " + digest_of(rules_text_).substr(0, 16) +
                         "…: use the rules it began with, or a new journal");
  const auto hello = journal_->setting("hello");
  if (!hello) {
    if (answered.value_or(0) > 0)
      throw InputError("--answered", "", std::to_string(*answered), "0: " + journal_->file() + " is new");
    return;
  }

  // the same messages lead to the same state: that is what its determinism is good for
  begin(*hello);
  const InputError differs(journal_->file(), "", "answers that this program would not give",
                           "the fengsui-engine that wrote the journal, or a new journal");
  if (ready_ != journal_->setting("ready")) throw differs;
  journal_->replay([&](const JournalMessage& stored) {
    const json_lines::Input message = json_lines::read_input(stored.line, journal_->file(), directory_);
    engine_->exchange(message.view(), output_);
    if (json_lines::write_output(output_) != stored.answer) throw differs;
    now_ = message.now;
    ++messages_;
    ++replayed_;
    publish(output_, stored.number);
  });
  for (const auto& publisher : publishers_) publisher->caught_up();
  journal_->flush();
  if (answered.value_or(0) > journal_->messages())
    throw InputError(
        "--answered", "", std::to_string(*answered),
        "at most " + std::to_string(journal_->messages()) + ", the messages of " + journal_->file());
}

void EngineService::publish(const EngineOutput& output, std::int64_t number) {
  const bool told = !output.alarms.empty() || !output.warnings.empty();
  for (const auto& publisher : publishers_) {
    const std::string name = publisher->name();
    const bool fresh = !journal_ || number > journal_->published(name);
    publisher->publish(output, fresh);
    if (journal_ && fresh && told && !name.empty()) journal_->note_published(name, number);
  }
}

std::string EngineService::answer(std::string_view line, const std::string& sender) {
  using json_lines::Kind;
  if (broken_) throw StorageError(sender, "", "a message after an error", "a new start of the engine");
  switch (json_lines::kind_of(line, sender)) {
    case Kind::hello:
      return greet(line, sender);
    case Kind::input:
      return advance(line, sender);
    case Kind::question:
      return json_lines::write_presence();
    case Kind::ready:
    case Kind::output:
    case Kind::presence:
      break;
  }
  throw InputError(sender, "", "a message of an engine", "\"hello\", \"advance_to\" or \"are_you_there\"");
}

std::string EngineService::greet(std::string_view line, const std::string& sender) {
  json_lines::read_hello(line, sender);
  if (!journal_) {
    begin(line);
  } else if (const auto hello = journal_->setting("hello")) {
    if (*hello != line)
      throw InputError(journal_->file(), "hello", "a journal of a run that began with another hello",
                       "the same hello again, or a new journal");
    next_ = answered_ ? std::optional(*answered_ + 1) : std::nullopt;
    answered_.reset();
  } else {
    begin(line);
    journal_->begin(rules_text_, std::string(line), ready_);
    next_ = 1;
  }
  greeted_ = true;
  return ready_;
}

std::string EngineService::advance(std::string_view line, const std::string& sender) {
  if (!greeted_) throw InputError(sender, "/advance_to", "an advance", "\"hello\" first");
  const json_lines::Input message = json_lines::read_input(line, sender, directory_);
  if (journal_) {
    if (!next_) next_ = find(line, message.now, sender);
    if (*next_ <= journal_->messages()) {
      std::string stored = journal_->answer_of(*next_, line);
      ++*next_;
      return stored;
    }
    ++*next_;
  }
  return handle(line, message, sender);
}

// Where a client that does not say it goes on: by the time and the bytes of its first message.
std::int64_t EngineService::find(std::string_view line, Time time, const std::string& sender) {
  if (journal_->messages() == 0 || time > journal_->last_time()) return journal_->messages() + 1;
  const auto numbers = journal_->numbers_of(time, line);
  if (numbers.size() == 1) return numbers.front();
  throw InputError(
      sender, "/advance_to",
      numbers.empty()
          ? shown(time) + " with other contents than in " + journal_->file()
          : "a message that is " + std::to_string(numbers.size()) + " times in " + journal_->file(),
      numbers.empty() ? "a message after " + shown(journal_->last_time()) +
                            ", or a stored one again (or say with --answered how many answers came)"
                      : "to be told with --answered how many answers came");
}

std::string EngineService::handle(std::string_view line, const json_lines::Input& message,
                                  const std::string& sender) {
  if (message.now < now_)
    throw InputError(sender, "/advance_to", shown(message.now), "a time not before " + shown(now_));
  // whoever goes on after an error would go on from a state that is nowhere kept
  broken_ = journal_ != nullptr;
  now_ = message.now;
  engine_->exchange(message.view(), output_);
  std::string answer = json_lines::write_output(output_);
  if (journal_) journal_->append(message.now, line, answer);
  ++messages_;
  publish(output_, messages_);
  broken_ = false;
  return answer;
}

void EngineService::finish() {
  if (journal_ && !broken_) journal_->flush();
}

ServiceFigures EngineService::figures() const {
  ServiceFigures figures;
  if (engine_) figures.readings = engine_->counts();
  figures.messages = messages_;
  figures.replayed = replayed_;
  figures.journal = journal_ != nullptr;
  if (journal_) {
    figures.journal_messages = journal_->messages();
    figures.journal_bytes = journal_->bytes();
  }
  if (messages_ > 0) figures.last_advance = now_;
  return figures;
}

}  // namespace fengsui
