#include <chrono>
#include <cstdio>
#include <memory>
#include <mutex>
#include <thread>

#include "scenarios/files.h"
#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/cli/code_list.h"
#include "twin/cli/commands.h"
#include "twin/cli/ctrl_c.h"
#include "twin/cli/output.h"
#include "twin/cli/upload_key.h"
#include "twin/cli/words.h"
#include "twin/upload/receiver.h"

namespace fengsui {

namespace {

using WallClock = std::chrono::steady_clock;

struct Options : CommonOptions {
  int port = 0;
  std::string host = "127.0.0.1", cipher = "des", idle = "10 min";
  std::optional<std::string> key_file, settings, codes, address_file;
};

// What has come, counted and printed by the threads of the receiver.
class Desk {
 public:
  void taken(const upload::Posting& posting) {
    const std::lock_guard lock(mutex_);
    ++taken_;
    latest_ = WallClock::now();
    std::printf("%s %s\n", std::string(path_of(call_of(posting))).c_str(), write_plain(posting).c_str());
    std::fflush(stdout);
  }

  void not_taken(const std::string& why) {
    const std::lock_guard lock(mutex_);
    ++not_taken_;
    latest_ = WallClock::now();
    std::fprintf(stderr, "fengsui: not taken: %s\n", why.c_str());
  }

  bool idle_for(Duration how_long) {
    const std::lock_guard lock(mutex_);
    return WallClock::now() - latest_ >= how_long;
  }

  std::pair<std::uint64_t, std::uint64_t> counts() {
    const std::lock_guard lock(mutex_);
    return {taken_, not_taken_};
  }

 private:
  std::mutex mutex_;
  std::uint64_t taken_ = 0, not_taken_ = 0;
  WallClock::time_point latest_ = WallClock::now();
};

}  // namespace

void add_gateway_receiver_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "gateway-receiver",
      "A small platform to try gateways with: opens, checks and answers their posts, and prints each one;\n"
      "it stores nothing and is not made for the open network");
  command->add_option("--port", options->port, "Where to listen; 0: any free port")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command->add_option("--host", options->host, "Address of this computer to listen at")
      ->capture_default_str();
  command
      ->add_option(
          "--key-file", options->key_file,
          "File with the key and, perhaps, the initial vector; default: the key in $FENGSUI_UPLOAD_KEY")
      ->type_name("FILE");
  command->add_option("--cipher", options->cipher, "des: DES-CBC; sm4: SM4-CBC")
      ->check(CLI::IsMember({"des", "sm4"}))
      ->capture_default_str();
  command
      ->add_option("--codes", options->codes,
                   "Take only points and cameras of this list (fengsui gateway --codes)")
      ->type_name("FILE");
  command->add_option("--settings", options->settings, "Default: data/upload/hebei_v1.1.json")
      ->type_name("FILE");
  command
      ->add_option("--address-file", options->address_file,
                   "Write the address there once it listens, for scripts")
      ->type_name("FILE");
  command->add_option("--idle", options->idle, "End when no post has come for so long")
      ->type_name("DURATION")
      ->capture_default_str();
  add_language(*command, *options);
  teach(*command, {{"fengsui gateway-receiver --port 8080 --key-file key.txt",
                    "until Ctrl-C, or 10 min without a post"},
                   {"fengsui gateway-receiver --key-file key.txt --codes codes.csv --idle 30s > posts.txt",
                    "only registered points; the posts in a file"},
                   {"exit codes", "0 every post was taken; 1 some were not; 2 bad input; 3 no post came"}});
  command->callback([options, &exit_code] {
    const Language language = options->in();
    const std::string settings_file =
        options->settings.value_or((home_folder() / "data/upload/hebei_v1.1.json").string());
    const auto settings = upload::read_upload_settings(read_file(settings_file), settings_file);
    const auto idle = parse_duration(options->idle);
    if (!idle || *idle <= Duration::zero())
      throw InputError("--idle", "", "\"" + options->idle + "\"", "a duration such as 30s or 10 min");
    std::optional<std::set<std::string>> known;
    if (options->codes) known = read_point_codes(*options->codes);

    const CtrlC ctrl_c;
    Desk desk;
    upload::Receiver receiver(
        make_cipher(options->cipher == "sm4" ? upload::CipherKind::sm4 : upload::CipherKind::des,
                    options->key_file, settings),
        std::move(known),
        {[&](const upload::Posting& posting) { desk.taken(posting); },
         [&](const std::string& why) { desk.not_taken(why); },
         {}});
    const int port = receiver.start(options->host, options->port);
    const std::string address = "http://" + options->host + ":" + std::to_string(port);
    std::fprintf(stderr, "fengsui: %s %s\n", say(language, "listening at", "监听"), address.c_str());
    if (options->address_file) write_file(*options->address_file, address + "\n");

    while (!interrupted() && !desk.idle_for(*idle))
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    receiver.stop();
    const auto [taken, not_taken] = desk.counts();
    std::fprintf(stderr, "fengsui: %s %llu, %s %llu\n", say(language, "posts taken", "已接收报文"),
                 static_cast<unsigned long long>(taken), say(language, "not taken", "未接收"),
                 static_cast<unsigned long long>(not_taken));
    exit_code = not_taken ? ExitCode::failed : taken ? ExitCode::pass : ExitCode::inconclusive;
  });
}

}  // namespace fengsui
