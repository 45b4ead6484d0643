// An engine in another process, reached over its standard input and output.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "twin/link/child_process.h"
#include "twin/link/line_conversation.h"

namespace fengsui {

class ProcessEngine final : public LineConversation {
 public:
  ProcessEngine(std::string name, const std::string& command, std::chrono::milliseconds patience, Warn warn)
      : LineConversation(std::move(name), std::make_unique<ChildProcess>(command), patience,
                         std::move(warn)) {}
};

}  // namespace fengsui
