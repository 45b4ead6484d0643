#include <fcntl.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include "sim/base/error.h"
#include "twin/record/digest.h"
#include "twin/record/hdf5_access.h"
#include "twin/record/record_json.h"
#include "twin/record/run_file.h"
#include "twin/record/seal.h"

namespace fengsui {

namespace {

namespace fs = std::filesystem;

// a run is made visible this many times, however long it is
constexpr int flushes_per_run = 64;

class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~FileDescriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

// rows wait in memory until a chunk is full, so that no chunk is compressed twice without need
template <class Row>
struct ColumnWriter {
  const Column* column;
  Hdf5Handle dataset, type;
  std::vector<Row> waiting;
  hsize_t written = 0;

  explicit ColumnWriter(const Column& which) : column(&which) {}

  bool create(hid_t file) {
    dataset = hdf5::create_column(file, *column);
    type = row_type(*column, RowLayout::memory);
    return dataset && type;
  }
  bool write_first(std::size_t count) {
    if (count == 0) return true;
    if (!hdf5::append_rows(dataset.id(), type.id(), written, count, waiting.data())) return false;
    written += count;
    waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(count));
    return true;
  }
  // whole chunks of the file, the first of which may have been begun by an earlier flush
  bool write_full_chunks() {
    const hsize_t full = (written + waiting.size()) / column->chunk_rows * column->chunk_rows;
    return full <= written || write_first(static_cast<std::size_t>(full - written));
  }
  bool flush() { return write_first(waiting.size()) && H5Dflush(dataset.id()) >= 0; }
  hsize_t rows() const { return written + waiting.size(); }
};

std::string system_message() { return std::strerror(errno); }

}  // namespace

struct RunFileWriter::Impl {
  fs::path path, partial;
  Overwrite overwrite;
  bool broken = false;
  Duration flush_interval{};
  Time next_flush{};
  FileDescriptor lock;  // held while the run is being written: others can tell it from an interrupted one
  Hdf5Handle access, file;
  ColumnWriter<LogEntry> log{column::log};
  ColumnWriter<SegmentRow> segments{column::segments};
  ColumnWriter<ReadingRow> readings{column::readings};
  ColumnWriter<AlarmRow> alarms{column::alarms};
  ColumnWriter<WarningRow> warnings{column::warnings};
  ColumnWriter<char> reasons{column::warning_reasons};
  ColumnWriter<std::uint32_t> because{column::warning_because};
  RunDigest digest;

  // the columns, those first to which others point
  template <class Action>
  bool each_column(Action action) {
    return action(because) && action(reasons) && action(readings) && action(segments) && action(alarms) &&
           action(log) && action(warnings);
  }

  [[noreturn]] void fail(const std::string& found) {
    broken = true;
    const bool useless = log.written + readings.written + segments.written == 0;
    if (useless) {
      abandon();
    } else {
      // closing would write more, half of it: as it is now the file can be read up to its latest flush
      each_column([](auto& column) { return column.dataset.release(), true; });
      file.release();
    }
    if (useless) fs::remove(partial, no_error());
    throw InputError(path.string(), "", found,
                     useless
                         ? "a folder that can be written and a disk with room"
                         : "a disk with room; what was written until then is kept in " + partial.string());
  }

  void abandon() {
    each_column([](auto& column) { return column.dataset.close(), true; });
    file.close();
  }

