// SPDX-License-Identifier: Apache-2.0
// One run, in order: lock and store, survey, the session (candidates of all units, the policy's choice, the judge, the next base);
// then smaller patches, a placebo, and the workload as a whole, which has the last word on everything that was accepted.
#include "velox/agents/optimizer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "velox/agents/effects.hpp"
#include "velox/agents/optimization.hpp"
#include "velox/agents/patches.hpp"
#include "velox/agents/rule_learner.hpp"
#include "velox/base/subprocess.hpp"

namespace velox::agents {

namespace {

constexpr double kReserveShare = 0.45;  ///< of the budget, the most that is kept for the placebo and the whole workload
constexpr double kPlaceboSeconds = 6;
constexpr double kComputes = 0.3;     ///< part of the wall time on a CPU above which a workload does not merely wait
constexpr double kWallOverCpu = 1.1;  ///< start and reading the output included

}  // namespace

Optimization::Optimization(const Options& options, const Installation& installation, Observer& observer)
    : options_(options),
      installation_(installation),
      observer_(observer),
      deadline_(Deadline::after(options.budget_s)),
      started_(monotonic_seconds()) {}

Result<Report> Optimization::run(ApplyPatches apply) {
  report_.run = new_run_id(options_.targets);
  report_.budget_s = options_.budget_s;
  report_.seed = options_.seed;
  for (const std::string& target : options_.targets) report_.target += (report_.target.empty() ? "" : " ") + target;
  VX_TRY(open_home());
  const auto done = work(apply);
  report_.elapsed_s = monotonic_seconds() - started_;
  VX_TRY(recorder_->run(report_, done                                          ? "finished"
                                 : done.error().code() == ErrorCode::cancelled ? "cancelled"
                                                                               : "failed"));
  if (!done) return std::unexpected(done.error());
  return std::move(report_);
}

Result<void> Optimization::open_home() {
  root_ = VX_TRY(find_root(options_));
  home_ = VX_TRY(Home::open(root_));
  if (home_->outside_project()) {
    warn("the project cannot be written; results are kept in " + home_->folder().string());
  }
  lock_ = VX_TRY(home_->lock());
  store_ = VX_TRY(home_->open_store());
  remove_abandoned_temp_dirs();
  for (const std::string& line : VX_TRY(recover(root_, *store_))) warn(line);
  VX_TRY(store_->mark_interrupted());
  for (const std::string& line : VX_TRY(retire_failing(root_, *store_))) warn(line);
  recorder_.emplace(*store_, report_.run);
  return recorder_->run(report_, "running");
}

Result<void> Optimization::work(ApplyPatches apply) {
  auto rules = VX_TRY(chosen_rules(root_, options_));
  const auto tables = VX_TRY(effects_tables(root_));
  VX_TRY(choose_policy());
  survey_ = VX_TRY(make_survey(options_, installation_, SurveyDepth::capture, deadline_, report_, observer_));
  create_strategies(std::move(rules), rules::Effects(tables, python_named(report_.python)));
  VX_TRY(create_judge());
  placebo_s_ = std::min(kPlaceboSeconds, kReserveShare / 2 * options_.budget_s);
  reserve_s_ = std::min(kReserveShare * options_.budget_s, kWholeRuns * run_seconds() + placebo_s_);
  VX_TRY(run_session());
  VX_TRY(retry_undecided());
  VX_TRY(drop_what_does_not_pay());
  VX_TRY(run_placebo());
  VX_TRY(judge_whole());
  VX_TRY(check_unchanged(*survey_));
  VX_TRY(recorder_->patches(report_));
  report_.combined_diff = combined_diff(report_.patches);
  if (apply == ApplyPatches::yes && !report_.patches.empty()) {
    VX_TRY(apply_patches(root_, *store_, report_.patches));
    report_.applied = true;
  }
  return {};
}

// With --rules only those are tried, and ruff is none of them.
void Optimization::create_strategies(std::vector<std::unique_ptr<rules::Rule>> rules, rules::Effects effects) {
  const ToolPlaces places{survey_->python, current_environment(), survey_->sandbox.get(), installation_.cancel};
  if (options_.external) style_.emplace(root_, places);
  std::optional<Ruff> ruff;
  if (options_.external && options_.rules.empty()) ruff = Ruff::find(places, options_.disabled_rules);
  strategies_ =
      std::make_unique<Strategies>(*survey_, std::move(rules), std::move(effects), std::move(ruff), options_.assurance);
}

Result<void> Optimization::create_judge() {
  judge_ = VX_TRY(experiment::Judge::create(setting_of(*survey_, options_, installation_), {}));
  return {};
}

// What a run of the workload takes when the machine has time for it; what waits needs the wall's time.
double Optimization::run_seconds() const {
  const auto& baseline = report_.baseline;
  return baseline.cpu_s > kComputes * baseline.wall_s ? kWallOverCpu * baseline.cpu_s : baseline.wall_s;
}

void Optimization::warn(const std::string& text) {
  report_.warnings.push_back(text);
  observer_.warning(text);
}

const source::ParsedModule* Optimization::module_of(const std::string& file) const {
  const auto found = survey_->modules.find(file);
  return found == survey_->modules.end() ? nullptr : &found->second;
}

Result<void> Optimization::reparse(const std::string& file) {
  auto parsed = VX_TRY(source::ParsedModule::parse(report_.patches.back().after(), file));
  strategies_->forget(file);
  survey_->modules.insert_or_assign(file, std::move(parsed));
  return {};
}

// Noise alone must not pass. If it does, nothing that this run measured can be trusted.
Result<void> Optimization::run_placebo() {
  for (const auto& unit : report_.units) {
    const source::ParsedModule* module = module_of(unit.spot.unit.file);
    const auto evidence = survey_->evidence.find(unit.spot.unit);
    if (module == nullptr || evidence == survey_->evidence.end()) continue;
    const model::Unit* found = module->find_unit(unit.spot.unit.qualname);
    if (found == nullptr) continue;
    const auto placebo = make_placebo(*module, *found);
    if (!placebo) continue;
    const double spare = deadline_.left() - kWholeRuns * run_seconds();
    const double seconds = std::min(deadline_.left(), std::max({kLeastSeconds, placebo_s_, spare}));
    if (seconds < kLeastSeconds) return {};
    experiment::UnitEvidence untested = evidence->second;  // what a comment does to tests is known
    untested.tests = {};
    untested.unit = *found;  // where the last patch has left it
    const Attempt attempt = VX_TRY(judge_candidate(*placebo, untested, seconds));
    if (attempt.verdict.kind != model::VerdictKind::inconclusive) ++report_.placebo_run;
    if (attempt.verdict.accepted()) {
      ++report_.placebo_accepted;
      warn(
          "a change that does nothing was measured as a gain: this machine is too noisy now, so every patch of this "
          "run "
          "is withdrawn; try again when it is quieter");
      return withdraw_all("withdrawn: the placebo passed too, so the measurements of this run cannot be trusted");
    }
    return {};
  }
  return {};
}

Result<void> Optimization::withdraw_all(const std::string& reason) {
  while (!report_.patches.empty()) VX_TRY(withdraw_last(model::VerdictKind::inconclusive, reason));
  return {};
}

Result<void> Optimization::withdraw_last(model::VerdictKind kind, const std::string& reason) {
  const std::string id = report_.patches.back().id();
  report_.patches.pop_back();
  for (auto& unit : report_.units) {
    for (auto& attempt : unit.attempts) {
      if (attempt.patch != id) continue;
      attempt.patch.clear();
      attempt.verdict.kind = kind;
      attempt.verdict.reason = reason;
      VX_TRY(recorder_->attempt(attempt));
    }
  }
  return {};
}

std::map<std::string, std::string> Optimization::patched_files() const {
  std::map<std::string, std::string> files;
  for (const auto& patch : report_.patches) files[patch.file()] = patch.after();
  return files;
}

// The whole workload, before against after. A difference there takes patches back, last first.
Result<void> Optimization::judge_whole() {
  while (!report_.patches.empty()) {
    observer_.phase("whole workload, before and after");
    const auto limit = Deadline::after(std::max(deadline_.left(), kLeastSeconds));
    auto verdict = judge_->judge_workload({}, patched_files(), limit, [&](const experiment::Progress& progress) {
      observer_.progress(progress, deadline_.left());
    });
    VX_TRY(check_judged(verdict));
    report_.whole = *verdict;
    const bool slower = verdict->kind == model::VerdictKind::slower;
    if (!slower && verdict->kind != model::VerdictKind::not_equivalent && verdict->kind != model::VerdictKind::failed)
      return {};
    const std::string why =
        (slower ? "the workload as a whole is slower: " : "the workload as a whole differs: ") + verdict->reason;
    warn(fmt::format("patch {} was withdrawn: with it {}", report_.patches.back().id(), why));
    VX_TRY(withdraw_last(slower ? verdict->kind : model::VerdictKind::not_equivalent, why));
    report_.whole.reset();
  }
  return {};
}

Result<Report> optimize(const Options& options, const Installation& installation, ApplyPatches apply,
                        Observer& observer) {
  return Optimization(options, installation, observer).run(apply);
}

}  // namespace velox::agents
