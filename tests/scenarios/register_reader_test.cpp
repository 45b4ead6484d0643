#include "scenarios/register_reader.h"

#include "scenarios/csv.h"
#include "scenarios/files.h"
#include "scenarios/register_form.h"
#include "tests/scenarios/support.h"

namespace fengsui {
namespace {

using testing::HasSubstr;

const std::string header =
    "序号,区,街道/镇/工业区,企业名称,企业地址,产能（万吨/年）,固定式熔炼炉（台）,倾动式熔炼炉（台）,"
    "深井浇筑系统数量（套）,钢丝绳式提升装置（套）\n";
const std::string row = "1,青湾区,东港,甲厂,一号路,3.5,2,0,3,1\n";

Register read(const std::string& text) { return read_register(text, "plants.csv"); }

std::string rewritten(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

TEST(RegisterReader, ReadsTheAluminiumForm) {
  const Register table = read(header + row);
  EXPECT_EQ(table.sector, RegisterSector::aluminium);
  ASSERT_EQ(table.rows.size(), 1u);
  const RegisterRow& plant = table.rows[0];
  EXPECT_EQ(plant.district, "青湾区");
  EXPECT_EQ(plant.street, "东港");
  EXPECT_EQ(plant.name, "甲厂");
  EXPECT_EQ(plant.address, "一号路");
  EXPECT_EQ(plant.capacity, 3.5);
  EXPECT_EQ(plant.line, 2u);
  EXPECT_EQ(table.count(plant, "fixed_furnace"), 2u);
  EXPECT_EQ(table.count(plant, "tilting_furnace"), 0u);
  EXPECT_EQ(table.count(plant, "casting_well"), 3u);
  EXPECT_EQ(table.count(plant, "rope_hoist"), 1u);
  EXPECT_EQ(table.count(plant, "converter"), 0u);
  EXPECT_TRUE(table.notices.empty());
}

TEST(RegisterReader, SpreadsheetsMayWriteItTheirWay) {
  std::string windows = "\xEF\xBB\xBF" + header + row + ",,,,,,,,,\n\n";
  for (std::size_t at = 0; (at = windows.find('\n', at)) != std::string::npos; at += 2)
    windows.insert(at, "\r");
  EXPECT_EQ(read(windows).rows.size(), 1u);
  EXPECT_EQ(read(header + row.substr(0, row.size() - 1)).rows.size(), 1u);  // no newline at the end
  EXPECT_EQ(read(header + rewritten(row, "甲厂", "\"甲,\"\"厂\"\"\n二\"")).rows[0].name, "甲,\"厂\"\n二");
  EXPECT_EQ(read(header + rewritten(row, "甲厂", " 　甲厂　 ")).rows[0].name, "甲厂");

  const Register reordered = read(
      "企业名称,序号,区,街道/镇/工业区,企业地址,产能（万吨/年）,钢丝绳式提升装置（套）,"
      "倾动式熔炼炉（台）,深井浇筑系统数量（套）,固定式熔炼炉（台）\n甲厂,1,青湾区,,,1,4,2,3,1\n");
  EXPECT_EQ(reordered.count(reordered.rows[0], "fixed_furnace"), 1u);
  EXPECT_EQ(reordered.count(reordered.rows[0], "rope_hoist"), 4u);
}

TEST(RegisterReader, SteelIsKeptAndAnnouncedNotDropped) {
  const std::string path = FENGSUI_SOURCE_DIR "/data/registers/qingwan_steel.csv";
  const Register table = read_register(read_file(path), "steel.csv");
  EXPECT_EQ(table.sector, RegisterSector::steel);
  EXPECT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[0].counts, (std::vector<std::uint32_t>{2, 3, 0, 3, 8, 1, 1, 1, 4}));
  ASSERT_EQ(table.notices.size(), 1u);
  EXPECT_THAT(table.notices[0].english, HasSubstr("3 enterprises"));
  EXPECT_THAT(table.notices[0].english, HasSubstr("not yet simulated"));
  EXPECT_THAT(table.notices[0].chinese, HasSubstr("3家企业"));
}

TEST(RegisterReader, TheRegistersOfTheLibraryAreInventedAndReadable) {
  const std::string folder = FENGSUI_SOURCE_DIR "/data/registers/";
  const std::pair<const char*, std::size_t> tables[] = {
      {"qingwan_aluminium.csv", 6}, {"ordinary_month.csv", 20}, {"qingwan_steel.csv", 3}};
  for (const auto& [name, rows] : tables) {
    const Register table = read_register(read_file(folder + name), name);
    EXPECT_EQ(table.rows.size(), rows) << name;
    for (const RegisterRow& plant : table.rows) {
      EXPECT_THAT(plant.name, HasSubstr("（虚构）"));
      EXPECT_THAT(plant.district, HasSubstr("（虚构）"));
    }
  }
  const Register qingwan = read_register(read_file(folder + "qingwan_aluminium.csv"), "q");
  EXPECT_EQ(qingwan.rows[0].counts, (std::vector<std::uint32_t>{10, 0, 10, 10}));
  EXPECT_EQ(read_register(read_file(folder + "ordinary_month.csv"), "o").districts().size(), 3u);
}

TEST(RegisterReader, MistakesGiveOneClearMessage) {
  struct Row {
    std::string text;
    const char *place, *found, *expected;
  };
  const Row table[] = {
      {"", "", "an empty table", "a header"},
      {header, "", "a header without rows", "at least one"},
      {"a,b\n1,2\n", "line 1", "no known form", "铝加工"},
      {"序号,地市,县（区）,企业名称,负责人及电话\n", "line 1", "no known form", "钢铁"},
      {rewritten(header, "固定式熔炼炉（台）", "固定式熔炼炉(台)") + row, "line 1", "固定式熔炼炉(台)",
       "\"固定式熔炼炉（台）\" perhaps"},
      {rewritten(header, "企业地址,", "") + row, "line 1", "no column \"企业地址\"", "all columns"},
      {rewritten(header, "企业地址", "备注和其他说明文字") + row, "line 1", "备注", "only the columns"},
      {rewritten(header, "企业地址", "企业名称") + row, "line 1", "\"企业名称\" twice", "once"},
      {header + "1,青湾区,东港,甲厂\n", "line 2", "4 cells", "10, as in the header"},
      {header + "1,2,3,4,5,6,7,8,9,10,11\n", "line 2", "11 cells", "10"},
      {header + rewritten(row, "2,0,3", "-2,0,3"), "line 2, column 固定式熔炼炉（台）", "\"-2\"",
       "a whole number"},
      {header + rewritten(row, "2,0,3", "2.5,0,3"), "line 2, column 固定式熔炼炉（台）", "\"2.5\"",
       "a whole number"},
      {header + rewritten(row, "2,0,3", "2,,3"), "line 2, column 倾动式熔炼炉（台）", "an empty cell",
       "a whole number"},
      {header + rewritten(row, "2,0,3", "2,0,三"), "line 2, column 深井浇筑系统数量（套）", "三",
       "a whole number"},
      {header + rewritten(row, "2,0,3", "2,0,1001"), "line 2, column 深井浇筑系统数量（套）", "1001",
       "to 1000"},
      {header + rewritten(row, "2,0,3", "2,0,99999999999"), "line 2, column 深井浇筑系统数量（套）",
       "99999999999", "to 1000"},
      {header + rewritten(row, "3.5", "-3.5"), "line 2, column 产能（万吨/年）", "-3.5", "not negative"},
      {header + rewritten(row, "3.5", "nan"), "line 2, column 产能（万吨/年）", "nan", "a number"},
      {header + rewritten(row, "3.5", "1e999"), "line 2, column 产能（万吨/年）", "1e999", "a number"},
      {header + rewritten(row, "3.5", "3.5万"), "line 2, column 产能（万吨/年）", "3.5万", "a number"},
      {header + rewritten(row, "甲厂", ""), "line 2, column 企业名称", "an empty cell", "not empty"},
      {header + rewritten(row, "1,青", "一,青"), "line 2, column 序号", "一", "a whole number"},
      {header + row + "\n" + row, "line 4, column 企业名称", "\"甲厂\" again", "the first is in line 2"},
      {header + rewritten(row, "甲厂", "\"甲厂"), "line 2", "never closed", "a closing"},
      {header + rewritten(row, "甲厂", "甲\"厂"), "line 2", "a quote inside", "in quotes"},
      {header + rewritten(row, "甲厂", "\"甲\"厂"), "line 2", "after the closing quote", "a comma"},
      {header + rewritten(row, "东港", "东\r港"), "line 2", "carriage return", "CRLF"},
      {"\xD0\xF2\xBA\xC5,\xC7\xF8\n", "", "not UTF-8 (GBK", "CSV UTF-8"},
      {std::string("\xFF\xFE"
                   "a\0",
                   4),
       "", "not UTF-8", "CSV UTF-8"},
  };
  for (const Row& entry : table) {
    const InputError error = error_of([&] { read(entry.text); });
    EXPECT_EQ(error.file, "plants.csv");
    EXPECT_EQ(error.place, entry.place) << entry.text;
    EXPECT_THAT(error.found, HasSubstr(entry.found)) << entry.text;
    EXPECT_THAT(error.expected, HasSubstr(entry.expected)) << entry.text;
  }
}

TEST(Csv, LinesAreCountedThroughQuotedLineBreaks) {
  const auto rows = read_csv("a,\"b\nc\"\n\n,\nd,e", "x.csv");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].cells[1], "b\nc");
  EXPECT_EQ(rows[1].line, 5u);
  EXPECT_TRUE(read_csv("", "x.csv").empty());
}

// what a reader understands, written again, it understands alike
TEST(RegisterReader, RoundTrip) {
  const std::string path = FENGSUI_SOURCE_DIR "/data/registers/ordinary_month.csv";
  const Register table = read_register(read_file(path), "o");
  std::string again;
  for (const std::string& heading : register_forms()[0].columns())
    again += (again.empty() ? "" : ",") + heading;
  for (std::size_t index = 0; index < table.rows.size(); ++index) {
    const RegisterRow& plant = table.rows[index];
    again += "\n" + std::to_string(index + 1);
    for (const std::string& text : {plant.district, plant.street, plant.name, plant.address})
      again += ",\"" + text + "\"";
    again += "," + std::to_string(plant.capacity);
    for (const std::uint32_t count : plant.counts) again += "," + std::to_string(count);
  }
  const Register second = read(again);
  ASSERT_EQ(second.names(), table.names());
  for (std::size_t index = 0; index < table.rows.size(); ++index) {
    EXPECT_EQ(second.rows[index].counts, table.rows[index].counts);
    EXPECT_EQ(second.rows[index].capacity, table.rows[index].capacity);
  }
}

}  // namespace
}  // namespace fengsui
