#include "viz/model/live_run.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <utility>

#include "twin/report/report.h"
#include "twin/report/words.h"
#include "twin/session/live_peers.h"

namespace fengsui::viz {

namespace {

constexpr std::size_t most_messages = 1000;
constexpr std::size_t replications = 20;  // enough to rank by, and soon done

// Whole or not at all; what went wrong in words, or nothing.
std::string write_page(const std::string& path, const std::string& page) {
  const std::string aside = path + ".partial";
  std::FILE* file = std::fopen(aside.c_str(), "wb");
  bool good = file != nullptr;
  if (file) {
    good = std::fwrite(page.data(), 1, page.size(), file) == page.size();
    good = std::fclose(file) == 0 && good;
  }
  if (good && std::rename(aside.c_str(), path.c_str()) == 0) return {};
  const std::string why = std::strerror(errno);
  std::remove(aside.c_str());
  return path + ": " + why;
}

}  // namespace

LiveRun::LiveRun(const live::Setup& setup) : setup_(setup), session_(setup), mirror_(session_.mirror()) {
  begin_view();
  look();
}

LiveRun::~LiveRun() { give_up_ = true; }

void LiveRun::begin_view() {
  view_ = std::make_unique<RunView>(std::move(mirror_.record), session_.status().run_file, Growth::grows);
  branch_ = mirror_.branch;
}

bool LiveRun::look() {
  status_ = session_.status();
  const std::vector<live::Message> fresh = session_.messages(messages_.empty() ? 0 : messages_.back().number);
  messages_.insert(messages_.end(), fresh.begin(), fresh.end());
  if (messages_.size() > most_messages)
    messages_.erase(messages_.begin(), messages_.end() - static_cast<std::ptrdiff_t>(most_messages));
  if (status_.answered != deeds_of_ || !fresh.empty()) {
    deeds_ = session_.deeds();
    deeds_of_ = status_.answered;
  }
  if (report_.valid() && report_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    std::tie(report_path_, report_trouble_) = report_.get();
  if (scoring_.valid() && scoring_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    score_ = scoring_.get();

  std::swap(mirror_.record, view_->record);
  const bool grown = session_.follow(mirror_);
  std::swap(mirror_.record, view_->record);
  view_->file = status_.run_file;
  if (mirror_.branch != branch_) {
    // rows were cut off: the books cannot forget, so they begin anew
    std::swap(mirror_.record, view_->record);
    begin_view();
    return true;
  }
  if (grown) view_->grow();
  view_->end = std::max(view_->end, status_.now);
  return false;
}

const live::SeatEntry* LiveRun::seat(SeatId seat) const {
  const auto found = std::ranges::find(session_.seats(), seat, &live::SeatEntry::seat);
  return found == session_.seats().end() ? nullptr : &*found;
}

bool LiveRun::taken(SeatId seat) const { return seat_view(seat) != nullptr; }

const live::SeatView* LiveRun::seat_view(SeatId seat) const {
  const auto found = std::ranges::find(status_.seats, seat, &live::SeatView::seat);
  return found == status_.seats.end() ? nullptr : &*found;
}

std::chrono::seconds LiveRun::silent_for() const {
  constexpr auto usual = std::chrono::seconds(3);
  const auto silence = std::chrono::steady_clock::now() - status_.published;
  if (ended() || silence < usual) return {};
  return std::chrono::duration_cast<std::chrono::seconds>(silence);
}

void LiveRun::write_report(Language language) {
  if (report_.valid() || status_.run_file.empty()) return;
  report_path_.clear();
  report_trouble_.clear();
  std::string path = std::filesystem::path(status_.run_file).replace_extension(".html").string();
  report_ = std::async(std::launch::async, [record = view_->record, path = std::move(path), language] {
    try {
      const Judgement judgement = judge_run(record);
      const std::string page = render_report({{&record, &judgement, ""}}, language);
      std::string trouble = write_page(path, page);
      return std::pair(trouble.empty() ? path : "", trouble);
    } catch (const std::exception& problem) {
      return std::pair(std::string(), path + ": " + problem.what());
    }
  });
}

void LiveRun::score_beside_simulated() {
  if (scoring_.valid() || score_ || !view_->policy) return;
  scoring_ =
      std::async(std::launch::async, [this, record = view_->record, deeds = deeds_, policy = *view_->policy] {
        try {
          const live::Peers peers =
              live::play_without_people(setup_, deeds, replications, [this] { return !give_up_.load(); });
          return std::optional(score_drill(record, policy, peers.times, peers.replications));
        } catch (const std::exception&) {
          // a scenario that has gone from the disk meanwhile: the score beside nobody is shown all the same
          return std::optional<DrillScore>();
        }
      });
}

std::string speed_words(double speed, Language language) {
  if (speed > 0.0) return "× " + number_words(speed);
  return language == Language::english ? "max" : "最快";
}

}  // namespace fengsui::viz
