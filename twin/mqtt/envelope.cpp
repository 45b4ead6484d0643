#include "twin/mqtt/envelope.h"

#include <algorithm>
#include <charconv>
#include <random>

namespace fengsui::mqtt {

namespace {

constexpr std::size_t longest_session = 32;

bool usable_session(std::string_view session) {
  const auto plain = [](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z');
  };
  return session == everybody ||
         (!session.empty() && session.size() <= longest_session && std::ranges::all_of(session, plain));
}

std::string mark_text(const Envelope& envelope) {
  switch (envelope.mark) {
    case Mark::number:
      return std::to_string(envelope.number);
    case Mark::ask:
      return "ask";
    case Mark::here:
      return "here";
    case Mark::end:
      return "end";
  }
  return {};
}

bool read_mark(std::string_view text, Envelope& envelope) {
  for (const Mark mark : {Mark::ask, Mark::here, Mark::end}) {
    envelope.mark = mark;
    if (text == mark_text(envelope)) return true;
  }
  envelope.mark = Mark::number;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), envelope.number);
  // one number is written in one way only: no sign, no zero before it
  return problem == std::errc() && end == text.data() + text.size() && text.front() != '0';
}

}  // namespace

std::string seal(const Envelope& envelope, std::string_view line) {
  std::string payload = envelope.session + " " + mark_text(envelope) + "\n";
  return payload.append(line);
}

std::optional<Opened> open(std::string_view payload) {
  const std::size_t end = payload.substr(0, longest_envelope).find('\n');
  if (end == std::string_view::npos) return {};
  const std::string_view first = payload.substr(0, end);
  const std::size_t space = first.find(' ');
  if (space == std::string_view::npos || space + 1 == first.size()) return {};

  Opened opened;
  opened.envelope.session = first.substr(0, space);
  if (!usable_session(opened.envelope.session) || !read_mark(first.substr(space + 1), opened.envelope))
    return {};
  opened.line = payload.substr(end + 1);
  if (opened.line.ends_with('\n')) opened.line.remove_suffix(1);
  return opened;
}

std::string new_session() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::random_device chance;
  std::string session;
  for (int i = 0; i < 16; ++i) session += digits[chance() % digits.size()];
  return session;
}

}  // namespace fengsui::mqtt
