#include "twin/record/run_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>

#include "sim/base/error.h"
#include "tests/twin/record/sample_record.h"
#include "twin/record/digest.h"
#include "twin/record/hdf5_access.h"
#include "twin/record/record_json.h"
#include "twin/record/seal.h"

// HDF5 forgets some memory of its own when it refuses a damaged file
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libhdf5"; }

namespace fengsui {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// a folder of its own for each test
class RunFile : public testing::Test {
 protected:
  RunFile() {
    std::string pattern = (fs::temp_directory_path() / "fengsui_run_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~RunFile() override { fs::remove_all(folder_); }

  fs::path in(const char* name) const { return folder_ / name; }
  static std::string bytes_of(const fs::path& path) {
    std::ifstream input(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(input), {}};
  }
  static void put(const fs::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  }
  // the text of the InputError, or "" when none is thrown
  template <class Action>
  static std::string complaint(Action action) {
    try {
      action();
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  }
  // a file whose first line says that the rest is as intended
  static std::string sealed(std::string bytes) {
    Seal seal{run_file_version, true, bytes.size() - seal_size, {}};
    seal.sha256 = sha256_of(std::as_bytes(std::span(bytes).subspan(seal_size)));
    return bytes.replace(0, seal_size, seal_text(seal));
  }
  template <class Action>
  static int in_child(Action action) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(action());
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
  }

 private:
  fs::path folder_;
};

TEST_F(RunFile, GivesBackWhatWasWritten) {
  Record record = sample::leak_record();
  record.verdict = "{\"verdict\":\"pass\"}";
  write_run(in("a.h5"), record, Overwrite::refuse);
  const Record read = read_run(in("a.h5"));

  EXPECT_EQ(names_to_json(read.names), names_to_json(record.names));
  EXPECT_EQ(run_to_json(read.run), run_to_json(record.run));
  EXPECT_EQ(read.run.inputs, record.run.inputs);
  EXPECT_EQ(read.run.outcome, Outcome::finished);
  EXPECT_EQ(read.run.digest, digest(record).total());
  EXPECT_EQ(read.verdict, record.verdict);
  EXPECT_EQ(read.log, record.log);
  EXPECT_EQ(read.readings, record.readings);
  ASSERT_EQ(read.warnings.size(), 2u);
  EXPECT_EQ(read.warnings[0].reason, "液位过低，逼近爆炸");
  EXPECT_EQ(read.warnings[0].because, std::vector<AlarmId>{AlarmId(7)});
  EXPECT_EQ(digest(read).fingerprint(), digest(record).fingerprint());
  EXPECT_FALSE(fs::exists(in("a.h5.partial")));
}

TEST_F(RunFile, SameRunGivesSameBytes) {
  const Record record = sample::leak_record();
  write_run(in("a.h5"), record, Overwrite::refuse);
  write_run(in("b.h5"), record, Overwrite::refuse);
  EXPECT_EQ(bytes_of(in("a.h5")), bytes_of(in("b.h5")));
}

TEST_F(RunFile, BatchesDoNotChangeTheContents) {
  const Record record = sample::leak_record();
  RunFileWriter writer(in("a.h5"), record.run, record.names, Overwrite::refuse);
  for (const ReadingEntry& entry : record.readings) {
    writer.append({&entry, 1});
    if (entry.received > sample::at_s(400) && entry.received < sample::at_s(420)) writer.flush();
  }
  for (const LogEntry& entry : record.log) writer.append({&entry, 1});
  writer.finish(Outcome::finished, "");
  const Record read = read_run(in("a.h5"));
  EXPECT_EQ(read.readings, record.readings);
  EXPECT_EQ(read.log, record.log);
}

TEST_F(RunFile, AnEmptyRunIsARun) {
  Record record;
  record.run.outcome = Outcome::finished;
  write_run(in("a.h5"), record, Overwrite::refuse);
  const Record read = read_run(in("a.h5"));
  EXPECT_TRUE(read.log.empty());
  EXPECT_TRUE(read.run.inputs.empty());
}

TEST_F(RunFile, OtherToolsFindUnitsAndMeanings) {
  write_run(in("a.h5"), sample::leak_record(), Overwrite::refuse);
  const Hdf5Handle file(H5Fopen(in("a.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  ASSERT_TRUE(file);
  EXPECT_EQ(hdf5::read_text_attribute(file.id(), "start"), "2022-04-03T11:00:00+08:00");
  EXPECT_EQ(hdf5::read_text_attribute(file.id(), "seed"), "18446744073709551615");
  EXPECT_EQ(hdf5::read_text_attribute(file.id(), "title_chinese"), "泄漏");
  for (const Column* column :
       {&column::log, &column::segments, &column::readings, &column::alarms, &column::warnings}) {
    const Hdf5Handle dataset(H5Dopen2(file.id(), column->path, H5P_DEFAULT), H5Dclose);
    ASSERT_TRUE(dataset) << column->path;
    for (const RowField& field : column->fields) {
      const std::string name = field.name;
      EXPECT_TRUE(hdf5::read_text_attribute(dataset.id(), ("unit_" + name).c_str())) << column->path << name;
      EXPECT_NE(hdf5::read_text_attribute(dataset.id(), ("meaning_" + name).c_str()).value_or(""), "");
    }
    EXPECT_EQ(hdf5::read_text_attribute(dataset.id(), "unit_time"), "us");
  }
  const Hdf5Handle log(H5Dopen2(file.id(), "/log", H5P_DEFAULT), H5Dclose);
  EXPECT_THAT(hdf5::read_text_attribute(log.id(), "values_kind").value_or(""), HasSubstr("113 accident,"));
}

TEST_F(RunFile, ExistingOutputIsRefusedWithoutPermission) {
  put(in("a.h5"), "precious");
  const Record record = sample::leak_record();
  EXPECT_THAT(complaint([&] { write_run(in("a.h5"), record, Overwrite::refuse); }),
              testing::AllOf(HasSubstr("a.h5"), HasSubstr("existing file"), HasSubstr("--force")));
  EXPECT_EQ(bytes_of(in("a.h5")), "precious");
  write_run(in("a.h5"), record, Overwrite::allow);
  EXPECT_EQ(read_run(in("a.h5")).log, record.log);
}

TEST_F(RunFile, OutputThatAppearsDuringTheRunIsNotReplaced) {
  const Record record = sample::leak_record();
  RunFileWriter writer(in("a.h5"), record.run, record.names, Overwrite::refuse);
  writer.append(record.log);
  put(in("a.h5"), "precious");
  EXPECT_THAT(complaint([&] { writer.finish(Outcome::finished, ""); }), HasSubstr("File exists"));
  EXPECT_EQ(bytes_of(in("a.h5")), "precious");
  EXPECT_EQ(read_run(in("a.h5.partial")).log, record.log);
}

TEST_F(RunFile, MissingOrLockedFolderIsNamed) {
  const Record record = sample::leak_record();
  EXPECT_THAT(complaint([&] { write_run(in("nowhere") / "a.h5", record, Overwrite::refuse); }),
              testing::AllOf(HasSubstr("nowhere/a.h5"), HasSubstr("existing folder")));
  EXPECT_THAT(complaint([&] { write_run("/proc/a.h5", record, Overwrite::refuse); }),
              testing::AllOf(HasSubstr("/proc/a.h5"), HasSubstr("folder that can be written")));
  fs::create_directory(in("folder.h5"));
  EXPECT_THAT(complaint([&] { write_run(in("folder.h5"), record, Overwrite::allow); }),
              HasSubstr("a folder"));
}

TEST_F(RunFile, TwoRunsCannotWriteTheSameFile) {
  const Record record = sample::leak_record();
  RunFileWriter first(in("a.h5"), record.run, record.names, Overwrite::refuse);
  first.append(record.log);
  EXPECT_THAT(complaint([&] { RunFileWriter(in("a.h5"), record.run, record.names, Overwrite::refuse); }),
              HasSubstr("another run"));
  first.finish(Outcome::finished, "");
  EXPECT_EQ(read_run(in("a.h5")).log, record.log);
}

TEST_F(RunFile, AWriterThatGoesAwayLeavesAnInterruptedPartialFile) {
  const Record record = sample::leak_record();
  { RunFileWriter(in("a.h5"), record.run, record.names, Overwrite::refuse).append(record.log); }
  EXPECT_FALSE(fs::exists(in("a.h5")));
  const Record read = read_run(in("a.h5.partial"));
  EXPECT_EQ(read.run.outcome, Outcome::interrupted);
  EXPECT_EQ(read.log, record.log);
}

TEST_F(RunFile, AWriterThatWroteNothingLeavesNothing) {
  const Record record = sample::leak_record();
  { const RunFileWriter writer(in("a.h5"), record.run, record.names, Overwrite::refuse); }
  EXPECT_TRUE(fs::is_empty(in("")));
}

TEST_F(RunFile, OthersCanReadAlong) {
  const Record record = sample::leak_record();
  RunFileWriter writer(in("a.h5"), record.run, record.names, Overwrite::refuse);
  writer.append(std::span(record.log).first(10));
  writer.append(record.warnings);
  writer.flush();
  // a process of its own: HDF5 shares open files within one
  const int status = in_child([&] {
    const Record seen = read_run(in("a.h5.partial"));
    const bool right = seen.run.outcome == Outcome::running && seen.log.size() == 10 &&
                       seen.warnings.size() == 2 && seen.warnings[0].reason == record.warnings[0].reason;
    return right ? 0 : 1;
  });
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  writer.append(std::span(record.log).subspan(10));
  writer.finish(Outcome::finished, "");
  EXPECT_EQ(read_run(in("a.h5")).log, record.log);
}

// Other tools lock what they read, as HDF5 itself does: a run must neither fail to begin nor fail to end by
// it.
TEST_F(RunFile, AReaderThatLocksTheFileEndsNothing) {
  const Record record = sample::leak_record();
  put(in("a.h5.partial"), "");
  const int reader = ::open(in("a.h5.partial").c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(::flock(reader, LOCK_SH | LOCK_NB), 0);
  RunFileWriter writer(in("a.h5"), record.run, record.names, Overwrite::refuse);
  writer.append(record.log);
  writer.finish(Outcome::finished, "");
  EXPECT_EQ(read_run(in("a.h5")).log, record.log);
  ::close(reader);
}

TEST_F(RunFile, AKilledRunKeepsTheOldFileAndAReadablePartialOne) {
  put(in("a.h5"), "the run of yesterday");
  const Record record = sample::leak_record();
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    RunFileWriter writer(in("a.h5"), record.run, record.names, Overwrite::allow);
    writer.append(record.readings);
    writer.append(record.segments);
    writer.append(record.warnings);
    for (const LogEntry& entry : record.log) writer.append({&entry, 1});
    [[maybe_unused]] const auto told = ::write(ready[1], "x", 1);
    for (;;) ::pause();
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(ready[0]);
  ::close(ready[1]);

  EXPECT_EQ(bytes_of(in("a.h5")), "the run of yesterday");
  const Record read = read_run(in("a.h5.partial"));
  EXPECT_EQ(read.run.outcome, Outcome::interrupted);
  EXPECT_EQ(read.run.inputs, record.run.inputs);
  EXPECT_GE(read.log.size(),
            record.log.size() - 1);  // flushed by simulated time: only the latest may be missing
  EXPECT_EQ(read.readings.size(), record.readings.size());

  // the next run of that name takes the place of the remains
  write_run(in("a.h5"), record, Overwrite::allow);
  EXPECT_FALSE(fs::exists(in("a.h5.partial")));
}

// a child whose files may not grow beyond `bytes`, as on a full disk; writes until it is told off
int full_disk_child(const fs::path& path, rlim_t bytes) {
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  Record record = sample::leak_record();
  for (std::size_t i = 0; i < record.readings.size(); ++i)
    record.readings[i].reading.value = static_cast<double>(i * 2654435761u % 1000003u);
  try {
    RunFileWriter writer(path, record.run, record.names, Overwrite::refuse);
    for (int i = 0; i < 100; ++i) {
      writer.append(record.readings);
      writer.flush();
    }
    writer.finish(Outcome::finished, "");
  } catch (const InputError& error) {
    const std::string_view text = error.what();
    return text.find("a.h5") != text.npos && text.find("room") != text.npos ? 3 : 4;
  }
  return 5;
}

TEST_F(RunFile, AFullDiskEndsInOneClearErrorAndKeepsWhatWasWritten) {
  const int status = in_child([&] { return full_disk_child(in("a.h5"), 400000); });
  ASSERT_TRUE(WIFEXITED(status)) << status;
  EXPECT_EQ(WEXITSTATUS(status), 3);
  EXPECT_FALSE(fs::exists(in("a.h5")));
  const Record read = read_run(in("a.h5.partial"));
  EXPECT_EQ(read.run.outcome, Outcome::interrupted);
  EXPECT_GE(read.readings.size(), 5000u);
}

TEST_F(RunFile, ADiskThatWasFullFromTheStartLeavesNothing) {
  const int status = in_child([&] { return full_disk_child(in("a.h5"), 4096); });
  ASSERT_TRUE(WIFEXITED(status)) << status;
  EXPECT_EQ(WEXITSTATUS(status), 3);
  EXPECT_TRUE(fs::is_empty(in("")));
}

TEST_F(RunFile, ForeignFilesAreNamedAsSuch) {
  EXPECT_THAT(complaint([&] { read_run(in("none.h5")); }), HasSubstr("no readable file"));
  EXPECT_THAT(complaint([&] { read_run(in("")); }), HasSubstr("no readable file"));
  for (const char* text : {"", "hello", "fengsui run", "{\"a\": 1}"}) {
    put(in("a.h5"), text);
    EXPECT_THAT(complaint([&] { read_run(in("a.h5")); }), HasSubstr("another kind")) << text;
  }
  // an HDF5 file without our first line
  { const Hdf5Handle file(H5Fcreate(in("b.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose); }
  EXPECT_THAT(complaint([&] { read_run(in("b.h5")); }), HasSubstr("another kind"));
}

TEST_F(RunFile, NewerVersionsAskForANewerProgram) {
  write_run(in("a.h5"), sample::leak_record(), Overwrite::refuse);
  std::string bytes = bytes_of(in("a.h5"));
  bytes.replace(0, 13, "fengsui run 2");
  put(in("a.h5"), bytes);
  EXPECT_THAT(complaint([&] { read_run(in("a.h5")); }),
              testing::AllOf(HasSubstr("version 2"), HasSubstr("newer fengsui")));
}

TEST_F(RunFile, TruncatedFilesAreRefusedAtEveryLength) {
  write_run(in("a.h5"), sample::leak_record(), Overwrite::refuse);
  const std::string bytes = bytes_of(in("a.h5"));
  for (const std::size_t size : {std::size_t{100}, std::size_t{511}, std::size_t{512}, std::size_t{600},
                                 bytes.size() / 2, bytes.size() - 1}) {
    put(in("b.h5"), std::string_view(bytes).substr(0, size));
    EXPECT_NE(complaint([&] { read_run(in("b.h5")); }), "") << size;
  }
  put(in("b.h5"), bytes + "x");
  EXPECT_THAT(complaint([&] { read_run(in("b.h5")); }), HasSubstr("cut or added to"));
}

TEST_F(RunFile, EveryDamagedByteIsNoticed) {
  write_run(in("a.h5"), sample::leak_record(), Overwrite::refuse);
  const std::string bytes = bytes_of(in("a.h5"));
  for (std::size_t place = seal_size; place < bytes.size(); place += 997) {
    std::string damaged = bytes;
    damaged[place] ^= 0x10;
    const std::string error =
        complaint([&] { read_run_image(std::as_bytes(std::span(damaged)), "damaged.h5"); });
    EXPECT_THAT(error, HasSubstr("checksum")) << place;
  }
}

// even a file whose checksum was made to fit must not crash the reader
TEST_F(RunFile, ForgedFilesAreReadOrRefusedButNeverCrash) {
  write_run(in("a.h5"), sample::leak_record(), Overwrite::refuse);
  const std::string bytes = bytes_of(in("a.h5"));
  int refused = 0;
  for (std::size_t place = seal_size; place < bytes.size(); place += 211) {
    std::string forged = bytes;
    forged[place] ^= static_cast<char>(1 + place % 255);
    forged = sealed(std::move(forged));
    refused += !complaint([&] { read_run_image(std::as_bytes(std::span(forged)), "forged.h5"); }).empty();
  }
  EXPECT_GT(refused, 10);
}

TEST_F(RunFile, IndicesOutsideTheirTablesAreRefusedWithTheirPlace) {
  const auto complaint_about = [&](auto change) {
    Record record = sample::leak_record();
    change(record);
    write_run(in("bad.h5"), record, Overwrite::allow);
    return complaint([&] { read_run(in("bad.h5")); });
  };
  EXPECT_EQ(complaint_about([](Record&) {}), "");
  EXPECT_THAT(complaint_about([](Record& r) { r.log[2].subject = 2; }),
              testing::AllOf(HasSubstr("/log row 2"), HasSubstr("subject 2"), HasSubstr("below 2")));
  EXPECT_THAT(complaint_about([](Record& r) { r.log[2].detail = 9; }), HasSubstr("detail 9"));
  EXPECT_THAT(complaint_about([](Record& r) { r.log[7].other = 5; }), HasSubstr("other 5"));
  EXPECT_THAT(complaint_about([](Record& r) { std::swap(r.log[0], r.log[9]); }), HasSubstr("never decrease"));
  EXPECT_THAT(complaint_about([](Record& r) { r.segments[1].signal = SignalId(2); }),
              HasSubstr("/segments row 1"));
  EXPECT_THAT(complaint_about([](Record& r) { r.segments[1].segment.shape = Segment::Shape(3); }),
              HasSubstr("shape 3"));
  EXPECT_THAT(complaint_about([](Record& r) {
                r.segments[1].segment = {Time{}, 1.0, 2.0, -5.0, Segment::Shape::lag};
              }),
              HasSubstr("time constant"));
  EXPECT_THAT(complaint_about([](Record& r) { r.segments[2].segment.pace = 0.5; }),
              HasSubstr("away from its target"));
  EXPECT_THAT(complaint_about([](Record& r) { r.readings[4321].reading.point = PointId(2); }),
              HasSubstr("/readings row 4321"));
  EXPECT_THAT(complaint_about([](Record& r) { r.alarms[2].gateway = GatewayId(1); }), HasSubstr("gateway 1"));
  EXPECT_THAT(complaint_about([](Record& r) { r.warnings[0].colour = Colour(5); }), HasSubstr("colour 5"));
  EXPECT_THAT(complaint_about([](Record& r) { r.names.points[1].unit = UnitId(2); }),
              HasSubstr("/names/points row 1"));
  EXPECT_THAT(complaint_about([](Record& r) { r.names.offices[0].level = 3; }), HasSubstr("level 3"));
  EXPECT_THAT(complaint_about([](Record& r) { r.run.duration = forever; }), HasSubstr("/run/duration"));
  // none is no index
  EXPECT_EQ(complaint_about([](Record& r) { r.alarms[2].point = {}; }), "");
}

}  // namespace
}  // namespace fengsui
