// One scenario whose gateways post to a platform: read, run, tap, post.
//
// As fast as possible, the simulation waits whenever a post has not been acknowledged, so that nothing is
// ever dropped; with a pace it goes on, and the gateways store and forward.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "twin/cli/progress.h"
#include "twin/session/session.h"
#include "twin/upload/cipher.h"
#include "twin/upload/outbox.h"

namespace fengsui {

struct GatewayRequest {
  std::filesystem::path scenario, home;
  std::optional<std::uint64_t> seed;
  Carrier carrier = Carrier::simgrid;
  upload::UploadSettings settings;
  std::string settings_file;                   // where they come from
  std::optional<std::filesystem::path> codes;  // list of codes to write; never over an existing file
  double pace = 0.0;                           // 0: as fast as possible
  Duration patience{};                         // with a platform that takes nothing [real time]

  // Where the posts go: to the platform, or, without one, in plain text to `show`.
  std::optional<std::string> platform;
  const upload::Cipher* cipher = nullptr;  // with a platform
  std::function<void(const upload::Posting&)> show;
  std::function<void(const std::string&)> say;  // for people
};

struct GatewayResult {
  upload::OutboxCounts counts;
  std::uint64_t waiting = 0;  // not acknowledged at the end
  std::string gave_up;        // why; empty: it did not
  bool interrupted = false;
  std::vector<Label> notes;
};

// Throws InputError.
GatewayResult run_gateways(const GatewayRequest& request, Progress* progress);

}  // namespace fengsui
