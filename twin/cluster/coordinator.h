// The crew of several workers, as its coordinator sees it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "twin/cluster/crew.h"
#include "twin/cluster/handout.h"
#include "twin/cluster/message.h"

namespace fengsui::cluster {

// How workers 0 … count() - 1 are reached.
class Workers {
 public:
  virtual ~Workers() = default;
  virtual std::size_t count() const = 0;
  // Returns at once, whatever has become of the worker.
  virtual void send(std::size_t worker, const Message& message) = 0;
  // What has come, at the latest after this time.
  virtual std::vector<std::pair<std::size_t, Message>> hear(std::chrono::milliseconds at_most) = 0;
};

class Coordinator final : public Crew {
 public:
  Coordinator(Workers& workers, CrewSettings settings);

  void begin(const std::string& task) override;
  void run(std::size_t count, const Request& request, const Done& done,
           const std::function<bool()>& stop) override;

  // Sends everybody home. True: all of them are there to hear it.
  bool end();

 private:
  void listen(const Done& done);
  void lose(std::size_t worker, bool for_good, const std::string& why);
  std::string name(std::size_t worker) const;

  Workers* workers_;
  CrewSettings settings_;
  Handout handout_;
  std::vector<std::string> places_;
  std::string task_, last_trouble_;
  bool begun_ = false;
  std::size_t base_ = 0, count_ = 0;  // number of the first piece of this run, so that late answers are known
  Handout::Instant said_{};
};

}  // namespace fengsui::cluster
