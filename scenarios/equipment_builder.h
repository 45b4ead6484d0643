// What stands at each enterprise: the register's counts with the scenario's changes, names resolved.
#pragma once

#include "scenarios/files.h"
#include "sim/plant/plant_spec.h"

namespace fengsui {

// One entry per row of an aluminium register. Throws InputError for an override of an enterprise, unit, point
// or parameter that does not exist, and for quantities of another dimension.
std::vector<plant::EnterpriseEquipment> equipment_of(const ScenarioFiles& files,
                                                     const plant::Catalogue& catalogue);

// Inherent risk [0..100] of an enterprise from its registered equipment and the catalogue's points per unit.
double inherent_risk(const plant::Catalogue& catalogue, const Register& enterprises, const RegisterRow& row);

}  // namespace fengsui
