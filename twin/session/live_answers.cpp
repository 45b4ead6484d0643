// What becomes of each request. Refusals are in words and change nothing.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <system_error>

#include "scenarios/script.h"
#include "sim/workflow/workflow.h"
#include "twin/session/live_check.h"
#include "twin/session/live_events.h"
#include "twin/session/live_seats.h"
#include "twin/session/live_worker.h"

namespace fengsui::live {

namespace {

constexpr std::size_t most_named = 100;
constexpr std::size_t longest_text = 2000;  // bytes
constexpr double slowest = 0.01, fastest = 1e5;

}  // namespace

void Worker::done(Ticket ticket, std::string english, std::string chinese) {
  board_.say(Message::Kind::done, ticket, session_.world().now, {std::move(english), std::move(chinese)});
}

void Worker::refuse(Ticket ticket, std::string english, std::string chinese) {
  board_.say(Message::Kind::refused, ticket, session_.world().now, {std::move(english), std::move(chinese)});
}

void Worker::answer(Ticket ticket, const Request& request) {
  if (mode_ == Mode::ended && !std::holds_alternative<SaveScenario>(request))
    refuse(ticket, "the drill is over", "演练已结束");
  else
    std::visit([&](const auto& what) { on(ticket, what); }, request);
  answered_ = ticket;
  publish();
}

void Worker::on(Ticket, const Freeze&) { freeze(); }

void Worker::on(Ticket, const Run&) {
  until_.reset();
  mode_ = Mode::running;
  clock_.go();
}

void Worker::on(Ticket ticket, const RunUntil& request) {
  const Time now = std::max(session_.world().now, clock_.now(next_thing()));
  if (request.until <= now || request.until > end())
    return refuse(ticket, "that time has passed, or is after the end of the scenario",
                  "该时刻已过，或在情景结束之后");
  until_ = request.until;
  mode_ = Mode::running;
  clock_.go();
}

void Worker::on(Ticket ticket, const SetSpeed& request) {
  if (request.times != 0.0 && !(request.times >= slowest && request.times <= fastest))
    return refuse(ticket, "a speed from 0.01 to 100000, or 0 for as fast as possible",
                  "速度须在0.01到100000之间，0为尽可能快");
  clock_.set_speed(request.times);
}

void Worker::on(Ticket, const StepEvent&) {
  freeze();
  if (session_.next() == never && planned_.empty()) return finish(true);
  do_next();
  if (mode_ != Mode::ended) freeze();
}

void Worker::on(Ticket, const StepToNote&) {
  until_.reset();
  noted_ = session_.record().log.size();
  mode_ = Mode::to_note;
}

std::optional<Snapshot> Worker::snapshot(std::string name) const {
  auto moment = session_.moment();
  if (!moment) return {};
  Snapshot taken;
  // the ring's are taken as events come, a named one where the clock stands
  const Time world_now = session_.world().now;
  const Time time = name.empty() ? world_now : std::max(world_now, clock_.now(next_thing()));
  // the engine is about as large as the world
  taken.info = {0, time, std::move(name), 2 * world_bytes(session_.world())};
  taken.moment = std::move(moment);
  taken.deeds = deeds_;
  taken.planned = planned_;
  taken.events = events_;
  return taken;
}

void Worker::on(Ticket ticket, const TakeSnapshot& request) {
  const auto all = ring_.list();
  const auto named = std::ranges::count_if(all, [](const SnapshotInfo& info) { return !info.name.empty(); });
  if (request.name.empty() || request.name.size() > longest_text)
    return refuse(ticket, "give the snapshot a name", "请为快照命名");
  if (static_cast<std::size_t>(named) >= most_named)
    return refuse(ticket, "there are a hundred named snapshots already", "命名快照已达100个");
  auto taken = snapshot(request.name);
  if (!taken)
    return refuse(ticket, "this engine cannot be copied: there is no going back with it",
                  "该引擎无法复制，不能回退");
  ring_.add(std::move(*taken));
  done(ticket, "snapshot taken: " + request.name, "已保存快照：" + request.name);
}

void Worker::on(Ticket ticket, const Backtrack& request) {
  if (!can_go_back_)
    return refuse(ticket, "this engine cannot be copied: there is no going back with it",
                  "该引擎无法复制，不能回退");
  const Snapshot* target = ring_.find(request.snapshot);
  if (!target) return refuse(ticket, "there is no such snapshot any more", "该快照已不存在");
  freeze();

  // what happened since then stays on disk as a run of its own
  const std::string left = disk_.path().filename().string();
  disk_.show(session_, Disk::When::at_once);
  Record closed = session_.record();
  closed.run.outcome = Outcome::interrupted;
  disk_.finish(session_, closed);
  session_.go_back(*target->moment);
  deeds_ = target->deeds;
  planned_ = target->planned;
  events_ = target->events;
  clock_.set(target->info.time);
  ring_.forget_after(request.snapshot);
  ++branch_;
  board_.publish_rows(session_.record(), branch_);
  board_.publish_deeds(deeds_);
  disk_.begin_branch(session_, branch_, journal_so_far());
  const std::string when = format_duration(session_.world().now.time_since_epoch());
  done(ticket, "back at " + when + (left.empty() ? "" : "; what came after is kept in " + left),
       "已回退至" + when + (left.empty() ? "" : "；其后的内容保存在" + left));
}

void Worker::on(Ticket ticket, const Inject& request) {
  const Action action = completed(session_.city(), request.action);
  if (const auto why = why_not(session_.city(), action)) return refuse(ticket, why->english, why->chinese);
  const bool engine_ends_it = action.kind == ActionKind::shelve_alarm;
  if (request.lasts &&
      (*request.lasts <= Duration::zero() || engine_ends_it || end_of(action.kind) == action.kind))
    return refuse(ticket, "this cannot be given a duration", "该动作不能设定持续时间");
  if (request.at && (*request.at <= session_.world().now || *request.at > end()))
    return refuse(ticket, "that time has passed, or is after the end of the scenario",
                  "该时刻已过，或在情景结束之后");
  const ActionWord& word = describe(action.kind);
  if (request.at) {
    add_plan({{++planned_number_, *request.at, action}, request.lasts, {}});
    const std::string when = format_duration(request.at->time_since_epoch());
    return done(ticket, "planned at " + when + ": " + std::string(word.english),
                "已计划于" + when + "：" + std::string(word.chinese));
  }
  Deed deed;
  deed.action = action;
  deed.lasts = request.lasts;
  const std::size_t index = deeds_.size();
  if (!perform(clock_.now(next_thing()), std::move(deed), ticket)) return;
  if (request.lasts) plan_end(index);
  done(ticket, std::string(word.english), std::string(word.chinese));
}

void Worker::on(Ticket ticket, const Forget& request) {
  const auto found =
      std::ranges::find(planned_, request.planned, [](const Plan& plan) { return plan.action.number; });
  if (found == planned_.end()) return refuse(ticket, "nothing of that number is planned", "没有该编号的计划");
  if (found->ends) {
    // what it would have ended lasts
    deeds_[*found->ends].lasts.reset();
    board_.publish_deeds(deeds_);
  }
  planned_.erase(found);
}

void Worker::sit(Ticket ticket, SeatId seat, bool down) {
  if (!workflow::seat_exists(session_.city().workflow, seat))
    return refuse(ticket, "there is no such seat", "没有该席位");
  if (workflow::seat_taken(session_.world().workflow, seat) == down)
    return refuse(ticket, down ? "this seat is taken already" : "nobody sits at this seat",
                  down ? "该席位已有人" : "该席位无人");
  Deed deed;
  deed.action.kind = down ? ActionKind::take_seat : ActionKind::release_seat;
  deed.action.office = seat.office;
  deed.action.seat = seat.role;
  deed.action = completed(session_.city(), deed.action);
  if (!perform(clock_.now(next_thing()), std::move(deed), ticket)) return;
  const Label name = seat_name(session_.record().names, seat);
  done(ticket, (down ? "seat taken: " : "seat released: ") + name.english,
       (down ? "已入席：" : "已离席：") + name.chinese);
}

void Worker::on(Ticket ticket, const TakeSeat& request) { sit(ticket, request.seat, true); }
void Worker::on(Ticket ticket, const ReleaseSeat& request) { sit(ticket, request.seat, false); }

void Worker::on(Ticket ticket, const ActOnCase& request) {
  if (!workflow::seat_exists(session_.city().workflow, request.seat))
    return refuse(ticket, "there is no such seat", "没有该席位");
  if (static_cast<std::size_t>(request.act) >= seat_act_count)
    return refuse(ticket, "there is no such act", "没有该动作");
  if (request.note.size() > longest_text) return refuse(ticket, "the note is too long", "备注过长");
  if (request.case_id.index >= session_.world().workflow.cases.size())
    return refuse(ticket, "there is no such case", "没有该处置事项");
  Deed deed;
  deed.note = request.note;
  deed.action.kind = ActionKind::seat_act;
  deed.action.office = request.seat.office;
  deed.action.seat = request.seat.role;
  deed.action.case_id = request.case_id;
  deed.action.act = request.act;
  deed.action.enterprise = session_.world().workflow.cases[request.case_id.index].enterprise;
  if (!perform(clock_.now(next_thing()), std::move(deed), ticket)) return;
  const auto& word = workflow::seat_act_words()[static_cast<std::size_t>(request.act)];
  done(ticket, std::string(word.english), std::string(word.chinese));
}

void Worker::on(Ticket ticket, const Note& request) {
  if (request.text.find_first_not_of(" \t\r\n") == std::string::npos || request.text.size() > longest_text)
    return refuse(ticket, "a note needs words, 2000 bytes at most", "备注不能为空，且不超过2000字节");
  if (request.seat && !workflow::seat_exists(session_.city().workflow, *request.seat))
    return refuse(ticket, "there is no such seat", "没有该席位");
  if (request.case_id.valid() && request.case_id.index >= session_.world().workflow.cases.size())
    return refuse(ticket, "there is no such case", "没有该处置事项");
  Deed deed;
  deed.note = request.text;
  deed.action.kind = ActionKind::seat_note;
  deed.action.case_id = request.case_id;
  if (request.seat) {
    deed.action.office = request.seat->office;
    deed.action.seat = request.seat->role;
    deed.action = completed(session_.city(), deed.action);
  }
  if (perform(clock_.now(next_thing()), std::move(deed), ticket)) done(ticket, "noted", "已记录");
}

void Worker::on(Ticket ticket, const SaveScenario& request) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (!request.overwrite && fs::exists(request.path, ignored))
    return refuse(ticket, request.path.string() + " exists already", request.path.string() + "已存在");
  const std::string text =
      scenario_with(deeds_, session_.city(), session_.record(), request.path.parent_path());
  // whole or not at all
  fs::path partial = request.path;
  partial += ".partial";
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  file << text << std::flush;
  const bool written = file.good();
  file.close();
  std::error_code problem;
  if (written) fs::rename(partial, request.path, problem);
  if (!written || problem) {
    fs::remove(partial, ignored);
    return refuse(ticket, request.path.string() + " cannot be written: choose a folder with room",
                  "无法写入" + request.path.string() + "：请选择有空间的文件夹");
  }
  done(ticket, "scenario saved: " + request.path.string(), "情景已保存：" + request.path.string());
}

void Worker::on(Ticket ticket, const End&) {
  finish(false);
  done(ticket, "the drill is over", "演练结束");
}

}  // namespace fengsui::live
