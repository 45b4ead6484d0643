#include "twin/record/digest.h"

#include <bit>
#include <vector>

#include "twin/record/sha256.h"

namespace fengsui {

namespace {

// A SHA-256 with a buffer, fed with canonical bytes.
class Hash {
 public:
  template <class Number>
  void put(Number number) {
    if constexpr (std::is_same_v<Number, double>) {
      put(std::bit_cast<std::uint64_t>(number));
    } else {
      using Unsigned = std::make_unsigned_t<Number>;
      const auto bits = static_cast<Unsigned>(number);
      for (std::size_t i = 0; i < sizeof(bits); ++i)
        buffer_.push_back(static_cast<unsigned char>(bits >> (8 * i)));
      if (buffer_.size() >= 65536) drain();
    }
  }
  void put(Time time) { put(time.time_since_epoch().count()); }
  template <class Tag>
  void put(Id<Tag> id) {
    put(id.index);
  }
  void put(std::string_view text) {
    put(static_cast<std::uint64_t>(text.size()));
    buffer_.insert(buffer_.end(), text.begin(), text.end());
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void put(Enum value) { put(static_cast<std::underlying_type_t<Enum>>(value)); }
  template <class... Fields>
  void put_all(const Fields&... fields) {
    (put(fields), ...);
  }

  Sha256::Value value() const {
    Sha256 whole = hash_;
    whole.add(buffer_);
    return whole.value();
  }

 private:
  void drain() {
    hash_.add(buffer_);
    buffer_.clear();
  }

  Sha256 hash_;
  std::vector<unsigned char> buffer_;
};

}  // namespace

struct RunDigest::Impl {
  std::array<Hash, ingredient_count> hashes;
  Hash& of(Ingredient ingredient) { return hashes[static_cast<std::size_t>(ingredient)]; }
};

RunDigest::RunDigest() : impl_(std::make_unique<Impl>()) {}
RunDigest::~RunDigest() = default;
RunDigest::RunDigest(RunDigest&&) noexcept = default;
RunDigest& RunDigest::operator=(RunDigest&&) noexcept = default;

void RunDigest::add(std::span<const LogEntry> entries) {
  Hash& hash = impl_->of(Ingredient::log);
  for (const LogEntry& e : entries) hash.put_all(e.time, e.kind, e.subject, e.detail, e.other, e.value);
}

void RunDigest::add(std::span<const SegmentEntry> entries) {
  Hash& hash = impl_->of(Ingredient::segments);
  for (const auto& [time, signal, s] : entries)
    hash.put_all(time, signal, s.start, s.from, s.target, s.pace, s.shape);
}

void RunDigest::add(std::span<const ReadingEntry> entries) {
  Hash& hash = impl_->of(Ingredient::readings);
  for (const auto& [r, received] : entries) hash.put_all(r.time, r.value, r.point, r.quality, received);
}

void RunDigest::add(std::span<const Alarm> entries) {
  Hash& hash = impl_->of(Ingredient::alarms);
  for (const Alarm& a : entries)
    hash.put_all(a.id, a.point, a.gateway, a.enterprise, a.event, a.condition, a.priority, a.time, a.value,
                 a.limit);
}

void RunDigest::add(std::span<const Warning> entries) {
  Hash& hash = impl_->of(Ingredient::warnings);
  for (const Warning& w : entries) {
    hash.put_all(w.id, w.enterprise, w.event, w.colour, w.time, w.score, w.inherent, w.alarms, w.handling,
                 w.management, static_cast<std::uint64_t>(w.because.size()));
    for (const AlarmId alarm : w.because) hash.put(alarm);
    hash.put(std::string_view(w.reason));
  }
}

std::string RunDigest::of(Ingredient ingredient) const { return hexadecimal(impl_->of(ingredient).value()); }

std::string RunDigest::total() const {
  Hash all;
  for (const Hash& hash : impl_->hashes)
    for (const unsigned char byte : hash.value()) all.put(byte);
  return hexadecimal(all.value());
}

std::string RunDigest::fingerprint(std::string_view letters) const {
  std::string text;
  for (const char letter : letters) {
    const auto position = std::string_view(ingredient_letters).find(letter);
    if (position == std::string_view::npos) continue;
    if (!text.empty()) text += '-';
    text += of(static_cast<Ingredient>(position)).substr(0, 4);
  }
  return text.append("/").append(letters);
}

RunDigest digest(const Record& record) {
  RunDigest result;
  result.add(record.log);
  result.add(record.segments);
  result.add(record.readings);
  result.add(record.alarms);
  result.add(record.warnings);
  return result;
}

}  // namespace fengsui
