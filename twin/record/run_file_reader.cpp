#include <fcntl.h>
#include <unistd.h>

#include <fstream>

#include "sim/base/error.h"
#include "twin/record/hdf5_access.h"
#include "twin/record/record_json.h"
#include "twin/record/run_file.h"
#include "twin/record/seal.h"
#include "twin/record/validate.h"

namespace fengsui {

namespace {

namespace fs = std::filesystem;

// one open file and what is known about it
struct Source {
  const std::string& file;
  hid_t id;
  std::uint64_t bytes;
  bool complete;

  InputError damaged(const std::string& place, const std::string& found) const {
    return InputError(file, place, found,
                      complete ? "what this program writes there" : "a run file that can be read");
  }
  // deflate shrinks by a factor of 1032 at most: more cannot be in a file of this size
  std::uint64_t most_bytes() const { return bytes * 1032 + 65536; }
};

void check_fields(const Source& source, const Column& column, hid_t type) {
  if (column.fields.empty()) {
    if (H5Tget_class(type) != H5T_INTEGER) throw source.damaged(column.path, "no numbers");
    return;
  }
  if (H5Tget_class(type) != H5T_COMPOUND) throw source.damaged(column.path, "no table");
  for (const RowField& field : column.fields) {
    const int position = H5Tget_member_index(type, field.name);
    const H5T_class_t found =
        position < 0 ? H5T_NO_CLASS : H5Tget_member_class(type, static_cast<unsigned>(position));
    if (found != (field.type == FieldType::f64 ? H5T_FLOAT : H5T_INTEGER))
      throw source.damaged(std::string(column.path) + "/" + field.name, "no such number");
  }
}

template <class Row>
std::vector<Row> read_column(const Source& source, const Column& column) {
  const Hdf5Handle dataset(H5Dopen2(source.id, column.path, H5P_DEFAULT), H5Dclose);
  const Hdf5Handle space(H5Dget_space(dataset.id()), H5Sclose);
  const Hdf5Handle type(H5Dget_type(dataset.id()), H5Tclose);
  if (!dataset || !space || !type) throw source.damaged(column.path, hdf5_message());
  check_fields(source, column, type.id());
  const hssize_t rows = H5Sget_simple_extent_npoints(space.id());
  if (rows < 0 || static_cast<std::uint64_t>(rows) > source.most_bytes() / stored_row_size(column))
    throw source.damaged(
        column.path, std::to_string(rows) + " rows in a file of " + std::to_string(source.bytes) + " bytes");
  std::vector<Row> result(static_cast<std::size_t>(rows));
  const Hdf5Handle memory = row_type(column, RowLayout::memory);
  if (rows > 0 && H5Dread(dataset.id(), memory.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, result.data()) < 0)
    throw source.damaged(column.path, hdf5_message());
  return result;
}

Time time_of(std::int64_t ticks) { return Time{Duration{ticks}}; }

template <class IdType>
IdType id_of(std::uint32_t index) {
  IdType id;
  id.index = index;
  return id;
}

SegmentEntry from_row(const SegmentRow& row) {
  return {time_of(row.time),
          id_of<SignalId>(row.signal),
          {time_of(row.start), row.from, row.target, row.pace, static_cast<Segment::Shape>(row.shape)}};
}

ReadingEntry from_row(const ReadingRow& row) {
  ReadingEntry entry;
  entry.received = time_of(row.received);
  entry.reading.time = time_of(row.time);
  entry.reading.value = row.value;
  entry.reading.point = id_of<PointId>(row.point);
  entry.reading.quality = static_cast<Quality>(row.quality);
  return entry;
}

Alarm from_row(const AlarmRow& row) {
  Alarm alarm;
  alarm.id = id_of<AlarmId>(row.id);
  alarm.point = id_of<PointId>(row.point);
  alarm.gateway = id_of<GatewayId>(row.gateway);
  alarm.enterprise = id_of<EnterpriseId>(row.enterprise);
  alarm.event = static_cast<AlarmEvent>(row.event);
  alarm.condition = static_cast<AlarmCondition>(row.condition);
  alarm.priority = row.priority;
  alarm.time = time_of(row.time);
  alarm.value = row.value;
  alarm.limit = row.limit;
  return alarm;
}

template <class Entry, class Row>
std::vector<Entry> read_entries(const Source& source, const Column& column) {
  std::vector<Entry> entries;
  for (const Row& row : read_column<Row>(source, column)) entries.push_back(from_row(row));
  return entries;
}

std::vector<Warning> read_warnings(const Source& source) {
  const auto reasons = read_column<char>(source, column::warning_reasons);
  const auto because = read_column<std::uint32_t>(source, column::warning_because);
  std::vector<Warning> warnings;
  std::uint64_t text_left = source.most_bytes();
  for (const WarningRow& row : read_column<WarningRow>(source, column::warnings)) {
    const bool inside =
        row.reason_start <= reasons.size() && row.reason_length <= reasons.size() - row.reason_start &&
        row.because_start <= because.size() && row.because_count <= because.size() - row.because_start;
    // texts of a file that is still growing may not be there yet; rows that share text are not ours
    if (!inside && !source.complete) break;
    const std::uint64_t size = std::uint64_t{row.reason_length} + 4 * std::uint64_t{row.because_count};
    if (!inside || size > text_left)
      throw source.damaged("/warnings row " + std::to_string(warnings.size()),
                           "a text outside /warning_reasons");
    text_left -= size;
    Warning& warning = warnings.emplace_back();
    warning.id = id_of<WarningId>(row.id);
    warning.enterprise = id_of<EnterpriseId>(row.enterprise);
    warning.event = static_cast<WarningEvent>(row.event);
    warning.colour = static_cast<Colour>(row.colour);
    warning.time = time_of(row.time);
    warning.score = row.score;
    warning.inherent = row.inherent;
    warning.alarms = row.alarms;
    warning.handling = row.handling;
    warning.management = row.management;
    warning.reason.assign(
        reasons.begin() + static_cast<std::ptrdiff_t>(row.reason_start),
        reasons.begin() + static_cast<std::ptrdiff_t>(row.reason_start + row.reason_length));
    for (std::uint32_t i = 0; i < row.because_count; ++i)
      warning.because.push_back(id_of<AlarmId>(because[row.because_start + i]));
  }
  return warnings;
}

std::vector<EmbeddedFile> read_inputs(const Source& source) {
  const Hdf5Handle group(H5Gopen2(source.id, "inputs", H5P_DEFAULT), H5Gclose);
  const auto count = group ? hdf5::read_number_attribute(group.id(), "count") : std::nullopt;
  if (!count || *count < 0 || *count > 10000) throw source.damaged("/inputs", "no list of inputs");
  std::vector<EmbeddedFile> inputs;
  for (std::int64_t i = 0; i < *count; ++i) {
    const std::string name = std::to_string(i);
    const Hdf5Handle dataset(H5Dopen2(group.id(), name.c_str(), H5P_DEFAULT), H5Dclose);
    const auto text = hdf5::read_bytes(group.id(), name.c_str(), source.most_bytes());
    const auto role = dataset ? hdf5::read_text_attribute(dataset.id(), "role") : std::nullopt;
    const auto path = dataset ? hdf5::read_text_attribute(dataset.id(), "path") : std::nullopt;
    if (!text || !role || !path) throw source.damaged("/inputs/" + name, "no embedded file");
    inputs.push_back({*role, *path, *text});
  }
  return inputs;
}

Outcome outcome_from(const Source& source, bool being_written) {
  const auto key = hdf5::read_text_attribute(source.id, "outcome");
  // a file that nobody finished says "running" for ever: without its writer it was interrupted
  if (!source.complete) return being_written ? Outcome::running : Outcome::interrupted;
  for (const Outcome outcome : {Outcome::finished, Outcome::interrupted, Outcome::stalled, Outcome::failed})
    if (key == outcome_name(outcome).key) return outcome;
  throw source.damaged("attribute outcome", key ? "\"" + *key + "\"" : "nothing");
}

std::string read_text(const Source& source, const char* name) {
  auto text = hdf5::read_bytes(source.id, name, source.most_bytes());
  if (!text) throw source.damaged(std::string("/") + name, hdf5_message());
  return *std::move(text);
}

Record read_open_file(const Source& source, bool being_written) {
  if (hdf5::read_text_attribute(source.id, "format") != "fengsui run")
    throw InputError(source.file, "attribute format", "an HDF5 file of another kind",
                     "a run file written by fengsui");
  Record record;
  record.run = run_from_json(read_text(source, "run"), source.file);
  record.run.inputs = read_inputs(source);
  record.run.outcome = outcome_from(source, being_written);
  record.names = names_from_json(read_text(source, "names"), source.file);
  record.log = read_column<LogEntry>(source, column::log);
  record.segments = read_entries<SegmentEntry, SegmentRow>(source, column::segments);
  record.readings = read_entries<ReadingEntry, ReadingRow>(source, column::readings);
  record.alarms = read_entries<Alarm, AlarmRow>(source, column::alarms);
  record.warnings = read_warnings(source);
  if (source.complete) {
    record.verdict = read_text(source, "verdict");
    record.run.digest = hdf5::read_text_attribute(source.id, "digest").value_or("");
  }
  validate(record, source.file);
  return record;
}

void check_size(const Seal& seal, std::uint64_t bytes, const std::string& file) {
  if (!seal.complete || seal.bytes + seal_size == bytes) return;
  throw InputError(file, "", "a file of " + std::to_string(bytes) + " bytes",
                   std::to_string(seal.bytes + seal_size) + " bytes: it was cut or added to");
}

void check_sum(const Seal& seal, const std::string& sum, const std::string& file) {
  if (seal.complete && seal.sha256 != sum)
    throw InputError(file, "", "contents that do not fit the checksum of its first line",
                     "an undamaged run file");
}

// whether a writer holds its lock on the file
bool is_being_written(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  struct flock request {};
  request.l_type = F_RDLCK;
  request.l_whence = SEEK_SET;
  const bool held = ::fcntl(descriptor, F_OFD_GETLK, &request) == 0 && request.l_type == F_WRLCK;
  ::close(descriptor);
  return held;
}

Hdf5Handle quiet_access() {
  Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG);
  H5Pset_file_locking(access.id(), false, true);  // whoever reads stands in nobody's way
  return access;
}

}  // namespace

