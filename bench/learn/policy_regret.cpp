// SPDX-License-Identifier: Apache-2.0
// Leave-one-family-out over recorded outcomes: every policy learns from all families but one and is measured on that one, for each
// family and several seeds. Usage: policy_regret OUTCOMES --out FOLDER [--trainer VELOX_TRAINER] [--budget S] [--seeds N]. Writes
// FOLDER/regret.jsonl, a line for each session, from which a run that was stopped goes on, and FOLDER/regret.json with the means.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "regret_rows.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/learn/oracle.hpp"
#include "velox/learn/replay_training.hpp"

namespace velox::bench {
namespace {

constexpr double kLongestTraining = 3600;  ///< seconds
constexpr std::size_t kLeastCapacity = 50000;

struct Arguments {
  std::string outcomes, out, trainer;
  double budget_s = 60;
  std::uint64_t seeds = 5;
  std::int64_t dqn_steps = 20000;
};

struct Contender {
  std::string name;
  learn::PolicySetting setting;
};

/// What the real trainer makes of the decisions: the bytes of its policy.
Result<std::string> train_network(const Arguments& arguments, const learn::Trained& trained, std::uint64_t seed) {
  const TempDir folder = VX_TRY(TempDir::create("regret-"));
  const fs::path episodes = folder.path() / "episodes.jsonl", run = folder.path() / "run";
  VX_TRY(write_file_atomic(episodes, learn::write_episodes(trained.episodes)));
  std::size_t decisions = 0;
  for (const auto& episode : trained.episodes) decisions += episode.decisions.size();
  SpawnOptions options;
  options.argv = {arguments.trainer, "train",
                  "--episodes",      episodes.string(),
                  "--out",           run.string(),
                  "--seed",          std::to_string(seed),
                  "--steps",         std::to_string(arguments.dqn_steps),
                  "--capacity",      std::to_string(std::max(kLeastCapacity, decisions))};
  options.env = current_environment();
  options.env["OMP_NUM_THREADS"] = options.env["OPENBLAS_NUM_THREADS"] = "1";
  const auto result = VX_TRY(run_process(options, Deadline::after(kLongestTraining)));
  if (result.exit_code != 0 || result.signal != 0 || result.timed_out)
    return fail(ErrorCode::internal, "velox-trainer failed: " + result.err);
  return read_file(run / "policy.safetensors");
}

Result<std::vector<Contender>> contenders(const Arguments& arguments, const learn::OutcomeTable& known,
                                          std::uint64_t seed) {
  const bool with_network = !arguments.trainer.empty();
  const auto trained = learn::train_by_replay(known, {arguments.budget_s, seed, with_network});
  std::vector<Contender> list;
  for (const char* kind : {"catalogue", "random", "expected", "greedy", "bandit", "dqn"}) {
    Contender contender{kind, {}};
    contender.setting.kind = kind;
    contender.setting.seed = seed;
    contender.setting.experience = trained.experience;
    contender.setting.trained_in = std::string("the trained ") + kind;
    if (contender.name == "bandit") contender.setting.trained = trained.bandit;
    if (contender.name == "dqn" && !with_network) continue;
    if (contender.name == "dqn") contender.setting.trained = VX_TRY(train_network(arguments, trained, seed));
    list.push_back(std::move(contender));
  }
  // What a new installation has: the same policies before they learned anything.
  for (const char* kind : {"greedy", "bandit"}) {
    Contender contender{std::string(kind) + ", untrained", {}};
    contender.setting.kind = kind;
    contender.setting.seed = seed;
    list.push_back(std::move(contender));
  }
  return list;
}

Result<std::vector<Row>> measure(const Arguments& arguments, const learn::OutcomeTable& known,
                                 const learn::OutcomeTable& held_out, std::uint64_t seed) {
  const auto list = VX_TRY(contenders(arguments, known, seed));
  std::vector<Row> rows;
  for (const learn::RecordedProject& project : held_out) {
    const auto yardstick = learn::yardstick_of(project, arguments.budget_s);
    const auto add = [&](const std::string& policy, const learn::Trajectory& made) {
      rows.push_back(
          {policy, project.family, project.name, seed, yardstick.has_gain(), learn::score_of(made, yardstick)});
    };
    add("oracle", learn::run_oracle(project, arguments.budget_s));
    for (const Contender& contender : list)
      add(contender.name, VX_TRY(learn::play(contender.setting, project, arguments.budget_s, seed)));
  }
  return rows;
}

Result<void> run(const Arguments& arguments) {
  const std::string text = VX_TRY(read_file(arguments.outcomes));
  const auto table = VX_TRY(learn::read_outcomes(text, arguments.outcomes));
  std::set<std::string> families;
  for (const auto& project : table) families.insert(project.family);
  if (families.size() < 2) return fail(ErrorCode::invalid, "there are less than two families in " + arguments.outcomes);
  VX_TRY(make_folder(arguments.out));
  const Terms terms{short_hash(text), arguments.budget_s, arguments.trainer.empty() ? 0 : arguments.dqn_steps};
  Rows rows = VX_TRY(Rows::open(fs::path(arguments.out) / "regret.jsonl", terms));
  for (std::uint64_t seed = 1; seed <= arguments.seeds; ++seed) {
    for (const std::string& family : families) {
      if (rows.has(family, seed)) continue;
      learn::OutcomeTable known, held_out;
      for (const auto& project : table) (project.family == family ? held_out : known).push_back(project);
      VX_TRY(rows.add(VX_TRY(measure(arguments, known, held_out, seed))));
      fmt::print("seed {}   held out: {} ({} projects)\n", seed, family, held_out.size());
      std::fflush(stdout);
    }
  }
  return write_file_atomic(fs::path(arguments.out) / "regret.json",
                           json::dump(summary_of(rows.all(), terms), 1) + "\n");
}

}  // namespace
}  // namespace velox::bench

int main(int argc, char** argv) {
  CLI::App app("Measures policies on families of recorded projects that they did not learn from.", "policy_regret");
  velox::bench::Arguments arguments;
  app.add_option("outcomes", arguments.outcomes, "recorded outcomes (velox.outcomes/1)")->required();
  app.add_option("--out", arguments.out, "folder for the results; a run goes on from what is there")->required();
  app.add_option("--trainer", arguments.trainer, "velox-trainer; without it there is no dqn");
  app.add_option("--budget", arguments.budget_s, "seconds of a session")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--seeds", arguments.seeds, "how many")->check(CLI::Range(1, 1000))->capture_default_str();
  app.add_option("--dqn-steps", arguments.dqn_steps, "gradient steps of the trainer")
      ->check(CLI::Range(1, 100'000'000))
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  const auto done = velox::bench::run(arguments);
  if (!done) fmt::print(stderr, "policy_regret: {}\n", done.error().describe());
  return done ? 0 : 1;
}
