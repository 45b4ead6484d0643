// The keys of a casting well in data files, in the order of its enums.
#include "sim/plant/casting_well.h"

namespace fengsui::plant::casting_well {

namespace {

constexpr std::array phases = {Word{"idle"},     Word{"preset"},  Word{"fill"},
                               Word{"start"},    Word{"steady"},  Word{"end"},
                               Word{"lift_out"}, Word{"stopped"}, Word{"out_of_service"}};
constexpr std::array signals = {Word{"water_flow", "m3/h"},
                                Word{"water_pressure", "MPa"},
                                Word{"inlet_temperature", "degC"},
                                Word{"outlet_temperature", "degC"},
                                Word{"table_level", "mm"},
                                Word{"metal_temperature", "degC"},
                                Word{"casting_speed", "mm/min"},
                                Word{"cast_length", "mm"},
                                Word{"pit_water_distance", "mm"},
                                Word{"pit_water_depth", "mm"},
                                Word{"emergency_tank_level", "%"},
                                Word{"emergency_water_pressure", "MPa"},
                                Word{"leak_detected", "1"},
                                Word{"head_gap", "mm"},
                                Word{"cut_off_ready", "1"},
                                Word{"drain_ready", "1"},
                                Word{"power", "1"},
                                Word{"casting_running", "1"},
                                Word{"metal_in_mould", "1"},
                                Word{"operator_at_table", "1"},
                                Word{"feed_residual", "kg/s"},
                                Word{"metal_inflow", "kg/s"},
                                Word{"thermal_margin", "1"},
                                Word{"aluminium_in_pit", "kg"}};
static_assert(signals.size() == static_cast<std::size_t>(Signal::count));
constexpr std::array parameters = {Word{"water_flow", "m3/h"},
                                   Word{"water_pressure", "MPa"},
                                   Word{"water_preset_share", "1"},
                                   Word{"pump_lag", "s"},
                                   Word{"head_tank_pressure", "MPa"},
                                   Word{"head_tank_share", "1"},
                                   Word{"head_tank_lasts", "s"},
                                   Word{"water_short_share", "1"},
                                   Word{"water_restored_share", "1"},
                                   Word{"margin_loss_rate", "1/s"},
                                   Word{"margin_recovery_rate", "1/s"},
                                   Word{"inlet_temperature", "degC"},
                                   Word{"outlet_rise", "K"},
                                   Word{"outlet_lag", "s"},
                                   Word{"boiling_temperature", "degC"},
                                   Word{"table_level", "mm"},
                                   Word{"table_rim", "mm"},
                                   Word{"table_area", "m2"},
                                   Word{"level_lag", "s"},
                                   Word{"metal_temperature", "degC"},
                                   Word{"casting_speed", "mm/min"},
                                   Word{"start_speed", "mm/min"},
                                   Word{"start_length", "mm"},
                                   Word{"longest_cast", "mm"},
                                   Word{"casting_rate", "kg/s"},
                                   Word{"filling_rate", "kg/s"},
                                   Word{"metal_density", "kg/m3"},
                                   Word{"pit_water_distance", "mm"},
                                   Word{"pit_water_depth", "mm"},
                                   Word{"pit_area", "m2"},
                                   Word{"emergency_tank_level", "%"},
                                   Word{"emergency_water_pressure", "MPa"},
                                   Word{"bleeding_strands", "1"},
                                   Word{"bleeding_flow", "kg/s"},
                                   Word{"flow_on_with_drain", "s"},
                                   Word{"flow_on_without_drain", "s"},
                                   Word{"overflow_share_into_pit", "1"},
                                   Word{"gap_of_drop", "mm"},
                                   Word{"dumped_mass", "kg"},
                                   Word{"dump_time", "s"},
                                   Word{"strip_flow", "kg/s"},
                                   Word{"prying_probability", "1"},
                                   Word{"prying_time", "s"},
                                   Word{"prying_spread", "1"},
                                   Word{"prying_drop_delay", "s"},
                                   Word{"stop_time", "s"},
                                   Word{"self_test_coverage", "1"},
                                   Word{"pit_coated", "1"},
                                   Word{"coated_factor", "1"},
                                   Word{"domino_probability", "1"},
                                   Word{"domino_delay", "s"},
                                   Word{"domino_reach", "1"},
                                   Word{"domino_mass", "kg"},
                                   Word{"people_near", "people"},
                                   Word{"evacuation_time", "s"}};
static_assert(parameters.size() == static_cast<std::size_t>(Parameter::count));
constexpr std::array faults = {Word{"guide_hole_leak", "kg/s"},    Word{"mould_water_pump_trip", ""},
                               Word{"water_pressure_loss", "1/s"}, Word{"level_loop_failure", "mm/s"},
                               Word{"start_up_hang_up", "mm/s"},   Word{"cutoff_valve_stuck", ""},
                               Word{"pit_pump_failure", ""},       Word{"power_loss", ""}};
static_assert(faults.size() <= most_faults);
constexpr std::array accidents = {Word{"melt_water_explosion", "kg"}, Word{"water_at_mould", "mm"}};

}  // namespace

Vocabulary vocabulary() {
  return {UnitClass::casting_well,
          "casting_well",
          "well",
          "深井",
          signals,
          parameters,
          phases,
          faults,
          accidents};
}

}  // namespace fengsui::plant::casting_well
