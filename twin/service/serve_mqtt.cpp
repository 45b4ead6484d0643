#include "twin/service/serve_mqtt.h"

#include <istream>
#include <ostream>
#include <streambuf>

#include "sim/base/error.h"
#include "twin/mqtt/address.h"
#include "twin/service/mqtt_seat.h"

namespace fengsui {

namespace {

// The lines of one run as a stream that ends with it; what is written is an answer when it is flushed.
class RunStream final : public std::streambuf {
 public:
  explicit RunStream(MqttSeat& seat) : seat_(seat) {}

 protected:
  int_type underflow() override {
    const auto line = seat_.next_line();
    if (!line) return traits_type::eof();
    line_ = *line + '\n';
    setg(line_.data(), line_.data(), line_.data() + line_.size());
    return traits_type::to_int_type(line_.front());
  }

  int_type overflow(int_type letter) override {
    if (!traits_type::eq_int_type(letter, traits_type::eof())) answer_ += traits_type::to_char_type(letter);
    return traits_type::not_eof(letter);
  }

  std::streamsize xsputn(const char* text, std::streamsize size) override {
    answer_.append(text, static_cast<std::size_t>(size));
    return size;
  }

  int sync() override {
    if (!answer_.empty()) seat_.answer(answer_);
    answer_.clear();
    return 0;
  }

 private:
  MqttSeat& seat_;
  std::string line_, answer_;
};

}  // namespace

void serve_mqtt(const std::string& place, const std::string& url,
                const std::function<void(std::istream&, std::ostream&)>& serve_run,
                const std::function<void(const std::string&)>& report) {
  const mqtt::Address address = mqtt::read_address(place, url);
  MqttSeat seat(address, place);
  report("listening at " + address.shown());
  while (true) {
    seat.await_run();
    RunStream lines(seat);
    std::istream input(&lines);
    std::ostream output(&lines);
    try {
      serve_run(input, output);
    } catch (const InputError& problem) {
      // the line came from the broker, whatever serve_run calls its input
      const InputError named("message of the run", problem.place, problem.found, problem.expected);
      seat.end_run(named.what());
      report(named.what());
    } catch (...) {
      seat.end_run("the engine has failed");
      throw;
    }
  }
}

}  // namespace fengsui
