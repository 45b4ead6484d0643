// The reference engine as a service behind an MQTT broker: one run after the other, until it is ended.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

namespace fengsui {

// `serve_run` serves one run: lines of docs/engine-protocol.md in, answers out, each flushed. An InputError
// of it ends that run only: the twin is told, and `report`. Whatever else it throws is thrown on. Throws
// InputError when the broker does not let us in.
[[noreturn]] void serve_mqtt(const std::string& place, const std::string& url,
                             const std::function<void(std::istream&, std::ostream&)>& serve_run,
                             const std::function<void(const std::string&)>& report);

}  // namespace fengsui
