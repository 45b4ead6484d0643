#include <cstdio>
#include <memory>

#include "scenarios/files.h"
#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/cli/commands.h"
#include "twin/cli/gateway_run.h"
#include "twin/cli/upload_key.h"
#include "twin/cli/words.h"

namespace fengsui {

namespace {

struct Options : CommonOptions {
  std::filesystem::path scenario;
  std::optional<std::string> platform, key_file, settings, codes;
  std::string cipher = "des", give_up_after = "60s";
  bool plain = false;
  double pace = 0.0;
};

void print_counts(const GatewayResult& result, Language language) {
  const upload::OutboxCounts& counts = result.counts;
  std::printf("%s %llu, %s %llu (%llu %s, %llu %s, %llu %s)\n", say(language, "posts made", "生成报文"),
              static_cast<unsigned long long>(counts.made), say(language, "acknowledged", "平台确认"),
              static_cast<unsigned long long>(counts.acknowledged),
              static_cast<unsigned long long>(counts.values), say(language, "values", "个实时值"),
              static_cast<unsigned long long>(counts.events),
              say(language, "limit alarms and clears", "条报警或消警"),
              static_cast<unsigned long long>(counts.pictures), say(language, "video alarms", "条视频报警"));
  std::printf("%s %llu, %s %llu, %s %llu, %s %llu\n", say(language, "sent again", "重发"),
              static_cast<unsigned long long>(counts.again), say(language, "refused", "拒收"),
              static_cast<unsigned long long>(counts.refused), say(language, "dropped", "缓存溢出丢弃"),
              static_cast<unsigned long long>(counts.dropped),
              say(language, "not acknowledged at the end", "结束时未确认"),
              static_cast<unsigned long long>(result.waiting));
}

ExitCode judge(const GatewayResult& result, Language language) {
  if (!result.gave_up.empty())
    std::fprintf(stderr, "fengsui: %s: %s\n", say(language, "given up", "放弃上传"), result.gave_up.c_str());
  if (result.interrupted) std::fprintf(stderr, "fengsui: %s\n", say(language, "interrupted", "已中断"));
  if (result.counts.dropped)
    std::fprintf(stderr, "fengsui: %s\n",
                 say(language, "the oldest posts were dropped: the buffer of a gateway was full or 72 h old",
                     "最早的报文已被丢弃：网关缓存已满或超过时限"));
  if (result.counts.refused || result.counts.dropped) return ExitCode::failed;
  return result.waiting || result.interrupted || !result.gave_up.empty() ? ExitCode::inconclusive
                                                                         : ExitCode::pass;
}

GatewayRequest request_of(const Options& options) {
  GatewayRequest request;
  request.scenario = options.scenario;
  request.home = home_folder();
  request.seed = options.seed;
  request.carrier = options.carrier();
  request.pace = options.pace;
  const std::string settings =
      options.settings.value_or((request.home / "data/upload/hebei_v1.1.json").string());
  request.settings_file = settings;
  request.settings = upload::read_upload_settings(read_file(settings), settings);
  if (options.codes) request.codes = *options.codes;
  const auto patience = parse_duration(options.give_up_after);
  if (!patience || *patience <= Duration::zero())
    throw InputError("--give-up-after", "", "\"" + options.give_up_after + "\"",
                     "a duration such as 60s or 4 h");
  request.patience = *patience;
  if (options.platform && options.plain)
    throw InputError("--plain", "", "a platform, too", "--to URL or --plain, not both");
  if (!options.platform && !options.plain && !options.codes)
    throw InputError("fengsui gateway", "", "nothing to do",
                     "--to URL, --plain or --codes FILE\nTry: fengsui gateway --help");
  request.platform = options.platform;
  return request;
}

}  // namespace

void add_gateway_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "gateway",
      "Run one scenario and let its gateways 安全网关 post to a platform over HTTP, as real ones do:\n"
      "encrypted real-time values, limit alarms and video alarms with their codes (see "
      "docs/plant-gateway.md)");
  command->add_option("SCENARIO", options->scenario, "Scenario file (JSON)")->required()->type_name("FILE");
  command->add_option("--to", options->platform, "Platform; /api/rtsData and its kin are added")
      ->type_name("URL");
  command
      ->add_option("--key-file", options->key_file,
                   "File with the key (line 1; DES 8 bytes, SM4 16 bytes, or hex:DIGITS) and, if it is not "
                   "the usual one, the initial vector (line 2); default: the key in $FENGSUI_UPLOAD_KEY")
      ->type_name("FILE");
  command->add_option("--cipher", options->cipher, "des: DES-CBC; sm4: SM4-CBC")
      ->check(CLI::IsMember({"des", "sm4"}))
      ->capture_default_str();
  command->add_flag("--plain", options->plain,
                    "Post nowhere: print each post before its encryption, one a line");
  command
      ->add_option("--codes", options->codes,
                   "Write the codes of all points and cameras as CSV, to be registered at the platform")
      ->type_name("FILE");
  command
      ->add_option("--settings", options->settings,
                   "Periods, buffer, retries, code numbers; default: data/upload/hebei_v1.1.json")
      ->type_name("FILE");
  command
      ->add_option("--pace", options->pace,
                   "Simulated seconds per real second; default: as fast as the platform takes posts")
      ->check(CLI::Range(0.001, 1e9))
      ->type_name("X");
  command
      ->add_option("--give-up-after", options->give_up_after,
                   "How long the platform may take no post [real time] before the run ends")
      ->type_name("DURATION")
      ->capture_default_str();
  command->add_option("--seed", options->seed, "Seed of all luck; default: the scenario's own")
      ->type_name("N");
  command
      ->add_option("--network", options->network, "simgrid: messages share links; direct: route latency only")
      ->check(CLI::IsMember({"simgrid", "direct"}))
      ->capture_default_str();
  add_language(*command, *options);
  teach(
      *command,
      {{"fengsui gateway my.json --plain", "look at what would be posted"},
       {"fengsui gateway my.json --codes codes.csv", "the codes, to be registered at the platform"},
       {"fengsui gateway my.json --to http://127.0.0.1:8080 --key-file key.txt", "as fast as it takes them"},
       {"fengsui gateway my.json --to https://platform.example/fcsb --key-file key.txt --pace 1 "
        "--give-up-after 4h",
        "in real time, with patience for an outage"},
       {"fengsui gateway-receiver --key-file key.txt", "a small platform to try it with"},
       {"exit codes",
        "0 all acknowledged; 1 posts were refused or dropped; 2 bad input; 3 given up or interrupted"}});
  command->callback([options, &exit_code] {
    const Language language = options->in();
    GatewayRequest request = request_of(*options);
    std::optional<upload::Cipher> cipher;
    if (request.platform) {
      cipher.emplace(make_cipher(options->cipher == "sm4" ? upload::CipherKind::sm4 : upload::CipherKind::des,
                                 options->key_file, request.settings));
      request.cipher = &*cipher;
    }
    Progress progress(options->scenario.stem().string());
    request.say = [&progress](const std::string& words) {
      progress.erase();
      std::fprintf(stderr, "fengsui: %s\n", words.c_str());
    };
    if (options->plain)
      request.show = [](const upload::Posting& posting) {
        std::printf("%s %s\n", std::string(path_of(call_of(posting))).c_str(), write_plain(posting).c_str());
      };

    const GatewayResult result = run_gateways(request, &progress);
    progress.erase();
    for (const Label& note : result.notes) std::fprintf(stderr, "fengsui: %s\n", note.in(language).c_str());
    if (request.codes) std::printf("%s %s\n", say(language, "codes", "编码表"), request.codes->c_str());
    if (request.platform) print_counts(result, language);
    exit_code = judge(result, language);
  });
}

}  // namespace fengsui
