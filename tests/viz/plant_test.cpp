// What is shown of equipment: values with their limits, and the instructor's marks of faults, for each class.
#include <X11/keysym.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/viz/drill.h"

namespace fengsui::viz::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The first unit of each class, with a fault of it.
std::vector<std::pair<UnitId, std::uint32_t>> one_of_each_class(const Names& names,
                                                                const Findings& findings) {
  std::vector<std::pair<UnitId, std::uint32_t>> found;
  for (std::size_t kind = 0; kind < names.unit_classes.size(); ++kind) {
    const auto unit = std::ranges::find(names.units, kind, &UnitName::unit_class);
    const auto fault = std::ranges::find(findings.fault_class, static_cast<std::uint32_t>(kind));
    if (unit != names.units.end() && fault != findings.fault_class.end())
      found.emplace_back(UnitId(static_cast<std::size_t>(unit - names.units.begin())),
                         static_cast<std::uint32_t>(fault - findings.fault_class.begin()));
  }
  return found;
}

TEST(Mimics, EachClassShowsValuesWithLimitsAndItsFaultToTheInstructor) {
  Driver driver(drill("mimics"), 1920, 1080);
  const Names& names = driver.desk().run->record.names;
  const Findings& findings = driver.desk().run->wait_for_findings();
  const auto units = one_of_each_class(names, findings);
  EXPECT_GE(units.size(), 3u) << "furnace, well, hoist";
  EXPECT_EQ(units.size(), names.unit_classes.size());
  for (const auto& [unit, fault] : units) {
    InjectionForm form;
    form.enterprise = names.units[unit.index].enterprise;
    form.unit = unit;
    form.fault = fault;
    form.fault_class = findings.fault_class;
    const auto request = request_of(names, form, status(driver).now);
    ASSERT_TRUE(std::holds_alternative<live::Inject>(request)) << std::get<Label>(request).english;
    driver.desk().live->ask(std::get<live::Inject>(request));
  }
  run_to(driver, 600);
  driver.press(XK_2, XK_Control_L);
  bool limits = false;
  for (const auto& [unit, fault] : units) {
    const UnitName& name = names.units[unit.index];
    const std::string& words = names.unit_classes[name.unit_class].faults[fault].name.english;
    const std::string card = "enterprise.unit." + std::to_string(unit.index);
    SCOPED_TRACE(names.unit_classes[name.unit_class].key);
    driver.desk().selection = {};
    driver.desk().selection.enterprise = name.enterprise;
    driver.desk().selection.unit = unit;
    driver.desk().truth = false;
    driver.look(2);
    EXPECT_THAT(driver.words(card), Not(HasSubstr(words))) << "what only the instructor knows";
    const auto labels = driver.names("mimic." + std::to_string(unit.index) + ".");
    EXPECT_FALSE(labels.empty());
    limits = limits || std::ranges::any_of(labels, [&](const std::string& label) {
               const std::string said = driver.words(label);
               return said.find("  H ") != said.npos || said.find("  L ") != said.npos ||
                      said.find("  HH ") != said.npos || said.find("  LL ") != said.npos;
             });
    // in the trends too, at the moment it began
    show_trends_of(driver.desk(), unit);
    driver.look(2);
    EXPECT_TRUE(driver.names("trends.fault.").empty());
    driver.desk().truth = true;
    driver.look(2);
    EXPECT_THAT(driver.words(card), HasSubstr(words));
    const auto marks = driver.names("trends.fault.");
    EXPECT_TRUE(std::ranges::any_of(
        marks, [&](const std::string& mark) { return driver.words(mark).find(words) != std::string::npos; }));
  }
  EXPECT_TRUE(limits) << "a value without its limit says little";
  driver.picture("mimics_faults_en");
}

// A well that does not cast has neither water nor speed, and nothing to worry about.
TEST(Mimics, ALimitThatIsPassedStandsOutOnlyWhereThatIsAnAlarm) {
  ConsoleOptions options;
  options.run = run_of("jingmei_dc_2022_alarm_only");
  options.at = at_s(580);
  options.language = Language::english;
  options.settings.reset();
  Driver driver(options, 1920, 1080);
  driver.press(XK_2, XK_Control_L);
  driver.look(2);
  const RunView& run = *driver.desk().run;
  std::vector<std::uint32_t> found;
  run.alarms.at(driver.desk().now(), found);
  ASSERT_FALSE(found.empty());
  const UnitId alarmed = run.alarms.rows()[found.front()].unit;
  std::size_t outstanding = 0, quiet = 0;
  for (const std::string& label : driver.names("mimic.")) {
    const std::string said = driver.words(label);
    const bool of_alarmed = label.starts_with("mimic." + std::to_string(alarmed.index) + ".");
    const bool stands_out = said.find(" ▲") != std::string::npos;
    EXPECT_TRUE(!stands_out || of_alarmed) << label << ": " << said;
    outstanding += stands_out;
    quiet += !of_alarmed && said.starts_with("0 ") && said.find("  LL ") != std::string::npos;
  }
  EXPECT_EQ(outstanding, 1u) << "the level of the table";
  EXPECT_GT(quiet, 0u) << "idle, below limits that count while it casts";
}

}  // namespace
}  // namespace fengsui::viz::testing
