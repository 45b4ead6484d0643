#include "twin/session/live_check.h"

#include <cmath>

namespace fengsui::live {

namespace {

using K = ActionKind;
using Answer = std::optional<Label>;

template <class Id>
bool within(Id id, std::size_t count) {
  return id.index < count;
}

Answer unit_known(const City& city, const Action& action) {
  if (within(action.unit, city.plant.units.size())) return {};
  return Label{"name a unit of the city", "请选择设备"};
}

Answer fault_known(const City& city, const Action& action) {
  if (auto answer = unit_known(city, action)) return answer;
  const bool known = action.fault < city.plant.faults.size() &&
                     city.plant.faults[action.fault].unit_class == city.plant.of(action.unit).unit_class;
  return known ? Answer{} : Label{"name a fault of this unit", "请选择该设备的故障"};
}

Answer size_sound(const Action& action) {
  // not given is allowed: the catalogue then says
  const bool sound = !std::isinf(action.size) && !std::isinf(action.threshold);
  return sound ? Answer{} : Label{"the size must be a number", "数值须为有限数"};
}

Answer point_known(const City& city, const Action& action) {
  if (within(action.point, city.plant.points.size())) return {};
  return Label{"name a point of the city", "请选择测点"};
}

Answer sensor_fault_known(const City& city, const Action& action) {
  if (auto answer = point_known(city, action)) return answer;
  const bool known = action.fault != 0 && action.fault < sensor_faults().size();
  return known ? Answer{} : Label{"name a sensor fault", "请选择传感器故障"};
}

Answer gateway_known(const City& city, const Action& action) {
  if (within(action.gateway, city.network.gateways.size())) return {};
  return Label{"name an enterprise's gateway", "请选择企业网关"};
}

Answer office_known(const City& city, const Action& action) {
  if (within(action.office, city.workflow.offices.size())) return {};
  return Label{"name an office", "请选择机构"};
}

Answer probability_sound(const Action& action) {
  if (action.size >= 0.0 && action.size <= 1.0) return {};
  return Label{"give a probability from 0 to 1", "概率须在0到1之间"};
}

Answer duration_positive(const Action& action) {
  if (action.duration > Duration::zero()) return {};
  return Label{"give a duration above 0", "时长须大于0"};
}

Answer report_sound(const City& city, const Action& action) {
  if (auto answer = office_known(city, action)) return answer;
  if (!within(action.enterprise, city.directory.enterprises.size()))
    return Label{"name an enterprise", "请选择企业"};
  const std::size_t level = city.workflow.offices[action.office.index].level;
  if (workflow::office_at(city.workflow, action.enterprise, level) != action.office)
    return Label{"name an office that this enterprise answers to", "请选择该企业所属的机构"};
  if (action.unit.valid() && (!within(action.unit, city.plant.units.size()) ||
                              city.plant.units[action.unit.index].enterprise != action.enterprise))
    return Label{"name a unit of this enterprise, or none", "请选择该企业的设备，或不选"};
  return action.colour != Colour::none ? Answer{} : Label{"give a colour", "请选择预警颜色"};
}

}  // namespace

Action completed(const City& city, Action action) {
  if (within(action.point, city.plant.points.size()))
    action.unit = city.plant.points[action.point.index].unit;
  if (within(action.interlock, city.plant.interlocks.size()))
    action.unit = city.plant.interlocks[action.interlock.index].unit;
  if (within(action.unit, city.plant.units.size())) action.enterprise = city.plant.of(action.unit).enterprise;
  if (within(action.gateway, city.network.gateways.size()))
    action.enterprise = city.network.gateways[action.gateway.index].enterprise;
  if (!action.enterprise.valid() && within(action.office, city.workflow.offices.size()))
    action.enterprise = city.workflow.offices[action.office.index].enterprise;
  if (within(action.enterprise, city.directory.enterprises.size()))
    action.gateway = gateway_of(action.enterprise);
  return action;
}

std::optional<Label> why_not(const City& city, const Action& action) {
  const auto first = [](Answer one, Answer other) { return one ? std::move(one) : std::move(other); };
  switch (action.kind) {
    case K::start_fault:
      return first(fault_known(city, action), size_sound(action));
    case K::end_fault:
      return fault_known(city, action);
    case K::sensor_fault:
      return first(sensor_fault_known(city, action), size_sound(action));
    case K::sensor_repair:
      return point_known(city, action);
    case K::operator_leaves:
    case K::operator_returns:
      return unit_known(city, action);
    case K::bypass_interlock:
    case K::restore_interlock:
      return within(action.interlock, city.plant.interlocks.size())
                 ? Answer{}
                 : Label{"name an interlock", "请选择联锁"};
    case K::link_down:
    case K::link_up:
      return within(action.link, city.network.topology.links.size())
                 ? Answer{}
                 : Label{"name a link of the network", "请选择链路"};
    case K::gateway_down:
    case K::gateway_up:
    case K::gateway_clock:
      return gateway_known(city, action);
    case K::duplicate_messages:
      return first(gateway_known(city, action), probability_sound(action));
    case K::late_messages:
      return first(gateway_known(city, action), first(probability_sound(action), duration_positive(action)));
    case K::phone_report:
      return report_sound(city, action);
    case K::officers_leave:
    case K::officers_return:
      return office_known(city, action);
    case K::channel_down:
    case K::channel_up:
      return action.channel < city.workflow.policy.channels.size()
                 ? Answer{}
                 : Label{"name a channel of the policy", "请选择通知渠道"};
    case K::shelve_alarm:
      return first(point_known(city, action), duration_positive(action));
    case K::acknowledge_alarm:
    case K::unshelve_alarm:
    case K::alarm_out_of_service:
    case K::alarm_in_service:
    case K::reset_alarm:
      return point_known(city, action);
    case K::messages_restored:
      return Label{"give the other fault a duration instead", "请为原故障设定持续时间"};
    case K::take_seat:
    case K::release_seat:
    case K::seat_act:
    case K::seat_note:
      return Label{"ask for seats, acts and notes directly", "席位、动作与备注请直接提出"};
  }
  return Label{"no such action", "无此动作"};
}

}  // namespace fengsui::live