Record read_run(const fs::path& path) {
  const Hdf5Quiet quiet;
  const std::string file = path.string();
  std::ifstream input(path, std::ios::binary);
  if (fs::is_directory(path) || !input) throw InputError(file, "", "no readable file", "a run file");
  std::string head(seal_size, '\0');
  input.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(input.gcount()));
  const Seal seal = parse_seal(head, file);
  const std::uint64_t bytes = fs::file_size(path);
  check_size(seal, bytes, file);
  if (seal.complete) check_sum(seal, sha256_of_file(file, seal_size), file);

  // a file whose writer is alive or was killed is still marked for reading along
  const Hdf5Handle access = quiet_access();
  Hdf5Handle handle(H5Fopen(file.c_str(), H5F_ACC_RDONLY, access.id()), H5Fclose);
  if (!handle && !seal.complete)
    handle = Hdf5Handle(H5Fopen(file.c_str(), H5F_ACC_RDONLY | H5F_ACC_SWMR_READ, access.id()), H5Fclose);
  if (!handle && !seal.complete)
    throw InputError(file, "", "a run that was cut off before its first entry, or has only just begun",
                     "a run file with entries");
  if (!handle) throw InputError(file, "", hdf5_message(), "a run file that HDF5 can open");
  return read_open_file({file, handle.id(), bytes, seal.complete}, is_being_written(file));
}

Record read_run_image(std::span<const std::byte> bytes, const std::string& name) {
  const Hdf5Quiet quiet;
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const Seal seal = parse_seal(text.substr(0, seal_size), name);
  check_size(seal, bytes.size(), name);
  if (seal.complete) check_sum(seal, sha256_of(bytes.subspan(seal_size)), name);
  const Hdf5Handle access = quiet_access();
  H5Pset_fapl_core(access.id(), 65536, false);
  // HDF5 copies the image; its signature only lacks the const
  H5Pset_file_image(access.id(), const_cast<std::byte*>(bytes.data()), bytes.size());
  const Hdf5Handle handle(H5Fopen(name.c_str(), H5F_ACC_RDONLY, access.id()), H5Fclose);
  if (!handle) throw InputError(name, "", hdf5_message(), "a run file that HDF5 can open");
  return read_open_file({name, handle.id(), bytes.size(), seal.complete}, false);
}

}  // namespace fengsui
