#include "twin/session/live_disk.h"

#include <cerrno>
#include <cstring>

#include "sim/base/error.h"

namespace fengsui::live {

namespace {

namespace fs = std::filesystem;

constexpr auto show_every = std::chrono::seconds(1);

fs::path journal_of(fs::path run_file) { return run_file += ".deeds.jsonl"; }

fs::path of_branch(const fs::path& first, std::uint32_t branch) {
  return first.parent_path() /
         (first.stem().string() + ".branch-" + std::to_string(branch) + first.extension().string());
}

}  // namespace

Disk::Disk(fs::path run_file, Overwrite overwrite, const Record& header)
    : first_(std::move(run_file)), path_(first_), overwrite_(overwrite) {
  if (path_.empty()) return;
  file_.emplace(path_, header.run, header.names, overwrite_);
  open_journal();
  if (journal_) return;
  const std::string why = std::strerror(errno);
  file_.reset();
  throw InputError(journal_of(path_).string(), "", why, "a folder that can be written and a disk with room");
}

void Disk::attach(Session& session, Trouble trouble) {
  trouble_ = std::move(trouble);
  if (file_) session.record_to(&*file_);
}

bool Disk::guard(Session& session, const std::function<void()>& action) {
  try {
    action();
    return true;
  } catch (const InputError& problem) {
    give_up(session, problem.what());
    return false;
  }
}

void Disk::give_up(Session& session, const std::string& why) {
  gave_up_ = true;
  session.record_to(nullptr);
  file_.reset();
  journal_.close();
  trouble_(why);
}

void Disk::open_journal() { journal_ = std::ofstream(journal_of(path_), std::ios::binary | std::ios::trunc); }

void Disk::journal(const std::string& line) {
  if (!file_ || !journal_.is_open()) return;
  journal_ << line << '\n' << std::flush;
  if (journal_) return;
  journal_.close();
  trouble_(journal_of(path_).string() + ": the journal of deeds cannot be written, the run file goes on");
}

void Disk::show(Session& session, When when) {
  using Wall = std::chrono::steady_clock;
  if (!file_) return;
  if (when == When::now_and_then && Wall::now() - shown_ < show_every) return;
  const Record& record = session.record();
  const std::size_t rows = record.log.size() + record.segments.size() + record.readings.size() +
                           record.alarms.size() + record.warnings.size();
  if (rows == shown_rows_) return;
  guard(session, [&] { session.write_out(); });
  shown_rows_ = rows;
  shown_ = Wall::now();
}

void Disk::finish(Session& session, const Record& closed) {
  if (!file_) return;
  if (!guard(session, [&] { file_->finish(closed.run.outcome, closed.verdict); })) return;
  session.record_to(nullptr);
  file_.reset();
  journal_.close();
  try {
    write_run(path_, closed, Overwrite::allow);
  } catch (const InputError&) {
    // a disk that has no room for it twice: the grown file has everything
    std::error_code ignored;
    fs::remove(path_.string() + ".partial", ignored);
  }
}

fs::path Disk::leave(Session& session) {
  if (!file_) return path_;
  guard(session, [&] { session.write_out(); });
  return path_.string() + ".partial";
}

void Disk::begin_branch(Session& session, std::uint32_t branch, const std::string& journal_so_far) {
  if (first_.empty()) return;
  shown_rows_ = 0;
  // whatever was left of an earlier drill under this name stays, unless it may be overwritten
  path_ = of_branch(first_, branch);
  guard(session, [&] {
    file_.emplace(path_, session.record().run, session.record().names, overwrite_);
    session.record_to(&*file_);
    session.write_out();
  });
  if (!file_) return;
  gave_up_ = false;
  open_journal();
  if (journal_) journal_ << journal_so_far << std::flush;
}

}  // namespace fengsui::live
