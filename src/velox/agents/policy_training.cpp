// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/policy_training.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "velox/agents/session_log.hpp"
#include "velox/agents/session_view.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/base/text.hpp"
#include "velox/learn/bandit.hpp"
#include "velox/learn/replay_training.hpp"
#include "velox/learn/session_features.hpp"

namespace velox::agents {

namespace {

constexpr const char* kTrainer = "velox-trainer";
constexpr double kLongestTraining = 24 * 3600;
constexpr int kLastWords = 3;

using Tell = std::function<void(const std::string&)>;

/// What there is to learn from.
struct Material {
  std::vector<store::EpisodeRecord> records;  ///< of this project's sessions
  std::vector<learn::Episode> sessions;       ///< their decisions, as far as today's features can be read
  learn::OutcomeTable outcomes;
};

Result<Material> gather(Memory& memory, const TrainSetting& setting) {
  Material material;
  for (auto& record : VX_TRY(memory.episodes())) {
    auto session = stored_episode(record.body, record.run);
    if (!session) continue;
    material.sessions.push_back(*std::move(session));
    material.records.push_back(std::move(record));
  }
  if (setting.outcomes)
    material.outcomes = VX_TRY(learn::read_outcomes(VX_TRY(read_file(*setting.outcomes)), setting.outcomes->string()));
  if (material.sessions.empty() && material.outcomes.empty())
    return fail(ErrorCode::usage,
                "there is nothing to learn from yet: no session is remembered and no outcomes are given",
                "`velox optimize` makes sessions, `velox learn collect` records outcomes for --outcomes.");
  return material;
}

TrainedOn trained_on(const Material& material) {
  TrainedOn what;
  what.sessions = std::ssize(material.sessions);
  for (const auto& project : material.outcomes) what.projects.push_back(project.name);
  return what;
}

learn::Trained replay(const Material& material, const TrainSetting& setting, const Tell& tell) {
  if (material.outcomes.empty()) return {};
  tell("replaying sessions on " + text::counted(std::ssize(material.outcomes), "recorded project"));
  return learn::train_by_replay(material.outcomes, {setting.budget_s, setting.seed, setting.kind == "dqn"});
}

// The tries of a stored session stand beside its decisions, in the same order.
void learn_session(const store::EpisodeRecord& record, const learn::Episode& session, learn::Bandit& bandit) {
  const auto body = json::parse(record.body, "a stored session");
  const Json& tries = body ? json::member(*body, "tries") : json::member(Json(), "tries");
  if (!tries.is_array()) return;
  for (std::size_t i = 0; i < std::min(tries.size(), session.decisions.size()); ++i) {
    const auto& decision = session.decisions[i];
    const auto verdict = model::verdict_kind(json::string_or(tries[i], "verdict"));
    const std::size_t at = decision.action * learn::kActionFeatures;
    if (!verdict || at + learn::kActionFeatures > decision.situation.actions.size()) continue;
    bandit.learn(std::span(decision.situation.actions).subspan(at, learn::kActionFeatures),
                 {*verdict, json::number_or(tries[i], "log_gain"), json::number_or(tries[i], "seconds")});
  }
}

/// What a policy was learned from, as a table of its model card.
std::string origin_of(const TrainedOn& what, const TrainSetting& setting) {
  return fmt::format(
      "| | |\n|---|---|\n| learned from | {} of this project, {} |\n"
      "| features | version {} |\n| budget of a replayed session | {:.0f} s |\n| seed | {} |\n",
      text::counted(what.sessions, "session"), text::counted(std::ssize(what.projects), "recorded project"),
      learn::kFeaturesVersion, setting.budget_s, setting.seed);
}

std::string card_of_bandit(const TrainedOn& what, const TrainSetting& setting) {
  return "# A bandit\n\nChooses the next rewrite to try by Thompson sampling over three linear models: of the chance "
         "that "
         "a rewrite is\n"
         "accepted, of its gain and of the seconds that its experiment takes.\n\n" +
         origin_of(what, setting) +
         "\n`policy.json` holds sufficient statistics and nothing else: no code, no names but those of rules.\n";
}

Result<TrainedPolicy> train_bandit(Memory& memory, const Material& material, const TrainSetting& setting,
                                   PolicyShelf& shelf, const Tell& tell) {
  const auto replayed = replay(material, setting, tell);
  learn::PolicySetting begin;
  begin.kind = "bandit";
  begin.seed = setting.seed;
  begin.experience = experience_of(VX_TRY(memory.cases()));
  begin.trained = replayed.bandit;
  begin.trained_in = "what was replayed";
  auto bandit = VX_TRY(learn::Bandit::create(std::move(begin)));
  for (std::size_t i = 0; i < material.sessions.size(); ++i)
    learn_session(material.records[i], material.sessions[i], bandit);
  const TrainedOn what = trained_on(material);
  return shelf.add("bandit", bandit.trained(), card_of_bandit(what, setting), what);
}

// Its progress goes nowhere; its last words are told when it fails.
Result<void> run_trainer(const fs::path& trainer, const fs::path& episodes, const fs::path& out,
                         const TrainSetting& setting) {
  SpawnOptions run;
  run.argv = {trainer.string(), "train",
              "--episodes",     episodes.string(),
              "--out",          out.string(),
              "--steps",        std::to_string(setting.steps),
              "--seed",         std::to_string(setting.seed)};
  run.env = current_environment();
  const auto done = VX_TRY(run_process(run, Deadline::after(kLongestTraining), 1 << 20, setting.cancel));
  if (done.cancelled) return fail(ErrorCode::cancelled, "stopped");
  if (done.exit_code == 0 && done.signal == 0 && !done.timed_out) return {};
  return fail(ErrorCode::target_failed, "velox-trainer failed: " + text::tail_lines(done.err, kLastWords));
}

Result<TrainedPolicy> train_dqn(const Material& material, const TrainSetting& setting, PolicyShelf& shelf,
                                const Tell& tell) {
  const fs::path trainer = VX_TRY(find_trainer());
  const auto replayed = replay(material, setting, tell);
  const TempDir scratch = VX_TRY(TempDir::create("train-"));
  VX_TRY(write_file_atomic(scratch.path() / "episodes.jsonl",
                           learn::write_episodes(material.sessions) + learn::write_episodes(replayed.episodes)));
  tell("training a network");
  VX_TRY(run_trainer(trainer, scratch.path() / "episodes.jsonl", scratch.path() / "run", setting));
  const std::string weights = VX_TRY(read_file(scratch.path() / "run" / "policy.safetensors"));
  const TrainedOn what = trained_on(material);
  const std::string card = VX_TRY(read_file(scratch.path() / "run" / "MODEL.md"));
  return shelf.add("dqn", weights, card + "\n## Learned from\n\n" + origin_of(what, setting), what);
}

bool is_program(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

}  // namespace

Result<fs::path> find_trainer() {
  std::error_code error;
  const fs::path beside = fs::read_symlink("/proc/self/exe", error).parent_path();
  std::vector<fs::path> places = {beside / kTrainer,
                                  beside.parent_path() / kTrainer / kTrainer};  // as installed; as built
  const char* path = std::getenv("PATH");
  for (const std::string& folder : text::split(path != nullptr ? path : "", ':')) {
    if (!folder.empty()) places.push_back(fs::path(folder) / kTrainer);
  }
  for (const fs::path& place : places) {
    if (is_program(place)) return place;
  }
  return fail(ErrorCode::not_found, "velox-trainer is neither beside velox nor on the PATH, and a network needs it",
              "Build it where LibTorch is installed (`./dev setup`), or train another kind: --kind bandit.");
}

Result<TrainedPolicy> train_policy(Memory& memory, const TrainSetting& setting, const Tell& tell) {
  if (setting.kind != "bandit" && setting.kind != "dqn")
    return fail(ErrorCode::usage, "'" + setting.kind + "' is no kind of policy that is trained", "One of bandit, dqn.");
  PolicyShelf shelf(memory.home().policies());
  VX_TRY(make_folder(memory.home().policies()));
  const FileLock lock =
      VX_TRY_CONTEXT("a policy is being trained here", FileLock::acquire(shelf.folder_of("training")));
  const Material material = VX_TRY(gather(memory, setting));
  return setting.kind == "dqn" ? train_dqn(material, setting, shelf, tell)
                               : train_bandit(memory, material, setting, shelf, tell);
}

}  // namespace velox::agents
