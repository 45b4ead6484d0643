#include "sim/world.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "sim/network/direct.h"
#include "sim/network/network.h"
#include "sim/plant/plant.h"
#include "sim/workflow/workflow.h"

namespace fengsui {

namespace {

// Events that no room owns: the script, the regular collection of samples, the engine's wake-up.
enum class ScriptEvent : std::uint16_t { act, collect };

Context context_of(World& world) { return {world.now, world.seed, world.agenda, world.log}; }

// A gateway is visited regularly only while it has points that send every sample.
bool needs_collection(const City& city, GatewayId gateway) {
  for (const PointId point : city.sensing.of_gateway[gateway.index])
    if (sensing::draws_every_sample(city.sensing, point)) return true;
  return false;
}

// Samples are collected just before the gateway's upload, so that they leave with it.
void plan_collection(const City& city, World& world, GatewayId gateway) {
  const Duration period = city.network.gateways[gateway.index].upload_period;
  const Duration clock_error = world.network.gateways[gateway.index].clock_error;
  const Duration local = world.now.time_since_epoch() + clock_error + Duration{1};
  const Duration next = (std::chrono::floor<Duration>(local) / period + 1) * period;
  world.agenda.schedule(scenario_start + (next - clock_error - Duration{1}), Room::script,
                        static_cast<std::uint16_t>(ScriptEvent::collect), gateway.index);
}

// Readings go to the gateway of their points; a gateway without power takes none unless it has batteries.
void deliver_samples(const City& city, World& world, std::span<const Reading> samples) {
  const Context context = context_of(world);
  for (std::size_t first = 0; first < samples.size();) {
    const GatewayId gateway = city.sensing.points[samples[first].point.index].gateway;
    std::size_t last = first;
    while (last < samples.size() && city.sensing.points[samples[last].point.index].gateway == gateway) ++last;
    network::accept(context, city.network, world.network, gateway, samples.subspan(first, last - first));
    first = last;
  }
}

void set_sensor_fault(const City& city, World& world, const Context& context, PointId point,
                      SensorFault fault, double value) {
  if (fault == SensorFault::none)
    sensing::repair(context, city.sensing, world.sensing, point);
  else
    sensing::set_fault(context, city.sensing, world.sensing, point, fault, value);

  // an interlock that looks through a faulty instrument does not see its limit
  for (std::size_t i = 0; i < city.plant.interlocks.size(); ++i)
    if (city.plant.interlocks[i].point == point.index)
      plant::set_instrument_blind(context, city.plant, world.plant, InterlockId(i),
                                  fault != SensorFault::none);
}

// Who samples must know how its samples will be stamped.
void set_clock_error(const City& city, World& world, GatewayId gateway, Duration error) {
  network::set_clock_error(world.network, gateway, error);
  sensing::set_clock_error(context_of(world), city.sensing, world.sensing, gateway, error);
}

void people_act_on_plant(const City& city, World& world, const PlantRequest& request) {
  using workflow::PlantAct;
  const PlantAction action = request.kind == PlantAct::evacuate ? PlantAction::evacuate
                             : request.kind == PlantAct::stop   ? PlantAction::stop_cast
                                                                : PlantAction::repair;
  // people go where the trouble is: to the lines that have a fault
  const Context context = context_of(world);
  const auto in_trouble = [&](UnitId unit) {
    return unit.valid() && world.plant.units[unit.index].faults != 0;
  };
  for (const LineSpec& line : city.plant.lines) {
    if (city.plant.of(line.well).enterprise != request.enterprise) continue;
    if (!in_trouble(line.well) && !in_trouble(line.hoist) && std::ranges::none_of(line.furnaces, in_trouble))
      continue;
    plant::act(context, city.plant, world.plant, line.well, action);
  }
  if (action != PlantAction::repair) return;

  // whoever mends the equipment mends its instruments too
  for (const PointId point : city.sensing.of_gateway[gateway_of(request.enterprise).index])
    set_sensor_fault(city, world, context, point, SensorFault::none, 0.0);
}

// Moves what the rooms left for each other until nothing is left.
void settle(const City& city, World& world) {
  for (bool moved = true; moved;) {
    moved = false;
    const Context context = context_of(world);

    for (const SignalId signal : std::exchange(world.plant.changed, {})) {
      const Segment& segment = world.plant.segments[signal.index];
      world.segment_changes.push_back({world.now, signal, segment});
      sensing::signal_changed(context, city.sensing, world.sensing, signal, segment);
      moved = true;
    }
    for (const UnitId unit : std::exchange(world.plant.destroyed, {})) {
      // the instruments go with the unit; the log of the accident says enough
      Log unheard;
      const Context silent{world.now, world.seed, world.agenda, unheard};
      for (std::size_t i = 0; i < city.plant.points.size(); ++i)
        if (city.plant.points[i].unit == unit)
          set_sensor_fault(city, world, silent, PointId(i), SensorFault::offline, 0.0);
      moved = true;
    }
    for (const PlantRequest& request : std::exchange(world.workflow.plant_requests, {})) {
      people_act_on_plant(city, world, request);
      moved = true;
    }
    for (Delivery& delivery : std::exchange(world.network.arrivals, {})) {
      world.beats.push_back(delivery.beat);
      world.readings.insert(world.readings.end(), delivery.readings.begin(), delivery.readings.end());
      sensing::heard(context, city.sensing, world.sensing, delivery.readings);
    }
    const auto actions = std::exchange(world.workflow.actions, {});
    world.actions.insert(world.actions.end(), actions.begin(), actions.end());
  }
}

LogKind kind_of(AlarmEvent event) {
  constexpr LogKind kinds[] = {
      LogKind::alarm_raised,    LogKind::alarm_returned,       LogKind::alarm_acknowledged,
      LogKind::alarm_realarmed, LogKind::alarm_latched,        LogKind::alarm_reset,
      LogKind::alarm_shelved,   LogKind::alarm_unshelved,      LogKind::alarm_suppressed,
      LogKind::alarm_released,  LogKind::alarm_out_of_service, LogKind::alarm_in_service};
  return kinds[static_cast<std::size_t>(event)];
}

// What people do with one alarm goes to the engine as it is; the world itself does not change.
std::optional<AlarmAct> alarm_act_of(ActionKind kind) {
  switch (kind) {
    case ActionKind::acknowledge_alarm:
      return AlarmAct::acknowledge;
    case ActionKind::shelve_alarm:
      return AlarmAct::shelve;
    case ActionKind::unshelve_alarm:
      return AlarmAct::unshelve;
    case ActionKind::alarm_out_of_service:
      return AlarmAct::take_out_of_service;
    case ActionKind::alarm_in_service:
      return AlarmAct::return_to_service;
    case ActionKind::reset_alarm:
      return AlarmAct::reset;
    default:
      return {};
  }
}

// People in seats: what they do is in the log with the office and the seat, done or refused.
void person_acts(const Context& context, const City& city, World& world, const Action& action) {
  const SeatId seat{action.office, action.seat};
  const auto role = static_cast<std::uint32_t>(action.seat);
  if (action.kind == ActionKind::seat_note)  // of a seat, or of the instructor
    return context.note(LogKind::seat_note, action.case_id.index, seat.office.index,
                        seat.office.valid() ? role : OfficeId::none_index);
  if (action.kind != ActionKind::seat_act) {
    const bool taken = action.kind == ActionKind::take_seat;
    context.note(taken ? LogKind::seat_taken : LogKind::seat_released, 0, seat.office.index, role);
    return workflow::take_seat(context, city.workflow, world.workflow, seat, taken);
  }
  context.note(LogKind::seat_acted, action.case_id.index, seat.office.index,
               static_cast<std::uint32_t>(action.act), role);
  if (const auto why =
          workflow::act_from_seat(context, city.workflow, world.workflow, action.case_id, seat, action.act))
    context.note(LogKind::seat_act_refused, action.case_id.index, seat.office.index,
                 static_cast<std::uint32_t>(*why), role);
}

// What is really behind a warning of an enterprise, so that whoever verifies it can find it.
workflow::Verdict cause_of(const City& city, const World& world, EnterpriseId enterprise) {
  for (std::size_t i = 0; i < city.plant.units.size(); ++i)
    if (city.plant.units[i].enterprise == enterprise && world.plant.units[i].faults != 0)
      return workflow::Verdict::real;
  for (const PointId point : city.sensing.of_gateway[gateway_of(enterprise).index])
    if (world.sensing.points[point.index].sensor.fault != SensorFault::none)
      return workflow::Verdict::equipment_fault;
  return workflow::Verdict::false_alarm;
}

std::uint32_t class_number(const City& city, UnitId unit) {
  return static_cast<std::uint32_t>(city.plant.units[unit.index].unit_class);
}

void remember(const City& city, World& world, const Alarm& alarm) {
  const auto place = std::ranges::lower_bound(world.heard, alarm.id, {}, &HeardAlarm::alarm);
  if (place != world.heard.end() && place->alarm == alarm.id) return;
  world.heard.insert(place, {alarm.id, class_number(city, city.plant.points[alarm.point.index].unit)});
}

workflow::EquipmentSet equipment_behind(const World& world, const Warning& warning) {
  workflow::EquipmentSet equipment = 0;
  for (const AlarmId alarm : warning.because) {
    const auto found = std::ranges::lower_bound(world.heard, alarm, {}, &HeardAlarm::alarm);
    if (found != world.heard.end() && found->alarm == alarm) equipment |= workflow::set_of(found->unit_class);
  }
  return equipment;
}

}  // namespace

World begin_world(const City& city) { return begin_world(city, city.seed); }

World begin_world(const City& city, std::uint64_t seed) {
  World world;
  world.seed = seed;
  const Context context = context_of(world);
  world.log.reserve(256);
  context.note(LogKind::scenario_started, 0);
  plant::start(context, city.plant, world.plant, city.random_faults);
  network::start(context, city.network, world.network, city.random_outages);
  std::vector<Duration> clock_errors;
  for (const GatewayState& gateway : world.network.gateways) clock_errors.push_back(gateway.clock_error);
  sensing::start(context, city.sensing, world.sensing, world.plant.segments, std::move(clock_errors));
  workflow::start(context, city.workflow, world.workflow);

  world.plant.changed.clear();
  for (std::size_t i = 0; i < world.plant.segments.size(); ++i)
    world.segment_changes.push_back({world.now, SignalId(i), world.plant.segments[i]});
  for (std::size_t i = 0; i < city.script.size(); ++i)
    world.agenda.schedule(city.script[i].at, Room::script, static_cast<std::uint16_t>(ScriptEvent::act),
                          static_cast<std::uint32_t>(i));
  for (std::size_t i = 0; i < city.network.gateways.size(); ++i)
    if (needs_collection(city, GatewayId(i))) plan_collection(city, world, GatewayId(i));
  settle(city, world);
  return world;
}

void step(const City& city, World& world) {
  if (world.agenda.empty()) return;
  const Event event = world.agenda.pop();
  assert(event.time >= world.now);
  world.now = event.time;
  const Context context = context_of(world);

  switch (event.room) {
    case Room::script:
      if (static_cast<ScriptEvent>(event.kind) == ScriptEvent::act) {
        const Action& action = city.script[event.subject];
        // of a seat the entries that follow say who acts
        if (!is_of_seats(action.kind))
          context.note(LogKind::scenario_action, event.subject, action.enterprise.index);
        perform(city, world, action);
      } else {
        std::vector<Reading> samples;
        sensing::collect_gateway(context, city.sensing, world.sensing, GatewayId(event.subject), samples);
        deliver_samples(city, world, samples);
        plan_collection(city, world, GatewayId(event.subject));
      }
      break;
    case Room::plant:
      plant::handle(context, city.plant, world.plant, event);
      break;
    case Room::sensing: {
      std::vector<Reading> samples;
      sensing::handle(context, city.sensing, world.sensing, event, samples);
      deliver_samples(city, world, samples);
      break;
    }
    case Room::network:
      network::handle(context, city.network, world.network, event);
      break;
    case Room::workflow:
      workflow::handle(context, city.workflow, world.workflow, event);
      break;
    case Room::engine:
      world.engine_wake = world.engine_wake || event.detail == world.engine_stamp;
      break;
  }
  settle(city, world);
}

void hear(const City& city, World& world, const EngineOutput& output) {
  const Context context = context_of(world);
  const bool by_class = workflow::has_class_limits(city.workflow.policy);
  for (const Alarm& alarm : output.alarms) {
    if (alarm.gateway.valid() && !alarm.point.valid()) {
      if (alarm.event == AlarmEvent::raised || alarm.event == AlarmEvent::returned)
        context.note(alarm.event == AlarmEvent::returned ? LogKind::gateway_reported_online
                                                         : LogKind::gateway_reported_offline,
                     alarm.gateway.index, alarm.enterprise.index);
      continue;
    }
    context.note(kind_of(alarm.event), alarm.id.index, alarm.point.index,
                 static_cast<std::uint32_t>(alarm.condition), alarm.value);
    if (by_class) remember(city, world, alarm);
  }
  for (const Warning& warning : output.warnings) {
    const auto colour = static_cast<std::uint32_t>(warning.colour);
    const LogKind kind = warning.event == WarningEvent::raised    ? LogKind::warning_raised
                         : warning.event == WarningEvent::changed ? LogKind::warning_changed
                                                                  : LogKind::warning_ended;
    context.note(kind, warning.id.index, warning.enterprise.index, colour, warning.score);
    switch (warning.event) {
      case WarningEvent::raised:
        workflow::open_case(context, city.workflow, world.workflow, warning.enterprise, warning.id,
                            warning.colour, equipment_behind(world, warning));
        workflow::tell_cause(world.workflow, warning.id, cause_of(city, world, warning.enterprise));
        break;
      case WarningEvent::changed:
        workflow::warning_changed(context, city.workflow, world.workflow, warning.id, warning.colour,
                                  equipment_behind(world, warning));
        break;
      case WarningEvent::ended:
        workflow::warning_ended(context, city.workflow, world.workflow, warning.id);
        break;
    }
  }

  // only the latest request to be woken counts
  world.engine_wake = false;
  if (output.wake != never)
    world.agenda.schedule(std::max(output.wake, world.now), Room::engine, 0, 0, ++world.engine_stamp);
  else
    ++world.engine_stamp;
  settle(city, world);
}

void perform(const City& city, World& world, const Action& action) {
  const Context context = context_of(world);
  const auto given = [](double value) {
    return std::isnan(value) ? std::nullopt : std::optional<double>(value);
  };
  switch (action.kind) {
    case ActionKind::start_fault:
      plant::start_fault(context, city.plant, world.plant, action.unit, action.fault, given(action.size),
                         given(action.threshold));
      break;
    case ActionKind::end_fault:
      plant::end_fault(context, city.plant, world.plant, action.unit, action.fault);
      break;
    case ActionKind::sensor_fault:
      set_sensor_fault(city, world, context, action.point, static_cast<SensorFault>(action.fault),
                       given(action.size).value_or(0.0));
      break;
    case ActionKind::sensor_repair:
      set_sensor_fault(city, world, context, action.point, SensorFault::none, 0.0);
      break;
    case ActionKind::operator_leaves:
      plant::set_operator(context, city.plant, world.plant, action.unit, false);
      break;
    case ActionKind::operator_returns:
      plant::set_operator(context, city.plant, world.plant, action.unit, true);
      break;
    case ActionKind::bypass_interlock:
      plant::set_bypass(context, city.plant, world.plant, action.interlock, true);
      break;
    case ActionKind::restore_interlock:
      plant::set_bypass(context, city.plant, world.plant, action.interlock, false);
      break;
    case ActionKind::link_down:
      network::set_link(context, world.network, action.link, false);
      break;
    case ActionKind::link_up:
      network::set_link(context, world.network, action.link, true);
      break;
    case ActionKind::gateway_down:
      network::set_gateway(context, city.network, world.network, action.gateway, false);
      break;
    case ActionKind::gateway_up:
      network::set_gateway(context, city.network, world.network, action.gateway, true);
      break;
    case ActionKind::gateway_clock:
      set_clock_error(city, world, action.gateway, action.duration);
      break;
    case ActionKind::duplicate_messages:
      network::set_duplicate_probability(world.network, action.gateway, action.size);
      break;
    case ActionKind::late_messages:
      network::set_late(world.network, action.gateway, action.size, action.duration);
      break;
    case ActionKind::messages_restored: {
      const GatewaySpec& natural = city.network.gateways[action.gateway.index];
      set_clock_error(city, world, action.gateway,
                      network::natural_clock_error(context, city.network, action.gateway));
      network::set_duplicate_probability(world.network, action.gateway, natural.duplicate_probability);
      network::set_late(world.network, action.gateway, natural.late_probability);
      break;
    }
    case ActionKind::phone_report: {
      // whoever telephones has seen it
      const bool by_class = action.unit.valid() && workflow::has_class_limits(city.workflow.policy);
      const CaseId reported = workflow::open_manual(
          context, city.workflow, world.workflow, action.office, action.enterprise, action.colour,
          by_class ? workflow::set_of(class_number(city, action.unit)) : 0);
      world.workflow.cases[reported.index].cause = workflow::Verdict::real;
      break;
    }
    case ActionKind::officers_leave:
      workflow::set_absent(context, city.workflow, world.workflow, action.office, true);
      break;
    case ActionKind::officers_return:
      workflow::set_absent(context, city.workflow, world.workflow, action.office, false);
      break;
    case ActionKind::channel_down:
      workflow::set_channel(world.workflow, action.channel, false);
      break;
    case ActionKind::channel_up:
      workflow::set_channel(world.workflow, action.channel, true);
      break;
    case ActionKind::take_seat:
    case ActionKind::release_seat:
    case ActionKind::seat_act:
    case ActionKind::seat_note:
      person_acts(context, city, world, action);
      break;
    case ActionKind::acknowledge_alarm:
    case ActionKind::shelve_alarm:
    case ActionKind::unshelve_alarm:
    case ActionKind::alarm_out_of_service:
    case ActionKind::alarm_in_service:
    case ActionKind::reset_alarm:
      world.alarm_actions.push_back(
          {world.now, action.point, action.condition, *alarm_act_of(action.kind), action.duration});
      break;
  }
  settle(city, world);
}

void message_delivered(const City& city, World& world, MessageId message, Time when) {
  assert(when >= world.now);
  world.now = when;
  network::delivered(context_of(world), city.network, world.network, message);
  settle(city, world);
}

void message_failed(const City& city, World& world, MessageId message, Time when) {
  assert(when >= world.now);
  world.now = when;
  network::failed(context_of(world), city.network, world.network, message);
  settle(city, world);
}

void depart_directly(const City& city, World& world) {
  network::carry_departures(context_of(world), city.network, world.network);
}

}  // namespace fengsui
