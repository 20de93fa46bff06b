// SPDX-License-Identifier: Apache-2.0
// velox-trainer: trains the policies that velox uses. Verbs: cartpole (checks the trainer against a known task), train (from
// recorded episodes), resume, evaluate.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <csignal>
#include <cstdio>

#include "velox-trainer/cart_pole.hpp"
#include "velox-trainer/report.hpp"
#include "velox-trainer/training.hpp"
#include "velox/base/cancel.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/text.hpp"
#include "velox/learn/q_function.hpp"

namespace velox::trainer {
namespace {

CancelToken cancel_token;

void on_signal(int) { cancel_token.cancel(); }

constexpr int kUsageError = 2;

int report_error(const Error& error) {
  fmt::print(stderr, "velox-trainer: {}\n", error.describe());
  return error.code() == ErrorCode::usage ? kUsageError : 1;
}

/// What is seen while a run goes on, one line each.
void print_progress(const Json& line) {
  if (json::string_or(line, "kind") == "evaluation") {
    fmt::print("step {:>7}   mean return {:>6.1f}   smallest {:>5.0f}   {:>6.1f} s\n", json::integer_or(line, "step"),
               json::number_or(line, "mean"), json::number_or(line, "smallest"), json::number_or(line, "seconds"));
  } else {
    fmt::print("step {:>7}   loss {:.5f}   |TD error| {:.4f}   held out {:.4f}   {:>6.1f} s\n",
               json::integer_or(line, "step"), json::number_or(line, "loss"), json::number_or(line, "error"),
               json::number_or(line, "held_out_error"), json::number_or(line, "seconds"));
  }
  std::fflush(stdout);
}

void print_result(const RunFolder& folder, const Json& result) {
  if (folder.settings().task == "cartpole") {
    fmt::print("\n  policy of step {}: mean return {:.1f} over {} episodes (smallest {:.0f}); last weights {:.1f}\n",
               json::integer_or(result, "kept_from_step"), json::number_or(result, "mean_return"),
               json::integer_or(result, "episodes"), json::number_or(result, "smallest_return"),
               json::number_or(result, "mean_return_of_last_weights"));
  } else {
    fmt::print("\n  {} transitions, {} held out with a mean |TD error| of {:.4f}\n",
               json::integer_or(result, "transitions"), json::integer_or(result, "held_out_transitions"),
               json::number_or(result, "held_out_error"));
  }
  fmt::print("  {:.1f} s   {}: policy.safetensors, MODEL.md, curve.html, metrics.jsonl\n",
             json::number_or(result, "seconds"), folder.path().string());
}

/// What a run learns from beside an environment; none for CartPole-v1.
Result<std::optional<learn::EpisodeFile>> read_recorded(const Settings& settings) {
  if (settings.task != "episodes") return std::nullopt;
  const std::string text = VX_TRY_CONTEXT("recorded episodes", read_file(settings.episodes));
  if (sha256_hex(text) != settings.episodes_sha256)
    return fail(ErrorCode::conflict, "'" + settings.episodes + "' is not the file that the run began with");
  return VX_TRY(learn::read_episodes(text, settings.episodes));
}

Result<void> train(RunFolder folder, const std::optional<learn::EpisodeFile>& recorded,
                   const std::optional<learn::TensorFile>& checkpoint) {
  const Surroundings surroundings{&cancel_token, print_progress};
  if (recorded) {
    print_result(folder, VX_TRY(train_offline(folder, *recorded, checkpoint, surroundings)));
  } else {
    CartPole practice, examination;
    print_result(folder, VX_TRY(train_online(folder, practice, examination, checkpoint, surroundings)));
  }
  return {};
}

struct Arguments {
  Settings settings;
  std::string out, folder, policy;
  std::uint64_t seed = 1;
  std::int64_t episodes = kFinalEpisodes;
  bool no_double = false, no_duelling = false, no_prioritised = false, no_n_step = false;
};

Result<void> start(Arguments& arguments) {
  Settings& settings = arguments.settings;
  settings.double_targets = !arguments.no_double;
  settings.duelling = !arguments.no_duelling;
  settings.prioritised = !arguments.no_prioritised;
  if (arguments.no_n_step) settings.n_step = 1;
  if (settings.task == "episodes") {
    settings.episodes = fs::absolute(settings.episodes).lexically_normal().string();
    settings.episodes_sha256 = sha256_hex(VX_TRY_CONTEXT("recorded episodes", read_file(settings.episodes)));
  }
  VX_TRY(check(settings));
  const auto recorded = VX_TRY(read_recorded(settings));
  RunFolder folder = VX_TRY(RunFolder::create(arguments.out, settings));
  fmt::print("{}   seed {}   {} steps   switches: {}\n", settings.task, settings.seed, settings.steps,
             switches(settings));
  return train(std::move(folder), recorded, std::nullopt);
}

Result<void> resume(const std::string& path) {
  RunFolder folder = VX_TRY(RunFolder::open(path));
  const auto recorded = VX_TRY(read_recorded(folder.settings()));
  const auto checkpoint = VX_TRY(folder.load_checkpoint());
  return train(std::move(folder), recorded, checkpoint);
}

Result<void> evaluate(const Arguments& arguments) {
  const auto policy = VX_TRY(learn::QFunction::decode(VX_TRY(read_file(arguments.policy)), arguments.policy));
  CartPole environment;
  learn::NetworkShape expected = environment.shape();
  expected.hidden = policy.shape().hidden;
  expected.duelling = policy.shape().duelling;
  if (policy.shape() != expected)
    return fail(ErrorCode::invalid, "'" + arguments.policy + "' is no policy for CartPole-v1");
  const auto plan = VX_TRY(learn::plan_network(policy.shape()));
  const auto seen = examine(plan, policy.parameters(), environment, arguments.episodes, Random(arguments.seed));
  fmt::print("mean return {:.1f} over {} episodes (smallest {:.0f})\n", seen.mean, arguments.episodes, seen.smallest);
  return {};
}

/// Settings that recorded episodes have no use for: an option that would do nothing is not offered.
bool only_online(std::string_view name) {
  return name.starts_with("explore_") || name == "learning_starts" || name == "train_every" || name == "updates" ||
         name == "evaluation_episodes";
}

/// An option for each numeric setting: `learning_rate` is --learning-rate.
void add_numbers(CLI::App* verb, Settings& settings) {
  each_number(settings, [&](const char* name, auto& number, double, double, const char* meaning) {
    if (settings.task == "episodes" && only_online(name)) return;
    verb->add_option("--" + text::replace_all(name, "_", "-"), number, meaning)->capture_default_str();
  });
}

void add_training(CLI::App* verb, Arguments& arguments) {
  verb->add_option("--out", arguments.out, "folder for what comes of it; must be new or empty")->required();
  verb->add_flag("--no-double", arguments.no_double, "the target network chooses as well as values");
  verb->add_flag("--no-duelling", arguments.no_duelling, "values of actions without a value of the state");
  verb->add_flag("--no-prioritised", arguments.no_prioritised, "replay draws evenly");
  verb->add_flag("--no-n-step", arguments.no_n_step, "one reward, as --n-step 1");
  verb->add_option("--hidden", arguments.settings.hidden, "widths of the hidden layers, as 128,128")
      ->delimiter(',')
      ->capture_default_str();
  add_numbers(verb, arguments.settings);
}

int run(int argc, char** argv) {
  CLI::App app("Trains the policies that velox uses, by deep Q-learning.", "velox-trainer");
  app.require_subcommand(1);
  Arguments cartpole, recorded, other;
  CLI::App* cartpole_verb =
      app.add_subcommand("cartpole", "Learn CartPole-v1, to check the trainer against a known task");
  add_training(cartpole_verb, cartpole);
  CLI::App* train_verb = app.add_subcommand("train", "Learn from recorded episodes (velox.transitions/1)");
  recorded.settings.task = "episodes";
  recorded.settings.steps = 20000;
  train_verb->add_option("--episodes", recorded.settings.episodes, "JSON lines, one decision each")->required();
  add_training(train_verb, recorded);
  CLI::App* resume_verb = app.add_subcommand("resume", "Go on from the last checkpoint of a run");
  resume_verb->add_option("folder", other.folder, "the --out of the run")->required();
  CLI::App* evaluate_verb = app.add_subcommand("evaluate", "Play CartPole-v1 with a policy");
  evaluate_verb->add_option("policy", other.policy, "a policy.safetensors")->required();
  evaluate_verb->add_option("--episodes", other.episodes, "how many")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  evaluate_verb->add_option("--seed", other.seed, "of where they start")->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsageError;
  }
  Result<void> done = cartpole_verb->parsed() ? start(cartpole)
                      : train_verb->parsed()  ? start(recorded)
                      : resume_verb->parsed() ? resume(other.folder)
                                              : evaluate(other);
  return done ? 0 : report_error(done.error());
}

}  // namespace
}  // namespace velox::trainer

int main(int argc, char** argv) {
  std::signal(SIGINT, velox::trainer::on_signal);
  std::signal(SIGTERM, velox::trainer::on_signal);
  return velox::trainer::run(argc, argv);
}