  void create(const RunInfo& run, const Names& names) {
    const Hdf5Quiet quiet;
    check_target();
    take_lock();
    access = Hdf5Handle(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    H5Pset_libver_bounds(access.id(), H5F_LIBVER_LATEST, H5F_LIBVER_LATEST);
    H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG);
    // the lock above keeps other writers away; the library's own would let a mere reader end the run
    H5Pset_file_locking(access.id(), false, true);
    const Hdf5Handle plan(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
    H5Pset_obj_track_times(plan.id(), false);
    H5Pset_userblock(plan.id(), seal_size);
    file = Hdf5Handle(H5Fcreate(partial.c_str(), H5F_ACC_TRUNC, plan.id(), access.id()), H5Fclose);
    if (!file) fail(hdf5_message());
    write_seal({run_file_version, false, 0, {}});
    write_head(run, names);
    if (!each_column([this](auto& column) { return column.create(file.id()); })) fail(hdf5_message());
    // from here on nothing new may be created in the file, and others may read along
    if (H5Fflush(file.id(), H5F_SCOPE_LOCAL) < 0 || H5Fstart_swmr_write(file.id()) < 0) fail(hdf5_message());
    flush_interval = std::max(run.duration / flushes_per_run, Duration{1});
    next_flush = scenario_start + flush_interval;
  }

  void check_target() {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, no_error()))
      throw InputError(path.string(), "", "no folder " + folder.string(), "an existing folder");
    if (fs::is_directory(path, no_error()))
      throw InputError(path.string(), "", "a folder", "the name of a file");
    if (overwrite == Overwrite::refuse && fs::exists(path, no_error()))
      throw InputError(path.string(), "", "an existing file",
                       "a new name, or permission to overwrite it (--force)");
  }

  void take_lock() {
    lock = FileDescriptor(::open(partial.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (!lock) throw InputError(path.string(), "", system_message(), "a folder that can be written");
    struct flock request {};
    request.l_type = F_WRLCK;
    request.l_whence = SEEK_SET;
    if (::fcntl(lock.number(), F_OFD_SETLK, &request) != 0)
      throw InputError(path.string(), "", "another run that is writing " + partial.string(),
                       "one run at a time per output file");
  }

  void write_seal(const Seal& seal) {
    const std::string text = seal_text(seal);
    if (::pwrite(lock.number(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
      fail(system_message());
  }

  void write_head(const RunInfo& run, const Names& names) {
    const hid_t root = file.id();
    bool done = hdf5::write_attribute(root, "format", "fengsui run") &&
                hdf5::write_attribute(root, "format_version", std::int64_t{run_file_version}) &&
                hdf5::write_attribute(root, "outcome", outcome_name(Outcome::running).key) &&
                hdf5::write_attribute(root, "scenario", run.scenario) &&
                hdf5::write_attribute(root, "title", run.title.english) &&
                hdf5::write_attribute(root, "title_chinese", run.title.chinese) &&
                hdf5::write_attribute(root, "start", format_wall_time(run.start, scenario_start)) &&
                hdf5::write_attribute(root, "unit_of_times", "us since start") &&
                hdf5::write_attribute(root, "seed", std::to_string(run.seed)) &&
                hdf5::write_attribute(root, "duration", run.duration.count()) &&
                hdf5::write_attribute(root, "unit_duration", "us") &&
                hdf5::write_attribute(root, "network", run.network) &&
                hdf5::write_attribute(root, "sampling", run.sampling) &&
                hdf5::write_attribute(root, "engine", run.engine) &&
                hdf5::write_attribute(root, "software_version", run.software_version) &&
                hdf5::write_bytes(root, "run", run_to_json(run)) &&
                hdf5::write_bytes(root, "names", names_to_json(names));
    const Hdf5Handle timeless(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
    H5Pset_obj_track_times(timeless.id(), false);
    const Hdf5Handle inputs(H5Gcreate2(root, "inputs", H5P_DEFAULT, timeless.id(), H5P_DEFAULT), H5Gclose);
    done = done && inputs && hdf5::write_attribute(inputs.id(), "count", std::int64_t(run.inputs.size()));
    for (std::size_t i = 0; done && i < run.inputs.size(); ++i) {
      const std::string name = std::to_string(i);
      done = hdf5::write_bytes(inputs.id(), name.c_str(), run.inputs[i].text);
      const Hdf5Handle input(H5Dopen2(inputs.id(), name.c_str(), H5P_DEFAULT), H5Dclose);
      done = done && hdf5::write_attribute(input.id(), "role", run.inputs[i].role) &&
             hdf5::write_attribute(input.id(), "path", run.inputs[i].path);
    }
    if (!done) fail(hdf5_message());
  }

  void flush() {
    const Hdf5Quiet quiet;
    if (!each_column([](auto& column) { return column.flush(); })) fail(hdf5_message());
  }

  // closes the growing file and writes how it ended; false when the disk did not take it
  bool close_as(Outcome outcome, std::string_view verdict) {
    bool done = each_column([](auto& column) { return column.flush() && column.dataset.close(); });
    done = file.close() && done;
    if (!done) return false;
    file = Hdf5Handle(H5Fopen(partial.c_str(), H5F_ACC_RDWR, access.id()), H5Fclose);
    done = file && hdf5::write_attribute(file.id(), "outcome", outcome_name(outcome).key) &&
           hdf5::write_attribute(file.id(), "digest", digest.total()) &&
           hdf5::write_attribute(file.id(), "fingerprint", digest.fingerprint()) &&
           hdf5::write_bytes(file.id(), "verdict", verdict);
    return file.close() && done;
  }

  void seal_and_rename() {
    Seal seal{run_file_version, true, fs::file_size(partial) - seal_size, {}};
    seal.sha256 = sha256_of_file(partial.string(), seal_size);
    write_seal(seal);
    if (::fsync(lock.number()) != 0) fail(system_message());
    const unsigned keep = overwrite == Overwrite::refuse ? RENAME_NOREPLACE : 0;
    int result = ::renameat2(AT_FDCWD, partial.c_str(), AT_FDCWD, path.c_str(), keep);
    // some file systems cannot promise not to replace
    if (result != 0 && errno == EINVAL && !fs::exists(path, no_error()))
      result = std::rename(partial.c_str(), path.c_str());
    if (result != 0) fail(system_message());
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    const FileDescriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory) ::fsync(directory.number());
  }

  // where the file system may put an error that does not matter
  std::error_code& no_error() { return ignored_; }

 private:
  std::error_code ignored_;
};

RunFileWriter::RunFileWriter(fs::path path, const RunInfo& run, const Names& names, Overwrite overwrite)
    : impl_(std::make_unique<Impl>()) {
  impl_->path = std::move(path);
  impl_->partial = impl_->path;
  impl_->partial += ".partial";
  impl_->overwrite = overwrite;
  impl_->create(run, names);
}

RunFileWriter::RunFileWriter(RunFileWriter&&) noexcept = default;
RunFileWriter& RunFileWriter::operator=(RunFileWriter&&) noexcept = default;

RunFileWriter::~RunFileWriter() {
  if (!impl_ || !impl_->file || impl_->broken) return;
  const Hdf5Quiet quiet;
  const bool useless = impl_->log.rows() + impl_->readings.rows() + impl_->segments.rows() == 0;
  if (useless || !impl_->close_as(Outcome::interrupted, {})) impl_->abandon();
  if (useless) fs::remove(impl_->partial, impl_->no_error());
}

void RunFileWriter::append(std::span<const LogEntry> entries) {
  assert(impl_->file && "append after finish");
  const Hdf5Quiet quiet;
  impl_->digest.add(entries);
  impl_->log.waiting.insert(impl_->log.waiting.end(), entries.begin(), entries.end());
  if (!impl_->log.write_full_chunks()) impl_->fail(hdf5_message());
  // bounded in simulated time, so that the bytes of the file do not depend on the speed of the machine
  if (entries.empty() || entries.back().time < impl_->next_flush) return;
  impl_->flush();
  impl_->next_flush = after(entries.back().time, impl_->flush_interval);
}

void RunFileWriter::append(std::span<const SegmentEntry> entries) {
  assert(impl_->file && "append after finish");
  const Hdf5Quiet quiet;
  impl_->digest.add(entries);
  for (const SegmentEntry& entry : entries) impl_->segments.waiting.push_back(to_row(entry));
  if (!impl_->segments.write_full_chunks()) impl_->fail(hdf5_message());
}

void RunFileWriter::append(std::span<const ReadingEntry> entries) {
  assert(impl_->file && "append after finish");
  const Hdf5Quiet quiet;
  impl_->digest.add(entries);
  for (const ReadingEntry& entry : entries) impl_->readings.waiting.push_back(to_row(entry));
  if (!impl_->readings.write_full_chunks()) impl_->fail(hdf5_message());
}

void RunFileWriter::append(std::span<const Alarm> entries) {
  assert(impl_->file && "append after finish");
  const Hdf5Quiet quiet;
  impl_->digest.add(entries);
  for (const Alarm& alarm : entries) impl_->alarms.waiting.push_back(to_row(alarm));
  if (!impl_->alarms.write_full_chunks()) impl_->fail(hdf5_message());
}

void RunFileWriter::append(std::span<const Warning> entries) {
  assert(impl_->file && "append after finish");
  const Hdf5Quiet quiet;
  impl_->digest.add(entries);
  for (const Warning& warning : entries) {
    impl_->warnings.waiting.push_back(to_row(warning, impl_->reasons.rows(), impl_->because.rows()));
    impl_->reasons.waiting.insert(impl_->reasons.waiting.end(), warning.reason.begin(), warning.reason.end());
    for (const AlarmId alarm : warning.because) impl_->because.waiting.push_back(alarm.index);
  }
  // what rows point to goes first
  const bool done = impl_->because.write_full_chunks() && impl_->reasons.write_full_chunks() &&
                    impl_->warnings.write_full_chunks();
  if (!done) impl_->fail(hdf5_message());
}

void RunFileWriter::flush() { impl_->flush(); }

std::string RunFileWriter::finish(Outcome outcome, std::string_view verdict) {
  assert(impl_->file && "finish twice");
  const Hdf5Quiet quiet;
  if (!impl_->close_as(outcome, verdict)) impl_->fail(hdf5_message());
  impl_->seal_and_rename();
  impl_->lock = {};
  return impl_->digest.total();
}

void write_run(const fs::path& path, const Record& record, Overwrite overwrite) {
  RunFileWriter writer(path, record.run, record.names, overwrite);
  writer.append(record.segments);
  writer.append(record.readings);
  writer.append(record.alarms);
  writer.append(record.warnings);
  writer.append(record.log);
  writer.finish(record.run.outcome, record.verdict);
}

}  // namespace fengsui
