// Seats: the places of an office that a person can take, and what the person may do there with a case.
//
// The policy knows offices and their officers. An enterprise's office (level 0) has two seats, the safety
// officer and the principal; every office above it has one, the duty officer. While any seat of an office is
// taken, nobody simulated works there. The numbers are part of the record format: append, never renumber.
#pragma once

#include <compare>
#include <cstdint>
#include <span>

#include "sim/base/id.h"
#include "sim/workflow/words.h"

namespace fengsui {

enum class SeatRole : std::uint8_t { safety_officer, principal, duty_officer };

struct SeatId {
  OfficeId office;
  SeatRole role = SeatRole::duty_officer;

  friend constexpr auto operator<=>(SeatId, SeatId) = default;
};

enum class SeatAct : std::uint8_t {
  acknowledge,             // sign the case 签收
  verify_real,             // the danger is real 属实
  verify_equipment_fault,  // the instrument or the equipment was at fault 设备故障
  verify_false_alarm,      // there is nothing 误报
  dispatch,         // urge the level below: its notices go out once more, and a call that is due 派发
  handle,           // take in hand what the policy asks for at this colour 处置
  stop_production,  // stop the casts of the lines in trouble 停产
  evacuate,         // send everybody away from the lines in trouble 撤人
  repair,           // mend equipment and instruments 检修
  feedback,         // report what was done 反馈
  request_clear,    // ask the reviewing level to clear the case 申请消警
  approve,          // reviewing level: clear the case 同意消警
  reject,           // reviewing level: send it back 退回
  escalate,         // hand it to the level above before a limit does 升级
  supervise         // follow up, and order the level below in writing 督办
};
inline constexpr std::size_t seat_role_count = 3;
inline constexpr std::size_t seat_act_count = 15;

namespace workflow {
// Index into the table: the number that the log holds.
std::span<const Word> seat_role_words();
std::span<const Word> seat_act_words();
}  // namespace workflow

}  // namespace fengsui
